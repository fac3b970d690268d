//! The same trace without a screen: JSON for machines, text, Markdown and HTML for people.

pub mod build;
pub mod gift;
pub mod html;
pub mod json;
pub mod lab;
mod listing;
pub mod markdown;
mod report;
pub mod text;

pub use listing::{Entry, entries};
pub use report::{Ending, Report};
