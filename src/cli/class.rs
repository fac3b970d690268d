//! `jwtrace report`: what a class answered, for the instructor.

use super::args::{Global, Table};
use super::failure::{Failure, count};
use super::lessons;
use super::progress::{field, padded, share};
use jwtrace::lesson::misconception;
use jwtrace::progress::{Asked, Class, record};
use jwtrace::session::{Mode, Session};
use jwtrace::store::Store;
use jwtrace::text::Text;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Bad lines that are named.
const NAMED: usize = 10;

/// Cells of an answer in the report.
const ANSWER: usize = 60;

/// Prints what the logs of a class say.
pub(crate) fn report(
    files: &[PathBuf],
    format: Table,
    global: &Global,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let mut class = Class::default();
    for file in files {
        let bytes = Store::read_log(file).map_err(|trouble| Failure::wrong(trouble.to_string()))?;
        class.add(&file.display().to_string(), &name(file), &bytes);
    }
    let offered = offered(&class, global)?;
    let report = Report { class: &class, offered };
    match format {
        Table::Text => report.text(files.len(), out),
        Table::Json => {
            serde_json::to_writer_pretty(&mut *out, &report.json()).map_err(std::io::Error::from)?;
            Ok(writeln!(out)?)
        }
        Table::Csv => report.csv(out),
    }
}

/// What a student without a name is called: the file, or the folder of a file that has the name all logs have.
fn name(file: &Path) -> String {
    let part = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned());
    let stem = part(file.file_stem()).unwrap_or_default();
    let folder = part(file.parent().and_then(Path::file_name)).filter(|_| stem == "answers");
    folder.unwrap_or(stem)
}

struct Report<'c> {
    class: &'c Class,
    /// The answers that a question offers, where it offers the same to everybody.
    offered: BTreeMap<(String, String), Vec<String>>,
}

