//! Python literals by what they mean, for comparing what a learner writes with a value of the trace.

/// The value of a literal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Literal {
    /// `None`
    None,
    /// `True`, `False`
    Bool(bool),
    /// An integer: its decimal digits without leading zeros, a minus sign before them if it is negative.
    Int(String),
    /// A float: its bits, so that it can be compared and sorted.
    Float(u64),
    /// A `str`
    Text(String),
    /// A `bytes`, with its escapes as they are in text
    Bytes(String),
    /// A list
    List(Vec<Literal>),
    /// A tuple
    Tuple(Vec<Literal>),
    /// A set, sorted
    Set(Vec<Literal>),
    /// A dict, sorted by key; the last of several equal keys counts
    Dict(Vec<(Literal, Literal)>),
}

/// Deepest nesting that is read.
const DEPTH: usize = 60;

/// Whether an answer means a value: the same Python value, or the same characters.
pub fn same(expected: &str, written: &str) -> bool {
    let (expected, written) = (expected.trim(), written.trim());
    if expected == written {
        return true;
    }
    match (Literal::parse(expected), Literal::parse(written)) {
        (Some(expected), Some(written)) => expected == written,
        (Some(Literal::Text(text)), None) => text == written,
        (None, Some(Literal::Text(text))) => text == expected,
        (None, None) => words(expected) == words(written),
        _ => false,
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

impl Literal {
    /// Reads a literal; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader { rest: text.trim() };
        let value = reader.value(0)?;
        reader.space();
        reader.rest.is_empty().then_some(value)
    }

    /// Its type with its article.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::None => "None",
            Self::Bool(_) => "a bool",
            Self::Int(_) => "an int",
            Self::Float(_) => "a float",
            Self::Text(_) => "a str",
            Self::Bytes(_) => "bytes",
            Self::List(_) => "a list",
            Self::Tuple(_) => "a tuple",
            Self::Set(_) => "a set",
            Self::Dict(_) => "a dict",
        }
    }

    /// What is different about another value of the same type, without telling what is right.
    pub fn told_apart(&self, other: &Self) -> String {
        match (self, other) {
            (Self::Dict(wanted), Self::Dict(have)) => {
                let missing =
                    wanted.iter().filter(|(key, _)| !have.iter().any(|(other, _)| other == key)).count();
                let extra =
                    have.iter().filter(|(key, _)| !wanted.iter().any(|(other, _)| other == key)).count();
                match (missing, extra) {
                    (0, 0) => {
                        let differ = have.iter().filter(|pair| !wanted.contains(pair)).count();
                        format!("The keys are right; {differ} of the values differ.")
                    }
                    (missing, extra) => {
                        format!("{missing} of the keys are missing, and {extra} do not belong there.")
                    }
                }
            }
            (Self::List(wanted) | Self::Tuple(wanted), Self::List(have) | Self::Tuple(have))
                if wanted.len() != have.len() =>
            {
                format!("It has {} elements, the value has {}.", have.len(), wanted.len())
            }
            _ => "It is of the right type, but another value.".to_owned(),
        }
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, token: &str) -> bool {
        self.space();
        let found = self.rest.strip_prefix(token);
        found.map(|rest| self.rest = rest).is_some()
    }

    fn value(&mut self, depth: usize) -> Option<Literal> {
        if depth > DEPTH {
            return None;
        }
        self.space();
        match self.rest.chars().next()? {
            '[' => Some(Literal::List(self.items('[', ']', depth)?.0)),
            '(' => self.tuple(depth),
            '{' => self.braces(depth),
            '\'' | '"' => self.strings(),
            'b' | 'B' if self.rest[1..].starts_with(['\'', '"']) => {
                self.rest = &self.rest[1..];
                self.string().map(Literal::Bytes)
            }
            '-' => {
                self.rest = &self.rest[1..];
                self.number(true)
            }
            '0'..='9' | '.' => self.number(false),
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Option<Literal> {
        let end = self.rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        match word {
            "None" => Some(Literal::None),
            "True" => Some(Literal::Bool(true)),
            "False" => Some(Literal::Bool(false)),
            _ => None,
        }
    }

    fn number(&mut self, negative: bool) -> Option<Literal> {
        let part = |c: char| c.is_ascii_digit() || matches!(c, '.' | '_' | 'e' | 'E');
        let mut end = self.rest.find(|c: char| !part(c)).unwrap_or(self.rest.len());
        // The sign of an exponent.
        if self.rest[..end].ends_with(['e', 'E']) && self.rest[end..].starts_with(['+', '-']) {
            let digits =
                self.rest[end + 1..].find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len() - end - 1);
            end += 1 + digits;
        }
        let (text, rest) = self.rest.split_at(end);
        if rest.starts_with(|c: char| c.is_alphanumeric()) || text.contains("__") || text.ends_with('_') {
            return None;
        }
        self.rest = rest;
        let text = text.replace('_', "");
        let sign = if negative { "-" } else { "" };
        if text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty() {
            let digits = text.trim_start_matches('0');
            return Some(Literal::Int(match digits {
                "" => "0".to_owned(),
                _ if digits.len() < text.len() => return None,
                _ => format!("{sign}{digits}"),
            }));
        }
        let value: f64 = format!("{sign}{text}").parse().ok()?;
        Some(Literal::Float(value.to_bits()))
    }

    /// Strings side by side are one.
    fn strings(&mut self) -> Option<Literal> {
        let mut text = self.string()?;
        loop {
            self.space();
            if !self.rest.starts_with(['\'', '"']) {
                return Some(Literal::Text(text));
            }
            text.push_str(&self.string()?);
        }
    }

    fn string(&mut self) -> Option<String> {
        let quote = self.rest.chars().next()?;
        let mut escaped = false;
        let end = self.rest[1..].char_indices().find(|(_, c)| {
            let closes = *c == quote && !escaped;
            escaped = *c == '\\' && !escaped;
            closes
        })?;
        let (literal, rest) = self.rest.split_at(1 + end.0 + 1);
        self.rest = rest;
        crate::lesson::literal::unquote(literal)
    }

    /// Elements up to the closing bracket, and whether a comma follows the last.
    fn items(&mut self, open: char, close: char, depth: usize) -> Option<(Vec<Literal>, bool)> {
        self.rest = self.rest.strip_prefix(open)?;
        let mut items = Vec::new();
        let close: String = close.into();
        let mut comma = false;
        while !self.take(&close) {
            if !items.is_empty() && !comma {
                return None;
            }
            items.push(self.value(depth + 1)?);
            comma = self.take(",");
        }
        Some((items, comma))
    }

    fn tuple(&mut self, depth: usize) -> Option<Literal> {
        let (mut items, comma) = self.items('(', ')', depth)?;
        if items.len() == 1 && !comma {
            return items.pop();
        }
        Some(Literal::Tuple(items))
    }

    fn braces(&mut self, depth: usize) -> Option<Literal> {
        let start = self.rest;
        self.rest = self.rest.strip_prefix('{')?;
        let mut pairs: Vec<(Literal, Literal)> = Vec::new();
        let mut first = true;
        let mut comma = true;
        while !self.take("}") {
            if !comma {
                return None;
            }
            let key = self.value(depth + 1)?;
            if !self.take(":") {
                if !first {
                    return None;
                }
                self.rest = start;
                let (mut items, _) = self.items('{', '}', depth)?;
                items.sort();
                items.dedup();
                return Some(Literal::Set(items));
            }
            first = false;
            let value = self.value(depth + 1)?;
            pairs.retain(|(other, _)| *other != key);
            pairs.push((key, value));
            comma = self.take(",");
        }
        pairs.sort();
        Some(Literal::Dict(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_compared_and_not_their_writing() {
        for (one, other) in [
            ("{'a': 1, 'b': [True, None]}", "{ \"b\" : [True,None,] , \"a\":1 }"),
            ("'it\\'s'", "\"it's\""),
            ("(1,)", "( 1 , )"),
            ("(1)", "1"),
            ("{1, 2}", "{2, 1, 1}"),
            ("1_000", "1000"),
            ("1e3", "1000.0"),
            ("-0.5e-1", "-0.05"),
            ("'a' 'b'", "'ab'"),
            ("b'x'", "b\"x\""),
            ("{'a': 1, 'a': 2}", "{'a': 2}"),
            ("[]", "[ ]"),
            ("{}", "{ }"),
        ] {
            assert!(Literal::parse(one).is_some(), "{one}");
            assert!(same(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("1", "1.0"),
            ("1", "True"),
            ("'1'", "1"),
            ("b'x'", "'x'"),
            ("[1]", "(1,)"),
            ("{}", "[]"),
            ("'A'", "'a'"),
        ] {
            assert!(!same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn what_is_no_literal_is_not_read() {
        for text in [
            "",
            "a",
            "[1",
            "[1 2]",
            "{1: }",
            "{'a': 1, 2}",
            "'a",
            "f'x'",
            "1 + 1",
            "01",
            "--1",
            "1__0",
            "{,}",
            "datetime(1)",
            "\u{202e}",
        ] {
            assert_eq!(Literal::parse(text), None, "{text}");
        }
        assert_eq!(Literal::parse(&"[".repeat(100_000)), None);
        assert_eq!(Literal::parse(&"[(".repeat(40)), None);
    }
}
