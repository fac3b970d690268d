//! What the lesson says about this very run: templates filled, questions posed.

use super::{Stops, Study};
use crate::lesson::{Inputs, Lesson, Template};
use crate::python::{self, Limits, Program, World};
use crate::quiz::{Posed, Scene, Unanswerable, pose};
use crate::trace::Trace;

/// Runs a lesson's program.
pub(super) fn run(lesson: &Lesson, inputs: &Inputs) -> Result<(Program, Trace), Vec<python::Diagnostic>> {
    let program = Program::parse(&lesson.source(inputs))?;
    let world = World::of_lesson(lesson, inputs);
    let trace = python::run(&program, &world, &Limits::default());
    Ok((program, trace))
}

impl Study {
    /// A lesson's text with the values of this trace at a teaching step, or at the end.
    pub fn fill(&self, template: &Template, step: Option<usize>) -> String {
        self.scene().map_or(String::new(), |scene| scene.fill(template, step))
    }

    /// The questions over this trace, once [`Study::pose`] has posed them; why not, where one cannot be asked.
    pub fn questions(&self) -> &[Result<Posed, Unanswerable>] {
        &self.questions
    }

    /// The question shown.
    pub fn question(&self) -> Option<&Posed> {
        self.questions.get(self.quiz.at)?.as_ref().ok()
    }

    /// Computes the questions, which may take further runs, unless that was done for this trace.
    pub(super) fn pose(&mut self) {
        if !self.questions.is_empty() {
            return;
        }
        let Some(scene) = self.scene() else { return };
        let rerun = |inputs: &Inputs| {
            let run = run(scene.lesson, inputs);
            run.map(|(_, trace)| trace)
                .map_err(|problems| problems.first().map_or(String::new(), |problem| problem.message.clone()))
        };
        self.questions = scene.lesson.quiz.iter().map(|question| pose(&scene, question, &rerun)).collect();
    }

    fn scene(&self) -> Option<Scene<'_>> {
        let Stops::Lesson(timeline) = &self.stops else { return None };
        Some(Scene { lesson: self.lesson()?, inputs: &self.inputs, trace: &self.trace, timeline })
    }
}
