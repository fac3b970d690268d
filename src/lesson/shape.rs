//! Holds a lesson file's keys and types to the schema: every unknown key, missing key and wrong type at once.
//!
//! What does not fit is taken out, so that the rest can be read and told about as well.

use super::diagnostic::{Findings, expected};
use crate::span::Span;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// Checks a file against the schema and prunes what does not fit.
pub(super) fn prune(table: &mut Spanned<DeTable<'_>>, schema: &Value, findings: &mut Findings) {
    let span = table.span();
    let place =
        Place { name: "the lesson".into(), span: Span { start: span.start as u32, end: span.start as u32 } };
    Shape { root: schema, findings }.table(table.get_mut(), schema, &place);
}

struct Shape<'a> {
    root: &'a Value,
    findings: &'a mut Findings,
}

/// The table being looked at, as people call it, and where it begins.
struct Place {
    name: String,
    span: Span,
}

impl<'a> Shape<'a> {
    fn resolve(&self, schema: &'a Value) -> &'a Value {
        let name = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next());
        let found = name.and_then(|name| {
            self.root.get("definitions").or_else(|| self.root.get("$defs")).and_then(|defs| defs.get(name))
        });
        // A reference with a description of its own stands inside `allOf`.
        let inner = schema.get("allOf").and_then(|all| all.get(0));
        found.or_else(|| inner.map(|inner| self.resolve(inner))).unwrap_or(schema)
    }

    fn table(&mut self, table: &mut DeTable<'_>, schema: &'a Value, place: &Place) {
        let known = schema.get("properties").and_then(Value::as_object);
        let names: Vec<&str> = known.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        let rest = schema.get("additionalProperties").filter(|rest| rest.is_object());
        let open = schema.get("additionalProperties").is_none_or(|rest| rest == &Value::Bool(true));
        for required in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
            let name = required.as_str().unwrap_or_default();
            if table.get(name).is_none() {
                let help = description(known.and_then(|known| known.get(name)).unwrap_or(&Value::Null));
                self.findings.add(place.span, format!("{} lacks `{name}`", place.name), help);
            }
        }
        for (key, mut value) in std::mem::take(table) {
            let name = key.get_ref().as_ref();
            let fits = match known.and_then(|known| known.get(name)).or(rest) {
                Some(schema) => self.value(&mut value, schema, name, span_of(&key.span())),
                None if open => true,
                None => {
                    let message = format!("`{name}` is not a key of {}", place.name);
                    self.findings.add(span_of(&key.span()), message, expected(name, &names));
                    false
                }
            };
            if fits {
                table.insert(key, value);
            }
        }
    }

    /// Whether a value fits, having pruned inside it.
    fn value(&mut self, value: &mut Spanned<DeValue<'_>>, schema: &'a Value, name: &str, key: Span) -> bool {
        let schema = self.resolve(schema);
        let span = span_of(&value.span());
        let found = value.get_ref().type_str();
        let Some(kind) = schema.get("type").and_then(Value::as_str) else { return true };
        match (kind, value.get_mut()) {
            ("object", DeValue::Table(table)) => {
                self.table(table, schema, &Place { name: format!("`{name}`"), span: key });
                true
            }
            ("array", DeValue::Array(items)) => {
                let Some(item_schema) = schema.get("items") else { return true };
                let mut kept = DeArray::new();
                for mut item in std::mem::replace(items, DeArray::new()) {
                    // An array of tables: each begins at its own header.
                    let at = span_of(&item.span());
                    if self.value(&mut item, item_schema, name, at) {
                        kept.push(item);
                    }
                }
                *items = kept;
                true
            }
            ("string", DeValue::String(text)) => {
                let allowed: Vec<&str> = schema
                    .get("enum")
                    .and_then(Value::as_array)
                    .map(|list| list.iter().filter_map(Value::as_str).collect())
                    .unwrap_or_default();
                let fits = allowed.is_empty() || allowed.contains(&text.as_ref());
                if !fits {
                    let message = format!("`{text}` is not known here");
                    self.findings.add(span, message, expected(text, &allowed));
                }
                fits
            }
            ("integer", DeValue::Integer(number)) => {
                let bound = |name: &str| schema.get(name).and_then(Value::as_i64);
                let (low, high) = (bound("minimum").unwrap_or(0), bound("maximum").unwrap_or(i64::MAX));
                let fits = i64::from_str_radix(number.as_str(), number.radix())
                    .is_ok_and(|number| (low..=high).contains(&number));
                if !fits {
                    let message = format!("`{name}` must be a whole number from {low} to {high}");
                    self.findings.add(span, message, description(schema));
                }
                fits
            }
            ("boolean", DeValue::Boolean(_)) => true,
            (kind, _) => {
                let message = format!("`{name}` must be {}, not {}", article(kind), article(found));
                self.findings.add(span, message, description(schema));
                false
            }
        }
    }
}

fn span_of(range: &std::ops::Range<usize>) -> Span {
    Span { start: range.start as u32, end: range.end as u32 }
}

fn description(schema: &Value) -> String {
    schema.get("description").and_then(Value::as_str).unwrap_or_default().replace('\n', " ")
}

/// The name of a type of TOML with its article; the schema says `object` where TOML has a table.
fn article(kind: &str) -> String {
    match kind {
        "object" => "a table".into(),
        "array" => "a list".into(),
        "integer" => "a whole number".into(),
        "boolean" => "true or false".into(),
        "datetime" => "a date".into(),
        other => format!("a {other}"),
    }
}
