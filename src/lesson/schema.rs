//! The lesson file as its author writes it: a mirror of the TOML, from which the JSON Schema is made too.
//!
//! Every field has a default here, for a file with mistakes is still read as far as it goes; which fields must be
//! there is said in the schema, and `shape` holds a file to that.

pub(super) mod project;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::ops::Range;
use toml::Spanned;

/// The JSON Schema of a lesson file.
pub fn json_schema() -> serde_json::Value {
    let settings = schemars::generate::SchemaSettings::draft07();
    let mut schema = settings.into_generator().into_root_schema_for::<File>();
    schema.insert("title".into(), "jwtrace lesson".into());
    schema.to_value()
}

/// A lesson of jwtrace.
#[derive(Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["id", "title", "minutes", "topic", "about", "program", "step"]))]
pub(super) struct File {
    /// Unique, lower case with hyphens: `create-token`. The file has the same name, after a number.
    pub(super) id: Text,
    /// What the lesson is called: `Creating a token`.
    pub(super) title: Text,
    /// How long it takes, in minutes.
    #[schemars(with = "u16", range(min = 1, max = 240))]
    pub(super) minutes: Option<Spanned<i64>>,
    /// `FastAPI`, `REST`, ...
    pub(super) topic: Text,
    /// What the learner will be able to do, in one or two sentences.
    pub(super) about: Text,
    /// Its place in the library; the number at the front of the file's name when left out.
    #[schemars(with = "u16")]
    pub(super) order: Option<Spanned<i64>>,
    /// Where the lesson's clock stands, RFC 3339 with a zone: `"2026-01-05T09:00:00Z"`.
    pub(super) now: Text,
    /// The zone of local time in the lesson: `"America/New_York"`; `"UTC"` when left out.
    pub(super) zone: Text,
    /// Requests sent, in this order, to the program's `app` once its module has run.
    pub(super) request: Vec<Request>,
    /// Values that the learner can change. `claims` stands in the program as `__claims__`.
    pub(super) given: Ordered<Spanned<toml::Value>>,
    /// The program for each library; the first is shown first. Marks `#@ label` at line ends tie lines to steps.
    pub(super) program: Programs,
    /// The teaching steps by label, in the order in which the program reaches them.
    pub(super) step: Ordered<Step>,
    /// Shown when the last step is done.
    pub(super) completion: Text,
    /// Key moments: questions and answers about a step.
    pub(super) moment: Vec<Moment>,
    /// Quiz questions.
    pub(super) quiz: Vec<Quiz>,
    /// Practice questions: as those of the quiz, with a level and a solution.
    #[schemars(with = "Vec<Practice>")]
    pub(super) practice: Vec<Quiz>,
    /// The mini project.
    #[schemars(with = "project::Project")]
    pub(super) project: Option<project::Project>,
    /// What to remember.
    pub(super) summary: Vec<Text>,
}

/// The program for each library.
#[derive(Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Programs {
    /// For python-jose: `from jose import jwt`.
    pub(super) python_jose: Text,
    /// For PyJWT: `import jwt`.
    pub(super) pyjwt: Text,
}

/// An HTTP request. Every text in it may hold `{{0.token}}`, which stands for the member `token` of the JSON body of
/// response 0; `{{0.token|alter -1}}` is the same with the last character replaced by the next one of the base64url
/// alphabet.
#[derive(Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["method", "path"]))]
pub(super) struct Request {
    /// `GET`, `POST`, ...
    pub(super) method: Text,
    /// The path, with or without a query string: `/token`.
    pub(super) path: Text,
    /// Moves the lesson's clock first, RFC 3339 with a zone.
    pub(super) at: Text,
    /// Query parameters.
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub(super) params: Option<Spanned<toml::Value>>,
    /// Headers.
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub(super) headers: Option<Spanned<toml::Value>>,
    /// Cookies.
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub(super) cookies: Option<Spanned<toml::Value>>,
    /// The body, sent as JSON.
    #[schemars(with = "serde_json::Value", extend("additionalProperties" = true))]
    pub(super) json: Option<Spanned<toml::Value>>,
    /// The body, sent as form fields.
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub(super) data: Option<Spanned<toml::Value>>,
    /// The body, sent as it is.
    pub(super) content: Text,
}

/// A teaching step: a row of the execution table and a box of the flow.
#[derive(Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["flow", "action", "input", "process", "output", "narration"]))]
pub(super) struct Step {
    /// The mark of the line the step is about, when that is not named like the step: several steps can be about one line.
    pub(super) mark: Text,
    /// Which visit of that line it is about, from 1: the second request runs the same handler once more.
    #[schemars(with = "u16", range(min = 1, max = 1000))]
    pub(super) visit: Option<Spanned<i64>>,
    /// Instead of a line: the request of this index, from 0, as a whole, from its sending to its answer.
    #[schemars(with = "u16", range(min = 0, max = 1000))]
    pub(super) request: Option<Spanned<i64>>,
    /// The step's box in the concept flow.
    pub(super) flow: Text,
    /// Further boxes of the same step.
    pub(super) also: Vec<Also>,
    /// Column Action: `Encode data`.
    pub(super) action: Text,
    /// Column Input.
    pub(super) input: Text,
    /// Column Process.
    pub(super) process: Text,
    /// Column Output.
    pub(super) output: Text,
    /// One or two sentences about what happens.
    pub(super) narration: Text,
    /// For the instructor.
    pub(super) notes: Text,
}

