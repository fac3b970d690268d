//! The requests of a lesson, its zone, and what each step is about.

use super::{Reader, span};
use crate::lesson::schema::{File, Request, Step, Text};
use crate::lesson::{LessonRequest, Place, literal};
use crate::request::RequestSpec;
use crate::span::Span;
use serde_json::{Map, Value};
use toml::Spanned;

impl Reader<'_> {
    pub(super) fn zone(&mut self, text: &Text) -> String {
        if text.is_missing() {
            return "UTC".into();
        }
        if jiff::tz::TimeZone::get(&text.value).is_err() {
            let message = format!("`{}` is not a time zone", text.value);
            self.findings.add(
                span(&text.span),
                message,
                "Examples: \"UTC\", \"Europe/Berlin\", \"Asia/Tokyo\".",
            );
        }
        text.value.clone()
    }

    pub(super) fn requests(&mut self, requests: &[Request]) -> Vec<LessonRequest> {
        let mut found = Vec::new();
        for (index, request) in requests.iter().enumerate() {
            if let Some(request) = self.request(index, request) {
                found.push(request);
            }
        }
        found
    }

    fn request(&mut self, index: usize, request: &Request) -> Option<LessonRequest> {
        let at = span(&request.method.span);
        if !request.path.is_missing() && !request.path.value.starts_with('/') {
            self.findings.add(span(&request.path.span), "the path must start with `/`", "");
        }
        let mut fields = Map::new();
        fields.insert("method".into(), request.method.value.as_str().into());
        fields.insert("path".into(), request.path.value.as_str().into());
        if !request.content.is_missing() {
            fields.insert("content".into(), request.content.value.as_str().into());
        }
        if !request.at.is_missing() {
            fields.insert("at".into(), self.now(&request.at).into());
        }
        let values = [
            ("params", &request.params),
            ("headers", &request.headers),
            ("cookies", &request.cookies),
            ("json", &request.json),
            ("data", &request.data),
        ];
        for (name, value) in values {
            if let Some(value) = value {
                fields.insert(name.into(), self.json(name, value)?);
            }
        }
        let spec = match RequestSpec::from_json(&Value::Object(fields)) {
            Ok(spec) => spec,
            Err(what) => {
                self.findings.add(at, format!("request {index}: {what}"), "");
                return None;
            }
        };
        self.references(index, &spec, at);
        Some(LessonRequest { spec, at })
    }

    /// A value of TOML as JSON.
    fn json(&mut self, name: &str, value: &Spanned<toml::Value>) -> Option<Value> {
        let json =
            literal::from_toml(value.get_ref()).and_then(|_| serde_json::to_value(value.get_ref()).ok());
        if json.is_none() {
            let message = format!("`{name}` holds something that JSON has not, such as a date");
            self.findings.add(span(&value.span()), message, "Write it as a string or a number.");
        }
        json
    }

    /// A request can only use what was answered before it.
    fn references(&mut self, index: usize, spec: &RequestSpec, at: Span) {
        match spec.references() {
            Err(what) => {
                let help = "Write `{{0.token|alter -1}}`.";
                self.findings.add(at, format!("request {index}: {what}"), help);
            }
            Ok(references) => {
                if let Some(late) = references.iter().find(|reference| reference.response >= index) {
                    let message =
                        format!("request {index} uses response {}, which comes later", late.response);
                    self.findings.add(
                        at,
                        message,
                        "Responses are counted from 0, in the order of the requests.",
                    );
                }
            }
        }
    }

    /// What a step is about; its own label is its mark unless it says otherwise.
    pub(super) fn place(&mut self, label: &str, step: &Step, file: &File) -> Place {
        let number = |number: &Spanned<i64>| (*number.get_ref()).unsigned_abs();
        if let Some(request) = &step.request {
            let at = span(&request.span());
            if !step.mark.is_missing() || step.visit.is_some() {
                let message = "a step is about a request or about a marked line, not both";
                self.findings.add(at, message, "Leave `request` out, or `mark` and `visit`.");
            }
            let index = number(request) as usize;
            if index >= file.request.len() {
                let message = format!("there is no request {index}");
                let help =
                    format!("The lesson has {} [[request]] tables, counted from 0.", file.request.len());
                self.findings.add(at, message, help);
            }
            return Place::Request(index);
        }
        let mark = if step.mark.is_missing() { label } else { &step.mark.value };
        Place::Line {
            mark: mark.to_owned(),
            visit: step.visit.as_ref().map_or(1, |visit| number(visit) as u32),
        }
    }
}

/// The mark a step needs in every program; none when it is about a request.
pub(super) fn mark_of<'s>(label: &'s str, step: &'s Step) -> Option<&'s str> {
    if step.request.is_some() {
        return None;
    }
    Some(if step.mark.is_missing() { label } else { &step.mark.value })
}
