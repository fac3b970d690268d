//! A request as it is written down, before it is sent: in a lesson, in a file of requests, on the command line.

mod line;

use serde_json::{Map, Value};

const FIELDS: [&str; 10] =
    ["method", "path", "params", "headers", "cookies", "json", "data", "content", "at", "template"];

/// A request to send, in the fields of `requests.json`. Every text may hold `{{i.field.field}}`, which stands for a
/// field of the JSON body of response `i`; `{{i.field|alter -1}}` is the same with its last character altered (see
/// [`Reference::alter`]).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RequestSpec {
    /// `GET`, `POST`, …
    pub method: String,
    /// Path, with or without a query string.
    pub path: String,
    /// Query parameters.
    pub params: Vec<(String, String)>,
    /// Headers.
    pub headers: Vec<(String, String)>,
    /// Cookies.
    pub cookies: Vec<(String, String)>,
    /// The body.
    pub body: RequestBody,
    /// Moves the clock first: seconds since 1970.
    pub at: Option<f64>,
}

/// The body of a [`RequestSpec`].
#[derive(Debug, Clone, PartialEq, Default)]
pub enum RequestBody {
    /// None.
    #[default]
    Empty,
    /// A JSON value, sent as httpx sends `json=`.
    Json(serde_json::Value),
    /// Form fields, sent as `application/x-www-form-urlencoded`.
    Form(Vec<(String, String)>),
    /// Text as it is.
    Text(String),
}

/// What a `{{…}}` in a request stands for: a member of an earlier answer, perhaps with one character altered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Which answer.
    pub response: usize,
    /// The member of its JSON body, names and indices joined by dots.
    pub path: String,
    /// The position whose character is replaced by the next one of the base64url alphabet, from 0; from the end when
    /// negative.
    pub alter: Option<i64>,
}

impl Reference {
    /// Reads what stands between the braces: `0.token`, `0.token|alter -1`. Nothing for text that only looks alike,
    /// which is sent as it is.
    ///
    /// # Errors
    /// After `|` comes something else than `alter` and a position.
    pub fn parse(inside: &str) -> Option<Result<Self, String>> {
        let (index, rest) = inside.split_once('.')?;
        let (path, change) = rest.split_once('|').map_or((rest, None), |(path, change)| (path, Some(change)));
        if path.is_empty() || index.is_empty() || !index.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let alter = match change.map(|change| change.trim().strip_prefix("alter ").map(str::trim)) {
            None => None,
            Some(number) => match number.and_then(|number| number.parse().ok()) {
                Some(at) => Some(at),
                None => {
                    return Some(Err(format!(
                        "after `|` comes `alter` and a position, not `{}`",
                        change.unwrap_or("").trim()
                    )));
                }
            },
        };
        let response = index.parse().unwrap_or(usize::MAX);
        Some(Ok(Self { response, path: path.trim().to_owned(), alter }))
    }
}

/// The references in a text.
fn references(text: &str) -> impl Iterator<Item = Result<Reference, String>> {
    text.split("{{").skip(1).filter_map(|part| Reference::parse(part.split_once("}}")?.0))
}

impl RequestSpec {
    /// Every `{{…}}` in its texts.
    ///
    /// # Errors
    /// The first that cannot be read.
    pub fn references(&self) -> Result<Vec<Reference>, String> {
        let mut texts: Vec<&str> = vec![&self.path];
        let pairs = self.params.iter().chain(&self.headers).chain(&self.cookies);
        texts.extend(pairs.map(|(_, value)| value.as_str()));
        match &self.body {
            RequestBody::Empty => {}
            RequestBody::Json(value) => strings(value, &mut texts),
            RequestBody::Form(fields) => texts.extend(fields.iter().map(|(_, value)| value.as_str())),
            RequestBody::Text(text) => texts.push(text),
        }
        texts.into_iter().flat_map(references).collect()
    }

