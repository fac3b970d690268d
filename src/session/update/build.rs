//! Working on a project.

use crate::lesson::Lesson;
use crate::session::build::{Build, BuildCommand, Checked, Work};
use crate::session::{Command, Effect, Mode, Session, Study, Subject};
use std::sync::Arc;

/// The project, when it is what is shown, and its lesson.
fn build(session: &mut Session) -> Option<(&mut Build, Arc<Lesson>)> {
    let study = session.study.as_mut().filter(|study| study.mode == Mode::Build)?;
    let Subject::Lesson(lesson) = &study.subject else { return None };
    let lesson = Arc::clone(lesson);
    Some((study.build.as_deref_mut()?, lesson))
}

/// What the commands of a project do.
pub(super) fn perform(session: &mut Session, command: BuildCommand) -> Vec<Effect> {
    if command == BuildCommand::Trace {
        return trace(session);
    }
    let aside = aside(session);
    let Some((build, lesson)) = build(session) else { return Vec::new() };
    let was = (build.step, build.peeking);
    let mut effects = Vec::new();
    let notice = match command {
        // While writing, the key that checked goes on to the next step; letters go into the text.
        BuildCommand::Check if build.typing && build.stands() && build.running().is_none() => {
            build.perform(BuildCommand::NextStep)
        }
        BuildCommand::Check if build.step.is_some() => {
            effects.extend(check(build, &lesson, aside));
            None
        }
        BuildCommand::Leave if build.stop_check() => Some(STOPPED.into()),
        _ if build.file.is_some() && command.edits() => Some(build.elsewhere()),
        _ => match build.edit(command) {
            Ok(true) => None,
            Ok(false) => build.perform(command),
            Err(why) => Some(why),
        },
    };
    let top = (build.step, build.peeking) != was || command == BuildCommand::Check;
    // What is in the file may do already what the next step asks for.
    if build.file.is_some() && build.step != was.0 && build.step.is_some() {
        effects.extend(check(build, &lesson, aside));
    }
    look_at(session, top);
    session.notice = notice;
    effects
}

/// What is said when a check is not waited for any longer.
const STOPPED: &str = "the check was stopped; nothing was counted";

/// The number of the next check, where checks are made aside.
fn aside(session: &mut Session) -> Option<u64> {
    session.aside.then(|| {
        session.checks += 1;
        session.checks
    })
}

/// Checks the program at once, or has it checked aside.
fn check(build: &mut Build, lesson: &Arc<Lesson>, aside: Option<u64>) -> Option<Effect> {
    let Some(number) = aside else {
        build.check(lesson);
        return None;
    };
    build.begin_check(lesson, number).map(|check| Effect::Check(Box::new(check)))
}

/// The key that leads back stops a check first; whether there was one.
pub(super) fn stop(session: &mut Session) -> bool {
    let stopped = build(session).is_some_and(|(build, _)| build.stop_check());
    if stopped {
        session.notice = Some(STOPPED.into());
    }
    stopped
}

/// A check that was made aside has ended.
pub(super) fn checked(session: &mut Session, number: u64, checked: Option<Checked>) {
    // Even while something else is looked at.
    let there = [session.study.as_mut(), session.beneath.as_deref_mut()].into_iter().flatten();
    let builds = there.filter_map(|study| study.build.as_mut());
    for build in builds {
        build.end_check(number, checked.clone());
    }
    look_at(session, false);
}

/// Attention goes where keys go.
fn look_at(session: &mut Session, top: bool) {
    let Some(study) = &mut session.study else { return };
    let panes = study.panes();
    if !panes.contains(&study.focus) || top {
        study.focus = panes[0];
        study.scroll = 0;
    }
}

/// Text for the editor; whether it takes any.
pub(super) fn typed(session: &mut Session, text: &str) -> bool {
    let Some((build, _)) = build(session) else { return false };
    if !build.typing {
        return false;
    }
    let written = build.write(text);
    session.notice = written.err();
    true
}

/// Pasted text goes in whole.
pub(super) fn paste(session: &mut Session, text: &str) -> bool {
    let Some((build, _)) = build(session) else { return false };
    let written = build.write(text);
    session.notice = written.err();
    true
}

/// The character before the cursor is taken back; whether one could be.
pub(super) fn erase(session: &mut Session) -> bool {
    let Some((build, _)) = build(session) else { return false };
    build.erase();
    build.typing
}

