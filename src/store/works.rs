//! Work on projects: a file for each lesson, written as a whole or not at all.

use super::{Store, Trouble, create_folder, read, replace};
use crate::session::build::{VERSION, Work};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// Largest file that is read, in bytes.
const LARGEST: u64 = 4 << 20;

/// What the files hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Works {
    /// Work, a lesson each.
    pub works: Vec<Work>,
    /// Files that were no such work, under the names they were given so that nothing is written over them.
    pub aside: Vec<PathBuf>,
}

impl Store {
    fn works_folder(&self) -> PathBuf {
        self.folder.join("build")
    }

    /// Keeps work on a project; when it returns, it is on the disk.
    ///
    /// # Errors
    /// Why not; what was kept before is still there.
    pub fn keep_work(&self, work: &Work) -> Result<(), Trouble> {
        let folder = self.works_folder();
        let path = folder.join(format!("{}.json", work.lesson));
        create_folder(&folder).map_err(|error| Trouble::at(&folder, &error))?;
        if version(&path).is_some_and(|version| version > VERSION) {
            return Err(Trouble::newer(&path));
        }
        // Names and numbers always have a JSON form.
        replace(&path, serde_json::to_string_pretty(work).unwrap_or_default().as_bytes())
    }

    /// All work on projects. A file that cannot be understood gets another name; one of a newer version stays as it is.
    ///
    /// # Errors
    /// The folder cannot be read, or a file not renamed.
    pub fn works(&self, stamp: &str) -> Result<Works, Trouble> {
        let folder = self.works_folder();
        let mut found = Works::default();
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(found),
            Err(error) => return Err(Trouble::at(&folder, &error)),
        };
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
        paths.sort();
        for path in paths {
            if version(&path).is_some_and(|version| version > VERSION) {
                continue;
            }
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let bytes = if too_large(&path) { Vec::new() } else { read(&path)? };
            match serde_json::from_slice::<Work>(&bytes).ok().filter(|work| work.lesson == stem) {
                Some(work) => found.works.push(work),
                None => {
                    let aside = path.with_file_name(format!("{stem}-unreadable-{stamp}.txt"));
                    fs::rename(&path, &aside).map_err(|error| Trouble::at(&path, &error))?;
                    found.aside.push(aside);
                }
            }
        }
        Ok(found)
    }
}

fn too_large(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| data.len() > LARGEST)
}

/// The version a file says it has.
fn version(path: &Path) -> Option<u32> {
    #[derive(Deserialize)]
    struct Version {
        v: u32,
    }
    if too_large(path) {
        return None;
    }
    serde_json::from_slice::<Version>(&read(path).ok()?).ok().map(|version| version.v)
}
