//! The text that is part of the program: Python modules of our own, and the built-in lessons.
//!
//! `build.rs` finds and compresses the files, a megabyte to a third; each is unpacked when it is asked for.

/// What the list of lessons says of a built-in one, so that it need not be read for that.
#[derive(Debug)]
pub struct Card {
    /// `create-token`
    pub id: &'static str,
    /// `Creating a token`
    pub title: &'static str,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Its place, when the author gives one.
    pub order: Option<u32>,
    /// `FastAPI`
    pub topic: &'static str,
    /// What the learner will be able to do.
    pub about: &'static str,
    /// How many steps it has.
    pub steps: usize,
    /// How many key moments.
    pub moments: usize,
    /// How many questions, quiz and practice together.
    pub questions: usize,
    /// How many of them are for practice.
    pub practice: usize,
    /// How many steps its project has; none when there is no project.
    pub project: usize,
    /// The names of the libraries it runs with.
    pub profiles: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/packed.rs"));

/// The source of a Python module by its full name (`fastapi.security`).
pub fn module(name: &str) -> Option<String> {
    let at = MODULES.binary_search_by(|(have, _)| (*have).cmp(name)).ok()?;
    unpacked(MODULES[at].1)
}

/// The full names of the Python modules, sorted.
pub fn modules() -> impl Iterator<Item = &'static str> {
    MODULES.iter().map(|(name, _)| *name)
}

/// The text of a built-in lesson by its file's name (`01-create-token.toml`).
pub fn lesson(file: &str) -> Option<String> {
    let at = LESSONS.binary_search_by(|(have, _)| (*have).cmp(file)).ok()?;
    unpacked(LESSONS[at].1)
}

/// The file names of the built-in lessons, sorted.
pub fn lessons() -> impl Iterator<Item = &'static str> {
    LESSONS.iter().map(|(name, _)| *name)
}

/// The cards of the built-in lessons, in the order of [`lessons`].
pub fn cards() -> impl Iterator<Item = &'static Card> {
    CARDS.iter()
}

/// `None` would mean that `build.rs` wrote something else than it read; a test reads every file.
fn unpacked(bytes: &[u8]) -> Option<String> {
    String::from_utf8(miniz_oxide::inflate::decompress_to_vec(bytes).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_file_unpacks_to_what_it_was() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for file in lessons() {
            let text = std::fs::read_to_string(root.join("lessons").join(file)).unwrap();
            assert_eq!(lesson(file), Some(text), "{file}");
        }
        let mut count = 0;
        for name in modules() {
            let path = root.join("src/python/modules/py").join(name.replace('.', "/"));
            let file = if path.is_dir() { path.join("__init__.py") } else { path.with_extension("py") };
            assert_eq!(module(name), Some(std::fs::read_to_string(file).unwrap()), "{name}");
            count += 1;
        }
        assert!(count > 100, "only {count} modules");
        assert_eq!((module("no.such"), lesson("00-none.toml")), (None, None));
    }
}
