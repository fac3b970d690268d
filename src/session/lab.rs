//! The lab: a token, its claims, keys and clock as fields; before and after, both really run.
//!
//! What the fields say is a small Python program ([`Setup::source`]), run under both libraries. Everything shown is
//! taken from those runs. A text that cannot be used leaves the last good run standing and says what is wrong.

mod apply;
pub mod clock;
mod code;
mod command;
mod compare;
mod duplicates;
mod edit;
mod experiment;
mod field;
mod guess;
pub mod keys;
mod origin;
pub mod paste;
mod setup;
mod share;
mod side;
mod words;

pub use code::replaces;
pub use command::LabCommand;
pub use compare::{ClaimChange, Comparison, GateChange, SegmentChange, Stretch, stretches};
pub use experiment::Experiment;
pub use field::{Edit, Field, FieldId, LONGEST, Move};
pub use guess::Guess;
pub use setup::{Making, Setup};
pub use side::{End, Gate, LabRun, Reading, Segment, Side};
pub use words::{Words, exception};

use crate::lesson::Profile;
use crate::python::Diagnostic;
use crate::session::Context;
use std::sync::Arc;

/// Changes that can be taken back.
const UNDO: usize = 100;

/// The lab.
#[derive(Debug, Clone)]
pub struct Lab {
    /// Where it began, for resetting.
    pub origin: Arc<Side>,
    /// The left side.
    pub before: Arc<Side>,
    /// The right side.
    pub after: Arc<Side>,
    /// The fields, in the order of [`FieldId::ALL`].
    pub fields: Vec<Field>,
    /// Index of the field with attention.
    pub focus: usize,
    /// The field with attention is being edited.
    pub edit: Option<Edit>,
    /// The experiment that was run last, while nothing else was changed.
    pub experiment: Option<Experiment>,
    /// What that experiment has changed on both sides; said while it is shown.
    pub prelude: Option<String>,
    /// The list of secrets that was tried for it.
    pub guess: Option<Guess>,
    /// What the comparison says.
    pub words: Words,
    /// Counts the runs, so that what was laid out for one can be kept until the next.
    pub revision: u64,
    history: Vec<Snapshot>,
    /// The last change was typing into this field, so that more of it is one change.
    typing: Option<FieldId>,
}

/// A state to come back to; runs are not kept, they are made again.
#[derive(Debug, Clone)]
struct Snapshot {
    before: Setup,
    after: Setup,
    fields: Vec<Field>,
    experiment: Option<Experiment>,
    guess: Option<Guess>,
}

impl Lab {
    /// A lab that begins with a setup.
    ///
    /// # Errors
    /// Its program cannot run.
    pub fn new(setup: Setup) -> Result<Self, Vec<Diagnostic>> {
        let side = Arc::new(Side::of(setup)?);
        let mut lab = Self {
            origin: Arc::clone(&side),
            before: Arc::clone(&side),
            after: side,
            fields: Vec::new(),
            focus: 0,
            edit: None,
            experiment: None,
            prelude: None,
            guess: None,
            words: Words::default(),
            revision: 0,
            history: Vec::new(),
            typing: None,
        };
        lab.refresh(None);
        Ok(lab)
    }

    /// The field with attention.
    pub fn field(&self) -> FieldId {
        FieldId::ALL[self.focus.min(FieldId::ALL.len() - 1)]
    }

    /// The line of the code in which something is wrong, counted from 0.
    pub fn wrong_line(&self) -> Option<usize> {
        let problem = self.holds(FieldId::Code).problem.as_deref()?;
        let line: String = problem.strip_prefix("line ")?.chars().take_while(char::is_ascii_digit).collect();
        line.parse::<usize>().ok()?.checked_sub(1)
    }

    /// Where keys are looked up.
    pub(super) fn context(&self) -> Context {
        match (&self.edit, self.field()) {
            (None, _) => Context::Lab,
            (Some(_), FieldId::Code) => Context::LabCode,
            (Some(_), _) => Context::LabField,
        }
    }

    /// What a field holds.
    pub fn holds(&self, id: FieldId) -> &Field {
        &self.fields[id.index()]
    }

