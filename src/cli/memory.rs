//! Where answers are kept, and who keeps them: the learner's folder, the clock, and the words when it does not work.

use super::clock;
use super::failure::{Failure, count};
use jwtrace::progress::{Answer, History, Reading, Record};
use jwtrace::session::build::Work;
use jwtrace::session::{Memory, Mode, Place, Recalled, Session};
use jwtrace::store::{Left, State, Store};
use std::path::PathBuf;

/// Names the folder instead of the system's data place.
const VARIABLE: &str = "JWTRACE_DATA_DIR";

/// Keeps answers in the learner's folder.
#[derive(Debug)]
pub(crate) struct Keeper {
    store: Result<Store, String>,
    state: State,
    /// Answers that could not be kept so far; they are tried again with each further one.
    waiting: Vec<Record>,
    trouble: String,
}

impl Keeper {
    /// The keeper of the learner's folder; nothing is read or written yet but where the learner stopped.
    pub(crate) fn new() -> Self {
        let store = folder().map(Store::new);
        let state = store.as_ref().map(Store::state).unwrap_or_default();
        Self { store, state, waiting: Vec::new(), trouble: String::new() }
    }

    /// Tells where lessons were left, and highlights the last of them.
    pub(crate) fn resume(&self, session: &mut Session) {
        for Left { lesson, mode, step, question } in self.state.left() {
            if let Some(mode) = Mode::of_name(&mode) {
                session.resume(Place { lesson, mode, stop: step, question });
            }
        }
    }

    fn write(&mut self) -> Result<(), String> {
        let store = self.store.as_ref().map_err(Clone::clone)?;
        let lines: String = self.waiting.iter().map(Record::line).collect();
        store.append(&lines).map_err(|trouble| trouble.to_string())?;
        self.waiting.clear();
        Ok(())
    }

    /// Tries once more to keep what could not be kept.
    pub(crate) fn end(mut self) -> Result<(), Failure> {
        if self.waiting.is_empty() || self.write().is_ok() {
            return Ok(());
        }
        Err(Failure::wrong(format!(
            "{} could not be kept: {}",
            count(self.waiting.len(), "answer"),
            self.trouble
        ))
        .help(format!("Answers are kept where {VARIABLE} says, or else in the data folder of the system.")))
    }
}

impl Memory for Keeper {
    fn recall(&mut self) -> Recalled {
        let (history, remark) = match &self.store {
            Ok(store) => match recall(store) {
                Ok(recalled) => recalled,
                Err(trouble) => (History::default(), Some(format!("answers cannot be read: {trouble}"))),
            },
            Err(trouble) => (History::default(), Some(format!("answers are not kept: {trouble}"))),
        };
        Recalled { history, now: clock::now(), remark }
    }

    fn keep(&mut self, answer: &Answer) -> (Record, Result<(), String>) {
        let record = Record::new(answer.clone(), clock::now(), &self.state.student);
        self.waiting.push(record.clone());
        let kept = self.write();
        if let Err(trouble) = &kept {
            self.trouble.clone_from(trouble);
        }
        (record, kept)
    }

    fn works(&mut self) -> (Vec<Work>, Option<String>) {
        let Ok(store) = &self.store else { return (Vec::new(), None) };
        match store.works(&clock::stamp()) {
            Ok(found) => {
                let names = found.aside.iter().filter_map(|path| path.file_name()?.to_str());
                let names = names.collect::<Vec<_>>().join(", ");
                let remark = (!names.is_empty()).then(|| format!("unreadable program kept as {names}"));
                (found.works, remark)
            }
            Err(trouble) => (Vec::new(), Some(format!("your programs cannot be read: {trouble}"))),
        }
    }

    fn worked(&mut self, work: &Work) -> Result<(), String> {
        let store = self.store.as_ref().map_err(Clone::clone)?;
        store.keep_work(work).map_err(|trouble| trouble.to_string())
    }

    fn now(&self) -> Option<f64> {
        Some(clock::now())
    }

    fn stopped(&mut self, place: &Place) {
        if let Ok(store) = &self.store {
            // Where one stopped is a convenience; when it cannot be kept, answers say so.
            let _ = store.change_state(|state| {
                let Place { lesson, mode, stop, question } = place.clone();
                let mode = mode.title().to_lowercase();
                state.leave(Left { lesson, mode, step: stop, question });
            });
        }
    }
}

/// The learner's folder.
pub(crate) fn folder() -> Result<PathBuf, String> {
    use etcetera::BaseStrategy;
    if let Some(named) = std::env::var_os(VARIABLE).filter(|named| !named.is_empty()) {
        return std::path::absolute(named).map_err(|error| format!("{VARIABLE}: {error}"));
    }
    etcetera::choose_base_strategy()
        .map(|strategy| strategy.data_dir().join("jwtrace"))
        .map_err(|_| format!("there is no home folder; {VARIABLE} can name one"))
}

/// What the log says, and what there is to say about it. What is no log is given another name.
pub(crate) fn recall(store: &Store) -> Result<(History, Option<String>), String> {
    let words = |trouble: jwtrace::store::Trouble| trouble.to_string();
    let mut history = History::default();
    let reading = Reading::of(&store.read().map_err(words)?, |record| history.take(&record));
    if reading.unreadable() {
        let aside = store.set_aside("unreadable", &clock::stamp()).map_err(words)?;
        let name = aside.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        return Ok((history, Some(format!("unreadable log kept as {name}"))));
    }
    Ok((history, reading.remark().map(|remark| format!("log of answers: {remark}"))))
}
