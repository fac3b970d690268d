//! All the lessons there are: the built-in ones and those added.

use super::diagnostic::nearest;
use super::shelf::Shelved;
use super::{Diagnostic, Lesson, load};
use crate::packed;
use std::sync::Arc;

/// A lesson file, whether it is good or not.
#[derive(Debug, Clone)]
pub struct Entry {
    /// `create-token`, from the file's name, so that a file with mistakes has one too.
    pub id: String,
    /// The file as messages name it.
    pub path: String,
    /// The lesson, when nothing is wrong with it.
    pub shelved: Option<Shelved>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    source: Source,
}

/// Where a file's text is.
#[derive(Debug, Clone)]
enum Source {
    Packed(&'static str),
    Added(Arc<str>),
}

/// Lessons in the order in which they are taught.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// Every file.
    pub entries: Vec<Entry>,
}

impl Library {
    /// The lessons in the binary. None of them is read for this.
    pub fn built_in() -> Self {
        let entry = |(file, card): (&'static str, &packed::Card)| Entry {
            id: stem(file),
            path: format!("lessons/{file}"),
            shelved: Some(Shelved::built_in(file, card)),
            diagnostics: Vec::new(),
            source: Source::Packed(file),
        };
        let mut library = Self { entries: packed::lessons().zip(packed::cards()).map(entry).collect() };
        library.sort();
        library
    }

    /// Adds a file. A lesson of the same id that is built in is replaced; one that was added is a mistake.
    pub fn add(&mut self, path: &str, text: &str) {
        let (lesson, mut diagnostics) = load::parse(path, text);
        let id = stem(path);
        if let Some(before) = self.entries.iter().position(|entry| entry.id == id) {
            if matches!(self.entries[before].source, Source::Packed(_)) {
                self.entries.remove(before);
            } else {
                let message = format!("{} is the lesson `{id}` too", self.entries[before].path);
                let help = "Give one of them another id and name.".into();
                let (path, source) = (Arc::from(path), Arc::from(text));
                diagnostics.push(Diagnostic { path, source, span: first_line(text), message, help });
            }
        }
        let lesson = lesson.filter(|_| diagnostics.is_empty()).map(Arc::new);
        let (path, source) = (path.into(), Source::Added(text.into()));
        self.entries.push(Entry { id, path, shelved: lesson.map(Shelved::read), diagnostics, source });
        self.sort();
    }

    /// The entry with this id.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The id most like one that does not exist.
    pub fn nearest(&self, id: &str) -> Option<&str> {
        nearest(id, self.entries.iter().map(|entry| entry.id.as_str()))
    }

    /// Every good lesson. Each is read now, if it was not before.
    pub fn lessons(&self) -> impl Iterator<Item = &Arc<Lesson>> {
        self.entries.iter().filter_map(Entry::lesson)
    }

    fn sort(&mut self) {
        self.entries.sort_by(|a, b| a.place().cmp(&b.place()));
    }
}

impl Entry {
    /// The lesson, when nothing is wrong with it. A built-in one is read now, if it was not before.
    pub fn lesson(&self) -> Option<&Arc<Lesson>> {
        self.shelved.as_ref()?.lesson()
    }

    /// The file's text.
    pub fn source(&self) -> Arc<str> {
        match &self.source {
            Source::Packed(file) => packed::lesson(file).unwrap_or_default().into(),
            Source::Added(text) => Arc::clone(text),
        }
    }

    /// The key the library is sorted by: the author's order, else the file's number; those without come last.
    fn place(&self) -> (u64, &str) {
        let order = self.shelved.as_ref().and_then(|shelved| shelved.card().order).map(u64::from);
        (order.or_else(|| number(&self.path)).unwrap_or(u64::MAX), &self.id)
    }
}

/// A file's name without folder, number and ending: `lessons/01-create-token.toml` is `create-token`.
pub(super) fn stem(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let name = name.strip_suffix(".toml").unwrap_or(name);
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix('-') {
        Some(rest) if rest.len() + 1 < name.len() && !rest.is_empty() => rest.to_owned(),
        _ => name.to_owned(),
    }
}

fn number(path: &str) -> Option<u64> {
    let name = path.rsplit(['/', '\\']).next()?;
    let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn first_line(text: &str) -> crate::span::Span {
    crate::span::Span { start: 0, end: text.find('\n').unwrap_or(text.len()) as u32 }
}

#[cfg(test)]
mod tests {
    use super::super::shelf::Card;
    use super::*;

    #[test]
    fn every_built_in_lesson_is_good_and_in_order() {
        let library = Library::built_in();
        let ids: Vec<_> = library.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids[..2], ["create-token", "token-structure"]);
        for entry in &library.entries {
            // Held to the schema here, for the program does not when it opens one.
            let (lesson, diagnostics) = load::parse(&entry.path, &entry.source());
            assert_eq!(diagnostics, [], "{}", entry.path);
            assert_eq!(lesson.as_ref(), entry.lesson().map(|lesson| &**lesson), "{}", entry.path);
            // What the build wrote on the card is what the lesson says.
            let card = entry.shelved.as_ref().map(Shelved::card);
            assert_eq!(lesson.as_ref().map(Card::of).as_ref(), card, "{}", entry.path);
        }
        assert_eq!(library.nearest("creat-token"), Some("create-token"));
    }

    #[test]
    fn an_added_lesson_replaces_a_built_in_one_but_not_another_added_one() {
        let mut library = Library::built_in();
        let text = library.get("create-token").unwrap().source().replace("Creating a token", "Mine");
        library.add("my/01-create-token.toml", &text);
        assert_eq!(library.get("create-token").unwrap().lesson().unwrap().title, "Mine");
        library.add("other/create-token.toml", &text);
        let twice = library.entries.iter().find(|entry| entry.path == "other/create-token.toml").unwrap();
        assert!(twice.lesson().is_none());
        assert_eq!(twice.diagnostics[0].message, "my/01-create-token.toml is the lesson `create-token` too");
    }

    #[test]
    fn ids_and_numbers_come_from_file_names() {
        assert_eq!(stem("a/b/01-create-token.toml"), "create-token");
        assert_eq!(stem("create-token.toml"), "create-token");
        assert_eq!(stem("7.toml"), "7");
        assert_eq!(stem("7-.toml"), "7-");
        assert_eq!((number("x/12-a.toml"), number("a.toml")), (Some(12), None));
    }
}
