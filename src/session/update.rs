//! How a session changes.

mod beside;
mod build;
mod copying;
mod lab;
mod leave;
mod pointer;
mod predict;
mod quiz;
mod steps;

use super::lab::{Experiment, LabCommand};
use super::predict::ask;
use super::{Command, Context, Effect, Message, Mode, Overlay, Pane, Session};
use copying::{copied, copy, share};
use leave::{back, next_lesson, open_lesson, switch_profile};
use pointer::{click, wheel};
use predict::in_prediction;
use quiz::in_quiz;

/// Rows a "page" is, where the size of the screen is not known.
const PAGE: usize = 10;

/// Longest text a field takes.
const FIELD: usize = 200;

/// Takes a message in and gives back what the front end must do.
pub fn update(session: &mut Session, message: Message) -> Vec<Effect> {
    let effects = take(session, message);
    if let Some(study) = &mut session.study {
        study.pose_shown();
    }
    match build::kept(session) {
        // First, for after some effects there is nothing more.
        Some(work) => std::iter::once(Effect::Worked(Box::new(work))).chain(effects).collect(),
        None => effects,
    }
}

fn take(session: &mut Session, message: Message) -> Vec<Effect> {
    if let Message::Limit(last) = message {
        limit(session, last);
        return Vec::new();
    }
    if let Message::Checked(number, checked) = message {
        // Nobody pressed a key.
        build::checked(session, number, checked.map(|checked| *checked));
        return Vec::new();
    }
    session.notice = None;
    if !matches!(message, Message::Do(Command::Copy | Command::Lab(LabCommand::CopyPython))) {
        session.copying = None;
    }
    let playing = std::mem::take(&mut session.playing);
    if playing && message != Message::Tick {
        lab::settle(session);
    }
    if !matches!(message, Message::Digit(_) | Message::Do(Command::GoToTyped)) {
        session.typed = None;
    }
    // The key that stops playing does nothing else where that would lead away.
    if playing && matches!(message, Message::Do(Command::Lessons | Command::Back | Command::Quit)) {
        return Vec::new();
    }
    match message {
        Message::Do(Command::Play) => {
            play(session, playing);
            Vec::new()
        }
        Message::Tick if playing => {
            if !lab::tick(session) {
                tick(session);
            }
            Vec::new()
        }
        Message::Saved(text) => build::saved(session, text),
        Message::Edited(edited) => {
            session.edited(*edited);
            Vec::new()
        }
        Message::Tick | Message::Halt | Message::Limit(_) | Message::Checked(..) => Vec::new(),
        Message::Do(command) => perform(session, command),
        Message::Digit(digit) => digit_typed(session, digit),
        Message::Type(char) => {
            typed(session, &char.to_string());
            Vec::new()
        }
        Message::Paste(text) => {
            let taken = session.overlay.is_none() && build::paste(session, &text);
            if !taken && !lab::paste(session, &text) {
                typed(session, &text);
            }
            Vec::new()
        }
        Message::Erase => {
            match &mut session.overlay {
                Some(Overlay::Palette { query, selected }) => {
                    query.pop();
                    *selected = 0;
                }
                Some(Overlay::AskStep { digits }) => {
                    digits.pop();
                }
                Some(_) => {}
                None => {
                    if !quiz::erase(session) && !build::erase(session) {
                        lab::erase(session);
                    }
                }
            }
            Vec::new()
        }
        Message::Click(target) => click(session, target),
        Message::Wheel(lines, pane) => {
            wheel(session, lines, pane);
            Vec::new()
        }
    }
}

/// Starts playing, from the start when the end is shown.
fn play(session: &mut Session, playing: bool) {
    if !session.motion {
        session.notice = Some("nothing moves by itself here: --no-motion".into());
        return;
    }
    let Some(study) = session.study.as_mut().filter(|_| !playing && session.overlay.is_none()) else {
        return;
    };
    if !matches!(study.mode, Mode::Flow | Mode::Trace) {
        study.enter(Mode::Trace);
    }
    if study.cursor.stop == study.stops.last() {
        study.go_to(0);
    }
    session.playing = true;
    session.notice = Some("playing; any key stops".into());
}

fn tick(session: &mut Session) {
    let Some(study) = session.study.as_mut() else { return };
    let _ = study.step(Command::Next);
    session.playing = study.cursor.stop < study.stops.last();
    if session.playing {
        session.notice = Some("playing; any key stops".into());
    }
}

