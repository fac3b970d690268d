//! Given values: what stands in a program as `__name__` until it runs.

use super::Given;

/// Names in double underscores that are Python's own.
pub(super) const DUNDERS: [&str; 16] = [
    "init", "name", "main", "repr", "str", "eq", "hash", "len", "iter", "next", "enter", "exit", "call",
    "doc", "dict", "class",
];

/// The program with every placeholder of a given value replaced by its Python literal. Only whole names count:
/// `__init__` is left alone unless a given value is called `init`, and `x__claims__` is a name of its own.
pub fn fill(source: &str, given: &[Given]) -> String {
    let mut filled = String::with_capacity(source.len());
    let mut rest = source;
    while let Some((before, name, after)) = next_placeholder(rest) {
        filled.push_str(before);
        match given.iter().find(|given| given.name == name) {
            Some(given) => filled.push_str(&given.literal),
            None => filled.push_str(&rest[before.len()..rest.len() - after.len()]),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The names of the placeholders of a program with their byte ranges, in order.
pub fn placeholders(source: &str) -> Vec<(&str, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some((before, name, after)) = next_placeholder(rest) {
        let start = source.len() - rest.len() + before.len();
        found.push((name, start..source.len() - after.len()));
        rest = after;
    }
    found
}

/// The text before the next `__name__`, its name, and the text after it.
fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut from = 0;
    while let Some(found) = text[from..].find("__") {
        let start = from + found;
        let end = text[start..].find(|c| !word(c)).map_or(text.len(), |at| start + at);
        let whole = !text[..start].ends_with(word);
        let name = text[start..end].strip_prefix("__").and_then(|name| name.strip_suffix("__"));
        if let Some(name) = name.filter(|name| whole && !name.is_empty()) {
            return Some((&text[..start], name, &text[end..]));
        }
        from = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_alone_are_replaced() {
        let given = [Given { name: "claims".into(), literal: "{'a': 1}".into() }];
        assert_eq!(
            fill("f(__claims__, x__claims__, __claims)", &given),
            "f({'a': 1}, x__claims__, __claims)"
        );
        assert_eq!(fill("def __init__(self): __claims__", &given), "def __init__(self): {'a': 1}");
        assert_eq!(placeholders("a(__x__,__yy__)"), [("x", 2..7), ("yy", 8..14)]);
        assert_eq!(fill("____", &given), "____");
    }
}
