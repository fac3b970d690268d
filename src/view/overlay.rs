//! What is open on top, and what the footer offers.

use super::piece::value;
use super::strength::ProgressView;
use crate::quiz::Form;
use crate::session::build::BuildCommand;
use crate::session::lab::{Experiment, LabCommand};
use crate::session::{Command, Context, Group, Mode, Overlay, Phase, Session};
use crate::text::Text;

/// What is open on top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OverlayView {
    /// Every command that means something here, by group.
    Help {
        /// The groups.
        groups: Vec<HelpGroup>,
        /// Words that the screens use, and what they mean.
        words: &'static [(&'static str, &'static str)],
        /// Lines scrolled down.
        scroll: usize,
    },
    /// Commands found by name.
    Palette {
        /// What was typed.
        query: Text,
        /// What matches.
        matches: Vec<Command>,
        /// The highlighted match.
        selected: usize,
    },
    /// How well everything is known.
    Progress(ProgressView),
    /// The experiments of the lab.
    Experiments {
        /// Name and what it does, in order.
        items: Vec<(&'static str, &'static str)>,
        /// The highlighted one.
        selected: usize,
    },
    /// What can be copied.
    Share {
        /// What it is, and how it begins.
        items: Vec<(Text, Text)>,
        /// The highlighted one.
        selected: usize,
    },
    /// A step's number is asked for.
    AskStep {
        /// Digits so far.
        digits: Text,
        /// The last step there is.
        last: usize,
    },
    /// What the next step will do is asked for.
    Predict {
        /// The question.
        stem: Text,
        /// What is offered.
        options: Vec<Text>,
        /// The highlighted option.
        selected: usize,
    },
}

/// Commands that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpGroup {
    /// Heading.
    pub title: Text,
    /// The commands.
    pub commands: Vec<Command>,
}

pub(super) fn of(session: &Session) -> Option<OverlayView> {
    Some(match session.overlay.as_ref()? {
        Overlay::Help { scroll } => {
            let commands = session.commands();
            let groups = Group::ALL.into_iter().map(|group| HelpGroup {
                title: Text::label(group.title()),
                commands: commands.iter().copied().filter(|command| command.group() == group).collect(),
            });
            OverlayView::Help {
                groups: groups.filter(|group| !group.commands.is_empty()).collect(),
                words: &super::glossary::WORDS,
                scroll: *scroll,
            }
        }
        Overlay::Palette { query, selected } => {
            let matches = session.matches(query);
            let selected = (*selected).min(matches.len().saturating_sub(1));
            OverlayView::Palette { query: Text::new(query), matches, selected }
        }
        Overlay::Progress { scroll } => OverlayView::Progress(super::strength::progress(session, *scroll)),
        Overlay::Experiments { selected } => OverlayView::Experiments {
            items: Experiment::ALL.map(|experiment| (experiment.title(), experiment.about())).to_vec(),
            selected: *selected,
        },
        Overlay::Share { selected } => {
            let shares = session.study.as_ref().map_or(Vec::new(), crate::session::Study::shares);
            let item = |share: &crate::session::Share| (Text::new(&share.name), value(&share.text));
            let items: Vec<_> = shares.iter().map(item).collect();
            OverlayView::Share { selected: (*selected).min(items.len().saturating_sub(1)), items }
        }
        Overlay::AskStep { digits } => {
            let last = session.study.as_ref().map_or(0, |study| study.stops.last());
            OverlayView::AskStep { digits: Text::new(digits), last }
        }
        Overlay::Predict(prediction) => OverlayView::Predict {
            stem: Text::new(&prediction.stem),
            options: prediction.options.iter().map(|option| super::piece::value(option)).collect(),
            selected: prediction.selected,
        },
    })
}

/// A command the footer names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// The command.
    pub command: Command,
    /// What it does here, in a word or two.
    pub words: &'static str,
}

/// The commands the footer names.
pub(super) fn footer(session: &Session) -> Vec<Offer> {
    use Command as C;
    let commands = match session.context() {
        Context::Help => vec![C::Down, C::Up, C::Back],
        Context::Experiments => vec![C::Lab(LabCommand::Run(0)), C::Confirm, C::Back],
        Context::Field => vec![C::Confirm, C::Back],
        Context::Predict => vec![C::Choose(0), C::Answer, C::Next, C::Previous, C::Predict, C::Help, C::Quit],
        Context::Library => vec![C::Down, C::Up, C::Confirm, C::Review, C::Progress, C::Help, C::Quit],
        Context::Beside => {
            let offers = session.study.as_ref().map_or(Vec::new(), crate::session::Study::offers);
            offers.into_iter().chain([C::Back, C::Help, C::Quit]).collect()
        }
        _ => {
            let mut offers = session.study.as_ref().map_or(Vec::new(), crate::session::Study::offers);
            if !offers.contains(&C::Lessons) {
                offers.push(C::Lessons);
            }
            offers.extend([C::Help, C::Quit]);
            offers
        }
    };
    commands.into_iter().map(|command| Offer { command, words: words(session, command) }).collect()
}