fn limit(session: &mut Session, last: usize) {
    match (&mut session.overlay, &mut session.study) {
        (Some(Overlay::Help { scroll } | Overlay::Progress { scroll }), _) => *scroll = (*scroll).min(last),
        (None, Some(study)) => study.scroll = study.scroll.min(last),
        _ => {}
    }
}

fn perform(session: &mut Session, command: Command) -> Vec<Effect> {
    use Command as C;
    if command == C::Next
        && let Some(prediction) = ask(session)
    {
        session.overlay = Some(Overlay::Predict(prediction));
        return Vec::new();
    }
    match command {
        C::Quit => return vec![Effect::Quit],
        C::Suspend => return vec![Effect::Suspend],
        C::Repaint => return vec![Effect::Repaint],
        C::Mouse => {
            session.mouse = !session.mouse;
            let state = if session.mouse { "on" } else { "off: the terminal selects text again" };
            session.notice = Some(format!("mouse {state}"));
            return vec![Effect::Mouse(session.mouse)];
        }
        C::Help => session.overlay = Some(Overlay::Help { scroll: 0 }),
        C::Progress => session.overlay = Some(Overlay::Progress { scroll: 0 }),
        C::Palette => session.overlay = Some(Overlay::Palette { query: String::new(), selected: 0 }),
        _ if session.overlay.is_some() => return in_overlay(session, command),
        C::Back if build::stop(session) => {}
        C::Review | C::Mode(Mode::Review) => session.enter_review(),
        C::Predict => {
            session.predicting = !session.predicting;
            if let Some(study) = session.study.as_mut().filter(|_| session.predicting) {
                // Whoever turns it on again wants to be asked, also where a question was passed over before.
                study.asked.clear();
            }
            session.notice = Some(if session.predicting {
                "predictions on: before a step that sets a variable you say what it will be".into()
            } else {
                "predictions off: steps run without a question; p asks again".into()
            });
        }
        _ if session.study.is_none() => in_library(session, command),
        _ => return in_study(session, command),
    }
    Vec::new()
}

fn in_overlay(session: &mut Session, command: Command) -> Vec<Effect> {
    use Command as C;
    if let Some(Overlay::Predict(prediction)) = &session.overlay {
        let prediction = prediction.clone();
        session.overlay = None;
        return in_prediction(session, prediction, command);
    }
    let matches = match &session.overlay {
        Some(Overlay::Palette { query, .. }) => session.matches(query),
        _ => Vec::new(),
    };
    match (&mut session.overlay, command) {
        (_, C::Back) => session.overlay = None,
        (Some(Overlay::Help { scroll } | Overlay::Progress { scroll }), _) => {
            move_by(scroll, command, usize::MAX);
        }
        (Some(Overlay::Palette { selected, .. }), C::Confirm) => {
            let chosen = matches.get(*selected).copied();
            session.overlay = None;
            if let Some(command) = chosen {
                return perform(session, command);
            }
        }
        (Some(Overlay::Palette { selected, .. }), _) => move_by(selected, command, matches.len()),
        (Some(Overlay::Experiments { selected }), C::Confirm) => {
            let chosen = *selected;
            session.overlay = None;
            return lab::perform(session, LabCommand::Run(chosen));
        }
        (Some(Overlay::Experiments { .. }), C::Lab(command)) => {
            session.overlay = None;
            return lab::perform(session, command);
        }
        (Some(Overlay::Experiments { selected }), _) => move_by(selected, command, Experiment::ALL.len()),
        (Some(Overlay::Share { selected }), C::Confirm) => {
            let chosen = session.study.as_ref().and_then(|study| study.shares().into_iter().nth(*selected));
            session.overlay = None;
            if let Some(chosen) = chosen {
                return copied(session, chosen);
            }
        }
        (Some(Overlay::Share { selected }), _) => {
            let count = session.study.as_ref().map_or(0, |study| study.shares().len());
            move_by(selected, command, count);
        }
        (Some(Overlay::AskStep { digits }), C::Confirm) => {
            let step = digits.parse().ok();
            session.overlay = None;
            if let Some(step) = step {
                go_to_step(session, step);
            }
        }
        _ => {}
    }
    Vec::new()
}

/// Moves an index within a list.
fn move_by(at: &mut usize, command: Command, len: usize) {
    let last = len.saturating_sub(1);
    *at = match command {
        Command::Down | Command::Next => (*at).saturating_add(1),
        Command::Up | Command::Previous => at.saturating_sub(1),
        Command::PageDown => (*at).saturating_add(PAGE),
        Command::PageUp => at.saturating_sub(PAGE),
        Command::First => 0,
        Command::Last => last,
        _ => *at,
    }
    .min(last);
}

