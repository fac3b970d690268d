//! Executes Python's teaching subset, opens `jwt.encode` and `jwt.decode`, and shows every step.
//!
//! The floors, from the lowest: [`wtf8`], [`number`], [`span`] and [`packed`]; [`jose`] and [`text`]; [`trace`] and [`lesson`];
//! [`python`], [`quiz`] and [`progress`]; [`session`] and [`check`]; [`view`]; [`tui`], [`plain`], [`export`] and [`store`]. A file
//! imports only from a lower floor or inward within its own wing; `tests/house.rs` holds it to that.

pub mod check;
pub mod export;
pub mod jose;
pub mod lesson;
pub mod number;
pub mod packed;
pub mod progress;
pub mod python;
pub mod quiz;
pub mod request;
pub mod session;
pub mod span;
pub mod store;
pub mod text;
pub mod trace;
pub mod tui;
pub mod view;
pub mod wtf8;
