//! The same trace without a screen: JSON for machines, text and Markdown for people.

pub mod json;
mod listing;
pub mod markdown;
mod report;
pub mod text;

pub use listing::{Entry, entries};
pub use report::{Ending, Report};