fn in_library(session: &mut Session, command: Command) {
    let library = &mut session.library;
    match command {
        Command::Confirm | Command::Into => open_lesson(session, session.library.selected),
        _ => move_by(&mut library.selected, command, library.lessons.len()),
    }
}

fn in_study(session: &mut Session, command: Command) -> Vec<Effect> {
    use Command as C;
    if let Some(effects) = beside::in_beside(session, command) {
        return effects;
    }
    if let Some(effects) = in_quiz(session, command) {
        return effects;
    }
    if let C::Mode(mode) = command
        && session.leave_review(mode)
    {
        return Vec::new();
    }
    let Some(study) = &mut session.study else { return Vec::new() };
    match command {
        C::Mode(mode) => {
            if study.modes().contains(&mode) {
                study.enter(mode);
            } else {
                session.notice = Some(format!("this lesson has no {}", mode.title()));
            }
        }
        C::NextMode => beside_mode(session, true),
        C::PreviousMode => beside_mode(session, false),
        C::FocusNext | C::FocusPrevious => {
            let panes = study.panes();
            let at = panes.iter().position(|pane| *pane == study.focus).unwrap_or(0);
            let by = if command == C::FocusNext { 1 } else { panes.len() - 1 };
            study.focus = panes[(at + by) % panes.len()];
            study.scroll = 0;
        }
        C::Zoom if !study.zoomed && study.panes().len() < 2 => {
            session.notice = Some("there is one pane here, and it is shown whole".into());
        }
        C::Zoom => study.zoomed = !study.zoomed,
        C::Requests => {
            study.enter(Mode::Trace);
            if study.arrows().is_empty() {
                session.notice =
                    Some("no request is sent here; jwtrace run FILE --request 'GET /' sends one".into());
            } else {
                study.cursor.inside.clear();
                let there = study.focus == Pane::Sequence;
                study.focus = if there { Pane::Source } else { Pane::Sequence };
                study.zoomed = false;
            }
        }
        C::AskStep => session.overlay = Some(Overlay::AskStep { digits: String::new() }),
        C::GoToTyped => {
            if let Some((step, mode)) = session.typed.take() {
                if let Some(mode) = mode {
                    study.enter(mode);
                }
                go_to_step(session, step);
            } else {
                study.go_to(study.stops.last());
            }
        }
        C::NextDatum | C::PreviousDatum => session.notice = study.pick_next(command == C::NextDatum),
        C::Refusal => session.notice = study.go_to_refusal(),
        C::SwitchProfile => return switch_profile(session),
        C::NextLesson => return next_lesson(session),
        C::Copy => return copy(session),
        C::Share => share(session),
        C::Lab(command) => return lab::perform(session, command),
        C::Build(command) => return build::perform(session, command),
        C::Back | C::Lessons => return back(session),
        _ => match (study.mode, command) {
            (Mode::Lab, _) => lab::moved(session, command),
            (Mode::Build, _) => build::moved(session, command),
            (Mode::Why, C::Up | C::Down | C::First | C::Last | C::Next | C::Previous) => {
                let moments = study.lesson().map_or(0, |lesson| lesson.moments.len());
                move_by(&mut study.moment, command, moments);
            }
            (Mode::Why, C::Cite) => {
                let cited = study.lesson().and_then(|lesson| lesson.moments.get(study.moment));
                if let Some(step) = cited.map(|moment| moment.step) {
                    study.show_step(step + 1);
                }
            }
            (Mode::Summary, C::Down | C::Up | C::PageDown | C::PageUp | C::First | C::Last) => {
                move_by(&mut study.scroll, command, usize::MAX);
            }
            (Mode::Summary, C::Next) => move_by(&mut study.scroll, C::Down, usize::MAX),
            (Mode::Summary, C::Previous) => move_by(&mut study.scroll, C::Up, usize::MAX),
            _ => session.notice = study.step(command),
        },
    }
    Vec::new()
}

/// To the mode after the one that is shown, or to the one before.
fn beside_mode(session: &mut Session, on: bool) {
    let Some(study) = &mut session.study else { return };
    let modes = study.modes();
    let at = modes.iter().position(|mode| *mode == study.mode).unwrap_or(0);
    let by = if on { 1 } else { modes.len().saturating_sub(1) };
    let Some(mode) = modes.get((at + by) % modes.len().max(1)).copied() else { return };
    if mode == Mode::Review {
        session.enter_review();
    } else if !session.leave_review(mode)
        && let Some(study) = &mut session.study
    {
        study.enter(mode);
    }
}

