//! Work on projects: a file for each lesson, written as a whole or not at all.

use super::{Store, Trouble, create_folder, read, replace, sync_folder};
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

    /// The lessons on whose projects work is kept, by id.
    pub fn worked_on(&self) -> Vec<String> {
        let entries = fs::read_dir(self.works_folder()).into_iter().flatten();
        let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let kept = paths.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
        let mut lessons: Vec<String> =
            kept.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
        lessons.sort();
        lessons
    }

    /// Takes the work on a lesson's project, or all of it, out of use. It is kept under other names, which are given
    /// back.
    ///
    /// # Errors
    /// A file cannot be renamed; it is still in use then, and so are those after it.
    pub fn forget_work(&self, lesson: Option<&str>, stamp: &str) -> Result<Vec<PathBuf>, Trouble> {
        let folder = self.works_folder();
        let mut aside = Vec::new();
        for name in self.worked_on().into_iter().filter(|name| lesson.is_none_or(|lesson| lesson == name)) {
            let path = folder.join(format!("{name}.json"));
            let free = |number: u32| {
                let more = if number == 1 { String::new() } else { format!("-{number}") };
                folder.join(format!("{name}-before-reset-{stamp}{more}.json.bak"))
            };
            let kept = (1..=u32::MAX).map(free).find(|path| !path.exists()).unwrap_or_else(|| free(1));
            fs::rename(&path, &kept).map_err(|error| Trouble::at(&path, &error))?;
            aside.push(kept);
        }
        if !aside.is_empty() {
            sync_folder(&folder);
        }
        Ok(aside)
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
