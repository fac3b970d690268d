//! An answer under way.

use crate::quiz::{Form, Posed, Rating, Reply};
use crate::session::Command;
use std::collections::BTreeSet;

/// Characters of a token in a row where one of them is pointed at.
pub const ROW: usize = 64;

/// Longest text that can be written, in characters.
const LONGEST: usize = 400;

/// What keys do to an answer under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Phase {
    /// They choose and point.
    #[default]
    Choosing,
    /// Characters go into the text.
    Writing,
    /// The item pointed at moves along.
    Holding,
    /// The model answer is shown, and the own one is to be rated.
    Rating,
}

/// An answer under way: what is highlighted, chosen, written, moved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// The option, item, character or line that is pointed at.
    pub at: Option<usize>,
    /// Options chosen, where several may be.
    pub chosen: BTreeSet<usize>,
    /// What is written.
    pub text: String,
    /// Where in it the next character goes, in characters.
    pub caret: usize,
    /// Items in the order they are in, by their place in the list as it was shown.
    pub order: Vec<usize>,
    /// What keys do to it.
    pub phase: Phase,
    /// Whether anything was done.
    pub touched: bool,
}

impl Draft {
    /// The draft a question begins with.
    pub fn new(posed: &Posed) -> Self {
        let mut draft = Self::default();
        match &posed.form {
            Form::Order(order) => {
                draft.order = (0..order.items.len()).collect();
                draft.at = Some(0);
            }
            Form::Text(_) | Form::Free(_) => draft.phase = Phase::Writing,
            Form::Character(_) | Form::Line(_) => draft.at = Some(0),
            Form::One(_) | Form::Several(_) => {}
        }
        draft
    }

    /// Whether it is in this phase.
    pub fn is(&self, phase: Phase) -> bool {
        self.phase == phase
    }

    /// What it would answer; `None` while nothing is.
    pub fn reply(&self, posed: &Posed) -> Option<Reply> {
        match &posed.form {
            Form::One(_) => self.at.map(Reply::Option),
            Form::Several(_) => self.touched.then(|| Reply::Options(self.chosen.clone())),
            Form::Text(_) => (!self.text.trim().is_empty()).then(|| Reply::Text(self.text.trim().to_owned())),
            Form::Order(_) => Some(Reply::Order(self.order.clone())),
            Form::Character(_) | Form::Line(_) => self.at.filter(|_| self.touched).map(Reply::Place),
            Form::Free(_) => {
                let rating =
                    self.at.filter(|_| self.is(Phase::Rating)).and_then(|at| Rating::ALL.get(at).copied());
                rating.map(|rating| Reply::Rated { text: self.text.trim().to_owned(), rating })
            }
        }
    }

    /// What is said when there is nothing to answer with.
    pub(in crate::session) fn missing(&self, posed: &Posed) -> &'static str {
        match &posed.form {
            Form::One(_) => "choose an option first: its number, its letter, or the arrows",
            Form::Several(_) => "mark what belongs to it with Space; for none of them press Space twice",
            Form::Text(_) => "write an answer first",
            Form::Order(_) => "move a line with J and K, or Space and the arrows",
            Form::Character(_) => "point at a character with the arrows first",
            Form::Line(_) => "point at a line with the arrows first",
            Form::Free(_) if self.is(Phase::Rating) => "say how your answer compares: a, b or c",
            Form::Free(_) => "write an answer first, in your own words",
        }
    }

    /// After a right answer the field is closed, and letters are commands again. After a wrong one it stays open, for
    /// the next thing to do is to write something better.
    pub(super) fn answered(&mut self, right: bool) {
        if !matches!((self.phase, right), (Phase::Rating, _) | (Phase::Writing, false)) {
            self.phase = Phase::Choosing;
        }
    }

    /// Points at something by its number.
    pub(in crate::session) fn point(&mut self, at: usize, posed: &Posed) {
        if at >= posed.places() || (matches!(posed.form, Form::Free(_)) && !self.is(Phase::Rating)) {
            return;
        }
        if self.is(Phase::Holding) {
            // The line that was taken goes there, and the others make room.
            let from = self.at.unwrap_or(at).min(self.order.len().saturating_sub(1));
            let taken = self.order.remove(from);
            self.order.insert(at, taken);
        }
        self.at = Some(at);
        self.touched = true;
        if matches!(posed.form, Form::Several(_)) {
            self.toggle(posed);
        }
    }

    /// Marks or unmarks an option; takes or lets go of an item.
    pub(in crate::session) fn toggle(&mut self, posed: &Posed) {
        let at = *self.at.get_or_insert(0);
        match &posed.form {
            Form::Several(_) => {
                self.touched = true;
                if !self.chosen.remove(&at) {
                    self.chosen.insert(at);
                }
            }
            Form::Order(_) => {
                self.phase = if self.is(Phase::Holding) { Phase::Choosing } else { Phase::Holding };
            }
            _ => {}
        }
    }

    /// Moves the item that is pointed at.
    pub(in crate::session) fn shift(&mut self, down: bool, posed: &Posed) {
        let (Form::Order(_), Some(at)) = (&posed.form, self.at) else { return };
        let to = if down { at + 1 } else { at.wrapping_sub(1) };
        if to < self.order.len() {
            self.order.swap(at, to);
            self.at = Some(to);
            self.touched = true;
        }
    }

    /// Moves by an arrow, Home or End.
    pub(in crate::session) fn go(&mut self, command: Command, posed: &Posed) {
        if self.is(Phase::Writing) {
            self.caret = match command {
                Command::Previous => self.caret.saturating_sub(1),
                Command::Next => self.caret + 1,
                Command::First => 0,
                Command::Last => usize::MAX,
                _ => self.caret,
            }
            .min(self.text.chars().count());
            return;
        }
        if self.is(Phase::Holding) && matches!(command, Command::Up | Command::Down) {
            return self.shift(command == Command::Down, posed);
        }
        let places = posed.places();
        if places == 0 || (matches!(posed.form, Form::Free(_)) && !self.is(Phase::Rating)) {
            return;
        }
        let last = places - 1;
        let row = if matches!(posed.form, Form::Character(_)) { ROW } else { 1 };
        let moved = match (command, self.at) {
            (Command::Down | Command::Next | Command::First, None) => 0,
            (_, None) => last,
            (Command::Down, Some(at)) if at + row <= last => at + row,
            (Command::Up, Some(at)) if at >= row => at - row,
            (Command::Next, Some(at)) => (at + 1).min(last),
            (Command::Previous, Some(at)) => at.saturating_sub(1),
            (Command::First, _) => 0,
            (Command::Last, _) => last,
            (_, Some(at)) => at,
        };
        self.at = Some(moved);
        // Looking through options that can be marked marks none.
        self.touched |= !matches!(posed.form, Form::Several(_));
    }

    /// Writes text at the caret; what could not be seen in a line becomes a space.
    pub(in crate::session) fn write(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.text.chars().count());
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(room).collect();
        let at = self.byte(self.caret);
        self.text.insert_str(at, &text);
        self.caret += text.chars().count();
        self.touched = true;
    }

    /// Takes back the character before the caret.
    pub(in crate::session) fn erase(&mut self) {
        if self.caret > 0 {
            self.caret -= 1;
            let at = self.byte(self.caret);
            self.text.remove(at);
        }
    }

    fn byte(&self, caret: usize) -> usize {
        self.text.char_indices().nth(caret).map_or(self.text.len(), |(at, _)| at)
    }
}
