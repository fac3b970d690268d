//! A lesson file's text becomes a [`Lesson`]: everything wrong with it is found at once.

mod program;
mod project;
mod questions;
mod requests;

use super::diagnostic::{Diagnostic, Findings, expected};
use super::schema::{File, Text};
use super::{FlowBox, Given, KeyMoment, Lesson, LessonStep, Template};
use super::{literal, operations, schema, shape, template};
use crate::span::Span;
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;
use toml::de::DeTable;

/// Where a lesson's clock stands when the author says nothing: 2026-01-05 09:00 UTC.
const DEFAULT_NOW: f64 = 1_767_603_600.0;

/// Bytes that a lesson file may have.
const MAX_BYTES: usize = 1 << 20;

/// What every file's keys and types are held to.
static SCHEMA: LazyLock<serde_json::Value> = LazyLock::new(schema::json_schema);

/// Reads a lesson file. `path` is how messages name it; its file name must agree with the lesson's id.
///
/// The lesson is there exactly when nothing is wrong.
pub fn parse(path: &str, text: &str) -> (Option<Lesson>, Vec<Diagnostic>) {
    parse_within(path, text, Some(&SCHEMA))
}

/// As [`parse`], for a file that has been held to the schema before: a built-in lesson at every start of the program.
pub(super) fn parse_known(path: &str, text: &str) -> (Option<Lesson>, Vec<Diagnostic>) {
    parse_within(path, text, None)
}

fn parse_within(
    path: &str,
    text: &str,
    schema: Option<&LazyLock<serde_json::Value>>,
) -> (Option<Lesson>, Vec<Diagnostic>) {
    let mut findings = Findings::new(path, text);
    let lesson = read(path, text, schema, &mut findings);
    let good = findings.is_empty();
    (lesson.filter(|_| good), findings.finish())
}

fn read(
    path: &str,
    text: &str,
    schema: Option<&LazyLock<serde_json::Value>>,
    findings: &mut Findings,
) -> Option<Lesson> {
    if text.len() > MAX_BYTES {
        let message = format!("the file has {} bytes; a lesson may have {MAX_BYTES}", text.len());
        findings.add(Span::default(), message, "Split it into several lessons.");
        return None;
    }
    let (mut table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        findings.add(span(&error.span().unwrap_or(0..0)), error.message(), "This is not TOML yet.");
    }
    // After a syntax error whole tables may be missing, and complaints about those would only confuse.
    if !errors.is_empty() {
        return None;
    }
    if let Some(schema) = schema {
        shape::prune(&mut table, schema, findings);
    }
    let file = match File::deserialize(toml::de::Deserializer::from(table)) {
        Ok(file) => file,
        Err(error) => {
            findings.add(span(&error.span().unwrap_or(0..0)), error.message(), "");
            return None;
        }
    };
    let labels = file.step.0.iter().map(|(label, _)| label.get_ref().clone()).collect();
    let mut reader = Reader { findings, labels, ids: Vec::new() };
    reader.id(&file.id, path);
    Some(reader.lesson(&file))
}

/// Turns the mirror into the checked model.
struct Reader<'a> {
    findings: &'a mut Findings,
    labels: Vec<String>,
    /// The ids of the questions read so far.
    ids: Vec<String>,
}

