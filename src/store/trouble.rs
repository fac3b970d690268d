//! What can be wrong with the learner's files, in words for the learner.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Why something was not read or not kept: one line, the reason first, for a screen may cut its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble(String);

impl Trouble {
    pub(super) fn at(path: &Path, error: &io::Error) -> Self {
        Self(format!("{} ({})", why(error), path.display()))
    }

    pub(super) fn missing(path: &Path) -> Self {
        Self(format!("there is no file {}", path.display()))
    }

    pub(super) fn busy(path: &Path) -> Self {
        Self(format!("another program holds {}", path.display()))
    }

    pub(super) fn large(path: &Path, bytes: u64) -> Self {
        Self(format!("{} MB are too much to read ({})", bytes >> 20, path.display()))
    }

    pub(super) fn no_file(path: &Path, folder: bool) -> Self {
        let what = if folder { "a folder, not a file" } else { "not an ordinary file" };
        Self(format!("{what} ({})", path.display()))
    }

    pub(super) fn newer(path: &Path) -> Self {
        Self(format!("a newer jwtrace wrote it, and it is left alone ({})", path.display()))
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
