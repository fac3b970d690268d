//! The fields of the lab, and editing one line of text.

use unicode_segmentation::UnicodeSegmentation;

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FieldId {
    /// The claims set as JSON.
    Claims,
    /// The secret, or a key in PEM.
    Key,
    /// The algorithm that signs.
    Algorithm,
    /// The token itself.
    Token,
    /// The clock.
    Clock,
    /// The algorithms that verifying allows.
    Allowed,
    /// Another key to verify with.
    VerifyKey,
    /// The expected audience.
    Audience,
    /// The expected issuer.
    Issuer,
    /// Seconds of leeway.
    Leeway,
    /// The zone of dates.
    Zone,
    /// The library whose gates are shown.
    Library,
    /// More header parameters.
    Headers,
    /// The program itself.
    Code,
}

impl FieldId {
    /// All of them, the most used first.
    pub const ALL: [Self; 14] = [
        Self::Claims,
        Self::Key,
        Self::Algorithm,
        Self::Token,
        Self::Clock,
        Self::Allowed,
        Self::VerifyKey,
        Self::Audience,
        Self::Issuer,
        Self::Leeway,
        Self::Zone,
        Self::Library,
        Self::Headers,
        Self::Code,
    ];

    /// Its place in [`FieldId::ALL`].
    pub fn index(self) -> usize {
        Self::ALL.iter().position(|id| *id == self).unwrap_or(0)
    }

    /// Its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Claims => "claims",
            Self::Key => "key",
            Self::Algorithm => "algorithm",
            Self::Token => "token",
            Self::Clock => "clock",
            Self::Allowed => "allowed",
            Self::VerifyKey => "verify with",
            Self::Audience => "audience",
            Self::Issuer => "issuer",
            Self::Leeway => "leeway",
            Self::Zone => "zone",
            Self::Library => "library",
            Self::Headers => "header +",
            Self::Code => "code",
        }
    }

    /// What it takes, in a line.
    pub fn about(self) -> &'static str {
        match self {
            Self::Claims => "a JSON object; with a key, what is typed is signed anew",
            Self::Key => "the key that signs: a secret, or a PEM key; ←/→ has some for trying",
            Self::Algorithm => "how it is signed; ←/→ goes through the algorithms",
            Self::Token => "any token; ↑/↓ changes the character under the cursor",
            Self::Clock => {
                "seconds since 1970, a date, or exp-1, exp, exp+1, nbf-1, iat+60; ←/→ travels through them"
            }
            Self::Allowed => "algorithms that verifying allows, with commas; empty: those the key is for",
            Self::VerifyKey => "another key to verify with; empty: the same one, or its public half",
            Self::Audience => "the aud that verifying expects; empty: none",
            Self::Issuer => "the iss that verifying expects; empty: none",
            Self::Leeway => "seconds by which clocks may differ; ←/→ goes through some",
            Self::Zone => "the zone of the dates shown: UTC, Europe/Berlin, …; ←/→ goes through some",
            Self::Library => "pyjwt or python-jose: whose gates are shown; ←/→ changes it",
            Self::Headers => "more header parameters as a JSON object; may be empty",
            Self::Code => "the program that runs, made of the fields; Enter edits it by hand",
        }
    }
}

/// Longest text a field takes, in bytes. A token that does not fit an HTTP header is of no use to anybody.
pub const LONGEST: usize = 32 * 1024;

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Field {
    /// Its text, good or not.
    pub text: String,
    /// What is wrong with the text, and where; the result is still that of the last good one.
    pub problem: Option<String>,
    /// What was noticed about a text that is good.
    pub note: Option<String>,
}

/// A text being edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Byte of the text before which the cursor stands; always between two characters.
    pub cursor: usize,
    /// The text when editing began.
    pub before: String,
    /// The program written by hand, which editing one of the fields it replaces puts away.
    pub code: Option<String>,
}

/// A movement or a change within a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Move {
    /// One character back.
    Left,
    /// One character on.
    Right,
    /// Before the first character.
    Home,
    /// After the last.
    End,
    /// A line up.
    Up,
    /// A line down.
    Down,
}

/// The byte a movement leads to. Characters are what a person sees as one.
pub(super) fn moved(text: &str, cursor: usize, by: Move) -> usize {
    match by {
        Move::Left => text[..cursor].grapheme_indices(true).next_back().map_or(0, |(at, _)| at),
        Move::Right => cursor + text[cursor..].graphemes(true).next().map_or(0, str::len),
        Move::Home => 0,
        Move::End => text.len(),
        Move::Up | Move::Down => super::code::line_moved(text, cursor, by == Move::Down),
    }
}

/// The nearest byte at or before this one that is between two characters.
pub(super) fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
