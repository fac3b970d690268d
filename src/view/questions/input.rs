//! What is offered for an answer, or where it is written.

use crate::quiz::{Form, Posed, PosedOption, Rating, Reply};
use crate::session::{Attempt, Phase, ROW};
use crate::text::Text;
use crate::view::piece::value;

/// How the answer is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Options, lines or steps, one under another.
    List(Vec<OptionView>),
    /// A field.
    Field(Written),
    /// A text in which a character is pointed at.
    Text(Pointed),
}

impl Default for Input {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

/// An option, or a line to be moved or pointed at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OptionView {
    /// What stands before it: its letter or number.
    pub label: Text,
    /// What is offered.
    pub text: Text,
    /// Whether the text is code, whose spaces count.
    pub code: bool,
    /// Highlighted.
    pub selected: bool,
    /// Where several may be chosen: whether it is.
    pub marked: Option<bool>,
    /// Whether it moves along with the highlight.
    pub held: bool,
    /// Confirmed: right or wrong.
    pub graded: Option<bool>,
    /// Why it is right or wrong, once answered.
    pub because: Text,
}

/// A field that is written in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// What stands before the caret.
    pub before: Text,
    /// What stands after it.
    pub after: Text,
    /// Whether characters go into it.
    pub open: bool,
    /// The model answer, once it may be seen.
    pub model: Option<Text>,
    /// What the learner may think of the own answer.
    pub ratings: Vec<OptionView>,
}

/// A text in rows, as it was and as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pointed {
    /// Rows as it was.
    pub before: Vec<Text>,
    /// Rows as it is.
    pub after: Vec<Text>,
    /// Row and column pointed at.
    pub at: (usize, usize),
    /// Characters in a row.
    pub row: usize,
}

pub(super) fn of(posed: &Posed, attempt: &Attempt) -> Input {
    let draft = &attempt.draft;
    match &posed.form {
        Form::One(choice) => {
            let confirmed = |at: usize| attempt.now().iter().any(|given| given.reply == Reply::Option(at));
            list(&choice.options, draft.at, |at, _| confirmed(at))
        }
        Form::Several(choice) => {
            let last = attempt.last().map(|given| &given.reply);
            let mut views = options(
                &choice.options,
                draft.at,
                |at, _| matches!(last, Some(Reply::Options(chosen)) if chosen.contains(&at)),
            );
            for (at, view) in views.iter_mut().enumerate() {
                view.marked = Some(draft.chosen.contains(&at));
            }
            Input::List(views)
        }
        Form::Order(order) => Input::List(
            (draft.order.iter().enumerate())
                .map(|(place, item)| OptionView {
                    label: Text::from((place + 1).to_string()),
                    text: value(&order.items[*item]),
                    code: true,
                    selected: draft.at == Some(place),
                    held: draft.is(Phase::Holding) && draft.at == Some(place),
                    ..OptionView::default()
                })
                .collect(),
        ),
        Form::Line(line) => Input::List(
            (line.lines.iter().enumerate())
                .map(|(at, text)| OptionView {
                    label: Text::from(format!("{:2}", at + 1)),
                    text: value(text),
                    code: true,
                    selected: draft.at == Some(at),
                    graded: confirmed_place(attempt, at),
                    ..OptionView::default()
                })
                .collect(),
        ),
        Form::Text(_) | Form::Free(_) => Input::Field(field(posed, attempt)),
        Form::Character(character) => {
            let rows = |text: &str| -> Vec<Text> {
                let rows = text.as_bytes().chunks(ROW).map(|row| Text::new(&String::from_utf8_lossy(row)));
                rows.collect()
            };
            let at = draft.at.unwrap_or(0);
            let (before, after) = (rows(&character.before), rows(&character.after));
            Input::Text(Pointed { before, after, at: (at / ROW, at % ROW), row: ROW })
        }
    }
}

fn confirmed_place(attempt: &Attempt, at: usize) -> Option<bool> {
    let given = attempt.now().iter().find(|given| given.reply == Reply::Place(at));
    given.map(|given| given.grade.right)
}

fn field(posed: &Posed, attempt: &Attempt) -> Written {
    let draft = &attempt.draft;
    let split = draft.text.char_indices().nth(draft.caret).map_or(draft.text.len(), |(at, _)| at);
    let mut written = Written {
        before: value(&draft.text[..split]),
        after: value(&draft.text[split..]),
        open: draft.is(Phase::Writing),
        ..Written::default()
    };
    if let (Form::Free(model), true) = (&posed.form, draft.is(Phase::Rating)) {
        written.model = Some(value(model));
        let ratings = Rating::ALL.iter().enumerate().map(|(at, rating)| {
            let given = |given: &crate::session::Given| matches!(&given.reply, Reply::Rated { rating: have, .. } if have == rating);
            OptionView {
                label: Text::from(char::from(b'a' + at as u8).to_string()),
                text: Text::label(rating.words()),
                selected: draft.at == Some(at),
                // One's own judgement is neither right nor wrong.
                held: attempt.last().is_some_and(given),
                ..OptionView::default()
            }
        });
        written.ratings = ratings.collect();
    }
    written
}

fn list(all: &[PosedOption], at: Option<usize>, confirmed: impl Fn(usize, &PosedOption) -> bool) -> Input {
    Input::List(options(all, at, confirmed))
}

fn options(
    all: &[PosedOption],
    pointed: Option<usize>,
    confirmed: impl Fn(usize, &PosedOption) -> bool,
) -> Vec<OptionView> {
    let view = |(at, option): (usize, &PosedOption)| {
        let graded = confirmed(at, option).then_some(option.right);
        let because = if graded.is_some() { value(&option.because) } else { Text::default() };
        OptionView {
            label: Text::from(char::from(b'a' + (at % 26) as u8).to_string()),
            text: value(&option.text),
            selected: pointed == Some(at),
            graded,
            because,
            ..OptionView::default()
        }
    };
    all.iter().enumerate().map(view).collect()
}
