//! The terminal: the only wing that names ratatui or crossterm.
//!
//! One thread owns the terminal and sleeps on a channel; an input thread, a signal thread and a watcher for a vanished
//! terminal write to it. When something comes, everything waiting is taken and one frame is drawn, as the difference to
//! the one before. While nothing comes, nothing runs.

mod ascii;
mod canvas;
mod clipboard;
mod draw;
mod incoming;
pub mod keymap;
mod layout;
mod page;
mod pane;
mod screen;
mod terminal;
mod theme;
pub mod watch;

pub use theme::{Depth, Theme, ThemeName};

use crate::session::build::{Check, Work};
use crate::session::{Effect, Memory, Message, Session, update};
use crate::view::{Screen, Viewer};
use canvas::Hits;
use incoming::Incoming;
use keymap::Meaning;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use signal_hook::iterator::Signals;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;
use terminal::Terminal;
use watch::{Watch, Watched};

/// How the screen looks; everything the environment says comes in here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Which theme.
    pub theme: ThemeName,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// Only ASCII characters.
    pub ascii: bool,
    /// Whether things may move by themselves.
    pub motion: bool,
    /// Whether the mouse is taken at the start.
    pub mouse: bool,
    /// Panic when this key comes, to test that the terminal is restored; debug builds only.
    pub panic_key: Option<char>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            theme: ThemeName::Dark,
            depth: Depth::Sixteen,
            ascii: false,
            motion: true,
            mouse: true,
            panic_key: None,
        }
    }
}

/// Runs a session in the terminal until the learner leaves, the terminal vanishes, or a signal ends it; after a
/// signal the process ends by that signal once the terminal is restored.
///
/// # Errors
/// What the terminal refused.
pub fn run(session: Session, options: &Options, memory: &mut dyn Memory) -> io::Result<()> {
    run_watching(session, options, memory, None)
}

/// As [`run`]; each time a file is saved, the session is told.
///
/// # Errors
/// What the terminal refused.
pub fn run_watching(
    mut session: Session,
    options: &Options,
    memory: &mut dyn Memory,
    file: Option<Watched<'_>>,
) -> io::Result<()> {
    session.mouse = options.mouse;
    session.motion = options.motion;
    session.aside = true;
    // Before the terminal is taken, so that no signal can end the program without giving it back.
    let signals = incoming::signals()?;
    let mut terminal = Terminal::enter(session.mouse)?;
    let theme = Theme::new(options.theme, options.depth, options.ascii);
    let (viewer, hits) = (Viewer::default(), Hits::default());
    let (sender, incoming) = channel();
    let options = *options;
    let mut running = Loop { session, theme, options, viewer, hits, memory, file, work: None, sender };
    let ended = running.run(&mut terminal, signals, &incoming);
    terminal.leave();
    running.keep_work();
    if let Some(place) = running.session.place_now() {
        running.memory.stopped(&place);
    }
    match ended {
        Ok(End::Asked) => Ok(()),
        Ok(End::Vanished) => Err(io::Error::new(io::ErrorKind::BrokenPipe, "the terminal is gone")),
        Ok(End::Signal(signal)) => signal_hook::low_level::emulate_default_handler(signal),
        Err(error) => Err(error),
    }
}

/// A screen as it would be drawn at a size, for benches and pictures.
pub fn frame(screen: &Screen, width: u16, height: u16, options: &Options) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width.max(1), height.max(1)));
    let theme = Theme::new(options.theme, options.depth, options.ascii);
    draw::draw(screen, &mut buffer, theme, &mut Hits::default());
    buffer
}

/// Why the loop ended.
enum End {
    Asked,
    Vanished,
    Signal(i32),
}

struct Loop<'m> {
    session: Session,
    theme: Theme,
    options: Options,
    viewer: Viewer,
    hits: Hits,
    memory: &'m mut dyn Memory,
    file: Option<Watched<'m>>,
    /// Work on a project that is to be kept once everything waiting is taken.
    work: Option<Box<Work>>,
    /// Where everything comes from that wakes the loop.
    sender: Sender<Incoming>,
}

