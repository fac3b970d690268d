//! What a lesson says about its trace: where its steps are, what its templates stand for, and whether an answer is
//! right. Nothing here runs a program; whoever needs a further run hands one in.

mod ask;
mod computed;
pub mod form;
mod fresh;
pub mod grade;
pub mod job;
pub mod literal;
pub mod mutant;
pub mod pose;
pub mod posed;
pub mod project;
pub mod seen;
pub mod timeline;
pub mod values;

pub use computed::payload_of;
pub use form::{Form, Rating, Reply};
pub use grade::{Grade, grade};
pub use job::{Job, Runs};
pub use mutant::Mutant;
pub use pose::pose;
pub use posed::{Computation, Posed, PosedOption, Unanswerable};
pub use seen::Seen;
pub use timeline::{Reached, Stop, StopKind, Timeline};
pub use values::{Scene, Unresolved};

#[cfg(test)]
mod tests;
