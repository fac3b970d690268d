//! Posing a question over a trace: its texts filled, its right answer computed.

use super::ask;
use super::computed::Told;
use super::form::{Form, Rating};
use super::job::Runs;
use super::posed::{Computation, Posed, PosedOption, Unanswerable};
use super::timeline::Timeline;
use super::values::Scene;
use crate::lesson::{Evidence, Question, Template};
use std::sync::Arc;

/// What is at hand for posing a question.
pub(super) struct Asking<'a> {
    /// The lesson that has run.
    pub(super) scene: &'a Scene<'a>,
    /// The question.
    pub(super) question: &'a Question,
    /// Runs programs.
    pub(super) runs: &'a Runs<'a>,
    /// Where chance starts.
    pub(super) seed: u64,
}

/// How a question is answered, and what goes with that.
pub(super) struct Asked {
    pub(super) kind: &'static str,
    pub(super) form: Form,
    /// The right answer, in words.
    pub(super) answer: String,
    pub(super) exhibit: Vec<String>,
    /// What running showed.
    pub(super) found: String,
    /// The run it was computed from.
    pub(super) computation: Option<Arc<Computation>>,
    /// What a generator says where the author says nothing.
    pub(super) told: Option<Told>,
}

impl Asked {
    pub(super) fn new(kind: &'static str, form: Form, answer: impl Into<String>) -> Self {
        Self {
            kind,
            form,
            answer: answer.into(),
            exhibit: Vec::new(),
            found: String::new(),
            computation: None,
            told: None,
        }
    }
}

/// Poses a question over a lesson's trace. `runs` is called for questions about what other programs do; `seed` decides
/// what is left to chance.
///
/// # Errors
/// The answer cannot be computed, or not exactly one option is right.
pub fn pose(
    scene: &Scene<'_>,
    question: &Question,
    runs: &Runs<'_>,
    seed: u64,
) -> Result<Posed, Unanswerable> {
    let asking = Asking { scene, question, runs, seed };
    let asked = ask::ask(&asking)?;
    let told = asked.told.clone().unwrap_or_default();
    let Some((inputs, job, trace)) = &told.run else { return Ok(posed(scene, &asking, asked, &told)) };
    // The author's texts are about the run with fresh inputs.
    let places = scene.lesson.steps.iter().map(|step| &step.place);
    let program = scene.lesson.program(inputs.profile);
    let program = program.ok_or_else(|| Unanswerable::Rerun("the lesson has no program".into()))?;
    let timeline = Timeline::of(places, program, &job.source, trace);
    let fresh = Scene { lesson: scene.lesson, inputs, trace, timeline: &timeline };
    Ok(posed(&fresh, &asking, asked, &told))
}

fn posed(scene: &Scene<'_>, asking: &Asking<'_>, asked: Asked, told: &Told) -> Posed {
    let question = asking.question;
    let step = Some(question.evidence.step);
    let fill = |text: &Template| scene.fill(text, step);
    let fill_all = |texts: &[Template]| texts.iter().map(fill).collect::<Vec<String>>();
    let or = |text: String, told: &str| if text.is_empty() { told.to_owned() } else { text };
    let mut hints = fill_all(&question.hints);
    if hints.is_empty() && !told.hint.is_empty() {
        hints.push(told.hint.to_owned());
    }
    let practice = question.practice.as_ref();
    let mut solution = practice.map_or_else(Vec::new, |practice| fill_all(&practice.solution));
    if solution.is_empty() && practice.is_some() {
        solution.clone_from(&told.solution);
    }
    let computed = asked.computation.is_some();
    let mut evidence = question.evidence.clone();
    if computed {
        // What the lesson's own trace shows there has other values.
        evidence = Evidence { target: String::new(), ..evidence };
    }
    Posed {
        id: question.id.clone(),
        kind: asked.kind,
        level: practice.map(|practice| practice.level),
        stem: or(fill(&question.stem), &told.stem),
        exhibit: asked.exhibit,
        fresh: computed || matches!(asked.form, Form::Character(_)),
        form: asked.form,
        hints,
        evidence,
        found: asked.found,
        explanation: or(fill(&question.explanation), &told.explanation),
        answer: asked.answer,
        solution,
        check: practice.map_or_else(String::new, |practice| fill(&practice.check)),
        mistakes: practice.map_or_else(Vec::new, |practice| fill_all(&practice.mistakes)),
        misconceptions: question.misconceptions.clone(),
        seed: asking.seed,
        computation: asked.computation,
    }
}

impl Asking<'_> {
    /// Chance, the same for the same question and seed.
    pub(super) fn chance(&self) -> Chance {
        let id =
            self.question.id.bytes().fold(0_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        Chance(self.seed ^ id)
    }

    /// Places in another order than they were in, where there is one.
    pub(super) fn shuffle(&self, len: usize) -> Vec<usize> {
        let mut places: Vec<usize> = (0..len).collect();
        let mut chance = self.chance();
        for at in (1..len).rev() {
            places.swap(at, chance.below(at + 1));
        }
        if places.is_sorted() && len > 1 {
            places.rotate_left(1);
        }
        places
    }

    /// What a path stands for at the question's step.
    pub(super) fn value(&self, path: &str) -> Result<String, Unanswerable> {
        self.scene.value(path, Some(self.question.evidence.step)).map_err(Unanswerable::NoValue)
    }

    /// A text of the question with its values.
    pub(super) fn fill(&self, text: &Template) -> String {
        self.scene.fill(text, Some(self.question.evidence.step))
    }

    /// The options as written, the right ones marked by what they say.
    pub(super) fn options(&self, right: impl Fn(usize, &str) -> bool) -> Vec<PosedOption> {
        let option = |(index, option): (usize, &crate::lesson::OptionText)| {
            let text = self.fill(&option.text);
            let right = right(index, &text);
            let because = self.fill(&option.because);
            let misconception = option.misconception.clone();
            PosedOption { text, because, misconception, right, mutant: None }
        };
        self.question.options.iter().enumerate().map(option).collect()
    }
}

impl Posed {
    /// The options a front end lists; for a free answer, what the learner may think of it.
    pub fn options(&self) -> &[PosedOption] {
        match &self.form {
            Form::One(choice) | Form::Several(choice) => &choice.options,
            _ => &[],
        }
    }

    /// How many things can be pointed at.
    pub fn places(&self) -> usize {
        match &self.form {
            Form::One(choice) | Form::Several(choice) => choice.options.len(),
            Form::Text(_) => 0,
            Form::Order(order) => order.items.len(),
            Form::Character(character) => character.after.len(),
            Form::Line(line) => line.lines.len(),
            Form::Free(_) => Rating::ALL.len(),
        }
    }
}

/// Numbers by chance: `SplitMix64`, so that a seed gives the same question everywhere.
pub(super) struct Chance(u64);

impl Chance {
    /// Chance that starts from a seed.
    #[cfg(test)]
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below another, which must not be 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }
}
