//! `jwtrace progress`: what is known, as text, JSON or CSV; a reset; the learner's name.

use super::args::{Global, Progress, Table};
use super::clock;
use super::failure::{Failure, count};
use super::memory::{self, folder};
use super::{lessons, quiz};
use jwtrace::lesson::diagnostic::nearest;
use jwtrace::lesson::{Level, Library, misconception};
use jwtrace::progress::schedule::until;
use jwtrace::progress::{History, Strength};
use jwtrace::store::{Store, Trouble};
use jwtrace::text::Text;
use jwtrace::view::Bar;
use serde_json::json;
use std::io::Write;

/// Cells of a label and of a bar.
const LABEL: usize = 40;
const BAR: usize = 10;

/// Prints what is known, or does what the options ask for.
pub(crate) fn progress(args: &Progress, global: &Global, out: &mut impl Write) -> Result<(), Failure> {
    let store =
        Store::new(folder().map_err(|error| Failure::wrong(format!("no progress is kept: {error}")))?);
    if let Some(name) = &args.student {
        return call(&store, name.trim(), out);
    }
    let library = lessons::library(global)?;
    let (history, remark) =
        memory::recall(&store).map_err(|error| Failure::wrong(format!("answers cannot be read: {error}")))?;
    if args.reset_all {
        return forget(&store, None, out);
    }
    if let Some(lesson) = &args.reset {
        known(lesson, &library, &history, &store)?;
        return forget(&store, Some(lesson), out);
    }
    let shown =
        Shown { history: &history, library: &library, now: clock::now(), student: store.state().student };
    match args.format {
        Table::Text => {
            shown.text(&store, global.ascii, out)?;
            if let Some(remark) = remark {
                writeln!(out, "\nAbout the {}.", Text::new(&remark))?;
            }
            Ok(())
        }
        Table::Json => {
            serde_json::to_writer_pretty(&mut *out, &shown.json()).map_err(std::io::Error::from)?;
            Ok(writeln!(out)?)
        }
        Table::Csv => shown.csv(out),
    }
}

/// Gives the learner a name.
fn call(store: &Store, name: &str, out: &mut impl Write) -> Result<(), Failure> {
    let longest = 80;
    if name.chars().count() > longest || name.chars().any(char::is_control) {
        return Err(Failure::usage(format!("--student {name:?} cannot be a name"))
            .help(format!("One line of at most {longest} characters, please.")));
    }
    store.change_state(|state| name.clone_into(&mut state.student)).map_err(not_changed)?;
    if name.is_empty() {
        writeln!(out, "Answers are kept without a name from now on.")?;
    } else {
        writeln!(out, "Answers are kept under the name {} from now on.", Text::new(name))?;
    }
    let log = store.log().display().to_string();
    Ok(writeln!(out, "The file to hand in: {}", Text::new(&log))?)
}

fn not_changed(trouble: Trouble) -> Failure {
    Failure::wrong(format!("nothing was changed: {trouble}"))
}

/// A lesson can be forgotten when there is one, or when there are answers or work of one there was.
fn known(lesson: &str, library: &Library, history: &History, store: &Store) -> Result<(), Failure> {
    let (answered, worked) = (history.items(), store.worked_on());
    let mut ids: Vec<&str> = library.entries.iter().map(|entry| entry.id.as_str()).collect();
    ids.extend(answered.iter().map(|item| item.lesson));
    ids.extend(worked.iter().map(String::as_str));
    if ids.contains(&lesson) {
        return Ok(());
    }
    let near = nearest(lesson, ids.iter().copied());
    let near = near.map(|near| format!("Did you mean {near}? ")).unwrap_or_default();
    Err(Failure::wrong(format!("there is no lesson {lesson:?}"))
        .help(format!("{near}Nothing was changed; --reset-all forgets every lesson.")))
}

