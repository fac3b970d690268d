//! The terminal itself: taken, drawn to, given back. It is given back after leaving, an error, a panic and a signal
//! alike, and only what was taken.

use super::screen;
use ratatui::backend::{Backend as _, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::crossterm::cursor::{Hide, Show};
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{execute, queue};
use ratatui::layout::Rect;
use std::io::{self, BufWriter, Stdout, Write};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// Clicks and the wheel, in numbers of any size. Not the moves in between: each would be a wake-up.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// Whether the terminal is ours, so that giving it back happens once and is possible from a panic.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal while it is ours.
pub(super) struct Terminal {
    backend: CrosstermBackend<BufWriter<Stdout>>,
    size: Option<Rect>,
    shown: Buffer,
    next: Buffer,
    mouse: bool,
}

impl Terminal {
    /// Takes the terminal.
    pub(super) fn enter(mouse: bool) -> io::Result<Self> {
        restore_on_panic();
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout()));
        let mut terminal =
            Self { backend, size: None, shown: Buffer::default(), next: Buffer::default(), mouse };
        terminal.take()?;
        Ok(terminal)
    }

    fn take(&mut self) -> io::Result<()> {
        TAKEN.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        queue!(self.backend, EnterAlternateScreen, Hide, EnableBracketedPaste)?;
        if self.mouse {
            self.backend.write_all(MOUSE_ON.as_bytes())?;
        }
        self.forget();
        Ok(())
    }

    /// Draws what `paint` puts into an empty buffer of the terminal's size: only what differs is written, in one piece.
    pub(super) fn draw(&mut self, paint: impl FnOnce(&mut Buffer)) -> io::Result<()> {
        let area = match self.size {
            Some(area) => area,
            None => self.measure()?,
        };
        if self.next.area == area {
            self.next.reset();
        } else {
            self.next = Buffer::empty(area);
        }
        paint(&mut self.next);
        let fresh = self.shown.area != area;
        if fresh {
            self.shown = Buffer::empty(area);
        }
        let mut changes = self.shown.diff_iter(&self.next).peekable();
        if changes.peek().is_some() || fresh {
            queue!(self.backend, BeginSynchronizedUpdate)?;
            if fresh {
                screen::clear(&mut self.backend)?;
            }
            self.backend.draw(changes)?;
            queue!(self.backend, EndSynchronizedUpdate)?;
            io::Write::flush(&mut self.backend)?;
        }
        std::mem::swap(&mut self.shown, &mut self.next);
        Ok(())
    }

    fn measure(&mut self) -> io::Result<Rect> {
        let size = self.backend.size()?;
        // A pseudo-terminal nobody has given a size says 0x0.
        let area = Rect::new(0, 0, size.width.max(1), size.height.max(1));
        self.size = Some(area);
        Ok(area)
    }

    /// The window may have another size.
    pub(super) fn resized(&mut self) {
        let before = self.size.take();
        if self.measure().is_ok() && self.size != before {
            self.forget_shown();
        }
    }

    /// What is on the screen is no longer known: everything is painted next time.
    pub(super) fn forget(&mut self) {
        self.size = None;
        self.forget_shown();
    }

    fn forget_shown(&mut self) {
        self.shown = Buffer::default();
    }

    /// Takes or releases the mouse.
    pub(super) fn mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        self.write(if on { MOUSE_ON } else { MOUSE_OFF })
    }

    /// Writes a sequence as it is.
    pub(super) fn write(&mut self, sequence: &str) -> io::Result<()> {
        self.backend.write_all(sequence.as_bytes())?;
        io::Write::flush(&mut self.backend)
    }

    /// Gives the terminal back and stops the process; takes it again once it goes on.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        self.leave();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.resume()
    }

    /// Takes the terminal again after the process was stopped.
    pub(super) fn resume(&mut self) -> io::Result<()> {
        if TAKEN.load(Ordering::SeqCst) {
            // Stopped from outside without asking (SIGSTOP): the shell has set the terminal to its liking meanwhile.
            restore();
        }
        self.take()
    }

    /// Gives the terminal back.
    pub(super) fn leave(&mut self) {
        let _ = io::Write::flush(&mut self.backend);
        restore();
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.leave();
    }
}

/// Gives back what was taken, once. Nobody is there to be told when it fails.
fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout().lock();
    let _ = out.write_all(MOUSE_OFF.as_bytes());
    let _ = execute!(out, EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// A panic of this thread gives the terminal back before its message is printed. One of another thread (a halted
/// engine, say) is that thread's matter and must not paint over the screen.
fn restore_on_panic() {
    let owner = thread::current().id();
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == owner {
            restore();
        }
        if !TAKEN.load(Ordering::SeqCst) {
            before(info);
        }
    }));
}