fn digit_typed(session: &mut Session, digit: u8) -> Vec<Effect> {
    if matches!(session.overlay, Some(Overlay::Predict(_))) {
        return in_overlay(session, Command::Choose(usize::from(digit).wrapping_sub(1)));
    }
    if session.overlay.is_some() {
        typed(session, &char::from(b'0' + digit % 10).to_string());
        return Vec::new();
    }
    if matches!(session.context(), Context::Write | Context::Editor) {
        typed(session, &char::from(b'0' + digit % 10).to_string());
        return Vec::new();
    }
    let in_quiz = session.context() == Context::Quiz;
    let pointing = session.context() == Context::Point;
    let Some(study) = &mut session.study else {
        session.library.selected =
            usize::from(digit).saturating_sub(1).min(session.library.lessons.len().saturating_sub(1));
        return Vec::new();
    };
    if in_quiz {
        let places = study.question().map_or(0, crate::quiz::Posed::places);
        if !(1..=places).contains(&usize::from(digit)) && places > 0 {
            session.notice =
                Some(format!("there is no option {digit} here; ] and [ change the mode, Esc leaves"));
            return Vec::new();
        }
        super::update(session, Message::Do(Command::Choose(usize::from(digit).wrapping_sub(1))));
        return Vec::new();
    }
    let (number, left) = session.typed.unwrap_or((0, Some(study.mode)));
    if pointing {
        // The number of the character.
        let number = (number * 10 + usize::from(digit)).min(99_999);
        session.typed = Some((number, None));
        let places = study.question().map_or(0, crate::quiz::Posed::places);
        if (1..=places).contains(&number) {
            return super::update::in_quiz(session, Command::Choose(number - 1)).unwrap_or_default();
        }
        session.notice = Some(format!("there are {places} to point at"));
        return Vec::new();
    }
    session.typed = Some(((number * 10 + usize::from(digit)).min(99_999_999), left));
    match Mode::of_digit(digit).filter(|mode| study.modes().contains(mode)) {
        Some(Mode::Review) => session.enter_review(),
        Some(mode) => study.enter(mode),
        None => {
            let steps = study.stops.last();
            let step = session.typed.map_or(0, |typed| typed.0);
            let missing = Mode::of_digit(digit).filter(|_| step < 10 && study.lesson().is_some());
            let no = missing.map_or(String::new(), |mode| format!("this lesson has no {}; ", mode.title()));
            session.notice = Some(if step <= steps {
                format!("{no}{step} then G goes to step {step}")
            } else if no.is_empty() {
                format!("there is no step {step}; the last is {steps}")
            } else {
                no.trim_end_matches("; ").to_owned()
            });
        }
    }
    Vec::new()
}

fn typed(session: &mut Session, text: &str) {
    if session.overlay.is_none() && (quiz::write(session, text) || build::typed(session, text)) {
        return;
    }
    match &mut session.overlay {
        Some(Overlay::Palette { query, selected }) => {
            *selected = 0;
            let room = FIELD.saturating_sub(query.len());
            query.extend(text.chars().filter(|char| !char.is_control()).take(room));
        }
        Some(Overlay::AskStep { digits }) => {
            let room = 8_usize.saturating_sub(digits.len());
            digits.extend(text.chars().filter(char::is_ascii_digit).take(room));
        }
        Some(Overlay::Experiments { .. }) => {
            let digit = text.parse::<usize>().ok().and_then(|digit| digit.checked_sub(1));
            if let Some(at) = digit.filter(|at| *at < Experiment::ALL.len()) {
                session.overlay = None;
                lab::perform(session, LabCommand::Run(at));
            }
        }
        _ => {
            if !lab::typed(session, text) {
                session.notice = Some("nothing here takes text; ? shows the keys".into());
            }
        }
    }
}

fn go_to_step(session: &mut Session, step: usize) {
    let Some(study) = &mut session.study else { return };
    let last = study.stops.last();
    if step > last {
        session.notice = Some(format!("there is no step {step}; the end is shown"));
    }
    study.go_to(step.min(last));
    if !matches!(study.mode, Mode::Flow | Mode::Trace) {
        study.enter(Mode::Trace);
    }
}
