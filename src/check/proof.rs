//! What running a lesson under one library proves.

use super::{fit, fresh, leak, place};
use crate::lesson::diagnostic::{Findings, expected};
use crate::lesson::{Answer, Inputs, Lesson, LessonProgram, Place, Profile, Question, Template};
use crate::python::Program;
use crate::quiz::{Scene, Timeline, Unanswerable, Unresolved, pose};
use crate::span::{Position, Span};
use crate::trace::Outcome;

/// Runs the lesson and proves what it says.
pub(super) fn profile(lesson: &Lesson, profile: Profile, findings: &mut Findings) {
    let inputs = Inputs { profile, ..lesson.inputs() };
    let Some(program) = lesson.program(profile) else { return };
    // First as the author wrote it, for the columns to be right; then with the given values put in.
    let parsed = Program::parse(&program.source).map(|_| ());
    let trace = parsed.and_then(|()| super::run(lesson, &inputs));
    let trace = match trace {
        Ok(trace) => trace,
        Err(diagnostics) => {
            for diagnostic in diagnostics {
                let at = place::of(&findings.source(), program, diagnostic.position);
                findings.add(at, format!("the program cannot run: {}", diagnostic.message), diagnostic.hint);
            }
            return;
        }
    };
    let source = lesson.source(&inputs);
    let places = lesson.steps.iter().map(|step| &step.place);
    let timeline = Timeline::of(places, program, &source, &trace);
    let scene = Scene { lesson, inputs: &inputs, trace: &trace, timeline: &timeline };
    let mut proof = Proof { scene, program, findings };
    // When the program stops early, everything after that is missing; only the cause is worth telling.
    if proof.ends_well() && proof.marks() {
        proof.texts();
        proof.questions();
    }
}

struct Proof<'a> {
    scene: Scene<'a>,
    program: &'a LessonProgram,
    findings: &'a mut Findings,
}

