//! One file for each pane: how it looks is drawn in its documentation.

pub(super) mod beside;
pub(super) mod build;
pub(super) mod code;
pub(super) mod detail;
pub(super) mod editor;
pub(super) mod fields;
pub(super) mod flow;
pub(super) mod footer;
pub(super) mod header;
pub(super) mod library;
pub(super) mod operations;
pub(super) mod output;
pub(super) mod overlay;
mod progress;
pub(super) mod prose;
pub(super) mod quiz;
pub(super) mod sequence;
pub(super) mod sides;
pub(super) mod source;
pub(super) mod table;
pub(super) mod token;
pub(super) mod tracker;
pub(super) mod why;