/// Whether lines are put in order, and if so, whether one is taken.
fn ordering(session: &Session) -> Option<bool> {
    let asked = session.study.as_ref()?.sitting()?.asked()?;
    let posed = asked.posed.as_ref().ok()?;
    matches!(posed.form, Form::Order(_)).then(|| asked.attempt.draft.is(Phase::Holding))
}

/// Whether the report of a quiz, practice or review is shown.
fn at_report(session: &Session) -> bool {
    let sitting = session.study.as_ref().and_then(crate::session::Study::sitting);
    sitting.is_some_and(|sitting| sitting.asked().is_none())
}

fn peeking(session: &Session) -> bool {
    session.study.as_ref().and_then(|study| study.build.as_ref()).is_some_and(|build| build.peeking)
}

/// Whether the key that checks goes on to the next step.
fn goes_on(session: &Session) -> bool {
    let build = session.study.as_ref().and_then(|study| study.build.as_ref());
    build.is_some_and(|build| build.typing && build.stands() && build.running().is_none())
}

fn in_last_step(session: &Session) -> bool {
    let build = session.study.as_ref().and_then(|study| study.build.as_ref());
    build.is_some_and(|build| build.step.is_some_and(|step| step + 1 == build.project.steps.len()))
}

fn in_file(session: &Session) -> bool {
    session.study.as_ref().and_then(|study| study.build.as_ref()).is_some_and(|build| build.file.is_some())
}

fn in_step(session: &Session) -> bool {
    session.study.as_ref().and_then(|study| study.build.as_ref()).is_some_and(|build| build.step.is_some())
}

/// The mode that the key for the next one leads to.
fn next_mode(session: &Session) -> Option<Mode> {
    let study = session.study.as_ref()?;
    study.mode_after().or_else(|| study.modes().first().copied())
}

/// Where out leads when it is not the list of lessons; in the order in which it is tried.
fn back_to(session: &Session) -> Option<&'static str> {
    let study = session.study.as_ref()?;
    let stepping = matches!(study.mode, Mode::Flow | Mode::Trace);
    Some(match study.asked_from {
        _ if study.zoomed || (stepping && !study.cursor.inside.is_empty()) => "one level up",
        _ if study.mode == Mode::Build && peeking(session) => "close it",
        _ if study.mode == Mode::Build && in_step(session) && !in_file(session) => "overview",
        _ if study.in_sequence() => "back to the program",
        _ if study.mode == Mode::Trace && study.pick.is_some() => "highlight off",
        Some(Mode::Why) => "back to Why",
        Some(_) => "back to the question",
        None if session.has_beneath() => "back to the lesson",
        None => return None,
    })
}

fn words(session: &Session, command: Command) -> &'static str {
    match (command, &session.overlay) {
        (Command::FocusNext, None) if session.place() == Context::Beside => "one side",
        (Command::NextChange, None) if session.place() == Context::Beside => "next difference",
        (Command::Back, None) if session.place() == Context::Beside => "question",
        (Command::Confirm, Some(Overlay::Palette { .. })) => "do it",
        (Command::Confirm, Some(Overlay::AskStep { .. })) => "go there",
        (Command::Confirm, Some(Overlay::Share { .. })) => "copy it",
        (Command::Confirm, Some(Overlay::Experiments { .. })) => "run it",
        (Command::Next, Some(Overlay::Predict(_))) => "skip",
        (Command::Toggle, None) => match ordering(session) {
            None => command.short(),
            Some(true) => "put down",
            Some(false) => "take a line",
        },
        (Command::Up | Command::Down, None) if ordering(session) == Some(true) => {
            if command == Command::Up {
                "move it up"
            } else {
                "move it down"
            }
        }
        (Command::Answer, None) if at_report(session) => {
            let begun = session.study.as_ref().and_then(crate::session::Study::sitting);
            match begun {
                Some(sitting) if sitting.answered() == 0 => "begin",
                Some(sitting) if sitting.first_open().is_some() => "go on",
                _ => "ask again",
            }
        }
        (Command::Predict, Some(Overlay::Predict(_))) => "ask no more",
        (Command::Lessons, _) if back_to(session).is_some() => back_to(session).unwrap_or_default(),
        (Command::NextMode, _) => next_mode(session).map_or(command.short(), Mode::title),
        (Command::Build(BuildCommand::Solution), _) if peeking(session) => "your program",
        (Command::Build(BuildCommand::Check), _) if goes_on(session) => {
            if in_last_step(session) {
                "first page"
            } else {
                "next step"
            }
        }
        (Command::Build(BuildCommand::Begin), _) if in_last_step(session) => "first page",
        (Command::Build(BuildCommand::Begin), _) if in_step(session) => "next step",
        (Command::Zoom, _) if session.study.as_ref().is_some_and(|study| study.zoomed) => "all panes",
        _ => command.short(),
    }
}
