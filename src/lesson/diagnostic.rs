//! What is wrong with a lesson, and where: plain data, shown by whoever talks to the author.

use crate::span::{Position, Span};
use std::sync::Arc;

/// One mistake of an author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file, as the author named it.
    pub path: Arc<str>,
    /// Its whole text.
    pub source: Arc<str>,
    /// The bytes that are wrong.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do; may be empty.
    pub help: String,
}

impl Diagnostic {
    /// Where it starts.
    pub fn position(&self) -> Position {
        Position::of(&self.source, self.span.start as usize)
    }

    /// Characters it covers on its first line, at least one.
    pub fn length(&self) -> usize {
        let start = (self.span.start as usize).min(self.source.len());
        let end = (self.span.end as usize).clamp(start, self.source.len());
        let text = self.source.get(start..end).unwrap_or("");
        text.lines().next().unwrap_or("").chars().count().max(1)
    }
}

/// Collects the mistakes of one file.
#[derive(Debug)]
pub struct Findings {
    path: Arc<str>,
    source: Arc<str>,
    found: Vec<Diagnostic>,
}

impl Findings {
    /// For a file of this name and text.
    pub fn new(path: &str, source: &str) -> Self {
        Self { path: path.into(), source: source.into(), found: Vec::new() }
    }

    /// The file's text.
    pub fn source(&self) -> Arc<str> {
        Arc::clone(&self.source)
    }

    /// Adds a mistake.
    pub fn add(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.found.push(Diagnostic {
            path: Arc::clone(&self.path),
            source: Arc::clone(&self.source),
            span,
            message: message.into(),
            help: help.into(),
        });
    }

    /// How many there are so far.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of them in the order of the text, each once.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort_by(|a, b| (a.span.start, &a.message).cmp(&(b.span.start, &b.message)));
        self.found.dedup();
        self.found
    }
}

/// Of some known names the one that was most likely meant.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    known
        .into_iter()
        .map(|name| (distance(&wrong, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= (name.chars().count().max(3) / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// "did you mean …? expected: …" for a name that is not one of those known.
pub fn expected(wrong: &str, known: &[&str]) -> String {
    let list = known.join(", ");
    match nearest(wrong, known.iter().copied()) {
        Some(near) => format!("Did you mean `{near}`? Expected one of: {list}."),
        None if known.is_empty() => "There are none to choose from.".into(),
        None => format!("Expected one of: {list}."),
    }
}

/// Insertions, deletions, replacements and swaps of neighbours that make one text the other; long texts count as far.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().max(b.len()) > 64 {
        return usize::MAX;
    }
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut best = change.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(rows[i - 2][j - 2] + 1);
                }
                best
            };
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_and_a_far_one_is_not() {
        let known = ["narration", "action", "input", "output"];
        assert_eq!(nearest("narating", known), Some("narration"));
        assert_eq!(nearest("acton", known), Some("action"));
        assert_eq!(nearest("Ouptut", known), Some("output"));
        assert_eq!(nearest("colour", known), None);
        assert!(expected("acton", &known).contains("`action`? Expected one of: narration, action"));
    }

    #[test]
    fn positions_and_lengths_stay_inside_the_text() {
        let mut findings = Findings::new("x.toml", "aé = 1\nb");
        findings.add(Span { start: 8, end: 99 }, "second", "");
        findings.add(Span { start: 1, end: 3 }, "first", "");
        let found = findings.finish();
        assert_eq!(
            (found[0].message.as_str(), found[0].position().column, found[0].length()),
            ("first", 2, 1)
        );
        assert_eq!((found[1].position().line, found[1].length()), (2, 1));
    }
}