/// A further box of the flow, lit from one of the step's operations on.
#[derive(Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["flow", "from"]))]
pub(super) struct Also {
    /// The box's text.
    pub(super) flow: Text,
    /// The operation from which on it is lit, such as `sign` or `join`.
    pub(super) from: Text,
}

/// A question and its answer about one step.
#[derive(Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["question", "answer", "step"]))]
pub(super) struct Moment {
    /// The question.
    pub(super) question: Text,
    /// The answer.
    pub(super) answer: Text,
    /// Label of the step it cites.
    pub(super) step: Text,
}

/// A question of the quiz. One of `value`, `predict`, `first_bound`, `segments_changed`, `result`, `blank`, `order`,
/// `faulty_line`, `tampered`, `valid_at`, `free` and `gen` says how its answer is found; without them the right option
/// says `right = true`.
#[derive(Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["id", "step"]))]
#[schemars(extend("anyOf" = [{"required": ["gen"]}, {"required": ["question", "explanation"]}]))]
pub(super) struct Quiz {
    /// Unique within the lesson.
    pub(super) id: Text,
    /// The question.
    pub(super) question: Text,
    /// Label of the step that holds the evidence.
    pub(super) step: Text,
    /// What to look at there: a variable, or a segment such as `token.signature`.
    pub(super) look_at: Text,
    /// The right option is the one whose text is this value of the trace: `token@encode`.
    pub(super) value: Text,
    /// The right option is the first step after which this variable has a value. Options may be left out.
    pub(super) first_bound: Text,
    /// The right option names the segments of the token that change when this given value is replaced.
    pub(super) segments_changed: Text,
    /// For `segments_changed`: the value put in its place.
    #[schemars(with = "serde_json::Value", extend("additionalProperties" = true))]
    pub(super) replaced_by: Option<Spanned<toml::Value>>,
    /// Any number of options may be right; each right one says `right = true`.
    #[schemars(with = "bool")]
    pub(super) several: Option<Spanned<bool>>,
    /// The answer is written, not chosen; the options are answers that people give, each with its `because`.
    #[schemars(with = "bool")]
    pub(super) typed: Option<Spanned<bool>>,
    /// What this variable is once the step has run; what is known before is shown.
    pub(super) predict: Text,
    /// A program of the question's own. `__import_jwt__` imports the lesson's library, `__claims__` stands for a given value.
    pub(super) code: Text,
    /// Requests sent to the `app` of `code`: `POST /token {"username": "alice"}`.
    pub(super) requests: Vec<Text>,
    /// What `code` does: `exception`, `status`, `printed`, or the name of a variable at its end.
    pub(super) result: Text,
    /// What belongs in the blank `____` of `code`; whatever makes it do the same is right.
    pub(super) blank: Text,
    /// Lines in a right order; they stand at the line `__lines__` of `code`. Every order that does the same is right.
    pub(super) order: Vec<Text>,
    /// The line of `code` that is at fault, from 1.
    #[schemars(with = "u16", range(min = 1, max = 40))]
    pub(super) faulty_line: Option<Spanned<i64>>,
    /// For `faulty_line`: what should stand there.
    pub(super) fixed: Text,
    /// Path of a token in which one character is changed and to be found.
    pub(super) tampered: Text,
    /// For `tampered`: the segment in which it is changed.
    #[schemars(with = "Segment")]
    pub(super) segment: Text,
    /// Path of a token with `exp`: at which times is it accepted?
    pub(super) valid_at: Text,
    /// For `valid_at` and `tampered`: path of the key; `secret` when left out.
    pub(super) key: Text,
    /// For `valid_at`: seconds after `exp`; -1, 0 and 1 when left out.
    #[schemars(with = "Vec<Offset>")]
    pub(super) times: Option<Vec<i64>>,
    /// A model answer to what is answered in one's own words.
    pub(super) free: Text,
    /// The generator that makes the question: everything in it comes from running with fresh inputs.
    #[schemars(with = "GeneratorName")]
    pub(super) r#gen: Text,
    /// For `gen`: the variable or path it is about.
    pub(super) variable: Text,
    /// For `gen = "segments-changed"`: the given value that is changed.
    pub(super) change: Text,
    /// What is offered.
    pub(super) option: Vec<Choice>,
    /// Hints, shown one at a time; none may give the answer.
    pub(super) hints: Vec<Text>,
    /// Shown after any answer.
    pub(super) explanation: Text,
    /// Misconceptions it asks about.
    #[schemars(with = "Vec<Tag>")]
    pub(super) misconceptions: Vec<Text>,
    /// How hard a practice question is.
    #[schemars(skip)]
    pub(super) level: Text,
    /// Of a practice question: the way to its answer.
    #[schemars(skip)]
    pub(super) solution: Option<Vec<Text>>,
    /// Of a practice question: what to try to be sure.
    #[schemars(skip)]
    pub(super) check: Text,
    /// Of a practice question: what often goes wrong.
    #[schemars(skip)]
    pub(super) mistakes: Vec<Text>,
}

