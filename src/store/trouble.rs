//! What can be wrong with the learner's files, in words for the learner.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Why something was not read or not kept: one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble(String);

impl Trouble {
    pub(super) fn writing(path: &Path, error: io::Error) -> Self {
        Self(format!("{} cannot be written: {}", path.display(), why(&error)))
    }

    pub(super) fn reading(path: &Path, error: io::Error) -> Self {
        Self(format!("{} cannot be read: {}", path.display(), why(&error)))
    }

    pub(super) fn folder(path: &Path, error: io::Error) -> Self {
        Self(format!("the folder {} cannot be made: {}", path.display(), why(&error)))
    }

    pub(super) fn busy(folder: &Path) -> Self {
        Self(format!("another program holds {}", folder.join("lock").display()))
    }

    pub(super) fn large(path: &Path, bytes: u64) -> Self {
        Self(format!("{} has {} MB, which is too much to read", path.display(), bytes >> 20))
    }

    pub(super) fn no_file(path: &Path, folder: bool) -> Self {
        let what = if folder { "a folder, not a file" } else { "not an ordinary file" };
        Self(format!("{} is {what}", path.display()))
    }

    pub(super) fn newer(path: &Path) -> Self {
        Self(format!("{} is of a newer jwtrace and is left alone", path.display()))
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn why(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full".into(),
        ErrorKind::FileTooLarge => "a file may not become so large here".into(),
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only".into(),
        ErrorKind::PermissionDenied => "permission denied".into(),
        ErrorKind::NotADirectory => "a file is where a folder should be".into(),
        ErrorKind::AlreadyExists => "a file is where the folder should be".into(),
        _ => error.to_string(),
    }
}
