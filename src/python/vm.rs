//! The machine: frames on the heap, one loop over instructions, and the protocols of Python's data model.
//!
//! [`Vm`] is also the handle that modules written in Rust get; [`modules`](super::modules) is the guide to it.

mod arith;
mod attr;
mod attr_fields;
mod attr_set;
mod call;
mod classes;
mod compare;
mod construct;
mod containers;
mod convert;
mod errors;
mod exec;
mod format;
mod frame;
mod import;
mod index;
mod iterate;
mod limits;
mod matching;
mod names;
mod operators;
mod repr;
mod requests;
mod run;
mod scope;
mod suspend;
mod trace;
mod traceback;
mod unwind;
mod warn;

pub(crate) use classes::{ClassSpec, Classes};
pub(crate) use frame::Frame;
pub(crate) use limits::Budget;
pub(crate) use operators::frozen;
pub(crate) use suspend::AsyncTurn;

use super::object::{Class, Dict, Instance, Module};
use super::value::{Str, Value};
use super::{Cancel, Limits, World};
use crate::trace::{HaltReason, Recorder};
use std::collections::HashMap;
use std::rc::Rc;

/// What a step of execution gives.
pub(crate) type Result<T = Value> = std::result::Result<T, Raise>;

/// Why a step of execution gave no value.
#[derive(Clone)]
pub(crate) enum Raise {
    /// A Python exception.
    Exception(Rc<Instance>),
    /// The run is over; no Python code may see it.
    Halt(HaltReason),
}

impl std::fmt::Debug for Raise {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Raise::Exception(exception) => write!(f, "{}", exception.class().name()),
            Raise::Halt(reason) => write!(f, "{reason:?}"),
        }
    }
}

/// The state of one run.
pub(crate) struct Vm {
    /// The clock, the environment and the seed as they are now.
    pub(crate) world: World,
    /// The classes every program has.
    pub(crate) classes: Rc<Classes>,
    /// The names every program has.
    pub(crate) builtins: Rc<Dict>,
    /// Modules imported so far, by full name: `sys.modules`.
    pub(crate) modules: HashMap<String, Rc<Module>>,
    pub(crate) budget: Budget,
    current: Box<Frame>,
    #[expect(clippy::vec_box, reason = "frames move between here, `current` and generators")]
    frames: Vec<Box<Frame>>,
    /// Machine loops within machine loops.
    nested: usize,
    /// When not 0, nothing that runs is traced.
    quiet: usize,
    /// How deep `repr`, `==` and `hash` are inside data.
    data_depth: usize,
    /// Objects whose `repr` is being made, by identity of their allocation.
    repr_stack: Vec<usize>,
    recorder: Recorder,
    names: names::Names,
    /// The machine loop that just ended was left by a `yield`.
    /// Whether that value comes from what the frame delegates to.
    yielded: Option<bool>,
    /// The exception on its way is raised again, not anew.
    again: bool,
    /// Bytes after which a `repr` made for the record is cut.
    shown: Option<usize>,
    /// Bytes of text written for the record that it did not need.
    written: usize,
    source: std::sync::Arc<str>,
    rng: u64,
    /// Some class defines `__getattribute__` or `__setattr__`… so the fast ways are closed.
    custom_getattribute: bool,
    /// What `warnings.catch_warnings` and filters need; kept by the module.
    pub(crate) warning_filter: Option<Rc<dyn Fn(&mut Vm, &Rc<Class>, &str) -> Result<bool>>>,
}

impl Vm {
    pub(super) fn new(world: &World, limits: &Limits, cancel: &Cancel, source: std::sync::Arc<str>) -> Self {
        let classes = Rc::new(Classes::new());
        let mut vm = Self {
            rng: world.rng_seed,
            world: world.clone(),
            classes,
            builtins: Dict::new(),
            modules: HashMap::new(),
            budget: Budget::new(limits, cancel),
            current: Frame::bottom(),
            frames: Vec::new(),
            nested: 0,
            quiet: 0,
            data_depth: 0,
            repr_stack: Vec::new(),
            recorder: Recorder::new(),
            names: names::Names::new(),
            yielded: None,
            again: false,
            shown: None,
            written: 0,
            source,
            custom_getattribute: false,
            warning_filter: None,
        };
        super::builtins::install(&mut vm);
        vm
    }

    /// The next 64 random bits; the same for the same seed.
    pub(crate) fn random(&mut self) -> u64 {
        self.rng = self.rng.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.rng;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// So many random bytes.
    pub(crate) fn random_bytes(&mut self, count: usize) -> Vec<u8> {
        let mut out = Vec::with_capacity(count);
        while out.len() < count {
            out.extend_from_slice(&self.random().to_le_bytes());
        }
        out.truncate(count);
        out
    }

    /// The seconds since 1970 that the program's clock shows.
    pub(crate) fn now(&self) -> f64 {
        self.world.now
    }

    /// Writes to standard output.
    pub(crate) fn print(&mut self, text: &str) -> Result<()> {
        self.charge(text.len() as u64 / 16 + 1)?;
        self.recorder.print(text);
        self.check_memory()
    }

    /// A shared string, the same object each time.
    pub(crate) fn intern(&mut self, text: &str) -> Str {
        self.names.intern(text)
    }

    /// Runs `work` so that no frame it enters is traced.
    pub(crate) fn quietly<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        self.quiet += 1;
        let result = work(self);
        self.quiet -= 1;
        result
    }

    /// A short hash of the identity of an object, as an address.
    pub(crate) fn address(identity: u32) -> u64 {
        0x7f3a_5c00_0000 + u64::from(identity) * 0x30
    }
}
