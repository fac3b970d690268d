//! Diagnostics drawn for a person: path, line, column, the text with a caret under it, and what to do.

use jwtrace::lesson;
use jwtrace::python;
use jwtrace::text::Text;
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode, SourceSpan};
use std::fmt;

/// One mistake in some text.
#[derive(Debug)]
pub(crate) struct Report {
    message: String,
    help: String,
    source: NamedSource<String>,
    span: SourceSpan,
}

impl Report {
    /// A mistake in a lesson file.
    pub(crate) fn of_lesson(found: &lesson::Diagnostic) -> Self {
        let start = (found.span.start as usize).min(found.source.len());
        let bytes = found
            .source
            .get(start..)
            .map_or(0, |rest| rest.chars().take(found.length()).map(char::len_utf8).sum());
        Self::new(&found.path, &found.source, start, bytes, &found.message, &found.help)
    }

    /// A mistake in a program.
    pub(crate) fn of_program(path: &str, source: &str, found: &python::Diagnostic) -> Self {
        let line = (found.position.line as usize).saturating_sub(1);
        let start: usize = source.split_inclusive('\n').take(line).map(str::len).sum();
        let text = source[start..].lines().next().unwrap_or("");
        let column = (found.position.column as usize).saturating_sub(1);
        let skipped = text.char_indices().nth(column).map_or(text.len(), |(at, _)| at);
        let bytes = text[skipped..].chars().next().map_or(0, char::len_utf8);
        Self::new(path, source, start + skipped, bytes, &found.message, &found.hint)
    }

    fn new(path: &str, source: &str, start: usize, bytes: usize, message: &str, help: &str) -> Self {
        Self {
            message: Text::new(message).to_string(),
            help: Text::new(help).to_string(),
            source: NamedSource::new(Text::new(path).as_str(), harmless(source)),
            span: (start, bytes).into(),
        }
    }

    /// The report as lines of text.
    pub(crate) fn draw(&self, style: Style) -> String {
        let theme = match style {
            Style::Colour => GraphicalTheme::unicode(),
            Style::Plain => GraphicalTheme::unicode_nocolor(),
            Style::Ascii => GraphicalTheme::none(),
        };
        let mut drawn = String::new();
        let handler = GraphicalReportHandler::new_themed(theme).with_width(80).with_links(false);
        if handler.render_report(&mut drawn, self).is_err() {
            drawn = format!("{}: {}\n", self.source.name(), self.message);
        }
        drawn
    }
}

/// How reports are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// With colours.
    Colour,
    /// Lines, but no colours.
    Plain,
    /// ASCII alone.
    Ascii,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Report {}

impl miette::Diagnostic for Report {
    fn help(&self) -> Option<Box<dyn fmt::Display + '_>> {
        (!self.help.is_empty()).then(|| Box::new(&self.help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(Some("here".into()), self.span))))
    }
}

/// The text without anything a terminal would obey; every byte keeps its place.
fn harmless(source: &str) -> String {
    let bad = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let mut out = String::with_capacity(source.len());
    for c in source.chars() {
        if bad(c) {
            out.extend(std::iter::repeat_n(if c == '\r' { ' ' } else { '?' }, c.len_utf8()));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jwtrace::span::Position;

    #[test]
    fn a_report_names_the_place_and_shows_it_without_obeying_it() {
        let found = python::Diagnostic {
            position: Position { line: 2, column: 3 },
            message: "bad\u{1b}[2J".into(),
            hint: "try this".into(),
        };
        let drawn = Report::of_program("a.py", "x\n\u{1b} é = 1\n", &found).draw(Style::Plain);
        assert!(drawn.contains("a.py:2:3"), "{drawn}");
        assert!(drawn.contains("try this") && !drawn.contains('\u{1b}'), "{drawn}");
        let far = python::Diagnostic { position: Position { line: 9, column: 9 }, ..found };
        assert!(Report::of_program("a.py", "", &far).draw(Style::Ascii).contains("a.py"));
        assert_eq!(harmless("a\u{202e}\r\n").len(), "a\u{202e}\r\n".len());
    }
}