/// A question of the quiz with what practice has besides: the schema of `[[practice]]`.
struct Practice;

impl JsonSchema for Practice {
    fn schema_name() -> Cow<'static, str> {
        "Practice".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Quiz::json_schema(generator);
        let text = serde_json::json!({"type": "string"});
        let more = serde_json::json!({
            "level": {
                "description": "How hard it is.",
                "type": "string",
                "enum": super::Level::ALL.map(super::Level::name),
            },
            "solution": {
                "description": "The way to the answer, in steps that are shown one at a time.",
                "type": "array", "items": text,
            },
            "check": {
                "description": "A quick check: what the learner can try to be sure of the answer.",
                "type": "string",
            },
            "mistakes": {
                "description": "Common mistakes: what often goes wrong, a sentence each.",
                "type": "array", "items": text,
            },
        });
        if let (Some(serde_json::Value::Object(known)), serde_json::Value::Object(more)) =
            (schema.get_mut("properties"), more)
        {
            known.extend(more);
        }
        if let Some(serde_json::Value::Array(required)) = schema.get_mut("required") {
            required.push("level".into());
        }
        schema.insert(
            "anyOf".into(),
            serde_json::json!([{"required": ["gen"]}, {"required": ["question", "explanation", "solution"]}]),
        );
        schema.insert("description".into(), "A practice question.".into());
        schema
    }
}

/// An option of a question.
#[derive(Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["because"]))]
pub(super) struct Choice {
    /// What is offered; for `first_bound` the step's own name when left out.
    pub(super) text: Text,
    /// Why it is wrong, or right; shown after answering.
    pub(super) because: Text,
    /// The misconception of somebody who chooses it.
    #[schemars(with = "Tag")]
    pub(super) misconception: Text,
    /// For a question whose answer is written: whether it is the right one.
    #[schemars(with = "bool")]
    pub(super) right: Option<Spanned<bool>>,
    /// For `first_bound`: label of the step it stands for.
    pub(super) step: Text,
    /// For `segments_changed`: the segments it says change; an empty list says none.
    #[schemars(with = "Vec<Segment>")]
    pub(super) segments: Option<Spanned<Vec<Text>>>,
}

/// A misconception's tag.
struct Tag;

impl JsonSchema for Tag {
    fn schema_name() -> Cow<'static, str> {
        "Misconception".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({
            "description": "A misconception's tag.",
            "type": "string",
            "enum": super::misconception::tags(),
        })
    }
}

/// The name of a generator.
struct GeneratorName;

impl JsonSchema for GeneratorName {
    fn schema_name() -> Cow<'static, str> {
        "Generator".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({
            "description": "The name of a generator.",
            "type": "string",
            "enum": super::Generator::ALL.map(super::Generator::name),
        })
    }
}

/// Seconds, before or after.
struct Offset;

impl JsonSchema for Offset {
    fn schema_name() -> Cow<'static, str> {
        "Offset".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({
            "description": "Seconds before or after exp.",
            "type": "integer",
            "minimum": -100_000_000,
            "maximum": 100_000_000,
        })
    }
}

/// A segment of a token.
struct Segment;

impl JsonSchema for Segment {
    fn schema_name() -> Cow<'static, str> {
        "Segment".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({
            "description": "A segment of a token.",
            "type": "string",
            "enum": ["header", "payload", "signature"],
        })
    }
}

/// A string and where it stands.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Text {
    /// The string; empty when it was left out.
    pub(super) value: String,
    /// Its bytes in the file, with the quotes; empty when it was left out.
    pub(super) span: Range<usize>,
}

impl Text {
    /// Whether it was left out.
    pub(super) fn is_missing(&self) -> bool {
        self.span.is_empty()
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<String>::deserialize(deserializer)?;
        Ok(Self { span: spanned.span(), value: spanned.into_inner() })
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({"type": "string"})
    }
}

/// A table whose order means something, with the place of each key.
#[derive(Debug)]
pub(super) struct Ordered<T>(pub(super) Vec<(Spanned<String>, T)>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Ordered<T>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered<T>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Ordered(entries))
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

impl<T: Mirrored> JsonSchema for Ordered<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}s", T::Schema::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        BTreeMap::<String, T::Schema>::json_schema(generator)
    }
}

/// What the schema of an [`Ordered`] table's values is made from.
pub(super) trait Mirrored {
    /// The type with the schema.
    type Schema: JsonSchema;
}

impl Mirrored for Step {
    type Schema = Self;
}

impl Mirrored for Spanned<toml::Value> {
    type Schema = serde_json::Value;
}
