//! Which key means what: one table, of which footer, help, palette and the handbook are made.

use crate::session::build::{BuildCommand as B, Motion};
use crate::session::lab::{LabCommand as L, Move};
use crate::session::{Command, Context};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key, with or without Ctrl.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A character as typed.
    Char(char),
    /// With Ctrl held.
    Ctrl(char),
    /// A key with a name, with Ctrl held.
    Held(KeyCode),
    /// A key with a name.
    Named(KeyCode),
}

/// Where a binding holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    /// Everywhere but in a field and in the help.
    Screens,
    /// Everywhere.
    Everywhere,
    /// In these.
    In(&'static [Context]),
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    place: Where,
    /// The keys, the one to be shown first.
    pub keys: &'static [Key],
    /// What they mean.
    pub command: Command,
}

/// What a key means in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A command.
    Command(Command),
    /// A digit.
    Digit(u8),
    /// A character for the field.
    Type(char),
    /// The character before is taken back.
    Erase,
}

const STEPS: Where = Where::In(&[Context::Steps, Context::Run]);
const MOVES: Where = Where::In(&[Context::Steps, Context::Run, Context::Sequence]);
const PREDICT: Where = Where::In(&[Context::Predict]);
const SEQUENCE: Where = Where::In(&[Context::Sequence]);
const RUN: Where = Where::In(&[Context::Run]);
const LISTS: Where = Where::In(&[Context::Library, Context::Why, Context::Summary, Context::Help]);
const TEXTS: Where = Where::In(&[Context::Why, Context::Summary, Context::Help]);
const LAB: Where = Where::In(&[Context::Lab]);
const LAB_FIELD: Where = Where::In(&[Context::LabField]);
const LAB_CODE: Where = Where::In(&[Context::LabCode]);
const LAB_TEXT: Where = Where::In(&[Context::LabField, Context::LabCode]);
const BUILD: Where = Where::In(&[Context::Build]);
const EDITOR: Where = Where::In(&[Context::Editor]);
const EXPERIMENTS: Where = Where::In(&[Context::Experiments]);
const LIBRARY: Where = Where::In(&[Context::Library]);
const SUMMARY: Where = Where::In(&[Context::Summary]);
const WHY: Where = Where::In(&[Context::Why]);
const QUIZ: Where = Where::In(&[Context::Quiz]);
const POINT: Where = Where::In(&[Context::Point]);
const WRITE: Where = Where::In(&[Context::Write]);
const QUESTION: Where = Where::In(&[Context::Quiz, Context::Point]);
const TURNS: Where = Where::In(&[Context::Quiz, Context::Report]);
const TURNS_BY_LETTER: Where = Where::In(&[Context::Quiz, Context::Point, Context::Report]);
const ANSWER: Where = Where::In(&[Context::Quiz, Context::Point, Context::Write, Context::Report]);
const REPORT: Where = Where::In(&[Context::Report]);
const BESIDE: Where = Where::In(&[Context::Beside]);
const FIELD: Where = Where::In(&[Context::Field]);
const HELP: Where = Where::In(&[Context::Help]);
const STUDY: Where = Where::In(&[
    Context::Steps,
    Context::Run,
    Context::Sequence,
    Context::Why,
    Context::Quiz,
    Context::Report,
    Context::Point,
    Context::Build,
    Context::Lab,
    Context::Summary,
]);

use Command as C;
use Key::{Char, Ctrl, Held, Named};

const fn row(place: Where, keys: &'static [Key], command: Command) -> Binding {
    Binding { place, keys, command }
}