    /// Texts and words for the sides there are; the field that is being typed keeps its text as it is.
    fn refresh(&mut self, typed: Option<FieldId>) {
        let old = std::mem::take(&mut self.fields);
        let token = self.after.token();
        let fields = FieldId::ALL.into_iter().map(|id| {
            let have = old.get(id.index());
            match have {
                // What is wrong somewhere else stays wrong until it is mended there.
                Some(field) if typed == Some(id) || (typed.is_some() && field.problem.is_some()) => {
                    field.clone()
                }
                _ => Field { text: apply::text(id, &self.after.setup, token), ..Field::default() },
            }
        });
        self.fields = fields.collect();
        self.words = Words::of(&self.before, &self.after);
        self.revision += 1;
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot {
            before: self.before.setup.clone(),
            after: self.after.setup.clone(),
            fields: self.fields.clone(),
            experiment: self.experiment,
            guess: self.guess.clone(),
        }
    }

    fn remember(&mut self, typing: Option<FieldId>) {
        if typing.is_none() || self.typing != typing {
            if self.history.len() == UNDO {
                self.history.remove(0);
            }
            let snapshot = self.snapshot();
            self.history.push(snapshot);
        }
        self.typing = typing;
    }

    /// Gives a field another text; a bad one is kept with what is wrong about it, and the result stays.
    fn put(&mut self, id: FieldId, text: String) {
        let mut setup = self.after.setup.clone();
        let applied = apply::apply(id, &text, &mut setup);
        let at = id.index();
        let ran = applied.and_then(|note| {
            if setup == self.after.setup {
                return Ok((note, None));
            }
            let wrong = |found: Vec<Diagnostic>| match id {
                FieldId::Code => code::problem(&found),
                _ => cannot_run(&found),
            };
            Ok((note, Some(Side::of(setup).map_err(wrong)?)))
        });
        match ran {
            Ok((note, side)) => {
                self.fields[at] = Field { text, problem: None, note };
                if let Some(side) = side {
                    self.after = Arc::new(side);
                    self.experiment = None;
                    self.guess = None;
                }
                self.refresh(Some(id));
            }
            Err(problem) => self.fields[at] = Field { text, problem: Some(problem), note: None },
        }
    }

    /// Puts in the next of a field's ready values, or the one before.
    ///
    /// # Errors
    /// The field has none.
    pub(super) fn turn(&mut self, on: bool) -> Result<(), String> {
        let id = self.field();
        let values = self.ready(id);
        if values.is_empty() {
            return Err(format!("{} has no ready values; Enter edits it", id.label()));
        }
        let at = values.iter().position(|value| *value == self.holds(id).text);
        let next = match (at, on) {
            (None, true) => 0,
            (None, false) => values.len() - 1,
            (Some(at), true) => (at + 1) % values.len(),
            (Some(at), false) => (at + values.len() - 1) % values.len(),
        };
        self.remember(None);
        self.put(id, values[next].clone());
        if id == FieldId::Key {
            self.fit_algorithm();
        }
        Ok(())
    }

    /// A ready key comes with an algorithm it is for, signed with and allowed; one that is typed does not.
    fn fit_algorithm(&mut self) {
        let names = keys::KeyKind::of(&self.after.setup.key).algorithms();
        let Some(first) = names.first().filter(|_| !names.contains(&self.after.setup.algorithm.as_str()))
        else {
            return;
        };
        for id in [FieldId::Algorithm, FieldId::Allowed] {
            self.put(id, (*first).to_owned());
        }
    }

    /// The ready values of a field.
    pub fn ready(&self, id: FieldId) -> Vec<String> {
        let setup = &self.after.setup;
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        match id {
            FieldId::Algorithm => words(&["HS256", "HS384", "HS512", "RS256", "ES256", "none"]),
            FieldId::Clock => {
                let claims = apply::claims_of(setup);
                clock::travels(&self.origin.setup.clock, claims.as_ref(), setup.leeway)
            }
            FieldId::Key => {
                let mut keys = vec![self.origin.setup.key.clone()];
                keys.extend(words(&[keys::OWN_SECRET, keys::RSA_PRIVATE, keys::EC_PRIVATE]));
                keys.retain(|key| !key.is_empty());
                keys.dedup();
                keys
            }
            FieldId::Zone => {
                words(&["UTC", "Europe/Berlin", "Asia/Tokyo", "America/New_York", "Asia/Kolkata"])
            }
            FieldId::Library => Profile::ALL.map(|profile| profile.name().to_owned()).to_vec(),
            FieldId::Leeway => words(&["0", "1", "10", "60"]),
            FieldId::Allowed => words(&["HS256", "RS256", "HS256, RS256", "HS256, none", ""]),
            _ => Vec::new(),
        }
    }

