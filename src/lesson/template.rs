//! Text with `${path}` in it; `$${` stands for a plain `${`.

use super::{Template, TemplatePart};
use crate::span::Span;
use std::ops::Range;

/// A mistake in a template: bytes of its text, what is wrong, what to do.
pub type Mistake = (Range<usize>, String, String);

/// A piece of a template's text: literal text, or a path with its bytes.
enum Piece {
    Text(String),
    Value(String, Range<usize>),
}

/// Takes a template's text apart. `place` gives the bytes of the lesson file for a range of the text.
pub fn parse(text: &str, at: Span, place: impl Fn(Range<usize>) -> Span) -> (Template, Vec<Mistake>) {
    let mut mistakes = Vec::new();
    let parts = pieces(text, &mut mistakes)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => TemplatePart::Text(text),
            Piece::Value(path, range) => TemplatePart::Value { path, at: place(range) },
        })
        .collect();
    (Template { parts, at }, mistakes)
}

fn pieces(text: &str, mistakes: &mut Vec<Mistake>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut at = 0;
    while let Some(found) = text[at..].find("${") {
        let start = at + found;
        if text[at..start].ends_with('$') {
            literal.push_str(&text[at..start - 1]);
            literal.push_str("${");
            at = start + 2;
            continue;
        }
        literal.push_str(&text[at..start]);
        let inside = &text[start + 2..];
        let Some(close) = inside.find('}').filter(|close| !inside[..*close].contains('\n')) else {
            let help = "Close it with `}`, or write `$${` for a plain `${`.";
            mistakes.push((start..start + 2, "`${` is never closed".into(), help.into()));
            literal.push_str("${");
            at = start + 2;
            continue;
        };
        let path = inside[..close].trim();
        let range = start..start + 2 + close + 1;
        if let Some(why) = path_mistake(path) {
            let help = "A path is a name and fields with dots, like `token.header.json`, and may name a step, like `token@encode`.";
            mistakes.push((range.clone(), format!("`{path}` is not a path: {why}"), help.into()));
        } else {
            if !literal.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut literal)));
            }
            pieces.push(Piece::Value(path.to_owned(), range.clone()));
        }
        at = range.end;
    }
    literal.push_str(&text[at..]);
    if !literal.is_empty() {
        pieces.push(Piece::Text(literal));
    }
    pieces
}

/// Why a text is not a path: `name.field.field@label`.
pub fn path_mistake(path: &str) -> Option<&'static str> {
    let (name, label) = path.split_once('@').map_or((path, None), |(name, label)| (name, Some(label)));
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    if name.is_empty() {
        Some("it has no name")
    } else if name.split('.').any(str::is_empty) {
        Some("a field is empty")
    } else if !name.chars().all(|c| word(c) || c == '.') {
        Some("it may hold letters, digits, `_`, `-` and `.`")
    } else if label.is_some_and(|label| label.is_empty() || !label.chars().all(word)) {
        Some("after `@` comes the label of a step")
    } else {
        None
    }
}

/// The label of the step a path names after `@`.
pub fn label_of(path: &str) -> Option<&str> {
    path.split_once('@').map(|(_, label)| label)
}

impl Template {
    /// The paths in it, each with its place.
    pub fn paths(&self) -> impl Iterator<Item = (&str, Span)> {
        self.parts.iter().filter_map(|part| match part {
            TemplatePart::Value { path, at } => Some((path.as_str(), *at)),
            TemplatePart::Text(_) => None,
        })
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The text with each value replaced by what `value` gives for its path.
    pub fn fill(&self, mut value: impl FnMut(&str) -> String) -> String {
        let parts = self.parts.iter().map(|part| match part {
            TemplatePart::Text(text) => text.clone(),
            TemplatePart::Value { path, .. } => value(path),
        });
        parts.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Vec<(Range<usize>, String)>) {
        let place = |range: Range<usize>| Span { start: range.start as u32, end: range.end as u32 };
        let (template, mistakes) = parse(text, Span::default(), place);
        let shown = template.fill(|path| format!("<{path}>"));
        (shown, mistakes.into_iter().map(|(range, message, _)| (range, message)).collect())
    }

    #[test]
    fn values_are_found_and_a_doubled_dollar_is_text() {
        assert_eq!(read("a ${x.y@z} b ${ t }"), ("a <x.y@z> b <t>".into(), vec![]));
        assert_eq!(read("cost $${x} $5 $"), ("cost ${x} $5 $".into(), vec![]));
        assert_eq!(read(""), (String::new(), vec![]));
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        let (_, mistakes) = read("${} é ${a..b} ${a b} ${a@} ${open");
        let ranges: Vec<_> = mistakes.iter().map(|(range, _)| range.clone()).collect();
        assert_eq!(ranges, [0..3, 7..14, 15..21, 22..27, 28..30]);
        assert!(mistakes[4].1.contains("never closed"));
    }
}