/// The table. The first row that fits wins.
pub static KEYS: &[Binding] = &[
    row(MOVES, &[Named(KeyCode::Right), Char('l'), Char(' '), Named(KeyCode::PageDown)], C::Next),
    row(MOVES, &[Named(KeyCode::Left), Char('h'), Named(KeyCode::PageUp)], C::Previous),
    row(STEPS, &[Named(KeyCode::Down), Named(KeyCode::Enter)], C::Into),
    row(STEPS, &[Named(KeyCode::Up), Named(KeyCode::Backspace)], C::Out),
    row(MOVES, &[Named(KeyCode::Home)], C::First),
    row(MOVES, &[Named(KeyCode::End)], C::Last),
    row(MOVES, &[Char('a')], C::Play),
    row(MOVES, &[Char('p')], C::Predict),
    row(PREDICT, &[Named(KeyCode::Enter)], C::Answer),
    row(PREDICT, &[Named(KeyCode::Right), Char('l'), Char(' '), Named(KeyCode::PageDown)], C::Next),
    row(PREDICT, &[Named(KeyCode::Left), Char('h'), Named(KeyCode::PageUp)], C::Previous),
    row(PREDICT, &[Named(KeyCode::Down), Char('j')], C::Down),
    row(PREDICT, &[Named(KeyCode::Up), Char('k')], C::Up),
    row(PREDICT, &[Char('a')], C::Choose(0)),
    row(PREDICT, &[Char('b')], C::Choose(1)),
    row(PREDICT, &[Char('c')], C::Choose(2)),
    row(PREDICT, &[Char('d')], C::Choose(3)),
    row(PREDICT, &[Char('p')], C::Predict),
    row(MOVES, &[Char('w')], C::Requests),
    row(SEQUENCE, &[Named(KeyCode::Enter)], C::Confirm),
    row(SEQUENCE, &[Named(KeyCode::Down), Char('j')], C::Down),
    row(SEQUENCE, &[Named(KeyCode::Up), Char('k')], C::Up),
    row(SEQUENCE, &[Char('J')], C::PageDown),
    row(SEQUENCE, &[Char('K')], C::PageUp),
    row(STEPS, &[Char('j')], C::Down),
    row(STEPS, &[Char('k')], C::Up),
    row(STEPS, &[Char('x')], C::Refusal),
    row(STEPS, &[Char('d')], C::NextDatum),
    row(STEPS, &[Char('D')], C::PreviousDatum),
    row(STEPS, &[Char('v')], C::NextVariable),
    row(STEPS, &[Char('n')], C::NextChange),
    row(STEPS, &[Char('N')], C::PreviousChange),
    row(RUN, &[Char('r')], C::RunOn),
    row(RUN, &[Char('J')], C::MarkDown),
    row(RUN, &[Char('K')], C::MarkUp),
    row(RUN, &[Char('R')], C::RunToMark),
    row(RUN, &[Char('b')], C::Breakpoint),
    row(ANSWER, &[Named(KeyCode::Enter)], C::Answer),
    row(ANSWER, &[Named(KeyCode::PageDown)], C::PageDown),
    row(ANSWER, &[Named(KeyCode::PageUp)], C::PageUp),
    row(WRITE, &[Named(KeyCode::Tab)], C::Hint),
    row(WRITE, &[Named(KeyCode::Down)], C::NextQuestion),
    row(WRITE, &[Named(KeyCode::Up)], C::PreviousQuestion),
    row(WRITE, &[Named(KeyCode::Right)], C::Next),
    row(WRITE, &[Named(KeyCode::Left)], C::Previous),
    row(WRITE, &[Named(KeyCode::Home)], C::First),
    row(WRITE, &[Named(KeyCode::End)], C::Last),
    row(QUESTION, &[Named(KeyCode::Down), Char('j')], C::Down),
    row(QUESTION, &[Named(KeyCode::Up), Char('k')], C::Up),
    row(QUESTION, &[Char('h')], C::Hint),
    row(QUESTION, &[Char('w')], C::Solution),
    row(QUESTION, &[Char('v')], C::Evidence),
    row(QUESTION, &[Char('t')], C::LookAtProgram),
    row(QUESTION, &[Char('r')], C::Renew),
    row(BESIDE, &[Named(KeyCode::Right), Char('l'), Char(' ')], C::Next),
    row(BESIDE, &[Named(KeyCode::Left), Char('h')], C::Previous),
    row(BESIDE, &[Named(KeyCode::Home)], C::First),
    row(BESIDE, &[Named(KeyCode::End)], C::Last),
    row(BESIDE, &[Char('n')], C::NextChange),
    row(BESIDE, &[Char('N')], C::PreviousChange),
    row(BESIDE, &[Named(KeyCode::Tab)], C::FocusNext),
    row(BESIDE, &[Named(KeyCode::Down), Char('j')], C::Down),
    row(BESIDE, &[Named(KeyCode::Up), Char('k')], C::Up),
    row(BESIDE, &[Named(KeyCode::PageDown)], C::PageDown),
    row(BESIDE, &[Named(KeyCode::PageUp)], C::PageUp),
    row(BESIDE, &[Named(KeyCode::Esc), Char('v')], C::Back),
    row(POINT, &[Named(KeyCode::Right), Char('l')], C::Next),
    row(POINT, &[Named(KeyCode::Left)], C::Previous),
    row(POINT, &[Named(KeyCode::Home)], C::First),
    row(POINT, &[Named(KeyCode::End)], C::Last),
    row(TURNS, &[Named(KeyCode::Right)], C::NextQuestion),
    row(TURNS, &[Named(KeyCode::Left)], C::PreviousQuestion),
    row(TURNS_BY_LETTER, &[Char('n')], C::NextQuestion),
    row(TURNS_BY_LETTER, &[Char('p')], C::PreviousQuestion),
    row(REPORT, &[Named(KeyCode::Down), Char('j')], C::Down),
    row(REPORT, &[Named(KeyCode::Up), Char('k')], C::Up),
    row(QUIZ, &[Char(' ')], C::Toggle),
    row(QUIZ, &[Char('J')], C::ShiftDown),
    row(QUIZ, &[Char('K')], C::ShiftUp),
    row(QUIZ, &[Char('i')], C::Write),
    row(QUIZ, &[Char('a')], C::Choose(0)),
    row(QUIZ, &[Char('b')], C::Choose(1)),
    row(QUIZ, &[Char('c')], C::Choose(2)),
    row(QUIZ, &[Char('d')], C::Choose(3)),
    row(QUIZ, &[Char('e')], C::Choose(4)),
    row(QUIZ, &[Char('f')], C::Choose(5)),
    row(LAB, &[Named(KeyCode::Enter), Char('e')], C::Lab(L::Edit)),
    row(LAB, &[Named(KeyCode::Right), Char('l')], C::Lab(L::Turn)),
    row(LAB, &[Named(KeyCode::Left), Char('h')], C::Lab(L::TurnBack)),
    row(LAB, &[Char('x')], C::Lab(L::Experiments)),
    row(LAB, &[Char('n')], C::Lab(L::NextExperiment)),
    row(LAB, &[Char('r')], C::Lab(L::Reset)),
    row(LAB, &[Char('u'), Ctrl('u')], C::Lab(L::Undo)),
    row(LAB, &[Char('t')], C::Lab(L::Open)),
    row(LAB, &[Char('Y')], C::Lab(L::CopyCommand)),
    row(LAB, &[Char('P')], C::Lab(L::CopyPython)),
    row(LAB, &[Named(KeyCode::Down), Char('j')], C::Down),
    row(LAB, &[Named(KeyCode::Up), Char('k')], C::Up),
    row(LAB, &[Named(KeyCode::PageDown), Char(' ')], C::PageDown),
    row(LAB, &[Named(KeyCode::PageUp)], C::PageUp),
    row(LAB, &[Named(KeyCode::Home)], C::First),
    row(LAB, &[Named(KeyCode::End)], C::Last),
    row(LAB_FIELD, &[Named(KeyCode::Enter)], C::Lab(L::Done)),
    row(LAB_FIELD, &[Named(KeyCode::Esc)], C::Lab(L::TakeBack)),
    row(LAB_TEXT, &[Named(KeyCode::Left), Ctrl('b')], C::Lab(L::Cursor(Move::Left))),
    row(LAB_TEXT, &[Named(KeyCode::Right), Ctrl('f')], C::Lab(L::Cursor(Move::Right))),
    row(LAB_TEXT, &[Named(KeyCode::Home), Ctrl('a')], C::Lab(L::Cursor(Move::Home))),
    row(LAB_TEXT, &[Named(KeyCode::End), Ctrl('e')], C::Lab(L::Cursor(Move::End))),
    row(LAB_TEXT, &[Named(KeyCode::Delete), Ctrl('d')], C::Lab(L::Delete)),
    row(LAB_TEXT, &[Ctrl('u')], C::Lab(L::Undo)),
    row(LAB_TEXT, &[Ctrl('k')], C::Lab(L::Clear)),
    row(LAB_CODE, &[Named(KeyCode::Enter)], C::Lab(L::Break)),
    row(LAB_CODE, &[Named(KeyCode::Esc)], C::Lab(L::Done)),
    row(LAB_CODE, &[Named(KeyCode::Down)], C::Lab(L::Cursor(Move::Down))),
    row(LAB_CODE, &[Named(KeyCode::Up)], C::Lab(L::Cursor(Move::Up))),
    row(LAB_CODE, &[Named(KeyCode::Tab)], C::Lab(L::Down)),
    row(LAB_CODE, &[Named(KeyCode::BackTab)], C::Lab(L::Up)),
    row(LAB_FIELD, &[Named(KeyCode::Down), Named(KeyCode::Tab)], C::Lab(L::Down)),
    row(LAB_FIELD, &[Named(KeyCode::Up), Named(KeyCode::BackTab)], C::Lab(L::Up)),
    row(BUILD, &[Named(KeyCode::Enter)], C::Build(B::Begin)),
    row(BUILD, &[Char('e'), Char('i')], C::Build(B::Edit)),
    row(BUILD, &[Char('c'), Named(KeyCode::F(5)), Ctrl('r')], C::Build(B::Check)),
    row(BUILD, &[Char('h'), Named(KeyCode::F(2))], C::Build(B::Hint)),
    row(BUILD, &[Char('t'), Ctrl('t')], C::Build(B::Trace)),
    row(BUILD, &[Char('w')], C::Build(B::Solution)),
    row(BUILD, &[Char('n'), Named(KeyCode::Right)], C::Build(B::NextStep)),
    row(BUILD, &[Char('p'), Named(KeyCode::Left)], C::Build(B::PreviousStep)),
    row(BUILD, &[Char('N')], C::Build(B::Skip)),
    row(BUILD, &[Char('o')], C::Build(B::Overview)),
    row(BUILD, &[Char('r')], C::Build(B::Reset)),
    row(BUILD, &[Char('u'), Ctrl('u')], C::Build(B::Undo)),
    row(BUILD, &[Char('U'), Ctrl('y')], C::Build(B::Redo)),
    row(BUILD, &[Named(KeyCode::Down), Char('j')], C::Down),
    row(BUILD, &[Named(KeyCode::Up), Char('k')], C::Up),
    row(BUILD, &[Named(KeyCode::PageDown), Char(' ')], C::PageDown),
    row(BUILD, &[Named(KeyCode::PageUp)], C::PageUp),
    row(EDITOR, &[Named(KeyCode::F(5)), Ctrl('r')], C::Build(B::Check)),
    row(EDITOR, &[Named(KeyCode::F(2))], C::Build(B::Hint)),
    row(EDITOR, &[Named(KeyCode::Esc)], C::Build(B::Leave)),
    row(EDITOR, &[Ctrl('t')], C::Build(B::Trace)),
    row(EDITOR, &[Ctrl('u')], C::Build(B::Undo)),
    row(EDITOR, &[Ctrl('y')], C::Build(B::Redo)),
    row(EDITOR, &[Named(KeyCode::Enter)], C::Build(B::Newline)),
    row(EDITOR, &[Named(KeyCode::Tab)], C::Build(B::Tab)),
    row(EDITOR, &[Named(KeyCode::BackTab)], C::Build(B::Dedent)),
    row(EDITOR, &[Named(KeyCode::Delete), Ctrl('d')], C::Build(B::Delete)),
    row(EDITOR, &[Ctrl('k')], C::Build(B::DeleteLineEnd)),
    row(EDITOR, &[Ctrl('w')], C::Build(B::EraseWord)),
    row(EDITOR, &[Named(KeyCode::Left), Ctrl('b')], C::Build(B::Go(Motion::Left))),
    row(EDITOR, &[Named(KeyCode::Right), Ctrl('f')], C::Build(B::Go(Motion::Right))),
    row(EDITOR, &[Named(KeyCode::Up)], C::Build(B::Go(Motion::Up))),
    row(EDITOR, &[Named(KeyCode::Down)], C::Build(B::Go(Motion::Down))),
    row(EDITOR, &[Named(KeyCode::Home), Ctrl('a')], C::Build(B::Go(Motion::Home))),
    row(EDITOR, &[Named(KeyCode::End), Ctrl('e')], C::Build(B::Go(Motion::End))),
    row(EDITOR, &[Held(KeyCode::Left)], C::Build(B::Go(Motion::WordLeft))),
    row(EDITOR, &[Held(KeyCode::Right)], C::Build(B::Go(Motion::WordRight))),
    row(EDITOR, &[Named(KeyCode::PageUp)], C::Build(B::Go(Motion::PageUp))),
    row(EDITOR, &[Named(KeyCode::PageDown)], C::Build(B::Go(Motion::PageDown))),
    row(EDITOR, &[Held(KeyCode::Down)], C::Down),
    row(EDITOR, &[Held(KeyCode::Up)], C::Up),
    row(EDITOR, &[Held(KeyCode::Home)], C::Build(B::Go(Motion::Top))),
    row(EDITOR, &[Held(KeyCode::End)], C::Build(B::Go(Motion::Bottom))),
    row(EXPERIMENTS, &[Named(KeyCode::Enter)], C::Confirm),
    row(EXPERIMENTS, &[Named(KeyCode::Down)], C::Down),
    row(EXPERIMENTS, &[Named(KeyCode::Up)], C::Up),
    row(EXPERIMENTS, &[Named(KeyCode::Esc), Char('x')], C::Back),
    row(EXPERIMENTS, &[Char('a')], C::Lab(L::Run(0))),
    row(EXPERIMENTS, &[Char('b')], C::Lab(L::Run(1))),
    row(EXPERIMENTS, &[Char('c')], C::Lab(L::Run(2))),
    row(EXPERIMENTS, &[Char('d')], C::Lab(L::Run(3))),
    row(EXPERIMENTS, &[Char('e')], C::Lab(L::Run(4))),
    row(EXPERIMENTS, &[Char('f')], C::Lab(L::Run(5))),
    row(EXPERIMENTS, &[Char('g')], C::Lab(L::Run(6))),
    row(EXPERIMENTS, &[Char('h')], C::Lab(L::Run(7))),
    row(EXPERIMENTS, &[Char('i')], C::Lab(L::Run(8))),
    row(EXPERIMENTS, &[Char('j')], C::Lab(L::Run(9))),
    row(EXPERIMENTS, &[Char('k')], C::Lab(L::Run(10))),
    row(LISTS, &[Named(KeyCode::Down), Char('j')], C::Down),
    row(LISTS, &[Named(KeyCode::Up), Char('k')], C::Up),
    row(LISTS, &[Named(KeyCode::PageDown), Char(' ')], C::PageDown),
    row(LISTS, &[Named(KeyCode::PageUp)], C::PageUp),
    row(LISTS, &[Named(KeyCode::Home)], C::First),
    row(LISTS, &[Named(KeyCode::End)], C::Last),
    row(LIBRARY, &[Named(KeyCode::Enter)], C::Confirm),
    row(LIBRARY, &[Char('r')], C::Review),
    row(LIBRARY, &[Char('p')], C::Progress),
    row(SUMMARY, &[Char('n')], C::NextLesson),
    row(WHY, &[Named(KeyCode::Enter)], C::Cite),
    row(TEXTS, &[Named(KeyCode::Right)], C::Next),
    row(TEXTS, &[Named(KeyCode::Left)], C::Previous),
    row(FIELD, &[Named(KeyCode::Enter)], C::Confirm),
    row(FIELD, &[Named(KeyCode::Down)], C::Down),
    row(FIELD, &[Named(KeyCode::Up)], C::Up),
    row(HELP, &[Named(KeyCode::Esc), Char('?'), Char('q'), Named(KeyCode::Enter)], C::Back),
    row(STUDY, &[Char('g')], C::AskStep),
    row(STUDY, &[Char('G')], C::GoToTyped),
    row(STUDY, &[Char(']')], C::NextMode),
    row(STUDY, &[Char('[')], C::PreviousMode),
    row(STUDY, &[Named(KeyCode::Tab)], C::FocusNext),
    row(STUDY, &[Named(KeyCode::BackTab)], C::FocusPrevious),
    row(STUDY, &[Char('z')], C::Zoom),
    row(STUDY, &[Char('y')], C::Copy),
    row(STEPS, &[Char('Y')], C::Share),
    row(STUDY, &[Char('s')], C::SwitchProfile),
    row(STUDY, &[Named(KeyCode::Esc)], C::Lessons),
    row(Where::Screens, &[Char('?')], C::Help),
    row(Where::Screens, &[Char(':')], C::Palette),
    row(Where::Everywhere, &[Ctrl('p')], C::Palette),
    row(Where::Screens, &[Char('m')], C::Mouse),
    row(Where::Everywhere, &[Named(KeyCode::Esc)], C::Back),
    row(Where::Everywhere, &[Ctrl('l')], C::Repaint),
    row(Where::Everywhere, &[Ctrl('z')], C::Suspend),
    row(Where::Screens, &[Char('q')], C::Quit),
    row(Where::Everywhere, &[Ctrl('c')], C::Quit),
];