    /// Runs an experiment.
    ///
    /// # Errors
    /// Its program cannot run.
    pub(super) fn run(&mut self, experiment: Experiment) -> Result<Option<String>, String> {
        let origin = self.origin_now();
        let (before, after, note) = experiment.setups(&origin);
        let prelude = experiment::prelude(&origin, &before);
        let sides = Side::of(before).and_then(|before| Ok((before, Side::of(after)?)));
        let (before, after) = sides.map_err(|found| cannot_run(&found))?;
        self.remember(None);
        self.edit = None;
        self.guess = match (experiment, before.token()) {
            (Experiment::WeakSecret, Some(token)) => Guess::at(token),
            _ => None,
        };
        self.before = Arc::new(before);
        self.after = Arc::new(after);
        self.experiment = Some(experiment);
        self.prelude = prelude;
        self.focus = experiment.field().index();
        self.refresh(None);
        Ok(note)
    }

    /// Where experiments begin: the origin, under the library and in the zone that are chosen now.
    fn origin_now(&self) -> Setup {
        let now = &self.after.setup;
        Setup { profile: now.profile, zone: now.zone.clone(), ..self.origin.setup.clone() }
    }

    /// Everything as it was at the start.
    pub(super) fn reset(&mut self) {
        self.remember(None);
        self.edit = None;
        self.before = Arc::clone(&self.origin);
        self.after = Arc::clone(&self.origin);
        self.experiment = None;
        self.guess = None;
        self.refresh(None);
    }

    /// Takes the last change back; false when there is none.
    pub(super) fn undo(&mut self) -> bool {
        let Some(last) = self.history.pop() else { return false };
        self.typing = None;
        let run = |setup: Setup, have: &Arc<Side>| {
            if setup == have.setup { Some(Arc::clone(have)) } else { Side::of(setup).ok().map(Arc::new) }
        };
        if let (Some(before), Some(after)) = (run(last.before, &self.before), run(last.after, &self.after)) {
            self.before = before;
            self.after = after;
            self.experiment = last.experiment;
            self.guess = last.guess;
        }
        self.refresh(None);
        self.fields = last.fields;
        self.place(usize::MAX);
        true
    }

    /// The other library's gates.
    pub(super) fn switch(&mut self) -> Profile {
        let at = Profile::ALL.iter().position(|profile| *profile == self.after.setup.profile).unwrap_or(0);
        let next = Profile::ALL[(at + 1) % Profile::ALL.len()];
        self.choose(next);
        next
    }

    /// Shows the gates of a library; nothing runs again, both have run.
    pub fn choose(&mut self, profile: Profile) {
        for side in [&mut self.before, &mut self.after] {
            Arc::make_mut(side).setup.profile = profile;
        }
        let problem = self.fields.get(FieldId::Library.index()).is_some_and(|field| field.problem.is_some());
        self.fields[FieldId::Library.index()] = Field { text: profile.name().to_owned(), ..Field::default() };
        let code = FieldId::Code.index();
        let by_itself = self.field() == FieldId::Code && self.edit.is_none();
        self.refresh(Some(if problem || by_itself { FieldId::Library } else { self.field() }));
        if self.fields[code].problem.is_none() && self.edit.is_none() {
            self.fields[code].text = apply::text(FieldId::Code, &self.after.setup, None);
        }
    }
}

fn cannot_run(found: &[Diagnostic]) -> String {
    found.first().map_or_else(
        || "the program that this makes cannot run".to_owned(),
        |found| format!("the program that this makes cannot run: {}", found.message),
    )
}

#[cfg(test)]
mod tests;