    /// Reads a request from its JSON: an object with the fields of `requests.json`. A `template` inside holds the same
    /// request with `{{i.field}}` in it, and is what is sent.
    ///
    /// # Errors
    /// What does not fit, in words.
    pub fn from_json(item: &Value) -> Result<Self, String> {
        let object = item.as_object().ok_or("it must be an object")?;
        let object = match object.get("template") {
            Some(template) => template.as_object().ok_or("\"template\" must be an object")?,
            None => object,
        };
        if let Some(unknown) = object.keys().find(|key| !FIELDS.contains(&key.as_str())) {
            return Err(format!("unknown field {unknown:?}; expected {}", FIELDS.join(", ")));
        }
        let text = |field: &str| match object.get(field) {
            Some(Value::String(text)) => Ok(text.clone()),
            Some(_) => Err(format!("{field:?} must be a string")),
            None => Err(format!("{field:?} is missing")),
        };
        let at = match object.get("at") {
            None | Some(Value::Null) => None,
            Some(value) => Some(value.as_f64().ok_or("\"at\" must be seconds since 1970")?),
        };
        Ok(Self {
            method: text("method")?.to_ascii_uppercase(),
            path: text("path")?,
            params: pairs(object, "params")?,
            headers: pairs(object, "headers")?,
            cookies: pairs(object, "cookies")?,
            body: body(object)?,
            at,
        })
    }
}

/// The strings inside a JSON value.
fn strings<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(members) => members.values().for_each(|item| strings(item, found)),
        _ => {}
    }
}

fn body(object: &Map<String, Value>) -> Result<RequestBody, String> {
    let given: Vec<&str> =
        ["json", "data", "content"].into_iter().filter(|field| object.contains_key(*field)).collect();
    match given.as_slice() {
        [] => Ok(RequestBody::Empty),
        ["json"] => Ok(RequestBody::Json(object["json"].clone())),
        ["data"] if object["data"].is_string() => {
            Ok(RequestBody::Text(object["data"].as_str().unwrap_or("").into()))
        }
        ["data"] => Ok(RequestBody::Form(pairs(object, "data")?)),
        ["content"] => match &object["content"] {
            Value::String(text) => Ok(RequestBody::Text(text.clone())),
            _ => Err("\"content\" must be a string".into()),
        },
        several => Err(format!("only one body is possible, not {}", several.join(" and "))),
    }
}

/// A field that maps names to values; a list of values repeats its name, as httpx has it.
fn pairs(object: &Map<String, Value>, field: &str) -> Result<Vec<(String, String)>, String> {
    let map = match object.get(field) {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Object(map)) => map,
        Some(_) => return Err(format!("{field:?} must be an object of names and values")),
    };
    let mut pairs = Vec::new();
    for (name, value) in map {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            one => std::slice::from_ref(one),
        };
        for value in values {
            let text = match value {
                Value::String(text) => text.clone(),
                Value::Null => String::new(),
                Value::Bool(_) | Value::Number(_) => value.to_string(),
                _ => return Err(format!("{field}.{name} must be text, a number or a list of these")),
            };
            pairs.push((name.clone(), text));
        }
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_wherever_a_text_can_stand() {
        let item = serde_json::json!({
            "method": "post", "path": "/x/{{0.id}}", "headers": {"authorization": "Bearer {{ 1.a}} {{1.a.b|alter -1}}"},
            "json": {"list": ["{{2.t | alter 40}}"], "n": 1, "plain": "{{x}} {{0}} {{3.open"},
        });
        let found = RequestSpec::from_json(&item).unwrap().references().unwrap();
        let found: Vec<_> = found.iter().map(|one| (one.response, one.path.as_str(), one.alter)).collect();
        assert_eq!(found, [(0, "id", None), (1, "a.b", Some(-1)), (2, "t", Some(40))]);
        for wrong in ["{{0.t|reverse}}", "{{0.t|alter}}", "{{0.t|alter x}}"] {
            let item = serde_json::json!({"method": "GET", "path": "/", "json": wrong});
            assert!(RequestSpec::from_json(&item).unwrap().references().is_err(), "{wrong}");
        }
    }
}