impl Where {
    fn holds(self, context: Context) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Screens => !matches!(
                context,
                Context::Field
                    | Context::Help
                    | Context::Write
                    | Context::LabField
                    | Context::LabCode
                    | Context::Editor
                    | Context::Experiments
            ),
            Self::In(contexts) => contexts.contains(&context),
        }
    }
}

/// What a key means in a context.
pub fn meaning(event: &KeyEvent, context: Context) -> Option<Meaning> {
    let key = key_of(event)?;
    let bound = |key: Key| KEYS.iter().find(|row| row.place.holds(context) && row.keys.contains(&key));
    // Where Ctrl means nothing with a key, it is the key alone.
    let alone = || if let Held(code) = key { bound(Named(code)) } else { None };
    if let Some(binding) = bound(key).or_else(alone) {
        return Some(Meaning::Command(binding.command));
    }
    match key {
        Named(KeyCode::Backspace) if takes_text(context) => Some(Meaning::Erase),
        Char(char) if takes_text(context) && !char.is_control() => Some(Meaning::Type(char)),
        Char(char) => char.to_digit(10).map(|digit| Meaning::Digit(digit as u8)),
        _ => None,
    }
}

/// Whether characters are text there.
fn takes_text(context: Context) -> bool {
    matches!(
        context,
        Context::Field | Context::LabField | Context::LabCode | Context::Write | Context::Editor
    )
}

