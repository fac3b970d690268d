//! Requests as a person writes them: a JSON file, or one line each.

use super::failure::Failure;
use jwtrace::python::{RequestBody, RequestSpec};
use serde_json::{Map, Value};

const FIELDS: [&str; 10] =
    ["method", "path", "params", "headers", "cookies", "json", "data", "content", "at", "template"];

/// Reads a list of requests. Each is an object; a `template` inside holds the same request with `{{i.field}}` in it,
/// standing for a field of response `i`, and is what is sent.
pub(crate) fn from_file(name: &str, text: &str) -> Result<Vec<RequestSpec>, Failure> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        Failure::wrong(format!("{name} is not JSON: {error}"))
            .help("It must hold a list of requests, like [{\"method\": \"GET\", \"path\": \"/\"}].")
    })?;
    let Value::Array(list) = value else {
        return Err(Failure::wrong(format!("{name} must hold a list of requests"))
            .help("Like [{\"method\": \"GET\", \"path\": \"/\"}]."));
    };
    list.iter()
        .enumerate()
        .map(|(index, item)| {
            request(item).map_err(|what| Failure::wrong(format!("{name}: request {index}: {what}")))
        })
        .collect()
}

/// Reads `METHOD PATH`, followed by nothing, a JSON body, a form (`a=1&b=2`), or one header (`Name: value`).
pub(crate) fn from_line(line: &str) -> Result<RequestSpec, Failure> {
    RequestSpec::from_line(line).map_err(|what| {
        Failure::usage(format!("--request {line:?}: {what}")).help(
            "Write METHOD PATH and then nothing, JSON, a form or a header:\n'POST /token {\"username\": \"alice\"}', 'POST /token username=alice&password=pw',\n'GET /me Authorization: Bearer {{0.access_token}}'",
        )
    })
}

fn request(item: &Value) -> Result<RequestSpec, String> {
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
    Ok(RequestSpec {
        method: text("method")?.to_ascii_uppercase(),
        path: text("path")?,
        params: pairs(object, "params")?,
        headers: pairs(object, "headers")?,
        cookies: pairs(object, "cookies")?,
        body: body(object)?,
        at,
    })
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
    fn a_line_may_carry_json_a_form_or_a_header() {
        let spec = from_line("post /token {\"a\": 1}").unwrap();
        assert_eq!((spec.method.as_str(), spec.path.as_str()), ("POST", "/token"));
        assert_eq!(spec.body, RequestBody::Json(serde_json::json!({"a": 1})));
        let spec = from_line("GET /me Authorization: Bearer {{0.access_token}}").unwrap();
        assert_eq!(spec.headers, [("Authorization".to_owned(), "Bearer {{0.access_token}}".to_owned())]);
        let spec = from_line("POST /token username=a&password=b=c").unwrap();
        let form = [("username", "a"), ("password", "b=c")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(spec.body, RequestBody::Form(form.into()));
        for bad in ["", "GET", "GET token", "POST /x {", "POST /x what", "12 /x"] {
            assert!(from_line(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_file_sends_the_template_and_names_what_is_wrong() {
        let text = r#"[{"method": "GET", "path": "/", "headers": {"a": "x"}, "template": {"method": "GET", "path": "/", "headers": {"a": "{{0.t}}"}, "at": 5}}]"#;
        let specs = from_file("r.json", text).unwrap();
        assert_eq!(specs[0].headers[0].1, "{{0.t}}");
        assert_eq!(specs[0].at, Some(5.0));
        let message = |text| match from_file("r.json", text) {
            Err(Failure::Message { message, .. }) => message,
            other => panic!("{other:?}"),
        };
        assert!(message("{").contains("not JSON"));
        assert!(message("{}").contains("a list"));
        assert!(
            message(r#"[{"method": "GET", "path": "/", "boddy": 1}]"#)
                .contains("request 0: unknown field \"boddy\"")
        );
        assert!(message(r#"[{"method": "GET"}]"#).contains("\"path\" is missing"));
        assert!(
            message(r#"[{"method": "GET", "path": "/", "json": 1, "data": {}}]"#).contains("json and data")
        );
    }
}
