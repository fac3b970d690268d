//! `jwtrace watch`: a lesson on the screen while its author writes it.

use super::args::Global;
use super::failure::Failure;
use super::{program, screen};
use jwtrace::check;
use jwtrace::lesson::{Diagnostic, Library};
use jwtrace::session::{Edited, Forgetful, Message, Session, update};
use jwtrace::tui::watch::{Seen, Stamp, Watched};
use std::path::Path;

/// Bytes that are read of a file; a lesson may have fewer, and says so itself.
const LARGEST: u64 = 4 << 20;

/// Opens a lesson file and shows it anew each time it is saved.
pub(crate) fn watch(path: &Path, on_screen: bool, global: &Global) -> Result<(), Failure> {
    let shown = path.display().to_string();
    if !on_screen {
        return Err(Failure::usage("watch shows a lesson on the screen, and there is none here")
            .help(format!("jwtrace check {shown} proves it once.")));
    }
    if path.is_dir() {
        return Err(
            Failure::wrong(format!("{shown} is a folder, not a lesson")).help("Name a lesson file in it.")
        );
    }
    let stamp = Stamp::of(path);
    // The first time it must be there; later it may go and come back.
    program::read_text(path)?;
    let mut session = Session::new(Vec::new(), Vec::new());
    update(&mut session, Message::Edited(Box::new(read(path, Seen::Changed))));
    if session.study.is_some() && session.trouble.is_none() {
        session.notice = Some("each save is shown at once; no answers are kept while you write".into());
    }
    let again = |seen| Some(Message::Edited(Box::new(read(path, seen))));
    let file = Watched { path: path.to_owned(), stamp, read: Box::new(again) };
    screen::show_watching(session, global, &mut Forgetful, file)
}

/// The file as a lesson, and what is wrong with it.
fn read(path: &Path, seen: Seen) -> Edited {
    let shown = path.display().to_string();
    let nothing = |trouble: String| Edited { lesson: None, trouble: Some(trouble) };
    if seen == Seen::Gone {
        return nothing(format!("{shown} is gone; save it again to go on"));
    }
    match std::fs::metadata(path) {
        Ok(data) if data.len() > LARGEST => {
            return nothing(format!("{shown} has {} bytes, too many for a lesson", data.len()));
        }
        _ => {}
    }
    let text = match program::read_text(path) {
        Ok(text) => text,
        Err(Failure::Message { message, .. }) => return nothing(message),
        Err(_) => return nothing(format!("{shown} cannot be read")),
    };
    let mut library = Library::default();
    library.add(&shown, &text);
    let Some(entry) = library.entries.first() else { return nothing(format!("{shown} cannot be read")) };
    Edited { lesson: entry.lesson().cloned(), trouble: first(&check::lesson(entry)) }
}

/// The first mistake with its place, and how many more there are.
fn first(found: &[Diagnostic]) -> Option<String> {
    let first = found.first()?;
    let at = first.position();
    let more = match found.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    let help = if first.help.is_empty() { String::new() } else { format!(" {}", first.help) };
    Some(format!("{}:{}:{}: {}{more}.{help}", first.path, at.line, at.column, first.message))
}
