//! Copying by OSC 52: the terminal puts the text on the clipboard, also over ssh.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// More than this most terminals refuse.
const LONGEST: usize = 74_994;

/// The sequence that copies a text.
pub(super) fn osc52(text: &str) -> String {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("\x1b]52;c;{}\x07", STANDARD.encode(&text[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_travels_as_base64() {
        assert_eq!(osc52("a.b.c"), "\x1b]52;c;YS5iLmM=\x07");
        assert!(osc52(&"é".repeat(60_000)).len() < 100_100);
    }
}
