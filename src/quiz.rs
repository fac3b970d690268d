//! What a lesson says about its trace: where its steps are, what its templates stand for, and whether an answer is
//! right. Nothing here runs a program; whoever needs a second run hands one in.

pub mod grade;
pub mod question;
pub mod timeline;
pub mod values;

pub use grade::{Grade, grade};
pub use question::{Posed, PosedOption, Rerun, Unanswerable, pose};
pub use timeline::{Reached, Stop, StopKind, Timeline};
pub use values::{Scene, Unresolved};

#[cfg(test)]
mod tests;
