//! Hints and questions that give the answer away.

use crate::lesson::diagnostic::Findings;
use crate::lesson::{Answer, Question};
use crate::quiz::{Form, Posed};
use crate::text;

/// An option longer than this many cells, and than twice any other, is noticed for its length alone.
const LONG: usize = 40;

/// Looks for the right option's text in what is said before the answer.
pub(super) fn look(question: &Question, posed: &Posed, findings: &mut Findings) {
    let mut answers = vec![posed.answer.as_str()];
    let options = posed.options();
    let right = options.iter().position(|option| option.right).unwrap_or_default();
    let step;
    if let Answer::FirstBound(_) = question.answer {
        let stands_for = question.options.get(right).map_or(Some(right), |option| option.step);
        step = format!("step {}", stands_for.unwrap_or_default() + 1);
        answers.push(&step);
    }
    let said = question.hints.iter().zip(&posed.hints).map(|(hint, text)| (hint.at, text, "this hint"));
    for (at, said, what) in said.chain([(question.stem.at, &posed.stem, "the question")]) {
        if answers.iter().any(|answer| holds(said, answer)) {
            let help = "Say where to look, not what is there.";
            findings.add(at, format!("{what} gives the answer away"), help);
        }
    }
    if let (Form::One(_), Answer::Written(_) | Answer::SegmentsChanged { .. }) =
        (&posed.form, &question.answer)
    {
        let width = |index: usize| text::width(&options[index].text);
        let others = (0..options.len()).filter(|index| *index != right).map(width).max();
        if width(right) > LONG.max(2 * others.unwrap_or_default()) {
            let help = "Make the options about as long as one another.";
            let at = question.options[right].text.at;
            findings.add(at, "the right option stands out by its length", help);
        }
    }
}

/// Whether a text holds an answer as words of its own; one or two characters are too common to tell.
fn holds(said: &str, answer: &str) -> bool {
    let plain = |text: &str| {
        let text: String =
            text.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
        format!(" {} ", text.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let answer = plain(answer);
    answer.trim().chars().count() > 2 && plain(said).contains(&answer)
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn an_answer_is_found_as_whole_words() {
        assert!(holds("It happens in Step 2!", "step 2"));
        assert!(!holds("It happens in step 23", "step 2"));
        assert!(holds("The token is 'a.b.c', see", "'a.b.c'"));
        assert!(!holds("12 is a number", "12"));
    }
}
