//! Commands that open a screen.

use super::args::{Global, Learn, Run};
use super::failure::Failure;

pub(crate) fn library(_: &Global) -> Result<(), Failure> {
    Err(Failure::wrong("no screen yet"))
}
pub(crate) fn learn(_: &Learn, _: &Global) -> Result<(), Failure> {
    Err(Failure::wrong("no screen yet"))
}
pub(crate) fn run(_: &Run, _: &Global) -> Result<(), Failure> {
    Err(Failure::wrong("no screen yet"))
}
