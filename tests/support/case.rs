//! A recorded program: the world it ran in and the requests it was sent.

use jwtrace::python::{RequestBody, RequestSpec, World};
use serde_json::Value;

fn pairs(value: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let Value::Object(members) = value else { return Vec::new() };
    let each = |(name, value): (&String, &Value)| match value {
        Value::Array(items) => items.iter().map(|item| (name.clone(), text(item))).collect(),
        other => vec![(name.clone(), text(other))],
    };
    members.iter().flat_map(each).collect()
}

fn request(spec: &Value) -> RequestSpec {
    let text = |name: &str| spec[name].as_str().unwrap_or_default().to_owned();
    let body = if let Some(text) = spec["content"].as_str() {
        RequestBody::Text(text.to_owned())
    } else if spec["data"].is_object() {
        RequestBody::Form(pairs(&spec["data"]))
    } else if spec.get("json").is_some_and(|json| !json.is_null()) {
        RequestBody::Json(spec["json"].clone())
    } else {
        RequestBody::Empty
    };
    RequestSpec {
        method: text("method"),
        path: text("path"),
        params: pairs(&spec["params"]),
        headers: pairs(&spec["headers"]),
        cookies: pairs(&spec["cookies"]),
        body,
        at: spec["at"].as_f64(),
    }
}

/// The world of a recording.
pub(crate) fn world(case: &Value) -> World {
    let requests = case["requests"].as_array();
    World {
        now: case["now"].as_f64().unwrap(),
        zone: case["tz"].as_str().unwrap().to_owned(),
        requests: requests.map(|all| all.iter().map(request).collect()).unwrap_or_default(),
        module_name: if requests.is_some() { "main" } else { "__main__" }.into(),
        ..World::default()
    }
}
