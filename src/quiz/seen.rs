//! What can be seen of a run from outside: two programs do the same when this is the same.

use crate::trace::{Outcome, Trace};

/// What a run leaves behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// What it printed.
    pub printed: String,
    /// The exception that ended it, as `Class: message`.
    pub raised: Option<String>,
    /// Status and body of each response; of one that says 500 also the exception behind it, as `Class: message`.
    pub responses: Vec<(u16, Vec<u8>, Option<String>)>,
    /// Module-level names and their values, by name; functions and modules are left out.
    pub names: Vec<(String, String)>,
}

impl Seen {
    /// Of a trace; `None` when a limit stopped it, for then nothing is known.
    pub fn of(trace: &Trace) -> Option<Self> {
        let raised = match &trace.outcome {
            Outcome::Finished => None,
            Outcome::Raised(raised) => Some(format!("{}: {}", raised.class, raised.message)),
            Outcome::Halted { .. } => return None,
        };
        let data = trace.globals.iter().filter(|global| !is_code(&global.class, &global.repr));
        let mut names: Vec<_> = data.map(|global| (global.name.clone(), global.repr.clone())).collect();
        names.sort();
        let cause = |at: usize| trace.cause(at).map(|raised| format!("{}: {}", raised.class, raised.message));
        let responses = trace.responses.iter().enumerate();
        let responses = responses.map(|(at, response)| (response.status, response.body.clone(), cause(at)));
        Some(Self { printed: trace.stdout.clone(), raised, responses: responses.collect(), names })
    }

    /// In a line or two, for a person, without the full stop.
    pub fn told(&self) -> String {
        self.words().trim_end_matches('.').to_owned()
    }

    fn words(&self) -> String {
        let mut parts = Vec::new();
        for (status, body, cause) in &self.responses {
            let cause = cause.as_ref().map_or(String::new(), |cause| format!(" because of {cause}"));
            parts.push(format!("answers {status} {}{cause}", String::from_utf8_lossy(body)));
        }
        let printed = self.printed.trim_end();
        if !printed.is_empty() {
            parts.push(format!("prints {printed}"));
        }
        if let Some(raised) = &self.raised {
            parts.push(format!("raises {raised}"));
        }
        match (parts.is_empty(), self.names.last()) {
            (true, Some(_)) => {
                let names = self.names.iter().map(|(name, value)| format!("{name} = {value}"));
                format!("ends with {}", names.collect::<Vec<_>>().join(", "))
            }
            (true, None) => "ends".to_owned(),
            (false, _) => parts.join(", "),
        }
    }
}

fn is_code(class: &str, repr: &str) -> bool {
    let kinds =
        ["builtins.function", "builtins.module", "builtins.type", "builtins.builtin_function_or_method"];
    kinds.contains(&class) || repr.starts_with("<function ") || repr.starts_with("<class ")
}
