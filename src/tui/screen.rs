//! Clearing without asking the terminal anything.

use ratatui::crossterm::queue;
use ratatui::crossterm::style::ResetColor;
use ratatui::crossterm::terminal::{Clear, ClearType};
use std::io::{self, Write};

/// Clears the whole screen.
pub(super) fn clear(out: &mut impl Write) -> io::Result<()> {
    queue!(out, ResetColor, Clear(ClearType::All))
}