impl Reader<'_> {
    fn lesson(&mut self, file: &File) -> Lesson {
        let given = self.given(file);
        let programs = self.programs(file, &given);
        let (steps, flow) = self.steps(file);
        for text in [&file.title, &file.topic, &file.about] {
            self.not_blank(text);
        }
        Lesson {
            id: file.id.value.clone(),
            title: file.title.value.clone(),
            minutes: file.minutes.as_ref().map_or(0, |minutes| *minutes.get_ref() as u32),
            order: file.order.as_ref().map(|order| *order.get_ref() as u32),
            topic: file.topic.value.clone(),
            about: file.about.value.clone(),
            programs,
            now: self.now(&file.now),
            zone: self.zone(&file.zone),
            requests: self.requests(&file.request),
            steps,
            flow,
            completion: self.template(&file.completion),
            moments: file.moment.iter().filter_map(|moment| self.moment(moment)).collect(),
            quiz: self.questions("quiz", &file.quiz, &given),
            practice: self.questions("practice", &file.practice, &given),
            project: self.project(file.project.as_ref()),
            given,
            summary: file.summary.iter().map(|text| self.text(text)).collect(),
        }
    }

    fn id(&mut self, id: &Text, path: &str) {
        if id.is_missing() {
            return;
        }
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.value.is_empty() || !id.value.chars().all(good) || id.value.starts_with('-') {
            let message = format!("`{}` cannot be an id", id.value);
            self.findings.add(
                span(&id.span),
                message,
                "Use lower case letters, digits and hyphens: `create-token`.",
            );
            return;
        }
        let stem = super::library::stem(path);
        if stem != id.value {
            let message = format!("the lesson is `{}` but its file is named for `{stem}`", id.value);
            self.findings.add(
                span(&id.span),
                message,
                "Give both the same name; the file may have a number in front.",
            );
        }
    }

    fn now(&mut self, text: &Text) -> f64 {
        if text.is_missing() {
            return DEFAULT_NOW;
        }
        if let Ok(at) = text.value.parse::<jiff::Timestamp>() {
            return at.as_duration().as_secs_f64();
        }
        let message = format!("`{}` is not a time", text.value);
        self.findings.add(span(&text.span), message, "Write RFC 3339 with a zone: \"2026-01-05T09:00:00Z\".");
        DEFAULT_NOW
    }

    fn given(&mut self, file: &File) -> Vec<Given> {
        let mut given = Vec::new();
        for (name, value) in &file.given.0 {
            let key = name.get_ref();
            let identifier = !key.is_empty()
                && !key.starts_with(|c: char| c.is_ascii_digit() || c == '_')
                && !key.ends_with('_')
                && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            if !identifier {
                let message = format!("`{key}` cannot be the name of a given value");
                self.findings.add(
                    span(&name.span()),
                    message,
                    "Use letters, digits and single underscores within: `user_claims`.",
                );
                continue;
            }
            let literal = literal::from_toml(value.get_ref());
            if literal.is_none() {
                let message = format!("`{key}` holds a date, which has no literal in Python");
                let help = "Give seconds since 1970, or make the date in the program.";
                self.findings.add(span(&value.span()), message, help);
            }
            given.push(Given { name: key.clone(), literal: literal.unwrap_or_default() });
        }
        given
    }

    fn steps(&mut self, file: &File) -> (Vec<LessonStep>, Vec<FlowBox>) {
        let (mut steps, mut flow) = (Vec::new(), Vec::new());
        for (index, (label, step)) in file.step.0.iter().enumerate() {
            let at = span(&label.span());
            self.not_blank(&step.flow);
            flow.push(FlowBox {
                text: step.flow.value.clone(),
                step: index,
                from_operation: None,
                at: span(&step.flow.span),
            });
            for also in &step.also {
                let from = operations::named(&also.from.value);
                if from.is_none() && !also.from.is_missing() {
                    let message = format!("there is no operation `{}`", also.from.value);
                    self.findings.add(
                        span(&also.from.span),
                        message,
                        expected(&also.from.value, &operations::names()),
                    );
                }
                self.not_blank(&also.flow);
                flow.push(FlowBox {
                    text: also.flow.value.clone(),
                    step: index,
                    from_operation: from,
                    at: span(&also.flow.span),
                });
            }
            steps.push(LessonStep {
                label: label.get_ref().clone(),
                place: self.place(label.get_ref(), step, file),
                action: self.text(&step.action),
                input: self.text(&step.input),
                process: self.text(&step.process),
                output: self.text(&step.output),
                narration: self.text(&step.narration),
                notes: step.notes.value.clone(),
                at,
            });
        }
        (steps, flow)
    }

    fn moment(&mut self, moment: &super::schema::Moment) -> Option<KeyMoment> {
        let (question, answer) = (self.text(&moment.question), self.text(&moment.answer));
        let step = self.label(&moment.step)?;
        Some(KeyMoment { question, answer, step })
    }

    /// The index of the step with a label.
    fn label(&mut self, text: &Text) -> Option<usize> {
        if text.is_missing() {
            return None;
        }
        let found = self.labels.iter().position(|label| *label == text.value);
        if found.is_none() {
            let known: Vec<&str> = self.labels.iter().map(String::as_str).collect();
            let message = format!("there is no step `{}`", text.value);
            self.findings.add(span(&text.span), message, expected(&text.value, &known));
        }
        found
    }

    /// A template that must say something.
    fn text(&mut self, text: &Text) -> Template {
        self.not_blank(text);
        self.template(text)
    }

    fn not_blank(&mut self, text: &Text) {
        if !text.is_missing() && text.value.trim().is_empty() {
            self.findings.add(span(&text.span), "this text is empty", "");
        }
    }

    fn template(&mut self, text: &Text) -> Template {
        let at = span(&text.span);
        let source = self.findings.source();
        let place = |range: Range<usize>| inside(&source, text, range);
        let (template, mistakes) = template::parse(&text.value, at, place);
        for (range, message, help) in mistakes {
            self.findings.add(inside(&source, text, range), message, help);
        }
        for (path, at) in template.paths() {
            self.path_label(path, at);
        }
        template
    }

    fn path_label(&mut self, path: &str, at: Span) {
        if let Some(label) = template::label_of(path)
            && !self.labels.iter().any(|have| have == label)
        {
            let known: Vec<&str> = self.labels.iter().map(String::as_str).collect();
            self.findings.add(at, format!("there is no step `{label}`"), expected(label, &known));
        }
    }
}

/// The bytes of the file for a range of a string's value: found in the string as it was written, so that escapes and
/// line continuations before it do no harm; the whole string when they are in it.
fn inside(source: &str, text: &Text, range: Range<usize>) -> Span {
    let whole = span(&text.span);
    let (Some(raw), Some(needle)) = (source.get(text.span.clone()), text.value.get(range.clone())) else {
        return whole;
    };
    let nth = text.value[..range.start].matches(needle).count();
    match raw.match_indices(needle).nth(nth) {
        Some((at, _)) if !needle.is_empty() => {
            let start = text.span.start + at;
            span(&(start..start + needle.len()))
        }
        _ => whole,
    }
}

fn span(range: &Range<usize>) -> Span {
    Span { start: range.start as u32, end: range.end as u32 }
}