impl Loop<'_> {
    fn run(
        &mut self,
        terminal: &mut Terminal,
        signals: Signals,
        incoming: &Receiver<Incoming>,
    ) -> io::Result<End> {
        self.draw(terminal)?;
        incoming::listen(signals, &self.sender)?;
        // A long log takes a moment to read; the first frame does not wait for it.
        self.session.recalled(self.memory.recall());
        let _watch = self.watch();
        self.session.works(self.memory.works());
        self.draw(terminal)?;
        loop {
            let mut next = if self.session.playing {
                match incoming.recv_timeout(Duration::from_millis(self.session.beat())) {
                    Ok(first) => Some(first),
                    Err(RecvTimeoutError::Timeout) => {
                        update(&mut self.session, Message::Tick);
                        None
                    }
                    Err(RecvTimeoutError::Disconnected) => return Ok(End::Vanished),
                }
            } else {
                let Ok(first) = incoming.recv() else { return Ok(End::Vanished) };
                Some(first)
            };
            while let Some(event) = next {
                if let Some(end) = self.take(terminal, event)? {
                    return Ok(end);
                }
                next = incoming.try_recv().ok();
            }
            self.keep_work();
            self.draw(terminal)?;
        }
    }

    /// Begins to watch the file, if there is one, until what is given back is dropped.
    fn watch(&mut self) -> Option<Watch> {
        let file = self.file.as_ref()?;
        let sender = self.sender.clone();
        let tell = move |seen| sender.send(Incoming::File(seen)).is_ok();
        let watch = Watch::start(&file.path, file.stamp, tell);
        if let Err(why) = &watch {
            self.session.notice = Some(format!("the file is not watched: {why}"));
        }
        watch.ok()
    }

    fn draw(&mut self, terminal: &mut Terminal) -> io::Result<()> {
        let screen = self.viewer.view(&self.session);
        let (theme, hits) = (self.theme, &mut self.hits);
        terminal.draw(|buffer| {
            hits.clear();
            draw::draw(&screen, buffer, theme, hits);
        })?;
        if let Some(last) = self.hits.limit() {
            update(&mut self.session, Message::Limit(last));
        }
        Ok(())
    }

    fn take(&mut self, terminal: &mut Terminal, event: Incoming) -> io::Result<Option<End>> {
        let message = match event {
            Incoming::Gone => return Ok(Some(End::Vanished)),
            Incoming::Signal(signal) => return Self::signal(terminal, signal),
            Incoming::Resize => {
                terminal.resized();
                return Ok(None);
            }
            Incoming::Key(key) => {
                self.panic_if_asked(&key);
                match keymap::meaning(&key, self.session.context()) {
                    Some(Meaning::Command(command)) => Message::Do(command),
                    Some(Meaning::Digit(digit)) => Message::Digit(digit),
                    Some(Meaning::Type(char)) => Message::Type(char),
                    Some(Meaning::Erase) => Message::Erase,
                    // Any key stops what plays, also one that means nothing.
                    None if self.session.playing => Message::Halt,
                    None => return Ok(None),
                }
            }
            Incoming::Paste(text) => Message::Paste(text),
            Incoming::Checked(number, checked) => Message::Checked(number, checked),
            Incoming::File(seen) => match self.file.as_mut().and_then(|file| (file.read)(seen)) {
                Some(message) => message,
                None => return Ok(None),
            },
            Incoming::Mouse(mouse) => match self.hits.message(mouse) {
                Some(message) => message,
                None => return Ok(None),
            },
        };
        if let Some(now) = self.memory.now() {
            self.session.now = now;
        }
        for effect in update(&mut self.session, message) {
            match effect {
                Effect::Quit => return Ok(Some(End::Asked)),
                Effect::Copy(text) => terminal.write(&clipboard::osc52(&text))?,
                Effect::Mouse(on) => terminal.mouse(on)?,
                Effect::Repaint => terminal.forget(),
                Effect::Suspend => terminal.suspend()?,
                Effect::Answered(answer) => self.session.kept(self.memory.keep(&answer)),
                Effect::Stopped(place) => self.memory.stopped(&place),
                Effect::Worked(work) => self.work = Some(work),
                Effect::Check(check) => self.check(*check),
            }
        }
        Ok(None)
    }

    /// Checks a program on a thread of its own; where there is none to be had, here.
    fn check(&mut self, check: Check) {
        let (sender, aside) = (self.sender.clone(), check.clone());
        let work = move || {
            let _ = sender.send(Incoming::Checked(aside.number, aside.make().map(Box::new)));
        };
        if thread::Builder::new().name("check".into()).spawn(work).is_err() {
            update(&mut self.session, Message::Checked(check.number, check.make().map(Box::new)));
        }
    }

    /// Keeps work once for a held key or a paste in pieces.
    fn keep_work(&mut self) {
        let Some(work) = self.work.take() else { return };
        if let Err(why) = self.memory.worked(&work) {
            self.session.notice = Some(format!("your program is not kept: {why}"));
        }
    }

    fn signal(terminal: &mut Terminal, signal: i32) -> io::Result<Option<End>> {
        use signal_hook::consts::{SIGCONT, SIGTSTP, SIGWINCH};
        match signal {
            SIGWINCH => terminal.resized(),
            SIGTSTP => terminal.suspend()?,
            SIGCONT => terminal.resume()?,
            signal => return Ok(Some(End::Signal(signal))),
        }
        Ok(None)
    }

    fn panic_if_asked(&self, key: &ratatui::crossterm::event::KeyEvent) {
        let asked = self.options.panic_key.is_some_and(|char| keymap::is_char(key, char));
        assert!(!(cfg!(debug_assertions) && asked), "asked to panic");
    }
}

#[cfg(test)]
mod tests;
