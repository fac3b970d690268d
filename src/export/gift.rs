//! Questions for Moodle, in its GIFT format.
//!
//! ```text
//! ::create-token/token-bound::[html]<p>After which step …</p> {
//!   =After step 2\: Encode data#<p>jwt.encode gives …</p>
//!   ~After step 1\: Receive data#<p>…</p>
//!   ####<p>The explanation</p>
//! }
//! ```
//!
//! Moodle compares text and runs nothing: what is answered by something that is run, or put in order, or pointed at in
//! a token, cannot be held and is not written.

use crate::lesson::literal;
use crate::quiz::form::{Choice, Expected, Line, Typed};
use crate::quiz::{Form, Posed, PosedOption};
use std::fmt::Write;

/// The heading under which a lesson's questions are filed.
pub fn category(lesson: &str) -> String {
    format!("$CATEGORY: jwtrace/{lesson}\n\n")
}

/// A question as GIFT has it, an empty line after it.
///
/// # Errors
/// What about it GIFT cannot hold.
pub fn question(lesson: &str, posed: &Posed) -> Result<String, &'static str> {
    let answers = match &posed.form {
        Form::One(choice) => one(choice),
        Form::Several(choice) => several(choice)?,
        Form::Text(typed) => text(typed)?,
        Form::Line(line) => one(&lines(line)),
        Form::Free(model) => format!("\n  ####{}\n", paragraph(&format!("Model answer: {model}"))),
        Form::Order(_) => return Err("lines are put in order, and the order is run"),
        Form::Character(_) => return Err("a character is pointed at"),
    };
    let mut stem = paragraph(&posed.stem);
    // The lines of the program are the options themselves where the faulty one is asked for.
    if !posed.exhibit.is_empty() {
        stem.push_str(&program(&posed.exhibit));
    }
    let name = escaped(&format!("{lesson}/{}", posed.id));
    let mut written = format!("::{name}::[html]{stem} {{{answers}");
    if !matches!(posed.form, Form::Free(_)) && !posed.explanation.is_empty() {
        let _ = writeln!(written, "  ####{}", paragraph(&posed.explanation));
    }
    written.push_str("}\n\n");
    Ok(written)
}

/// One is right.
fn one(choice: &Choice) -> String {
    if let Some(written) = true_or_false(&choice.options) {
        return written;
    }
    let mut written = String::from("\n");
    for option in &choice.options {
        let mark = if option.right { '=' } else { '~' };
        let _ = writeln!(written, "  {mark}{}{}", shown(&option.text), reason(&option.because));
    }
    written
}

/// `{T#what is said to a wrong answer#what is said to a right one}`
fn true_or_false(options: &[PosedOption]) -> Option<String> {
    let [first, second] = options else { return None };
    let says = |option: &PosedOption| match option.text.as_str() {
        "True" | "true" | "yes" | "Yes" => Some(true),
        "False" | "false" | "no" | "No" => Some(false),
        _ => None,
    };
    if says(first)? == says(second)? {
        return None;
    }
    let (right, wrong) = if first.right { (first, second) } else { (second, first) };
    let truth = if says(right)? { 'T' } else { 'F' };
    Some(format!("\n  {truth}#{}#{}\n", paragraph(&wrong.because), paragraph(&right.because)))
}

/// Several are right: together they are worth everything, and a wrong one takes everything.
fn several(choice: &Choice) -> Result<String, &'static str> {
    let share = match choice.right().len() {
        0 => return Err("none of its options is right"),
        1 => "100",
        2 => "50",
        3 => "33.33333",
        4 => "25",
        5 => "20",
        6 => "16.66667",
        7 => "14.28571",
        8 => "12.5",
        _ => return Err("too many of its options are right"),
    };
    let mut written = String::from("\n");
    for option in &choice.options {
        let worth = if option.right { share } else { "-100" };
        let _ = writeln!(written, "  ~%{worth}%{}{}", shown(&option.text), reason(&option.because));
    }
    Ok(written)
}

/// Something is written; Moodle compares it letter by letter.
fn text(typed: &Typed) -> Result<String, &'static str> {
    let Expected::Value(value) = &typed.expected else {
        return Err("everything that makes the program do the same is right, and that is run");
    };
    if value.contains('\n') || value.is_empty() {
        return Err("its answer has several lines");
    }
    let mut written = String::from("\n");
    let mut right = vec![value.clone()];
    // Quotes may be left out, and may be the others.
    if let Some(inside) = literal::unquote(value) {
        right.push(format!("\"{inside}\""));
        right.push(inside);
    }
    right.dedup();
    for text in &right {
        let _ = writeln!(written, "  =%100%{}", pattern(text));
    }
    for known in typed.known.iter().filter(|known| !right.contains(&known.text) && !known.text.contains('\n'))
    {
        let _ = writeln!(written, "  =%0%{}{}", pattern(&known.text), reason(&known.because));
    }
    Ok(written)
}

/// The lines of a program, one of them at fault.
fn lines(line: &Line) -> Choice {
    let option = |(at, text): (usize, &String)| PosedOption {
        text: format!("line {}: {}", at + 1, text.trim_end()),
        because: if at == line.at { format!("It should be: {}", line.fixed.trim()) } else { String::new() },
        misconception: None,
        mutant: None,
        right: at == line.at,
    };
    Choice {
        options: line
            .lines
            .iter()
            .enumerate()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(option)
            .collect(),
    }
}

fn reason(because: &str) -> String {
    if because.is_empty() { String::new() } else { format!("#{}", paragraph(because)) }
}

/// A text that Moodle shows as HTML.
fn shown(text: &str) -> String {
    escaped(&html(text).replace('\n', "<br>"))
}

fn paragraph(text: &str) -> String {
    escaped(&format!("<p>{}</p>", html(text).replace('\n', "<br>")))
}

/// Lines of a program, kept as lines.
fn program(lines: &[String]) -> String {
    escaped(&format!("<pre>{}</pre>", html(&lines.join("\n"))))
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A text that is compared with what is written; a star would stand for anything.
fn pattern(text: &str) -> String {
    escaped(&text.replace('*', "\\*"))
}

/// What means something in GIFT, with a backslash before it; a line break is written as one.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\\' | '~' | '=' | '#' | '{' | '}' | ':' => written.extend(['\\', char]),
            '\n' => written.push_str("\\n"),
            '\r' => {}
            char => written.push(char),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn option(text: &str, because: &str, right: bool) -> PosedOption {
        PosedOption { text: text.into(), because: because.into(), misconception: None, mutant: None, right }
    }

    #[test]
    fn what_means_something_in_gift_or_html_is_escaped() {
        assert_eq!(escaped("a\\b ~=#{}: \n"), "a\\\\b \\~\\=\\#\\{\\}\\: \\n");
        assert_eq!(shown("{'a': 1} < 2\nb"), "\\{'a'\\: 1\\} &lt; 2<br>b");
        assert_eq!(pattern("a*b"), "a\\\\*b");
    }

    #[test]
    fn yes_and_no_become_true_and_false() {
        let options = vec![option("No", "It is.", false), option("Yes", "So it is.", true)];
        assert_eq!(one(&Choice { options }), "\n  T#<p>It is.</p>#<p>So it is.</p>\n");
    }

    #[test]
    fn several_right_ones_share_the_mark() {
        let choice =
            Choice { options: vec![option("a", "", true), option("b", "no", false), option("c", "", true)] };
        assert_eq!(several(&choice).unwrap(), "\n  ~%50%a\n  ~%-100%b#<p>no</p>\n  ~%50%c\n");
        assert!(several(&Choice { options: vec![option("a", "", false)] }).is_err());
    }
}
