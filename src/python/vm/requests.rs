//! The requests of a [`World`](super::super::World), sent to the program's `app` once its module has run.

use super::super::object::Dict;
use super::super::value::Value;
use super::super::{RequestBody, RequestSpec};
use super::{Result, Vm};
use crate::trace::{Request, Response};
use std::rc::Rc;

impl Vm {
    /// Sends every request in order; the clock moves first where one says so.
    ///
    /// # Errors
    /// What the app's start-up raises, a template that names no earlier answer, a missing `app`, or a halt. What an
    /// endpoint raises becomes its response.
    pub(super) fn serve(&mut self, globals: &Rc<Dict>) -> Result<()> {
        let requests = std::mem::take(&mut self.world.requests);
        if requests.is_empty() {
            return Ok(());
        }
        let Some(app) = globals.get_str("app") else {
            return Err(self.exception(
                "NameError",
                "requests are sent to a variable named 'app', which is not defined",
            ));
        };
        let driver = Value::Module(self.import("_serve")?);
        self.call_in(&driver, "start", vec![app.clone()])?;
        let mut bodies = Vec::new();
        for (index, spec) in requests.iter().enumerate() {
            if let Some(at) = spec.at {
                self.world.now = at;
            }
            let body = self.serve_one(&driver, &app, spec, index, Value::list(bodies.clone()))?;
            bodies.push(body);
        }
        self.call_in(&driver, "stop", vec![app])?;
        Ok(())
    }

    fn call_in(&mut self, module: &Value, name: &str, args: Vec<Value>) -> Result {
        let function = self.get_attr(module, name)?;
        self.call(&function, args)
    }

    /// One request and its response; gives the body, for the templates of later ones.
    fn serve_one(
        &mut self,
        driver: &Value,
        app: &Value,
        spec: &RequestSpec,
        index: usize,
        answers: Value,
    ) -> Result {
        let (kind, body) = match &spec.body {
            RequestBody::Empty => ("none", Value::None),
            RequestBody::Json(value) => ("json", Value::str(value.to_string())),
            RequestBody::Form(fields) => ("form", pairs(fields)),
            RequestBody::Text(text) => ("text", Value::str(text.as_str())),
        };
        let args = vec![
            Value::str(spec.method.as_str()),
            Value::str(spec.path.as_str()),
            pairs(&spec.params),
            pairs(&spec.headers),
            pairs(&spec.cookies),
            Value::str(kind),
            body,
            answers,
        ];
        let scope = self.call_in(driver, "prepare", args)?;
        let request = self.request_of(&scope)?;
        self.recorder.stop_request(0, request);
        let answer = self.call_in(driver, "answer", vec![app.clone(), scope])?;
        let parts = self.to_vec(&answer)?;
        let [status, headers, body, error] = parts.as_slice() else {
            return Err(self.exception("SystemError", "an answer has four parts"));
        };
        // A server writes what nobody handled into its log, which runs the exception's own `__str__`.
        if !error.is_none() {
            let told = self.to_str(error);
            let _ = self.caught(told, "Exception")?;
        }
        let status = self.index(status)?;
        let response = Response {
            status: u16::try_from(status).unwrap_or(500),
            headers: self.header_pairs(headers)?,
            body: body.as_byte_vec().unwrap_or_default(),
            request: index,
        };
        self.recorder.stop_response(0, response);
        self.check_memory()?;
        Ok(body.clone())
    }

    fn request_of(&mut self, scope: &Value) -> Result<Request> {
        let Value::Dict(scope) = scope else {
            return Err(self.exception("SystemError", "a scope is a dict"));
        };
        let text =
            |name: &str| scope.get_str(name).as_ref().and_then(Value::as_str).map(|t| t.name().to_owned());
        let headers = scope.get_str("headers").unwrap_or(Value::None);
        Ok(Request {
            method: text("method").unwrap_or_default(),
            target: text("target").unwrap_or_default(),
            headers: self.header_pairs(&headers)?,
            body: scope.get_str("body").and_then(|body| body.as_byte_vec()).unwrap_or_default(),
            at: self.world.now,
        })
    }

    /// Pairs of texts, or of bytes in Latin-1, as texts.
    fn header_pairs(&mut self, pairs: &Value) -> Result<Vec<(String, String)>> {
        let mut found = Vec::new();
        for pair in self.to_vec(pairs)? {
            if let [name, value] = self.to_vec(&pair)?.as_slice() {
                found.push((plain_text(name), plain_text(value)));
            }
        }
        Ok(found)
    }
}

fn plain_text(value: &Value) -> String {
    match value.as_str() {
        Some(text) => text.text().to_string_lossy(),
        None => value.as_byte_vec().unwrap_or_default().iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn pairs(list: &[(String, String)]) -> Value {
    let pair = |(name, value): &(String, String)| {
        Value::tuple([Value::str(name.as_str()), Value::str(value.as_str())])
    };
    Value::list(list.iter().map(pair).collect::<Vec<_>>())
}
