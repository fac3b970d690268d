//! The little that is remembered besides answers: the learner's name, and where they stopped.

use super::{Store, Trouble, read, replace};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// The version that is written.
const VERSION: u32 = 1;

/// What is remembered besides answers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// The version of its shape.
    v: u32,
    /// The learner's name, when they gave one.
    #[serde(default)]
    pub student: String,
    /// The lesson that was open; empty for none.
    #[serde(default)]
    pub lesson: String,
    /// Its mode: `trace`.
    #[serde(default)]
    pub mode: String,
    /// The step at which it was.
    #[serde(default)]
    pub step: usize,
    /// The question that was shown; empty for none.
    #[serde(default)]
    pub question: String,
    /// Where other lessons were left, the one that was left last at the end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Left>,
}

/// Where a lesson was left.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Left {
    /// The lesson's id.
    pub lesson: String,
    /// Its mode.
    pub mode: String,
    /// The step.
    #[serde(default)]
    pub step: usize,
    /// The question; empty for none.
    #[serde(default)]
    pub question: String,
}

/// Lessons whose place is remembered at most.
const OTHERS: usize = 100;

impl State {
    /// Where every lesson was left, the last one at the end.
    pub fn left(&self) -> Vec<Left> {
        let Self { lesson, mode, step, question, .. } = self.clone();
        let last = Left { lesson, mode, step, question };
        self.others.iter().cloned().chain(Some(last).filter(|last| !last.lesson.is_empty())).collect()
    }

    /// A lesson has been left.
    pub fn leave(&mut self, now: Left) {
        let mut others = self.left();
        others.retain(|before| before.lesson != now.lesson);
        self.others = others.split_off(others.len().saturating_sub(OTHERS));
        (self.lesson, self.mode, self.step, self.question) = (now.lesson, now.mode, now.step, now.question);
    }
}

/// What is in the file.
enum Found {
    Nothing,
    State(State),
    Newer,
    Unreadable,
}

impl Store {
    fn state_path(&self) -> PathBuf {
        self.folder.join("state.json")
    }

    fn find_state(&self) -> Result<Found, Trouble> {
        #[derive(Deserialize)]
        struct Version {
            v: u32,
        }
        let bytes = read(&self.state_path())?;
        if bytes.is_empty() {
            return Ok(Found::Nothing);
        }
        Ok(match serde_json::from_slice::<Version>(&bytes) {
            Ok(version) if version.v > VERSION => Found::Newer,
            Ok(_) => serde_json::from_slice(&bytes).map_or(Found::Unreadable, Found::State),
            Err(_) => Found::Unreadable,
        })
    }

    /// What is remembered; nothing when it cannot be read.
    pub fn state(&self) -> State {
        match self.find_state() {
            Ok(Found::State(state)) => state,
            _ => State::default(),
        }
    }

    /// Changes what is remembered. A file that cannot be read is given another name first; one of a newer version
    /// stays as it is.
    ///
    /// # Errors
    /// It is not changed; why.
    pub fn change_state(&self, change: impl FnOnce(&mut State)) -> Result<(), Trouble> {
        let _lock = self.lock()?;
        let path = self.state_path();
        let before = match self.find_state()? {
            Found::State(state) => state,
            Found::Nothing => State::default(),
            Found::Newer => return Err(Trouble::newer(&path)),
            Found::Unreadable => {
                let aside = path.with_file_name("state-unreadable.json");
                std::fs::rename(&path, aside).map_err(|error| Trouble::at(&path, &error))?;
                State::default()
            }
        };
        let mut after = State { v: VERSION, ..before.clone() };
        change(&mut after);
        if after == before {
            return Ok(());
        }
        // Names and numbers always have a JSON form.
        replace(&path, serde_json::to_string_pretty(&after).unwrap_or_default().as_bytes())
    }
}
