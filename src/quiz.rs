//! What a lesson says about its trace: where its steps are, what its templates stand for, and whether an answer is
//! right. Nothing here runs a program; whoever needs a second run hands one in.

pub mod timeline;

pub use timeline::{Reached, Stop, StopKind, Timeline};