fn forget(store: &Store, lesson: Option<&str>, out: &mut impl Write) -> Result<(), Failure> {
    let stamp = clock::stamp();
    let done = store.forget(lesson, &stamp).map_err(not_changed)?;
    let of = lesson.map_or(String::new(), |lesson| format!(" of {lesson}"));
    if let Some(aside) = &done.aside {
        let no_longer = if done.answers == 1 { "counts" } else { "count" };
        writeln!(out, "{}{of} no longer {no_longer}.", count(done.answers, "answer"))?;
        writeln!(out, "The log as it was is kept: {}", Text::new(&aside.display().to_string()))?;
    }
    let works = store.forget_work(lesson, &stamp).map_err(|trouble| {
        let answers = if done.aside.is_some() { "the answers are forgotten, " } else { "" };
        Failure::wrong(format!("{answers}work on projects is not: {trouble}"))
    })?;
    if !works.is_empty() {
        let what = match lesson {
            Some(lesson) => format!("The project of {lesson} begins anew"),
            None => {
                format!("{} anew", if works.len() == 1 { "1 project begins" } else { "All projects begin" })
            }
        };
        writeln!(out, "{what}. What you had written is kept:")?;
        for path in &works {
            writeln!(out, "  {}", Text::new(&path.display().to_string()))?;
        }
    }
    if done.aside.is_none() && works.is_empty() {
        writeln!(out, "There are no answers{of} and no work on a project; nothing was changed.")?;
    }
    Ok(())
}

struct Shown<'a> {
    history: &'a History,
    library: &'a Library,
    now: f64,
    student: String,
}

