//! The same trace without a screen: JSON for machines, text and Markdown for people.

pub mod json;
