//! A mini project under way: an editor, the step, what the checks found.

mod aside;
mod command;
mod editor;
mod work;

pub use aside::Check;
pub use command::BuildCommand;
pub use editor::{Editor, Motion};
pub use work::{Done, VERSION, Work};

use crate::lesson::{Lesson, Look, Project, ProjectStep};
use crate::python::{self, Cancel, Diagnostic, Limits, Program, World};
use crate::quiz::Job;
use crate::quiz::project::{CheckVerdict, Graded, Setting, grade};
use crate::trace::Trace;

/// How far a learner's program may go: far for a small project, and soon over when a loop never ends.
fn limits() -> Limits {
    Limits { steps: 100_000, ticks: 3_000_000, total_bytes: 64 << 20, ..Limits::default() }
}

/// What checking a program gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Checked {
    /// It cannot run: where, and why.
    Unreadable(Diagnostic),
    /// It was run, and compared.
    Graded(Box<Graded>),
}

impl Checked {
    /// Whether the step is done.
    pub fn passed(&self) -> bool {
        matches!(self, Self::Graded(graded) if graded.passed())
    }
}

/// Checks a program against a step of a lesson's project.
pub fn check(lesson: &Lesson, step: usize, source: &str) -> Option<Checked> {
    check_until(lesson, step, source, &Cancel::default())
}

/// As [`check`], and ends soon after `cancel` is set.
fn check_until(lesson: &Lesson, step: usize, source: &str, cancel: &Cancel) -> Option<Checked> {
    let project = lesson.project.as_ref()?;
    if let Err(problems) = Program::parse(source) {
        return problems.into_iter().next().map(Checked::Unreadable);
    }
    let setting = Setting { now: lesson.now, zone: lesson.zone.clone() };
    Some(Checked::Graded(Box::new(grade(project, step, source, &setting, &|job| run(job, cancel)))))
}

fn run(job: &Job, cancel: &Cancel) -> Result<Trace, String> {
    let program = Program::parse(&job.source)
        .map_err(|problems| problems.first().map_or_else(String::new, |problem| problem.message.clone()))?;
    let world = World::of_app(job.now, &job.zone, job.requests.clone());
    Ok(python::run_cancellable(&program, &world, &limits(), cancel))
}

/// A mini project under way.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a state of its own that a key changes")]
pub struct Build {
    /// The project.
    pub project: Project,
    /// The text.
    pub editor: Editor,
    /// Whether keys go into the text.
    pub typing: bool,
    /// The step under way; none on the first page.
    pub step: Option<usize>,
    /// What was done with each step.
    pub done: Vec<Done>,
    /// What the last check of this step gave.
    pub checked: Option<Checked>,
    /// Whether the program was changed since.
    pub changed: bool,
    /// Whether the solution is shown in place of the program.
    pub peeking: bool,
    /// Counts the changes of the text, so that what was laid out for one can be kept until the next.
    pub revision: u64,
    /// The file that holds the program, when it is written in an editor of the learner's own.
    pub file: Option<String>,
    /// What is kept of the program that was written here, while a file is looked at.
    own: Option<String>,
    /// Whether a reset was asked for, and is to be asked for once more.
    resetting: bool,
    /// Whether there is something to keep that was not handed out yet.
    pub(super) unsaved: bool,
    running: Option<aside::Running>,
    lesson: String,
}

impl Build {
    /// A lesson's project, with the work done so far if there is some; none when the lesson has no project.
    pub fn new(lesson: &Lesson, work: Option<&Work>) -> Option<Self> {
        let project = lesson.project.clone()?;
        let done = project.steps.iter().map(|step| {
            let kept = work.and_then(|work| work.steps.iter().find(|done| done.id == step.id));
            kept.cloned().unwrap_or_else(|| Done { id: step.id.clone(), ..Done::default() })
        });
        let done = done.collect();
        let text = work.filter(|work| !work.steps.is_empty()).map_or(&project.starter, |work| &work.program);
        let editor = Editor::new(text);
        let step = work.and_then(|work| project.steps.iter().position(|step| step.id == work.step));
        Some(Self {
            project,
            editor,
            typing: false,
            step,
            done,
            checked: None,
            changed: false,
            peeking: false,
            revision: 0,
            file: None,
            own: None,
            resetting: false,
            unsaved: false,
            running: None,
            lesson: lesson.id.clone(),
        })
    }

    /// The program is in a file of this name from now on; what was written here is kept as it is.
    pub fn of_file(&mut self, name: &str, text: &str) {
        self.file = Some(name.to_owned());
        self.own = Some(self.editor.text());
        self.take_file(text);
        let step = self.step.unwrap_or_else(|| self.next());
        self.go_to(Some(step));
    }

    /// The file's text as it is now.
    pub(super) fn take_file(&mut self, text: &str) {
        self.editor = Editor::new(text);
        self.touched();
    }

    /// What is said to a key that would change a program which is written elsewhere.
    pub(super) fn elsewhere(&self) -> String {
        let name = self.file.as_deref().unwrap_or_default();
        format!("your program is in {name}: change it there, each save is checked at once")
    }