/// Whether a key is this character, for the key that asks for a panic.
pub(super) fn is_char(event: &KeyEvent, char: char) -> bool {
    key_of(event) == Some(Char(char))
}

fn key_of(event: &KeyEvent) -> Option<Key> {
    let held = event.modifiers;
    match event.code {
        KeyCode::Char(char) if held.contains(KeyModifiers::CONTROL) => Some(Ctrl(char.to_ascii_lowercase())),
        KeyCode::Char(_) if held.intersects(KeyModifiers::ALT | KeyModifiers::SUPER | KeyModifiers::META) => {
            None
        }
        KeyCode::Char(char) => Some(Char(char)),
        KeyCode::Tab if held.contains(KeyModifiers::SHIFT) => Some(Named(KeyCode::BackTab)),
        code if held.contains(KeyModifiers::CONTROL) => Some(Held(code)),
        code => Some(Named(code)),
    }
}

impl Key {
    /// Its name for people, in words where arrows cannot be drawn.
    pub fn label(self, ascii: bool) -> String {
        match self {
            Named(code @ (KeyCode::Right | KeyCode::Left | KeyCode::Up | KeyCode::Down)) if ascii => {
                format!("{code:?}")
            }
            Char(' ') => "Space".into(),
            Char(char) => char.to_string(),
            Ctrl(char) => format!("Ctrl-{}", char.to_ascii_uppercase()),
            Named(code) => match code {
                KeyCode::Right => "→".into(),
                KeyCode::Left => "←".into(),
                KeyCode::Up => "↑".into(),
                KeyCode::Down => "↓".into(),
                KeyCode::PageUp => "PgUp".into(),
                KeyCode::PageDown => "PgDn".into(),
                KeyCode::BackTab => "Shift-Tab".into(),
                KeyCode::F(number) => format!("F{number}"),
                code => format!("{code:?}"),
            },
            Held(code) => format!("Ctrl-{}", Named(code).label(ascii)),
        }
    }
}

/// The keys of a command in a context: the first, and the others.
pub fn keys_of(command: Command, context: Context, ascii: bool) -> Vec<String> {
    if let Command::Mode(mode) = command {
        return if matches!(context, Context::Quiz | Context::Editor) {
            Vec::new()
        } else {
            vec![mode.digit().to_string()]
        };
    }
    if matches!(command, Command::Lab(L::Run(_))) {
        return if context == Context::Experiments { vec!["a to k".into()] } else { Vec::new() };
    }
    if matches!(command, Command::Choose(_)) {
        return vec!["a b c…".into(), "1 2 3…".into()];
    }
    KEYS.iter()
        .filter(|binding| binding.command == command && binding.place.holds(context))
        .flat_map(|binding| binding.keys)
        .map(|key| key.label(ascii))
        .collect()
}

/// The key to show in a footer.
pub fn key_of_command(command: Command, context: Context, ascii: bool) -> Option<String> {
    let mut keys = keys_of(command, context, ascii);
    (!keys.is_empty()).then(|| keys.swap_remove(0))
}

#[cfg(test)]
mod tests;