impl Shown<'_> {
    /// Id, title, how many questions, how well known; lessons there are, then those that only the log knows.
    fn lessons(&self) -> Vec<(&str, &str, usize, Strength)> {
        let good = self.library.entries.iter().filter_map(|entry| entry.shelved.as_ref());
        let mut all: Vec<_> = good
            .map(|lesson| {
                let lesson = lesson.card();
                let strength = self.history.lesson(&lesson.id, self.now);
                (lesson.id.as_str(), lesson.title.as_str(), lesson.questions, strength)
            })
            .collect();
        for item in self.history.items() {
            if !all.iter().any(|(id, ..)| *id == item.lesson) {
                all.push((item.lesson, item.lesson, 0, self.history.lesson(item.lesson, self.now)));
            }
        }
        all
    }

    /// How many questions are due that can still be asked.
    fn due(&self) -> usize {
        let due = self.history.due(self.now);
        due.iter().filter(|due| quiz::asked(self.library, due)).count()
    }

    fn levels(&self) -> Vec<(&'static str, Strength)> {
        let level =
            |level: Level| (level.name(), self.history.strength(self.now, |item| item.level == Some(level)));
        Level::ALL.into_iter().map(level).filter(|(_, strength)| strength.questions > 0).collect()
    }

    fn text(&self, store: &Store, ascii: bool, out: &mut impl Write) -> Result<(), Failure> {
        let log = store.log().display().to_string();
        if !self.student.is_empty() {
            writeln!(out, "{}", Text::new(&self.student))?;
        }
        if self.history.answers() == 0 {
            writeln!(out, "Nothing has been answered yet. Answers are kept in {}", Text::new(&log))?;
            return Ok(writeln!(out, "Begin with: jwtrace quiz create-token")?);
        }
        let line = |out: &mut dyn Write, label: &str, strength: Strength, note: &str| {
            let bar = Bar::new(label, strength.share, note);
            let drawn = bar.drawn(BAR).to_string();
            let drawn = if ascii { drawn.replace('█', "#").replace('░', ".") } else { drawn };
            let label = padded(bar.label.as_str(), LABEL);
            writeln!(out, "  {label} {drawn} {:>3} %  {}", bar.percent, bar.note)
        };
        writeln!(out, "What you would answer right today, of what you have answered")?;
        for (_, title, questions, strength) in self.lessons() {
            if strength.questions > 0 {
                let of =
                    if questions >= strength.questions { format!("of {questions} ") } else { String::new() };
                line(out, title, strength, &format!("{} {of}answered", strength.questions))?;
            } else {
                writeln!(out, "  {} not begun", padded(title, LABEL))?;
            }
        }
        let levels = self.levels();
        if !levels.is_empty() {
            writeln!(out, "\nBy difficulty")?;
        }
        for (level, strength) in levels {
            line(out, level, strength, &format!("{} answered", strength.questions))?;
        }
        let foreseen = self.history.predictions(self.now);
        if foreseen.questions > 0 {
            writeln!(out, "\nPredictions in the traces")?;
            line(out, "what a step will do", foreseen, &format!("{} answered", foreseen.questions))?;
        }
        let misconceptions = self.history.misconceptions(self.now);
        if !misconceptions.is_empty() {
            writeln!(out, "\nBy misconception, the weakest first")?;
        }
        for (tag, strength, shown) in misconceptions {
            let belief = misconception::belief(tag).unwrap_or(tag);
            let note = match shown {
                0 => format!("{} answered", strength.questions),
                shown => {
                    format!("{} answered, believed {}", strength.questions, count(shown as usize, "time"))
                }
            };
            line(out, belief, strength, &note)?;
        }
        writeln!(out)?;
        match self.due() {
            0 => writeln!(out, "Nothing is due for review.")?,
            1 => writeln!(out, "1 question is due for review: jwtrace quiz --due")?,
            due => writeln!(out, "{due} questions are due for review: jwtrace quiz --due")?,
        }
        if let Some(next) = self.history.next_due(self.now, |due| quiz::asked(self.library, due)) {
            writeln!(out, "The next one is due {}.", until(next - self.now))?;
        }
        let answers = count(self.history.answers(), "answer");
        Ok(writeln!(out, "{answers} in {}", Text::new(&log))?)
    }

    fn json(&self) -> serde_json::Value {
        let strength = |strength: Strength| {
            json!({
                "answered": strength.questions,
                "answers": strength.answers,
                "right": strength.right,
                "strength": share(strength.share),
            })
        };
        let with = |mut value: serde_json::Value, more: serde_json::Value| {
            if let (Some(value), serde_json::Value::Object(more)) = (value.as_object_mut(), more) {
                value.extend(more);
            }
            value
        };
        let lessons = self.lessons().into_iter().map(|(id, title, questions, known)| {
            with(json!({ "id": id, "title": title, "questions": questions }), strength(known))
        });
        let levels =
            self.levels().into_iter().map(|(level, known)| with(json!({ "level": level }), strength(known)));
        let misconceptions = self.history.misconceptions(self.now).into_iter();
        let misconceptions = misconceptions.map(|(tag, known, shown)| {
            with(json!({ "misconception": tag, "shown": shown }), strength(known))
        });
        let questions = self.history.items().into_iter().map(|known| {
            json!({
                "lesson": known.lesson,
                "question": known.question,
                "level": known.item.level.map(Level::name),
                "answers": known.item.answers,
                "right": known.item.right,
                "strength": share(known.item.share(self.now)),
                "last": clock::rfc3339(known.item.card.last),
                "due": clock::rfc3339(known.item.card.due),
            })
        });
        json!({
            "format": 1,
            "student": self.student,
            "time": clock::rfc3339(self.now),
            "answers": self.history.answers(),
            "due": self.due(),
            "lessons": lessons.collect::<Vec<_>>(),
            "predictions": strength(self.history.predictions(self.now)),
            "levels": levels.collect::<Vec<_>>(),
            "misconceptions": misconceptions.collect::<Vec<_>>(),
            "questions": questions.collect::<Vec<_>>(),
        })
    }

    fn csv(&self, out: &mut impl Write) -> Result<(), Failure> {
        writeln!(out, "student,lesson,question,level,answers,right,strength,last,due")?;
        for known in self.history.items() {
            let item = known.item;
            writeln!(
                out,
                "{},{},{},{},{},{},{},{},{}",
                field(&self.student),
                field(known.lesson),
                field(known.question),
                item.level.map_or("", Level::name),
                item.answers,
                item.right,
                share(item.share(self.now)),
                clock::rfc3339(item.card.last),
                clock::rfc3339(item.card.due),
            )?;
        }
        Ok(())
    }
}

/// A text as wide as the others in its column.
pub(crate) fn padded(text: &str, cells: usize) -> String {
    let text = Text::new(text).cut(cells);
    format!("{text}{}", " ".repeat(cells.saturating_sub(text.width())))
}

/// A share with as many digits as mean something.
pub(crate) fn share(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}

/// A field of a CSV file. What a spreadsheet would take for a formula is marked as text.
pub(crate) fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_never_formulas() {
        let fields = ["plain", "a,b", "say \"no\"", "two\nlines", "=1+1", "-3", "@x"].map(field);
        assert_eq!(
            fields,
            ["plain", "\"a,b\"", "\"say \"\"no\"\"\"", "\"two\nlines\"", "'=1+1", "'-3", "'@x"]
        );
    }
}