impl Proof<'_> {
    fn under(&self) -> &'static str {
        self.scene.inputs.profile.title()
    }

    fn ends_well(&mut self) -> bool {
        let trace = self.scene.trace;
        let (line, what) = match &trace.outcome {
            Outcome::Finished => return true,
            // No line of the program: it has run, and the next request cannot be made.
            Outcome::Raised(raised)
                if raised.line == 0 && trace.requests.len() < self.scene.lesson.requests.len() =>
            {
                let number = trace.requests.len();
                let message = format!("request {number} cannot be sent: {}", raised.message);
                self.findings.add(self.scene.lesson.requests[number].at, message, "");
                return false;
            }
            Outcome::Raised(raised) => (raised.line, format!("raises {}: {}", raised.class, raised.message)),
            Outcome::Halted { reason, line } => {
                (*line, format!("does not end: stopped by a limit ({reason:?})"))
            }
        };
        let at = place::of(&self.findings.source(), self.program, Position { line, column: 1 });
        let help = "A lesson's program runs to its end; catch what it is meant to raise.";
        self.findings.add(at, format!("under {} the program {what}", self.under()), help);
        false
    }

    /// Every mark is reached, and in the order of the steps.
    fn marks(&mut self) -> bool {
        let mut last: Option<(usize, &str)> = None;
        let mut good = true;
        for (index, step) in self.scene.lesson.steps.iter().enumerate() {
            let reached = self.scene.timeline.step(index).and_then(|stop| stop.reached);
            let line = match &step.place {
                Place::Line { mark, visit: 1 } => self.program.marks.iter().find(|(have, _)| have == mark),
                // The line is reached, but not so often; the step is what is wrong.
                _ => None,
            };
            let line = line.map(|(_, line)| *line);
            let at = line.map_or(step.at, |line| place::of_mark(&self.findings.source(), self.program, line));
            match (reached, last) {
                (None, _) => {
                    let message = format!("step `{}` is never reached under {}", step.label, self.under());
                    self.findings.add(at, message, "Mark a line that runs.");
                    good = false;
                }
                (Some(reached), Some((before, label))) if reached.enter <= before => {
                    let message = format!("step `{}` is reached before step `{label}`", step.label);
                    let help = "Put the [step] tables in the order in which the program reaches their lines.";
                    self.findings.add(step.at, message, help);
                    good = false;
                }
                (Some(reached), _) => last = Some((reached.enter, &step.label)),
            }
        }
        good
    }

    /// Every value in every text exists, and every text fits with its values in.
    fn texts(&mut self) {
        let lesson = self.scene.lesson;
        for (index, step) in lesson.steps.iter().enumerate() {
            for text in [&step.action, &step.input, &step.process, &step.output, &step.narration] {
                self.resolves(text, Some(index));
            }
            fit::step(&self.scene, index, self.findings);
        }
        for moment in &lesson.moments {
            self.resolves(&moment.question, Some(moment.step));
            self.resolves(&moment.answer, Some(moment.step));
            fit::prose(&self.scene, &moment.question, Some(moment.step), fit::QUESTION, self.findings);
            fit::prose(&self.scene, &moment.answer, Some(moment.step), fit::ANSWER, self.findings);
        }
        for text in lesson.summary.iter().chain([&lesson.completion]) {
            self.resolves(text, None);
            fit::prose(&self.scene, text, None, fit::SUMMARY, self.findings);
        }
    }

    fn questions(&mut self) {
        let lesson = self.scene.lesson;
        for question in lesson.quiz.iter().chain(&lesson.practice) {
            let step = Some(question.evidence.step);
            let mut texts: Vec<&Template> = vec![&question.stem, &question.explanation];
            texts.extend(&question.hints);
            texts.extend(question.options.iter().flat_map(|option| [&option.text, &option.because]));
            texts.extend(&question.code);
            if let Answer::Free(model) = &question.answer {
                texts.push(model);
            }
            if let Some(practice) = &question.practice {
                texts.extend(practice.solution.iter().chain(&practice.mistakes).chain([&practice.check]));
            }
            let mut all = true;
            for text in texts {
                all &= self.resolves(text, step);
            }
            let target = question.evidence.target.as_str();
            if !target.is_empty()
                && let Err(why) = self.scene.value(target, step)
            {
                let (message, help) = self.told(target, &why);
                self.findings.add(question.at, message, help);
            }
            if all {
                self.posed(question);
            }
        }
    }

    fn posed(&mut self, question: &Question) {
        if let Answer::Computed(_) = question.answer {
            if let Err((seed, why)) = fresh::prove(&self.scene, question, self.findings) {
                let (at, message, help) = self.unanswerable(question, why);
                self.findings.add(at, format!("{message} (seed {seed})"), help);
            }
            if let Some(practice) = &question.practice {
                fit::practice(&self.scene, practice, question.evidence.step, self.findings);
            }
            return;
        }
        match pose(&self.scene, question, &super::run_job, 0) {
            Ok(posed) => {
                leak::look(question, &posed, self.findings);
                fit::question(question, &posed, self.findings);
                if let Some(practice) = &question.practice {
                    fit::practice(&self.scene, practice, question.evidence.step, self.findings);
                }
            }
            Err(why) => {
                let (at, message, help) = self.unanswerable(question, why);
                self.findings.add(at, message, help);
            }
        }
    }

    fn unanswerable(&self, question: &Question, why: Unanswerable) -> (Span, String, String) {
        let at = question.at;
        match why {
            Unanswerable::NoValue(why) => {
                let (message, help) = self.told("the answer", &why);
                (at, message, help)
            }
            Unanswerable::RightOptions { count, answer } => {
                let message = format!("{count} options are right under {}; one must be", self.under());
                (at, message, format!("The computed answer is: {answer}"))
            }
            Unanswerable::TooFew(count) => {
                let message = format!("only {count} different options come out under {}", self.under());
                (at, message, "Name another `variable` or `step`, or use another generator.".into())
            }
            Unanswerable::SameOptions(_, second) => {
                let at = question.options.get(second).map_or(at, |option| option.text.at);
                let message = format!("this option says the same as another under {}", self.under());
                (at, message, "Give each option its own text.".into())
            }
            // A proof poses every question at once.
            Unanswerable::Later => (at, "the question was not posed".into(), String::new()),
            Unanswerable::Rerun(why) => {
                (at, format!("what the question needs to run does not: {why}"), String::new())
            }
        }
    }

    /// Whether every value in a text exists at its step.
    fn resolves(&mut self, text: &Template, step: Option<usize>) -> bool {
        let mut all = true;
        for (path, at) in text.paths() {
            if let Err(why) = self.scene.value(path, step) {
                let (message, help) = self.told(path, &why);
                self.findings.add(at, message, help);
                all = false;
            }
        }
        all
    }

    fn told(&self, path: &str, why: &Unresolved) -> (String, String) {
        match why {
            Unresolved::Unknown { message, known } => {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let wrong = message.split('`').nth(1).unwrap_or(path);
                (format!("`{path}`: {message}"), expected(wrong, &known))
            }
            Unresolved::Absent(why) => {
                let message = format!("`{path}` has no value at this step under {}: {why}", self.under());
                (message, "Name the step it is about: `name@label`.".into())
            }
        }
    }
}
