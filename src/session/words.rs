//! What the lesson says about this very run: templates filled, questions posed.

use super::{Asked, Context, Mode, Sitting, Stops, Study};
use crate::lesson::{Answer, Inputs, Lesson, Template};
use crate::python::{self, Program, World};
use crate::quiz::{Form, Job, Posed, Scene, Unanswerable, pose};
use crate::trace::Trace;

/// Runs a lesson's program.
pub(super) fn run(lesson: &Lesson, inputs: &Inputs) -> Result<(Program, Trace), Vec<python::Diagnostic>> {
    python::run_source(&lesson.source(inputs), &World::of_lesson(lesson, inputs))
}

/// Runs a program that a question needs.
pub(super) fn run_job(job: &Job) -> Result<Trace, String> {
    python::run_job(&job.source, &World::of_app(job.now, &job.zone, job.requests.clone()))
}

impl Study {
    /// A lesson's text with the values of this trace at a teaching step, or at the end.
    pub fn fill(&self, template: &Template, step: Option<usize>) -> String {
        self.scene().map_or(String::new(), |scene| scene.fill(template, step))
    }

    /// The questions of the mode.
    pub fn sitting(&self) -> Option<&Sitting> {
        match self.mode {
            Mode::Quiz => Some(&self.quiz),
            Mode::Practice => Some(&self.practice),
            Mode::Review => Some(&self.review.sitting),
            _ => None,
        }
    }

    pub(super) fn sitting_mut(&mut self) -> Option<&mut Sitting> {
        match self.mode {
            Mode::Quiz => Some(&mut self.quiz),
            Mode::Practice => Some(&mut self.practice),
            Mode::Review => Some(&mut self.review.sitting),
            _ => None,
        }
    }

    /// The question shown.
    pub fn question(&self) -> Option<&Posed> {
        self.sitting()?.question()
    }

    /// Where keys are looked up while questions are asked.
    pub(super) fn question_context(&self) -> Context {
        let Some(sitting) = self.sitting() else { return Context::Quiz };
        match sitting.question().map(|posed| &posed.form) {
            None => Context::Report,
            _ if sitting.writing() => Context::Write,
            Some(Form::Character(_)) => Context::Point,
            _ => Context::Quiz,
        }
    }

    /// Computes the questions of the mode, which may take further runs, unless that was done for this trace.
    pub(super) fn pose(&mut self) {
        if self.mode == Mode::Review {
            return self.pose_shown();
        }
        let (mode, revision) = (self.mode, self.revision);
        if self.sitting().is_none() || self.posed.contains(&(mode, revision)) {
            return;
        }
        let Some(scene) = self.scene() else { return };
        let questions = if mode == Mode::Quiz { &scene.lesson.quiz } else { &scene.lesson.practice };
        let asked = questions.iter().map(|question| {
            // These take many runs.
            let later = matches!(question.answer, Answer::Computed(_));
            let posed = || pose(&scene, question, &run_job, self.seed);
            let posed = if later { Err(Unanswerable::Later) } else { posed() };
            Asked::new(&scene.lesson.id, question, posed)
        });
        let asked = asked.collect();
        if let Some(sitting) = self.sitting_mut() {
            sitting.pose(asked);
        }
        self.posed.retain(|(posed, _)| *posed != mode);
        self.posed.push((mode, revision));
        self.pose_shown();
    }

    /// Computes the question shown, if that was left until now.
    pub fn pose_shown(&mut self) {
        let Some(asked) = self.sitting().and_then(Sitting::asked) else { return };
        if asked.posed != Err(Unanswerable::Later) {
            return;
        }
        let Some(lesson) = self.lesson().filter(|lesson| lesson.id == asked.lesson) else { return };
        let Some(question) = lesson.question(&asked.id) else { return };
        let Some(scene) = self.scene() else { return };
        let posed = pose(&scene, question, &run_job, self.seed);
        if let Some(asked) = self.sitting_mut().and_then(Sitting::asked_mut) {
            asked.take(posed);
        }
    }

    /// Computes every question of the mode, also those that would be left until they are shown.
    pub fn pose_all(&mut self) {
        let Some((at, count)) = self.sitting().map(|sitting| (sitting.at, sitting.questions.len())) else {
            return;
        };
        for turn in (0..count).chain([at]) {
            if let Some(sitting) = self.sitting_mut() {
                sitting.at = turn;
            }
            self.pose_shown();
        }
    }

    pub(super) fn scene(&self) -> Option<Scene<'_>> {
        let Stops::Lesson(timeline) = &self.stops else { return None };
        Some(Scene { lesson: self.lesson()?, inputs: &self.inputs, trace: &self.trace, timeline })
    }
}
