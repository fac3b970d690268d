//! Terminals without line drawing: every character of a frame as ASCII.

use ratatui::buffer::Buffer;

/// Replaces what is not ASCII by what looks most like it; a letter or sign of the learner's own becomes `?`.
pub(super) fn flatten(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if symbol.is_ascii() {
            continue;
        }
        let plain = match symbol.chars().next().unwrap_or(' ') {
            '─' | '━' | '═' | '╌' => "-",
            '│' | '┃' | '║' | '╎' => "|",
            '\u{250c}'..='\u{254b}' | '╭' | '╮' | '╰' | '╯' | '✓' => "+",
            '▶' | '→' | '›' | '»' | '⟩' => ">",
            '◀' | '←' | '‹' | '«' | '⟨' => "<",
            '▼' | '↓' | '↵' => "v",
            '▲' | '↑' => "^",
            '●' | '◆' => "*",
            '≠' => "!",
            '○' | '◇' => "o",
            '·' | '░' => ".",
            '…' => "~",
            '✗' | '×' => "x",
            '█' | '▓' | '▒' | '■' => "#",
            '≡' => "=",
            _ => "?",
        };
        cell.set_symbol(plain);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn nothing_but_ascii_is_left() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        buffer.set_string(0, 0, "┌▶ é漢…✓", Style::new());
        flatten(&mut buffer);
        let line: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(line.trim_end(), "+> ?? ~+");
    }
}
