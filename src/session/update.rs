//! How a session changes.

use super::{
    Attempt, Command, Context, Cursor, Effect, Message, Mode, Overlay, Pane, Session, Study, Target,
    TokenState,
};
use crate::lesson::Inputs;
use crate::trace::StepIndex;

/// Rows a "page" is, where the size of the screen is not known.
const PAGE: usize = 10;

/// Longest text a field takes.
const FIELD: usize = 200;

/// Takes a message in and gives back what the front end must do.
pub fn update(session: &mut Session, message: Message) -> Vec<Effect> {
    session.notice = None;
    if !matches!(message, Message::Digit(_) | Message::Do(Command::GoToTyped)) {
        session.typed = None;
    }
    match message {
        Message::Do(command) => perform(session, command),
        Message::Digit(digit) => {
            digit_typed(session, digit);
            Vec::new()
        }
        Message::Type(char) => {
            typed(session, &char.to_string());
            Vec::new()
        }
        Message::Paste(text) => {
            typed(session, &text);
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
                _ => {}
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

fn perform(session: &mut Session, command: Command) -> Vec<Effect> {
    use Command as C;
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
        C::Palette => session.overlay = Some(Overlay::Palette { query: String::new(), selected: 0 }),
        _ if session.overlay.is_some() => return in_overlay(session, command),
        _ if session.study.is_none() => in_library(session, command),
        _ => return in_study(session, command),
    }
    Vec::new()
}

fn in_overlay(session: &mut Session, command: Command) -> Vec<Effect> {
    use Command as C;
    let matches = match &session.overlay {
        Some(Overlay::Palette { query, .. }) => session.matches(query),
        _ => Vec::new(),
    };
    match (&mut session.overlay, command) {
        (_, C::Back) => session.overlay = None,
        (Some(Overlay::Help { scroll }), _) => move_by(scroll, command, usize::MAX),
        (Some(Overlay::Palette { selected, .. }), C::Confirm) => {
            let chosen = matches.get(*selected).copied();
            session.overlay = None;
            if let Some(command) = chosen {
                return perform(session, command);
            }
        }
        (Some(Overlay::Palette { selected, .. }), _) => move_by(selected, command, matches.len()),
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
        Command::Confirm | Command::Into => {
            let Some(lesson) = library.lessons.get(library.selected) else { return };
            let id = lesson.id.clone();
            if let Err(problems) = session.open(session.library.selected, None) {
                let first = problems.first().map_or("it does not run", |problem| problem.message.as_str());
                session.notice = Some(format!("{id} cannot be opened: {first}"));
            }
        }
        _ => move_by(&mut library.selected, command, library.lessons.len()),
    }
}

fn in_study(session: &mut Session, command: Command) -> Vec<Effect> {
    use Command as C;
    let Some(study) = &mut session.study else { return Vec::new() };
    match command {
        C::Mode(mode) => {
            if study.modes().contains(&mode) {
                study.enter(mode);
            } else {
                session.notice = Some(format!("there is nothing under {} here", mode.title()));
            }
        }
        C::NextMode | C::PreviousMode => {
            let modes = study.modes();
            let at = modes.iter().position(|mode| *mode == study.mode).unwrap_or(0);
            let by = if command == C::NextMode { 1 } else { modes.len().saturating_sub(1) };
            if let Some(mode) = modes.get((at + by) % modes.len().max(1)) {
                study.enter(*mode);
            }
        }
        C::FocusNext | C::FocusPrevious => {
            let panes = study.panes();
            let at = panes.iter().position(|pane| *pane == study.focus).unwrap_or(0);
            let by = if command == C::FocusNext { 1 } else { panes.len() - 1 };
            study.focus = panes[(at + by) % panes.len()];
            study.scroll = 0;
        }
        C::Zoom => study.zoomed = !study.zoomed,
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
        C::SwitchProfile => return switch_profile(session),
        C::Copy => return copy(session),
        C::Back | C::Lessons => back(session),
        C::Choose(_) | C::Answer | C::Hint | C::Evidence | C::NextQuestion | C::PreviousQuestion => {
            in_quiz(session, command);
        }
        _ => match (study.mode, command) {
            (Mode::Quiz, C::Up | C::Down) => in_quiz(session, command),
            (Mode::Quiz, C::Next) => in_quiz(session, C::NextQuestion),
            (Mode::Quiz, C::Previous) => in_quiz(session, C::PreviousQuestion),
            (Mode::Why, C::Up | C::Down | C::First | C::Last | C::Next | C::Previous) => {
                let moments = study.lesson().map_or(0, |lesson| lesson.moments.len());
                move_by(&mut study.moment, command, moments);
            }
            (Mode::Why, C::Cite) => {
                let cited = study.lesson().and_then(|lesson| lesson.moments.get(study.moment));
                if let Some(step) = cited.map(|moment| moment.step) {
                    study.enter(Mode::Trace);
                    study.go_to(step + 1);
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

impl Study {
    /// Changes the mode; the place in the trace stays.
    pub fn enter(&mut self, mode: Mode) {
        if self.mode != mode {
            self.mode = mode;
            if mode == Mode::Quiz {
                self.pose();
            }
            self.zoomed = false;
            self.scroll = 0;
            self.focus = self.panes()[0];
        }
    }

    /// Moves through the trace; the answer is a sentence when there is nowhere to go.
    fn step(&mut self, command: Command) -> Option<String> {
        use Command as C;
        let last = self.stops.last();
        match command {
            C::Next => return self.forward(),
            C::Previous => return self.backward(),
            C::First => self.go_to(0),
            C::Last => self.go_to(last),
            C::Into | C::Confirm => return self.into(),
            C::Out => {
                if self.cursor.inside.pop().is_none() {
                    return Some("this is the top: the steps of the program".into());
                }
            }
            C::Down | C::Up | C::PageDown | C::PageUp => {
                let lines = self.program.source().lines().count().max(self.stops.len());
                move_by(&mut self.scroll, command, lines);
            }
            C::NextVariable => {
                let count = self.variables().len().max(1);
                self.variable = (self.variable + 1) % count;
                self.focus = Pane::Tracker;
            }
            C::NextChange | C::PreviousChange => return self.to_change(command == C::NextChange),
            C::MarkDown | C::MarkUp => {
                let lines = self.program.source().lines().count().max(1) as u32;
                let here = self.mark.unwrap_or(self.trace.steps[self.stop().enter].line.max(1));
                let moved = if command == C::MarkDown { here + 1 } else { here.saturating_sub(1) };
                self.mark = Some(moved.clamp(1, lines));
            }
            C::Breakpoint => {
                let line = self.mark.unwrap_or(self.trace.steps[self.stop().enter].line);
                if !self.breakpoints.remove(&line) {
                    self.breakpoints.insert(line);
                }
            }
            C::RunOn => return self.run_on(|study, line| study.breakpoints.contains(&line)),
            C::RunToMark => return self.run_on(|study, line| study.mark == Some(line)),
            _ => {}
        }
        None
    }

    fn forward(&mut self) -> Option<String> {
        let siblings = self.siblings();
        if let Some(at) = self.cursor.inside.last_mut() {
            *at += 1;
            if *at < siblings {
                return None;
            }
            self.cursor.inside.pop();
            return Some("that was the last one: one level up again".into());
        }
        if self.cursor.stop >= self.stops.last() {
            return Some("this is the end; Home goes to the start".into());
        }
        self.go_to(self.cursor.stop + 1);
        None
    }

    fn backward(&mut self) -> Option<String> {
        if let Some(at) = self.cursor.inside.last_mut() {
            if *at > 0 {
                *at -= 1;
            } else {
                self.cursor.inside.pop();
            }
            return None;
        }
        if self.cursor.stop == 0 {
            return Some("this is the start".into());
        }
        self.go_to(self.cursor.stop - 1);
        None
    }

    fn into(&mut self) -> Option<String> {
        let inside = match self.cursor.inside.len() {
            0 if self.operations().is_empty() => return Some("nothing to open in this step".into()),
            0 => true,
            1 => self.parts() > 0,
            _ => false,
        };
        if inside {
            self.cursor.inside.push(0);
            self.focus = Pane::Table;
            return None;
        }
        Some("this is as deep as it goes".into())
    }

    /// To the stop that shows the next (or last) change of the chosen variable.
    fn to_change(&mut self, forward: bool) -> Option<String> {
        let rows = self.variables();
        let (frame, name) = *rows.get(self.variable.min(rows.len().saturating_sub(1)))?;
        let name = name.to_owned();
        let shows = |step: StepIndex| (0..=self.stops.last()).find(|stop| self.settles(*stop) >= step);
        let stops = self.trace.history(frame, &name).into_iter().filter_map(shows);
        let here = self.cursor.stop;
        let found = if forward {
            stops.filter(|stop| *stop > here).min()
        } else {
            stops.filter(|stop| *stop < here).max()
        };
        match found {
            Some(stop) => {
                self.go_to(stop);
                None
            }
            None => Some(format!("no {} change of {name}", if forward { "further" } else { "earlier" })),
        }
    }

    fn settles(&self, stop: usize) -> StepIndex {
        self.stops.get(stop, &self.trace).settled
    }

    fn run_on(&mut self, stops_at: impl Fn(&Self, u32) -> bool) -> Option<String> {
        let mut stop = self.cursor.stop;
        while stop < self.stops.last() {
            stop += 1;
            let enter = self.stops.get(stop, &self.trace).enter;
            if stop < self.stops.last() && stops_at(self, self.trace.steps[enter].line) {
                break;
            }
        }
        self.go_to(stop);
        (stop == self.stops.last()).then(|| "ran to the end".into())
    }
}

fn in_quiz(session: &mut Session, command: Command) {
    use Command as C;
    let Some(study) = &mut session.study else { return };
    let questions = study.questions().len();
    let at = study.quiz.at;
    let question = study.question();
    let options = question.map_or(0, |question| question.options.len());
    let hints = question.map_or(0, |question| question.hints.len());
    let evidence = question.map(|question| question.evidence.step);
    let Some(attempt) = study.quiz.attempt_mut() else { return };
    match command {
        C::Choose(option) if option < options => attempt.selected = Some(option),
        C::Down | C::Up if options > 0 => {
            let moved = match (command, attempt.selected) {
                (C::Down, None) => 0,
                (_, None) => options - 1,
                (C::Down, Some(at)) => (at + 1).min(options - 1),
                (_, Some(at)) => at.saturating_sub(1),
            };
            attempt.selected = Some(moved);
        }
        C::Answer => answer(session, questions),
        C::Hint if attempt.hints < hints => attempt.hints += 1,
        C::Hint => session.notice = Some("no more hints".into()),
        C::Evidence => {
            if let Some(step) = evidence {
                study.enter(Mode::Trace);
                study.go_to(step + 1);
            }
        }
        C::NextQuestion if at + 1 < questions => study.quiz.at += 1,
        C::NextQuestion => session.notice = Some("this is the last question".into()),
        C::PreviousQuestion => study.quiz.at = at.saturating_sub(1),
        _ => {}
    }
}

/// Answers, or goes on when the answer stands.
fn answer(session: &mut Session, questions: usize) {
    let Some(study) = &mut session.study else { return };
    let last = study.quiz.at + 1 >= questions;
    let Some(attempt) = study.quiz.attempt_mut() else { return };
    match attempt {
        attempt if attempt.settled() => {
            if last {
                session.notice = Some("that was the last question".into());
            } else {
                study.quiz.at += 1;
            }
        }
        Attempt { selected: Some(option), confirmed, .. } => confirmed.push(*option),
        _ => session.notice = Some("choose an option first: its number, its letter, or the arrows".into()),
    }
}

fn digit_typed(session: &mut Session, digit: u8) {
    if session.overlay.is_some() {
        typed(session, &char::from(b'0' + digit % 10).to_string());
        return;
    }
    let in_quiz = session.context() == Context::Quiz;
    let Some(study) = &mut session.study else {
        session.library.selected =
            usize::from(digit).saturating_sub(1).min(session.library.lessons.len().saturating_sub(1));
        return;
    };
    if in_quiz {
        super::update(session, Message::Do(Command::Choose(usize::from(digit).wrapping_sub(1))));
        return;
    }
    let (number, left) = session.typed.unwrap_or((0, Some(study.mode)));
    session.typed = Some(((number * 10 + usize::from(digit)).min(99_999_999), left));
    match Mode::of_digit(digit).filter(|mode| study.modes().contains(mode)) {
        Some(mode) => study.enter(mode),
        None => {
            session.notice = Some(format!("{} then G goes to that step", session.typed.map_or(0, |t| t.0)))
        }
    }
}

fn typed(session: &mut Session, text: &str) {
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
        _ => session.notice = Some("nothing here takes text; ? shows the keys".into()),
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

fn back(session: &mut Session) {
    let Some(study) = &mut session.study else { return };
    if study.zoomed {
        study.zoomed = false;
    } else if !matches!(study.mode, Mode::Flow | Mode::Trace) || study.cursor.inside.pop().is_none() {
        if session.library.lessons.is_empty() {
            session.notice = Some("q leaves".into());
        } else {
            session.study = None;
        }
    }
}

fn switch_profile(session: &mut Session) -> Vec<Effect> {
    let Some(study) = &mut session.study else { return Vec::new() };
    let profiles = study.profiles();
    let at = profiles.iter().position(|profile| *profile == study.inputs.profile).unwrap_or(0);
    let Some(next) = profiles.get((at + 1) % profiles.len().max(1)).filter(|_| profiles.len() > 1) else {
        session.notice = Some("this program is written for one library".into());
        return Vec::new();
    };
    let inputs = Inputs { profile: *next, ..study.inputs.clone() };
    session.notice = match study.rerun(inputs) {
        Ok(()) => Some(format!("now with {}", next.title())),
        Err(problems) => problems.first().map(|problem| problem.message.clone()),
    };
    Vec::new()
}

fn copy(session: &mut Session) -> Vec<Effect> {
    let Some(study) = &session.study else { return Vec::new() };
    let operation = study.operation().and_then(|(_, step)| study.trace.operation(step));
    let (what, bytes) = match operation {
        Some(operation) => (operation.output.label, Some(operation.output.bytes.clone())),
        None => ("token", TokenState::at(&study.trace, study.seen()).whole),
    };
    let Some(text) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).filter(|text| !text.is_empty())
    else {
        session.notice = Some("there is nothing to copy here yet".into());
        return Vec::new();
    };
    session.notice = Some(format!("{what} sent to the terminal's clipboard"));
    vec![Effect::Copy(text)]
}

fn click(session: &mut Session, target: Target) -> Vec<Effect> {
    if let Some(overlay) = &mut session.overlay {
        if let (Overlay::Palette { selected, .. }, Target::Item(item)) = (overlay, target) {
            *selected = item;
            return in_overlay(session, Command::Confirm);
        }
        return Vec::new();
    }
    let Some(study) = &mut session.study else {
        if let Target::Item(item) = target {
            let again = session.library.selected == item;
            session.library.selected = item.min(session.library.lessons.len().saturating_sub(1));
            if again {
                in_library(session, Command::Confirm);
            }
        }
        return Vec::new();
    };
    match target {
        Target::Stop(stop) => study.go_to(stop),
        Target::Operation(at) if at < study.operations().len() => {
            study.cursor = Cursor { stop: study.cursor.stop, inside: vec![at] };
        }
        Target::Operation(_) => {}
        Target::Variable(row) => {
            study.variable = row;
            study.focus = Pane::Tracker;
        }
        Target::Line(line) => {
            study.mark = Some(line);
            study.focus = Pane::Source;
        }
        Target::Option(option) => in_quiz(session, Command::Choose(option)),
        Target::Item(item) => {
            let again = study.moment == item;
            study.moment = item;
            if again {
                return in_study(session, Command::Cite);
            }
        }
        Target::Mode(mode) => study.enter(mode),
        Target::Pane(pane) if study.panes().contains(&pane) => study.focus = pane,
        Target::Pane(_) => {}
    }
    Vec::new()
}

fn wheel(session: &mut Session, lines: i32, pane: Option<Pane>) {
    let command = if lines > 0 { Command::Down } else { Command::Up };
    let steps = if lines > 0 { Command::Next } else { Command::Previous };
    let stepping = matches!(session.context(), Context::Steps | Context::Run);
    for _ in 0..lines.unsigned_abs().min(20) {
        if stepping && pane != Some(Pane::Source) && pane != Some(Pane::Output) {
            perform(session, steps);
            session.notice = None;
        } else {
            perform(session, command);
        }
    }
}