    /// What is to be kept.
    pub fn work(&self) -> Work {
        let step = self.step.and_then(|step| self.project.steps.get(step));
        Work {
            v: VERSION,
            lesson: self.lesson.clone(),
            step: step.map_or_else(String::new, |step| step.id.clone()),
            program: self.own.clone().unwrap_or_else(|| self.editor.text()),
            steps: self.done.iter().filter(|done| done.began.is_some()).cloned().collect(),
        }
    }

    /// The step under way, by its place, with what was done with it.
    pub fn now(&self) -> Option<(usize, &ProjectStep, &Done)> {
        let at = self.step?;
        Some((at, self.project.steps.get(at)?, self.done.get(at)?))
    }

    /// How many steps passed.
    pub fn passed(&self) -> usize {
        self.done.iter().filter(|done| done.passed).count()
    }

    /// The first step that has not passed; the last one when all have.
    fn next(&self) -> usize {
        let open = self.done.iter().position(|done| !done.passed && !done.skipped);
        let open = open.or_else(|| self.done.iter().position(|done| !done.passed));
        open.unwrap_or(self.done.len().saturating_sub(1))
    }

    /// Goes to a step, or to the first page.
    pub fn go_to(&mut self, step: Option<usize>) {
        self.stop_check();
        self.step = step.filter(|step| *step < self.project.steps.len());
        self.editor.pause();
        self.typing = false;
        self.peeking = false;
        self.checked = None;
        self.changed = false;
        self.unsaved = true;
        if let Some(done) = self.step.and_then(|step| self.done.get_mut(step))
            && done.began.is_none()
        {
            if self.file.is_none() {
                // What the step asks for goes into a line of its own at the end, wherever the cursor was left.
                self.editor.to_new_line();
                self.revision += 1;
            }
            done.began = Some(self.editor.text());
        }
    }

    /// The text is no longer what was checked.
    fn touched(&mut self) {
        self.changed = true;
        self.revision += 1;
        self.unsaved = true;
    }

    /// Puts text in at the cursor, opening the editor.
    ///
    /// # Errors
    /// There is no step to write for, or it is too much.
    pub(super) fn write(&mut self, text: &str) -> Result<(), String> {
        if self.file.is_some() {
            return Err(self.elsewhere());
        }
        if self.step.is_none() {
            return Err("Enter begins the step; text goes into its editor".into());
        }
        self.peeking = false;
        self.typing = true;
        self.editor.insert(text)?;
        self.touched();
        Ok(())
    }

    /// Deletes the character before the cursor.
    pub(super) fn erase(&mut self) {
        if self.typing {
            self.editor.erase();
            self.touched();
        }
    }

    /// The program that is stepped through: the learner's own, followed by what the first failed check looks at.
    pub(super) fn traced(&self, lesson: &Lesson) -> Result<(Program, Trace), Diagnostic> {
        let text = self.editor.text();
        let mut source = text.clone();
        let step = self.now().map(|(_, step, _)| step);
        // What failed last, also when the program was changed since: it is what one wants to see.
        let failed = match &self.checked {
            Some(Checked::Graded(graded)) => {
                graded.results.iter().find(|result| result.verdict == CheckVerdict::Failed)
            }
            _ => None,
        };
        let checks = || step.into_iter().flat_map(|step| &step.checks);
        let values = |look: &Look, input: Option<&str>| {
            let Look::Values { of, setup } = look else { return None };
            let fits =
                |expression: &&String| input.is_none_or(|input| input.starts_with(expression.as_str()));
            Some((setup.clone(), of.iter().find(fits)?.clone()))
        };
        // Nothing has failed yet: what the first check looks at, for definitions alone have no steps of interest.
        let looked = match failed {
            Some(failed) => checks()
                .find(|check| check.what == failed.what)
                .and_then(|check| values(&check.look, Some(&failed.input))),
            None => checks().find_map(|check| values(&check.look, None)),
        };
        if let Some((setup, expression)) = looked {
            let setup = if setup.is_empty() { String::new() } else { format!("{setup}\n") };
            source = format!("{}\n\n# What the check looks at:\n{setup}{expression}\n", text.trim_end());
        }
        let requests = checks().find_map(|check| match &check.look {
            Look::Requests(requests) => Some(requests.clone()),
            _ => None,
        });
        let program = Program::parse(&source).or_else(|_| Program::parse(&text));
        let program = program.map_err(|problems| {
            let nothing = || Diagnostic {
                position: crate::span::Position { line: 1, column: 1 },
                message: "it cannot run".into(),
                hint: String::new(),
            };
            problems.into_iter().next().unwrap_or_else(nothing)
        })?;
        let world = World::of_app(lesson.now, &lesson.zone, requests.unwrap_or_default());
        let trace = python::run(&program, &world, &limits());
        Ok((program, trace))
    }

