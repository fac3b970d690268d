//! Breaking a clean line into several.

use super::{cluster_width, width};
use unicode_segmentation::UnicodeSegmentation;

/// Lines of at most `cells`, broken after spaces where a line has some; a word longer than a line is cut where the
/// line ends, and a character wider than a whole line gets a line of its own.
pub(super) fn wrap(text: &str, cells: usize) -> Vec<&str> {
    let cells = cells.max(1);
    if width(text) <= cells {
        return vec![text];
    }
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (line, after) = split(rest, cells);
        lines.push(line.trim_end_matches(' '));
        rest = after;
    }
    lines
}

/// The first line and what is left after it.
fn split(text: &str, cells: usize) -> (&str, &str) {
    let mut used = 0;
    let mut space = None;
    for (at, cluster) in text.grapheme_indices(true) {
        if cluster == " " && !text[..at].trim_end_matches(' ').is_empty() {
            space = Some(at);
        }
        used += cluster_width(cluster);
        if used > cells && cluster != " " {
            let end = space.unwrap_or(at);
            let end = if end == 0 { cluster.len() } else { end };
            let after = text[end..].trim_start_matches(' ');
            return (&text[..end], if space.is_some() { after } else { &text[end..] });
        }
    }
    (text, "")
}
