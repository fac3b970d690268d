//! The only maker of displayable text.
//!
//! Lessons, tokens, values and learners may hold anything: escape sequences, bidi overrides, characters without width.
//! A [`Text`] holds none of it: it is one line, every character in it takes at least one cell or sits visibly on one
//! that does, and its width is known. Nothing reaches a screen except as a [`Text`].

mod clean;
mod wrap;

pub use clean::TAB;

use std::borrow::Cow;
use std::fmt;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// One line that is safe to show.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Text(Cow<'static, str>);

impl Text {
    /// Any text as one line; line breaks show as `↵`, tabs as spaces.
    pub fn new(raw: &str) -> Self {
        Self(Cow::Owned(clean::clean(raw, 0)))
    }

    /// As [`Text::new`] for a piece that starts at this column of its line, so that tabs reach the right stop.
    pub fn at_column(raw: &str, column: usize) -> Self {
        Self(Cow::Owned(clean::clean(raw, column)))
    }

    /// One of the program's own labels; no allocation when it is clean, as all of them are.
    pub fn label(text: &'static str) -> Self {
        if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) || clean::is_clean(text) {
            Self(Cow::Borrowed(text))
        } else {
            Self::new(text)
        }
    }

    /// Every line of a longer text, line breaks taken away.
    pub fn lines(raw: &str) -> Vec<Self> {
        raw.split('\n').map(|line| Self::new(line.strip_suffix('\r').unwrap_or(line))).collect()
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Cells it takes.
    pub fn width(&self) -> usize {
        width(&self.0)
    }

    /// The text, or as much of it as fits `cells` with `…` at the end.
    #[must_use]
    pub fn cut(&self, cells: usize) -> Self {
        match cut(&self.0, cells) {
            Cow::Borrowed(whole) if whole.len() == self.0.len() => self.clone(),
            part => Self(Cow::Owned(part.into_owned())),
        }
    }

    /// As [`Text::cut`], but a short last word stays, for it may be all that tells two names apart: `token (verify… 2)`.
    #[must_use]
    pub fn cut_name(&self, cells: usize) -> Self {
        let last = self.0.rfind(' ').map_or("", |at| &self.0[at..]);
        let kept = width(last);
        if self.width() <= cells || kept == 0 || kept > 5 || kept + 6 > cells {
            return self.cut(cells);
        }
        Self(Cow::Owned(format!("{}…{last}", head(&self.0, cells - kept - 1))))
    }

    /// The text with `…` at its end, within `cells`: there is more of it.
    #[must_use]
    pub fn unfinished(&self, cells: usize) -> Self {
        Self(Cow::Owned(format!("{}…", self.0))).cut(cells)
    }

    /// The text in lines of at most `cells`, broken at spaces where there are some.
    pub fn wrap(&self, cells: usize) -> Vec<Self> {
        wrap::wrap(&self.0, cells).into_iter().map(|line| Self(Cow::Owned(line.to_owned()))).collect()
    }

    /// The pieces one after another.
    #[must_use]
    pub fn join(pieces: &[&Self], between: &'static str) -> Self {
        let mut all = String::new();
        for (index, piece) in pieces.iter().enumerate() {
            if index > 0 {
                all.push_str(between);
            }
            all.push_str(&piece.0);
        }
        Self(Cow::Owned(all))
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), out)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.as_str())
    }
}

impl From<&str> for Text {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

impl From<String> for Text {
    fn from(raw: String) -> Self {
        if raw.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
            Self(Cow::Owned(raw))
        } else {
            Self::new(&raw)
        }
    }
}

/// Cells a clean text takes.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(cluster_width).sum() }
}

/// A clean text, or as much of it as fits with `…` at the end; nothing when there is no room at all.
pub fn cut(text: &str, cells: usize) -> Cow<'_, str> {
    if text.len() <= cells || width(text) <= cells {
        return Cow::Borrowed(text);
    }
    if cells == 0 {
        return Cow::Borrowed("");
    }
    Cow::Owned(format!("{}…", head(text, cells - 1)))
}

/// As much of a clean text as fits, without a mark that it was cut.
pub fn head(text: &str, cells: usize) -> &str {
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        used += cluster_width(cluster);
        if used > cells {
            return &text[..at];
        }
    }
    text
}

fn cluster_width(cluster: &str) -> usize {
    UnicodeWidthStr::width(cluster)
}

#[cfg(test)]
mod tests;