    /// Does what a command of the editor says; false when it is none.
    pub(super) fn edit(&mut self, command: BuildCommand) -> Result<bool, String> {
        use BuildCommand as B;
        let page = 10;
        match command {
            B::Go(motion) => {
                self.editor.go(motion, page);
                return Ok(true);
            }
            B::Newline => self.editor.newline()?,
            B::Tab => self.editor.tab()?,
            B::Dedent => self.editor.dedent(),
            B::Delete => self.editor.delete(),
            B::DeleteLineEnd => self.editor.delete_line_end(),
            B::EraseWord => self.editor.erase_word(),
            B::Undo if !self.editor.undo() => return Err("there is nothing to take back".into()),
            B::Redo if !self.editor.redo() => return Err("there is nothing to make again".into()),
            B::Undo | B::Redo => {}
            _ => return Ok(false),
        }
        self.touched();
        Ok(true)
    }

    /// Checks the program. What came of it is shown where the checks are, so there is nothing to say besides.
    pub(super) fn check(&mut self, lesson: &Lesson) {
        let Some(at) = self.step else { return };
        self.peeking = false;
        self.found(check(lesson, at, &self.editor.text()), self.revision);
    }

    /// Takes in what a check of the text at a revision gave.
    fn found(&mut self, checked: Option<Checked>, revision: u64) {
        let Some(at) = self.step else { return };
        self.editor.pause();
        self.checked = checked;
        self.changed = self.revision != revision;
        self.unsaved = true;
        let done = &mut self.done[at];
        done.tries += 1;
        if self.checked.as_ref().is_some_and(Checked::passed) {
            done.passed = true;
            // Whoever writes on is not interrupted: the editor stays open, and letters stay letters.
            done.skipped = false;
        }
    }

    /// Whether the text as it stands does what the step asks for, as far as is known.
    pub fn stands(&self) -> bool {
        !self.changed
            && match (&self.checked, self.now()) {
                (Some(checked), _) => checked.passed(),
                // Come back to after it was left.
                (None, now) => now.is_some_and(|(.., done)| done.passed),
            }
    }

    /// The next hint, the solution, the start of the step again, another step: says in a line what there is to say.
    pub(super) fn perform(&mut self, command: BuildCommand) -> Option<String> {
        use BuildCommand as B;
        let Some(at) = self.step else {
            match command {
                B::Begin | B::Edit | B::NextStep | B::Check => {
                    let next = self.next();
                    self.go_to(Some(next));
                    // Where everything is done, keys are commands: nobody means to change it.
                    self.typing = self.file.is_none() && (command == B::Edit || !self.done[next].passed);
                }
                B::Overview => {}
                _ => return Some("Enter begins the step".into()),
            }
            return None;
        };
        if command == B::Begin && !self.peeking && self.stands() {
            return self.perform(B::NextStep);
        }
        let asked = std::mem::take(&mut self.resetting);
        let (step, done) = (&self.project.steps[at], &mut self.done[at]);
        match command {
            B::Begin if self.file.is_some() => return Some(self.elsewhere()),
            B::Begin | B::Edit => {
                self.peeking = false;
                self.typing = true;
            }
            B::Leave => {
                self.typing = false;
                self.editor.pause();
            }
            B::Hint if done.hints < step.hints.len() => {
                done.hints += 1;
                self.unsaved = true;
            }
            B::Hint => {
                let key = if self.typing { "Ctrl-T" } else { "t" };
                return Some(format!("those were all the hints; {key} steps through your program"));
            }
            B::Solution if self.peeking => self.peeking = false,
            B::Solution if done.tries == 0 => {
                return Some("try first: the solution opens once you have checked something".into());
            }
            B::Solution => {
                done.peeked = true;
                self.peeking = true;
                self.typing = false;
                self.unsaved = true;
            }
            B::Reset if !asked => {
                self.resetting = true;
                return Some("once more, and the program is as it was at the start of this step".into());
            }
            B::Reset => {
                let began = done.began.clone().unwrap_or_default();
                self.editor.replace(&began);
                self.checked = None;
                self.touched();
                return Some(
                    "the program is as it was at the start of this step; u brings yours back".into(),
                );
            }
            B::NextStep if !done.passed && !done.skipped => {
                return Some("this step has not passed yet; N skips it, and it stays marked".into());
            }
            B::NextStep | B::Skip => {
                if !done.passed {
                    done.skipped = true;
                }
                let last = at + 1 >= self.project.steps.len();
                self.go_to((!last).then_some(at + 1));
                // Whoever comes from the step before begins with what stands there now, also the second time.
                if self.file.is_none() && self.done.get(at + 1).is_some_and(|next| !next.passed) {
                    self.editor.to_new_line();
                    self.revision += 1;
                }
                let text = self.editor.text();
                if let Some(next) = self.done.get_mut(at + 1).filter(|next| !next.passed) {
                    next.began = Some(text);
                }
                let done = self.done.get(at + 1).is_some_and(|done| done.passed);
                self.typing = !last && !done && self.file.is_none();
            }
            B::PreviousStep if at == 0 => self.go_to(None),
            B::PreviousStep => self.go_to(Some(at - 1)),
            B::Overview => self.go_to(None),
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests;