impl Report<'_> {
    /// Offered answers that nobody ever chose.
    fn unused(&self, key: &(String, String), asked: &Asked) -> Vec<&str> {
        let offered = self.offered.get(key).into_iter().flatten();
        offered.map(String::as_str).filter(|text| !asked.chosen.contains(*text)).collect()
    }

    fn text(&self, files: usize, out: &mut impl Write) -> Result<(), Failure> {
        let class = self.class;
        let answers: u32 = class.students.values().map(|student| student.answers).sum();
        let predicted: u32 = class.students.values().map(|student| student.predicted).sum();
        let predictions = match predicted {
            0 => String::new(),
            some => format!(" and {}", count(some as usize, "prediction")),
        };
        writeln!(
            out,
            "{}{predictions} by {} in {}. Counted is the first answer each time a question was posed.",
            count(answers as usize, "answer"),
            count(class.students.len(), "student"),
            count(files, "file")
        )?;
        if !class.students.is_empty() {
            writeln!(out, "\nStudents")?;
        }
        for (name, student) in &class.students {
            let hints = count(student.hints as usize, "hint");
            let predicted = match student.predicted {
                0 => String::new(),
                some => format!(", predicted {} of {some}", student.foreseen),
            };
            let right = right(student.right, student.answers);
            writeln!(out, "  {} {right}, {hints}{predicted}", padded(name, 28))?;
        }
        let mut lesson = "";
        for (key, asked) in &class.questions {
            if key.0 != lesson {
                lesson = &key.0;
                writeln!(out, "\nQuestions of {}", Text::new(lesson))?;
            }
            writeln!(out, "  {} {}", padded(&key.1, 28), right(asked.right, asked.answers))?;
            if let Some((tag, times)) = asked.misconception() {
                writeln!(
                    out,
                    "      believed by {times}: {}",
                    Text::new(misconception::belief(tag).unwrap_or(tag))
                )?;
            }
            if let Some((text, times)) = asked.mistake().filter(|(text, _)| !text.is_empty()) {
                writeln!(
                    out,
                    "      wrong answer given most, {}: {}",
                    count(times as usize, "time"),
                    cut(text)
                )?;
            }
            for text in self.unused(key, asked) {
                writeln!(out, "      never chosen: {}", cut(text))?;
            }
        }
        self.predictions(out)?;
        let misconceptions = class.misconceptions();
        if !misconceptions.is_empty() {
            writeln!(out, "\nMisconceptions, the most frequent first")?;
        }
        for (tag, times) in misconceptions {
            let belief = misconception::belief(tag).unwrap_or(tag);
            writeln!(out, "  {} {}", padded(belief, 48), count(times as usize, "time"))?;
        }
        self.remarks(out)
    }

    /// What was asked before steps were taken: the step and the variable.
    fn predictions(&self, out: &mut impl Write) -> Result<(), Failure> {
        let mut lesson = "";
        for (key, asked) in &self.class.predictions {
            if key.0 != lesson {
                lesson = &key.0;
                writeln!(out, "\nPredictions in the trace of {}", Text::new(lesson))?;
            }
            let (step, variable) = record::predicted(&key.1).unwrap_or(("", &key.1));
            let what = format!("{variable} after {step}");
            writeln!(out, "  {} {}", padded(&what, 28), right(asked.right, asked.answers))?;
            if let Some((text, times)) = asked.mistake().filter(|(text, _)| !text.is_empty()) {
                let times = count(times as usize, "time");
                writeln!(out, "      predicted wrongly most, {times}: {}", cut(text))?;
            }
        }
        Ok(())
    }

    /// What was not counted.
    fn remarks(&self, out: &mut impl Write) -> Result<(), Failure> {
        let class = self.class;
        if class.twice > 0 {
            let (are, once) = if class.twice == 1 { ("is", "it counts") } else { ("are", "each counts") };
            writeln!(
                out,
                "\n{} {are} in the files more than once; {once} once.",
                count(class.twice, "answer")
            )?;
        }
        if !class.bad.is_empty() {
            writeln!(out, "\nNot counted:")?;
        }
        for (file, line, reason) in class.bad.iter().take(NAMED) {
            writeln!(out, "  {}", Text::new(&format!("{file}:{line}: {reason}")))?;
        }
        if class.bad.len() > NAMED {
            writeln!(out, "  and {} more", count(class.bad.len() - NAMED, "line"))?;
        }
        Ok(())
    }

    fn json(&self) -> serde_json::Value {
        let class = self.class;
        let students = class.students.iter().map(|(name, student)| {
            json!({
                "student": name,
                "answers": student.answers,
                "right": student.right,
                "share": of(student.right, student.answers),
                "hints": student.hints,
                "predicted": student.predicted,
                "foreseen": student.foreseen,
            })
        });
        let questions = class.questions.iter().map(|(key, asked)| {
            json!({
                "lesson": key.0,
                "question": key.1,
                "answers": asked.answers,
                "right": asked.right,
                "share": of(asked.right, asked.answers),
                "hints": asked.hints,
                "wrong": asked.wrong,
                "misconceptions": asked.misconceptions,
                "unused": self.unused(key, asked),
            })
        });
        let predictions = class.predictions.iter().map(|(key, asked)| {
            let (step, variable) = record::predicted(&key.1).unwrap_or(("", &key.1));
            json!({
                "lesson": key.0,
                "step": step,
                "variable": variable,
                "answers": asked.answers,
                "right": asked.right,
                "share": of(asked.right, asked.answers),
                "wrong": asked.wrong,
            })
        });
        let bad = class
            .bad
            .iter()
            .map(|(file, line, reason)| json!({ "file": file, "line": line, "reason": reason }));
        json!({
            "format": 1,
            "students": students.collect::<Vec<_>>(),
            "questions": questions.collect::<Vec<_>>(),
            "predictions": predictions.collect::<Vec<_>>(),
            "misconceptions": class.misconceptions().into_iter().collect::<BTreeMap<_, _>>(),
            "twice": class.twice,
            "bad": bad.collect::<Vec<_>>(),
        })
    }

    fn csv(&self, out: &mut impl Write) -> Result<(), Failure> {
        writeln!(out, "lesson,question,answers,right,share,hints,misconception,unused,kind")?;
        let questions = self.class.questions.iter().map(|row| ("question", row));
        let predictions = self.class.predictions.iter().map(|row| ("prediction", row));
        for (kind, (key, asked)) in questions.chain(predictions) {
            let unused = self.unused(key, asked).join(" | ");
            writeln!(
                out,
                "{},{},{},{},{},{},{},{},{kind}",
                field(&key.0),
                field(&key.1),
                asked.answers,
                asked.right,
                of(asked.right, asked.answers),
                asked.hints,
                field(asked.misconception().map_or("", |(tag, _)| tag)),
                field(&unused),
            )?;
        }
        Ok(())
    }
}

fn of(right: u32, answers: u32) -> f64 {
    share(f64::from(right) / f64::from(answers.max(1)))
}

/// `right 3 of 4, 75 %`
fn right(right: u32, answers: u32) -> String {
    format!("right {right} of {answers}, {:.0} %", of(right, answers) * 100.0)
}

fn cut(text: &str) -> Text {
    Text::new(text).cut(ANSWER)
}

/// What the questions that were answered offer, under their lesson's own inputs.
fn offered(class: &Class, global: &Global) -> Result<BTreeMap<(String, String), Vec<String>>, Failure> {
    let library = lessons::library(global)?;
    let mut offered = BTreeMap::new();
    for lesson in library.entries.iter().filter_map(|entry| entry.shelved.clone()) {
        let id = lesson.card().id.clone();
        if !class.questions.keys().any(|(of, _)| *of == id) {
            continue;
        }
        let mut session = Session::shelved(vec![lesson], Vec::new());
        // A lesson that does not run offers nothing that could be unused.
        let opened = session.open(0, None).is_ok();
        let Some(study) = session.study.as_mut().filter(|_| opened) else { continue };
        for mode in [Mode::Quiz, Mode::Practice] {
            study.enter(mode);
            let asked = study.sitting().map_or(&[][..], |sitting| &sitting.questions);
            for posed in asked.iter().filter_map(|asked| asked.posed.as_ref().ok()) {
                let options = posed.options().iter().map(|option| record::cut(&option.text));
                offered.insert((id.clone(), posed.id.clone()), options.collect());
            }
        }
    }
    Ok(offered)
}
