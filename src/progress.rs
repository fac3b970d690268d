//! What a learner has answered, and what follows from it: the log's lines, how well each thing is remembered, what is
//! due again, and what an instructor sees in several logs.
//!
//! Nothing here reads a file or a clock: bytes and times come in. Whoever has the files is in `store`.

pub mod class;
pub mod history;
pub mod log;
pub mod record;
pub mod schedule;

pub use class::{Asked, Class, Student};
pub use history::{Due, History, Item, Strength};
pub use log::{Line, Reading};
pub use record::{Answer, Record};

#[cfg(test)]
mod tests;
