//! Everything that can wake the loop, from three threads that sleep until it happens.

use super::watch::Seen;
use crate::session::build::Checked;
use ratatui::crossterm::event::{self, Event, KeyEvent, MouseEvent};
use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use std::fs::File;
use std::io;
use std::os::fd::AsFd;
use std::sync::mpsc::Sender;
use std::thread;

/// Something that came.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A key was pressed (not released).
    Key(KeyEvent),
    /// The mouse.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The window has another size.
    Resize,
    /// A signal.
    Signal(i32),
    /// The file that is watched has changed.
    File(Seen),
    /// A check that was made aside has ended: its number, and what came of it.
    Checked(u64, Option<Box<Checked>>),
    /// The terminal is gone.
    Gone,
}

/// The signals that concern the terminal, caught from now on.
pub(super) fn signals() -> io::Result<Signals> {
    Signals::new([SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH])
}

/// Starts the threads. A file and checks send of their own.
pub(super) fn listen(signals: Signals, sender: &Sender<Incoming>) -> io::Result<()> {
    spawn("signals", sender.clone(), move |sender| signals_to(sender, signals))?;
    spawn("hangup", sender.clone(), watch)?;
    spawn("input", sender.clone(), read)
}

fn spawn(
    name: &str,
    sender: Sender<Incoming>,
    work: impl FnOnce(&Sender<Incoming>) + Send + 'static,
) -> io::Result<()> {
    thread::Builder::new().name(name.to_owned()).spawn(move || work(&sender)).map(drop)
}

fn signals_to(sender: &Sender<Incoming>, mut signals: Signals) {
    for signal in signals.forever() {
        if sender.send(Incoming::Signal(signal)).is_err() {
            break;
        }
    }
}

fn read(sender: &Sender<Incoming>) {
    loop {
        let incoming = match event::read() {
            Ok(Event::Key(key)) if key.is_press() => Incoming::Key(key),
            Ok(Event::Mouse(mouse)) => Incoming::Mouse(mouse),
            Ok(Event::Paste(text)) => Incoming::Paste(text),
            Ok(Event::Resize(..)) => Incoming::Resize,
            Ok(_) => continue,
            Err(_) => Incoming::Gone,
        };
        let gone = matches!(incoming, Incoming::Gone);
        if sender.send(incoming).is_err() || gone {
            break;
        }
    }
}

/// Notices a terminal that vanishes without a signal: reading one then gives nothing, at once and for ever, so the
/// input thread cannot tell. Asking for no event at all, `poll` sleeps until the other side hangs up.
fn watch(sender: &Sender<Incoming>) {
    if hung_up(&io::stdin(), || File::open("/dev/tty")) {
        let _ = sender.send(Incoming::Gone);
    }
}

/// Sleeps until the terminal hangs up. One that did so before this thread ran is no terminal any more, and cannot be
/// opened either.
fn hung_up(stdin: &impl AsFd, tty: impl FnOnce() -> io::Result<File>) -> bool {
    if rustix::termios::isatty(stdin) {
        return wait(PollFd::new(stdin, PollFlags::empty()));
    }
    tty().map_or(true, |tty| wait(PollFd::new(&tty, PollFlags::empty())))
}

fn wait(fd: PollFd<'_>) -> bool {
    let mut fds = [fd];
    loop {
        match poll(&mut fds, None) {
            Ok(_) if fds[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) => return true,
            Err(rustix::io::Errno::INTR) | Ok(0) => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_that_went_away_before_anyone_watched_is_gone() {
        let no_terminal = File::open("/dev/null").unwrap();
        assert!(hung_up(&no_terminal, || Err(io::ErrorKind::NotFound.into())));
        let (ours, theirs) = std::os::unix::net::UnixStream::pair().unwrap();
        drop(theirs);
        assert!(hung_up(&no_terminal, || Ok(File::from(std::os::fd::OwnedFd::from(ours)))));
    }
}
