//! The ways of answering a question: what is offered, and what makes an answer right. One file each.

mod character;
mod choice;
mod line;
mod order;
mod text;

pub use character::Character;
pub use choice::Choice;
pub use line::Line;
pub(in crate::quiz) use order::program;
pub use order::{Legal, Order};
pub use text::{Expected, Typed};

use std::collections::BTreeSet;

/// A way of answering.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// One option is chosen.
    One(Choice),
    /// Options are chosen, perhaps several, perhaps none.
    Several(Choice),
    /// Something is written.
    Text(Typed),
    /// Lines or steps are put in order.
    Order(Order),
    /// A character is pointed at.
    Character(Character),
    /// A line of a program is pointed at.
    Line(Line),
    /// Something is written, compared with a model answer, and rated by the learner.
    Free(String),
}

/// An answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// An option.
    Option(usize),
    /// Several.
    Options(BTreeSet<usize>),
    /// What was written.
    Text(String),
    /// Items by their place in the list as it was shown, in the order they were put in.
    Order(Vec<usize>),
    /// A character or line, from 0.
    Place(usize),
    /// What was written, and what the learner thinks of it.
    Rated {
        /// What was written.
        text: String,
        /// What it is worth.
        rating: Rating,
    },
}

/// What a learner thinks of an answer, having read the model answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rating {
    /// Says the same.
    Same,
    /// Says part of it.
    Part,
    /// Says something else.
    Other,
}

impl Rating {
    /// All, the best first.
    pub const ALL: [Self; 3] = [Self::Same, Self::Part, Self::Other];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Same => "It says the same",
            Self::Part => "It says part of it",
            Self::Other => "It says something else",
        }
    }

    /// Whether the answer counts as right.
    pub fn is_right(self) -> bool {
        self == Self::Same
    }
}
