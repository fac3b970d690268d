//! Requests as a person writes them: a JSON file, or one line each.

use super::failure::Failure;
use jwtrace::python::RequestSpec;
use serde_json::Value;

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
            RequestSpec::from_json(item)
                .map_err(|what| Failure::wrong(format!("{name}: request {index}: {what}")))
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

#[cfg(test)]
mod tests {
    use super::*;
    use jwtrace::python::RequestBody;

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
