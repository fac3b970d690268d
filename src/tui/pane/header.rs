//! The line at the top.
//!
//! ```text
//!  jwtrace  Creating a token   python-jose 3.5.0 step 2 of 3      1 Flow [2 Trace] 3 Why 4 Quiz 9 Summary
//! ```

use crate::session::{Mode, Target};
use crate::text::Text;
use crate::tui::canvas::Canvas;
use crate::tui::theme::Part;
use crate::view::{Header, ModeTab};
use ratatui::layout::Rect;

pub(in crate::tui) fn render(canvas: &mut Canvas<'_>, area: Rect, header: &Header) {
    let y = area.y;
    let (mut tabs, mut modes) = tabs(header, Room::Wide);
    let wanted = header.title.width() + header.profile.width() + header.place.width() + 8;
    if usize::from(area.width.saturating_sub(modes)) < wanted {
        (tabs, modes) = self::tabs(header, Room::Tight);
    }
    if area.width.saturating_sub(modes) < TITLE {
        (tabs, modes) = self::tabs(header, Room::Tightest);
    }
    if usize::from(area.width.saturating_sub(modes)) < header.place.width() + 3 {
        (tabs, modes) = self::tabs(header, Room::Short);
    }
    let room = area.width.saturating_sub(modes + 1);
    let right = area.x + room;
    let place = header.place.width() as u16;
    let mut x = area.x + 1;
    let fixed = place + 3;
    let left = |x: u16| right.saturating_sub(x);
    // What is open and what it runs with come before the program's own name.
    if usize::from(room) > usize::from(fixed) + header.title.width() + header.profile.width() + 13 {
        x = canvas.label(x, y, left(x), "jwtrace", Part::Label) + 2;
    }
    let title = left(x).saturating_sub(fixed);
    // A title cut to a few letters says nothing.
    if title > 10 {
        x = canvas.text(x, y, title, &header.title, Part::Title) + 2;
    }
    if left(x) > header.profile.width() as u16 + fixed {
        x = canvas.text(x, y, left(x), &header.profile, Part::Label) + 2;
    }
    canvas.text(x, y, left(x), &header.place, Part::Now);
    if modes > 0 {
        let mut x = right;
        for (tab, mode) in tabs.iter().zip(&header.modes) {
            let part = if mode.current { Part::Now } else { Part::Label };
            let end = canvas.text(x, y, area.right().saturating_sub(x), tab, part);
            canvas.hit(Rect::new(x, y, end.saturating_sub(x), 1), Target::Mode(mode.mode));
            x = end;
        }
    }
}

/// Columns that are kept for the title, if need be by moving digits and names together.
const TITLE: u16 = 14;

/// How the modes stand.
#[derive(Clone, Copy, PartialEq)]
enum Room {
    /// `1 Flow  2 Trace `
    Wide,
    /// `1 Flow 2 Trace`
    Tight,
    /// `1Flow 2Trace`
    Tightest,
    /// And long names cut, but for the one that is shown.
    Short,
}

/// A mode's name where there is no room for all.
fn short(mode: Mode) -> &'static str {
    match mode {
        Mode::Practice => "Pract",
        Mode::Review => "Rev",
        Mode::Summary => "Sum",
        mode => mode.title(),
    }
}

/// The modes and the columns they take; none when there is but one mode.
fn tabs(header: &Header, room: Room) -> (Vec<Text>, u16) {
    let tab = |(at, tab): (usize, &ModeTab)| {
        let name = if room == Room::Short && !tab.current { short(tab.mode) } else { tab.mode.title() };
        let gap = if matches!(room, Room::Tightest | Room::Short) { "" } else { " " };
        let name = if header.digits { format!("{}{gap}{name}", tab.mode.digit()) } else { name.to_owned() };
        let before = header.modes.get(at.wrapping_sub(1)).is_none_or(|before| before.current);
        Text::from(match (tab.current, room) {
            (true, _) => format!("[{name}]"),
            (false, Room::Wide) => format!(" {name} "),
            (false, _) if before => name,
            (false, _) => format!(" {name}"),
        })
    };
    let tabs: Vec<Text> = header.modes.iter().enumerate().map(tab).collect();
    let columns = if tabs.len() > 1 { tabs.iter().map(|tab| tab.width() as u16).sum() } else { 0 };
    (tabs, columns)
}

/// Where one is when stepped in: `step 2 › 4 base64url of the payload › character 3`.
pub(in crate::tui) fn crumbs(canvas: &mut Canvas<'_>, area: Rect, header: &Header) {
    let mut x = area.x + 1;
    let last = header.crumbs.len().saturating_sub(1);
    for (at, crumb) in header.crumbs.iter().enumerate() {
        let left = area.right().saturating_sub(x);
        x = canvas.text(x, area.y, left, crumb, if at == last { Part::Now } else { Part::Label });
        if at < last {
            x = canvas.label(x, area.y, area.right().saturating_sub(x), " › ", Part::Dim);
        }
    }
}
