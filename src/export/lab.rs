//! The lab as labelled lines: what the token says, its dates, and what each library makes of it.

use crate::session::Session;
use crate::text::Text;
use crate::view::{Tone, view};
use std::io::{self, Write};

/// Writes the state of an open lab; `note` is what was taken away round the token.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut impl Write, session: &Session, note: Option<&str>) -> io::Result<()> {
    let screen = view(session);
    let Some(lab) = &screen.lab else { return Ok(()) };
    if let Some(note) = note {
        writeln!(out, "({})", Text::new(note))?;
    }
    // The first sentence compares two sides, and here there is one.
    for (tone, words) in lab.words.iter().skip(1) {
        writeln!(out, "{}{words}", mark(*tone))?;
    }
    if lab.words.iter().all(|(tone, _)| matches!(tone, Tone::Warn | Tone::Plain)) {
        writeln!(out, "  Anybody can write such a token. --secret TEXT or --key FILE verifies it.")?;
    }
    writeln!(out)?;
    for pair in lab.pairs.iter().filter(|pair| (pair.long || pair.time) && !pair.label.is_empty()) {
        let after: Vec<&Text> = pair.after.pieces.iter().map(|(text, _)| text).collect();
        writeln!(out, "{:<11} {}", pair.label, Text::join(&after, ""))?;
    }
    for pair in lab.pairs.iter().skip_while(|pair| !pair.after.pieces.is_empty()) {
        let after: Vec<&Text> = pair.after.pieces.iter().map(|(text, _)| text).collect();
        if after.is_empty() {
            writeln!(out, "\n{}", pair.label)?;
        } else {
            writeln!(out, "  {:<13} {}", pair.label, Text::join(&after, ""))?;
        }
    }
    Ok(())
}

fn mark(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "✓ ",
        Tone::Bad => "✗ ",
        Tone::Warn => "○ ",
        _ => "",
    }
}
