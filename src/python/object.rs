//! The objects behind [`Value`](super::value::Value): what each holds, with no behaviour that needs the machine.

mod class;
mod dict;
mod function;
mod iter;
mod sequence;
mod set;
mod text;

pub(crate) use class::{
    CLASS, Class, ClassFlags, ExceptionData, Instance, Layout, Module, Payload, TraceLine,
};
pub(crate) use dict::{Dict, DictView, ViewKind};
pub(crate) use function::{
    Cell, Descriptor, Function, Generator, GeneratorKind, Method, Native, NativeCall, NativeFn, NativeKind,
    Super,
};
pub(crate) use iter::{Iter, IterState};
pub(crate) use sequence::{BigNumber, ByteArray, Bytes, List, Range, Slice, Tuple};
pub(crate) use set::Set;
pub(crate) use text::{PyStr, hash_bytes};
