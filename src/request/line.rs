//! A request in one line, as a person writes it.

use super::{RequestBody, RequestSpec};

impl RequestSpec {
    /// Reads `METHOD PATH`, followed by nothing, a JSON body, a form (`a=1&b=2`), or one header (`Name: value`).
    ///
    /// # Errors
    /// What is wrong with the line.
    pub fn from_line(line: &str) -> Result<Self, String> {
        let mut words = line.trim().splitn(3, char::is_whitespace);
        let method = words.next().unwrap_or("").to_ascii_uppercase();
        let path = words.next().unwrap_or("").to_owned();
        let rest = words.next().unwrap_or("").trim();
        if method.is_empty() || !method.chars().all(|c| c.is_ascii_alphabetic()) {
            return Err("it does not start with a method".into());
        }
        if !path.starts_with('/') {
            return Err("the path must start with /".into());
        }
        let mut spec = Self { method, path, ..Self::default() };
        if rest.is_empty() {
        } else if rest.starts_with(['{', '[', '"']) {
            let value =
                serde_json::from_str(rest).map_err(|error| format!("the body is not JSON: {error}"))?;
            spec.body = RequestBody::Json(value);
        } else if let Some((name, value)) = header(rest) {
            spec.headers.push((name.to_owned(), value.to_owned()));
        } else if rest.contains('=') {
            let fields = rest.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
            let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
            spec.body = RequestBody::Form(fields.collect());
        } else {
            return Err(format!("{rest:?} is neither JSON, a form nor a header"));
        }
        Ok(spec)
    }
}

fn header(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once(':')?;
    let token = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    token.then_some((name, value.trim()))
}
