//! The mini project as its author writes it.

use super::{Request, Text};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use std::borrow::Cow;
use toml::Spanned;

/// A mini project. Every step is checked by running the learner's program and comparing with the author's solution.
#[derive(Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title", "scenario", "goal", "learn", "real_world", "career", "step"]))]
pub(in crate::lesson) struct Project {
    /// What it is called.
    pub(in crate::lesson) title: Text,
    /// The situation the learner is put in.
    pub(in crate::lesson) scenario: Text,
    /// What stands there at the end.
    pub(in crate::lesson) goal: Text,
    /// What one learns by it, a line each.
    pub(in crate::lesson) learn: Vec<Text>,
    /// Where this is met in real programs.
    pub(in crate::lesson) real_world: Text,
    /// What it is good for in a job.
    pub(in crate::lesson) career: Text,
    /// What stands in the editor at the start. Later steps go on from what the learner has.
    pub(in crate::lesson) starter: Text,
    /// The steps.
    pub(in crate::lesson) step: Vec<ProjectStep>,
}

/// A step of the project.
#[derive(Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["id", "title", "task", "hints", "solution", "check"]))]
pub(in crate::lesson) struct ProjectStep {
    /// Unique within the project.
    pub(in crate::lesson) id: Text,
    /// A few words.
    pub(in crate::lesson) title: Text,
    /// What to do.
    pub(in crate::lesson) task: Text,
    /// Hints, shown one at a time; none may hold a line of the solution.
    #[schemars(with = "Vec<Text>")]
    pub(in crate::lesson) hints: Option<Vec<Text>>,
    /// The whole program as it is after this step.
    pub(in crate::lesson) solution: Text,
    /// What is looked at when the learner's program has run.
    #[schemars(with = "Vec<ProjectCheck>")]
    pub(in crate::lesson) check: Option<Vec<ProjectCheck>>,
}

/// A check. One of `values`, `printed`, `request` and `calls` says what is looked at; what should be seen comes from
/// running the solution.
#[derive(Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["what"]))]
pub(in crate::lesson) struct ProjectCheck {
    /// What is true when it passes: `` `user_data` holds the role ``.
    pub(in crate::lesson) what: Text,
    /// Expressions whose values, or exceptions, are compared: `["user_data['role']", "create('a')"]`.
    pub(in crate::lesson) values: Vec<Text>,
    /// For `values`: statements run before each expression, such as imports.
    pub(in crate::lesson) setup: Text,
    /// An expression whose value the program must have printed.
    pub(in crate::lesson) printed: Text,
    /// Requests sent to the program's `app`; status and body of every answer are compared.
    pub(in crate::lesson) request: Vec<Request>,
    /// A function of the token library that the program must call.
    #[schemars(with = "Call")]
    pub(in crate::lesson) calls: Text,
    /// Check with the clock moved on by each of these seconds; `[0]` when left out.
    #[schemars(with = "Vec<i64>")]
    pub(in crate::lesson) later: Option<Vec<Spanned<i64>>>,
}

/// A function of the token library.
struct Call;

impl JsonSchema for Call {
    fn schema_name() -> Cow<'static, str> {
        "Call".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({
            "description": "A function of the token library.",
            "type": "string",
            "enum": crate::lesson::LibraryCall::ALL.map(crate::lesson::LibraryCall::name),
        })
    }
}