/// Moving up and down.
pub(super) fn moved(session: &mut Session, command: Command) {
    if let Some(study) = &mut session.study {
        super::move_by(&mut study.scroll, command, usize::MAX);
    }
}

/// A click into the program puts the cursor there: before the character that was clicked, or at the line's end.
pub(super) fn click(session: &mut Session, line: u32, cell: usize) {
    if let Some((build, _)) = build(session)
        && build.step.is_some()
        && !build.peeking
        && build.file.is_none()
    {
        build.typing = true;
        build.editor.go_to_cell(line.saturating_sub(1) as usize, cell);
    }
}

/// The learner's file was saved: its text is the program, and it is checked at once.
pub(super) fn saved(session: &mut Session, text: Result<String, String>) -> Vec<Effect> {
    let aside = aside(session);
    // Even while something else is looked at: the trace of the program as it was stays what it is.
    let there = [session.study.as_mut(), session.beneath.as_deref_mut()].into_iter().flatten();
    let with_file = |study: &&mut Study| study.build.as_ref().is_some_and(|build| build.file.is_some());
    let Some(study) = there.into_iter().find(with_file) else { return Vec::new() };
    let (Subject::Lesson(lesson), Some(build)) = (&study.subject, &mut study.build) else {
        return Vec::new();
    };
    match text {
        Ok(text) => {
            build.take_file(&text);
            study.scroll = 0;
            return check(build, lesson, aside).into_iter().collect();
        }
        Err(why) => session.notice = Some(why),
    }
    Vec::new()
}

/// Copies the program.
pub(super) fn copy(session: &mut Session) -> Vec<Effect> {
    let Some((build, _)) = build(session) else { return Vec::new() };
    let solution = build.now().filter(|_| build.peeking).map(|(_, step, _)| step.solution.clone());
    let what = if solution.is_some() { "the solution" } else { "your program" };
    let text = solution.unwrap_or_else(|| build.editor.text());
    session.notice = Some(format!("{what} was sent to the terminal's clipboard"));
    vec![Effect::Copy(text)]
}

/// Steps through the learner's own program.
fn trace(session: &mut Session) -> Vec<Effect> {
    let Some((build, lesson)) = build(session) else { return Vec::new() };
    build.typing = false;
    let traced = build.traced(&lesson);
    match traced {
        Err(problem) => {
            session.notice = Some(format!("line {}: {}", problem.position.line, problem.message));
        }
        Ok((program, trace)) => {
            session.opened += 1;
            let Some(study) = &mut session.study else { return Vec::new() };
            let mut program = Study::of_program(crate::session::narrate::YOURS, program, trace);
            program.revision = session.opened << 32;
            session.beneath = Some(Box::new(std::mem::replace(study, program)));
            session.notice = Some("your program; Esc leads back to the project".into());
        }
    }
    Vec::new()
}

/// Sees to it that a project that is shown is there, and hands out what is to be kept of it.
pub(super) fn kept(session: &mut Session) -> Option<Work> {
    let study = session.study.as_mut()?;
    if study.mode == Mode::Build && study.build.is_none() {
        let Subject::Lesson(lesson) = &study.subject else { return None };
        let work = session.works.iter().find(|work| work.lesson == lesson.id);
        study.build = Build::new(lesson, work).map(Box::new);
    }
    let build = study.build.as_mut().filter(|build| build.unsaved)?;
    build.unsaved = false;
    let work = build.work();
    session.works.retain(|other| other.lesson != work.lesson);
    session.works.push(work.clone());
    Some(work)
}

impl Session {
    /// How many steps of a lesson's project are done; none when it was not begun.
    pub fn project_done(&self, lesson: &str) -> Option<usize> {
        let work = self.works.iter().find(|work| work.lesson == lesson && !work.steps.is_empty())?;
        Some(work.steps.iter().filter(|step| step.passed).count())
    }

    /// Takes in work on projects from before; a project that is open and untouched goes on with it.
    pub fn works(&mut self, (works, remark): (Vec<Work>, Option<String>)) {
        self.works = works;
        if remark.is_some() {
            self.notice = remark;
        }
        if let Some(study) = &mut self.study
            && study.build.as_ref().is_none_or(|build| build.revision == 0 && build.step.is_none())
        {
            study.build = None;
        }
        let nothing = kept(self);
        debug_assert!(nothing.is_none(), "a project that was just opened has nothing to keep");
    }
}
