//! Writing an answer: compared by meaning, or put into a program and run.

use crate::quiz::grade::Grade;
use crate::quiz::job::{Job, Runs};
use crate::quiz::literal::{Literal, same};
use crate::quiz::posed::PosedOption;
use crate::quiz::seen::Seen;

/// Longest answer that is looked at, in characters.
const LONGEST: usize = 2000;

/// A written answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// What is right.
    pub expected: Expected,
    /// Answers that people give, with what is said about each.
    pub known: Vec<PosedOption>,
}

/// What a written answer must be.
#[derive(Debug, Clone, PartialEq)]
pub enum Expected {
    /// This value: a Python literal, or text that is none.
    Value(String),
    /// Something that makes the program do this.
    Blank {
        /// What stands before the blank.
        before: String,
        /// What stands after it.
        after: String,
        /// The clock and the requests.
        job: Job,
        /// What the program must do.
        seen: Seen,
    },
}

impl Typed {
    /// What is said about text that cannot be an answer at all, so that a slip is no wrong answer: letters where a
    /// number is asked for.
    pub fn malformed(&self, written: &str) -> Option<&'static str> {
        let Expected::Value(value) = &self.expected else { return None };
        let known = self.known.iter().any(|known| same(&known.text, written.trim()));
        if known || Literal::parse(written.trim()).is_some() {
            return None;
        }
        match Literal::parse(value)? {
            Literal::Int(_) => Some("write a number, for example 42"),
            Literal::Float(_) => Some("write a number, for example 1.5"),
            Literal::Bool(_) => Some("write True or False"),
            _ => None,
        }
    }

    pub(in crate::quiz) fn grade(&self, written: &str, runs: &Runs<'_>) -> Grade {
        let written: String = written.trim().chars().take(LONGEST).collect();
        let known = self.known.iter().position(|known| same(&known.text, &written));
        let (right, because) = match &self.expected {
            Expected::Value(value) => (same(value, &written), difference(value, &written)),
            Expected::Blank { before, after, job, seen } => {
                let source = format!("{before}{written}{after}");
                match runs(&Job { source, ..job.clone() }) {
                    Err(why) => (false, format!("With this in the blank it is no program: {why}.")),
                    Ok(trace) => match Seen::of(&trace) {
                        None => (false, "With this in the blank the program does not end.".to_owned()),
                        Some(has) => (has == *seen, format!("Run with this, the program {}.", has.told())),
                    },
                }
            }
        };
        if let Some(at) = known {
            let option = &self.known[at];
            let mut grade = Grade::of(option, at, right);
            if grade.because.is_empty() {
                grade.because = because;
            }
            return Grade { chosen: written, ..grade };
        }
        Grade { right, because, chosen: written, ..Grade::default() }
    }
}

/// What is different, without telling the answer: the type, or the first character.
fn difference(expected: &str, written: &str) -> String {
    if written.is_empty() {
        return "Nothing is written.".to_owned();
    }
    if same(expected, written) {
        return String::new();
    }
    let (wanted, have) = (Literal::parse(expected), Literal::parse(written));
    match (&wanted, &have) {
        (Some(wanted), Some(have)) if wanted.kind() != have.kind() => {
            return format!("This is {}; the value is {}.", have.kind(), wanted.kind());
        }
        (Some(Literal::Text(wanted)), Some(Literal::Text(have))) => return first_difference(wanted, have),
        (Some(Literal::Text(wanted)), None) => return first_difference(wanted, written),
        (Some(wanted), Some(have)) => return wanted.told_apart(have),
        (Some(wanted), None) if wanted.kind() != "text" => {
            return format!("This is not a Python literal; the value is {}.", wanted.kind());
        }
        _ => {}
    }
    first_difference(expected, written)
}

/// Where two texts part.
fn first_difference(wanted: &str, have: &str) -> String {
    let differ = wanted.chars().zip(have.chars()).position(|(a, b)| a != b);
    match differ.map(|at| (at, have.chars().nth(at), wanted.chars().nth(at))) {
        Some((at, Some(have), Some(wanted))) if have.eq_ignore_ascii_case(&wanted) => {
            format!(
                "It differs first at character {}: {have} is not {wanted}, upper and lower case count.",
                at + 1
            )
        }
        Some((at, Some(have), _)) => {
            format!("It differs first at character {}, which is {have} here.", at + 1)
        }
        _ => {
            let (wanted, have) = (wanted.chars().count(), have.chars().count());
            let what = if have < wanted { "It stops too early" } else { "It goes on too long" };
            format!("{what}: it has {have} characters, the value has {wanted}.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(expected: &str, written: &str) -> Grade {
        let known = PosedOption {
            text: "{'user_id': 124}".into(),
            because: "That is the next one.".into(),
            misconception: Some("exp-is-a-string".into()),
            right: false,
            ..PosedOption::default()
        };
        let typed = Typed { expected: Expected::Value(expected.into()), known: vec![known] };
        typed.grade(written, &|_| Err("nothing runs here".into()))
    }

    #[test]
    fn a_literal_counts_for_what_it_means() {
        let expected = "{'user_id': 123, 'roles': ['a', 'b']}";
        assert!(typed(expected, " {\"roles\": [\"a\",\"b\",], \"user_id\": 123} ").right);
        assert!(!typed(expected, "{'user_id': '123', 'roles': ['a', 'b']}").right);
        assert!(!typed(expected, "{'user_id': 123, 'roles': ['b', 'a']}").right);
        assert_eq!(typed("123", "'123'").because, "This is a str; the value is an int.");
        assert_eq!(typed("{'a': 1}", "{a: 1}").because, "This is not a Python literal; the value is a dict.");
        let known = typed("{'user_id': 123}", "{\"user_id\":124}");
        assert_eq!(
            (known.because.as_str(), known.misconception.unwrap().0.as_str()),
            ("That is the next one.", "exp-is-a-string")
        );
    }

    #[test]
    fn base64url_is_told_apart_by_case_and_place() {
        assert!(typed("'eyJhbGciOi'", "eyJhbGciOi").right, "quotes may be left out");
        let wrong = typed("'eyJhbGciOi'", "eyJHbGciOi");
        assert!(!wrong.right);
        assert_eq!(wrong.because, "It differs first at character 4: H is not h, upper and lower case count.");
        assert_eq!(typed("'abcd'", "'abxd'").because, "It differs first at character 3, which is x here.");
        assert_eq!(typed("abc=", "abc").because, "It stops too early: it has 3 characters, the value has 4.");
        assert_eq!(typed("abc", "").because, "Nothing is written.");
    }
}
