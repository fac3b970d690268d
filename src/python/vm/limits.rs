//! The budgets: work, memory, depth and the cancel flag. A halt is not an exception; nothing catches it.

use super::super::heap;
use super::super::{Cancel, Limits};
use super::{Raise, Result, Vm};
use crate::trace::HaltReason;
use std::sync::atomic::Ordering;

/// Instructions between two looks at the clockwork.
const SLICE: i64 = 2_048;
/// Work of a call from Rust into Python or a native function, next to one instruction.
const CALL: u64 = 20;
/// Machine loops within machine loops: what bounds the use of the thread's own stack.
const NESTED: usize = 250;
/// Levels of data within data that `repr`, `==` and `hash` walk; CPython stops near its recursion limit too.
const DATA_DEPTH: usize = 990;

/// What is left.
pub(crate) struct Budget {
    spent: u64,
    ticks: u64,
    value_bytes: usize,
    total_bytes: usize,
    pub(super) call_depth: usize,
    pub(super) steps: usize,
    cancel: Cancel,
}

impl Budget {
    pub(super) fn new(limits: &Limits, cancel: &Cancel) -> Self {
        heap::refuel(SLICE);
        Self {
            spent: 0,
            ticks: limits.ticks,
            value_bytes: limits.value_bytes,
            total_bytes: limits.total_bytes,
            call_depth: limits.call_depth.min(1_000),
            steps: limits.steps,
            cancel: cancel.clone(),
        }
    }

    /// After a halt: enough work to show the variables.
    pub(super) fn allow_ending(&mut self) {
        self.spent = 0;
        self.ticks = 200_000;
        self.value_bytes = 1 << 20;
        self.total_bytes = self.total_bytes.saturating_add(32 << 20);
        self.cancel = Cancel::default();
    }

    /// Bytes one value may have.
    pub(crate) fn value_bytes(&self) -> usize {
        self.value_bytes
    }
}

impl Vm {
    /// Counts `work` units: about one per element or per sixteen bytes handled.
    ///
    /// # Errors
    /// The halt, when the budget is spent or the run cancelled; hand it on with `?`.
    #[inline]
    pub(crate) fn charge(&mut self, work: u64) -> Result<()> {
        match heap::burn(work) {
            left if left > 0 => Ok(()),
            left => self.refuel(left),
        }
    }

    #[cold]
    #[inline(never)]
    fn refuel(&mut self, left: i64) -> Result<()> {
        let budget = &mut self.budget;
        budget.spent = budget.spent.saturating_add(SLICE.abs_diff(left));
        heap::refuel(SLICE);
        if budget.cancel.load(Ordering::Relaxed) {
            return Err(Raise::Halt(HaltReason::Cancelled));
        }
        if budget.spent > budget.ticks {
            return Err(Raise::Halt(HaltReason::Work));
        }
        self.check_memory()
    }

    /// Whether the budgets are spent, so that nothing more should be tried.
    pub(crate) fn charge_calls(&mut self) -> Result<()> {
        self.charge(CALL)
    }

    /// Looks at the memory in use.
    pub(crate) fn check_memory(&mut self) -> Result<()> {
        self.check_memory_with(0)
    }

    /// Looks at the memory in use and at so many bytes more.
    pub(crate) fn check_memory_with(&mut self, more: usize) -> Result<()> {
        if heap::live_bytes() + self.recorder.bytes() + more > self.budget.total_bytes {
            return Err(Raise::Halt(HaltReason::Memory));
        }
        Ok(())
    }

    /// Asks before a value of so many bytes is made; also charges for the work of making it.
    ///
    /// # Errors
    /// The halt, when it is more than one value may have or than is left.
    pub(crate) fn reserve(&mut self, bytes: usize) -> Result<()> {
        if bytes > self.budget.value_bytes || heap::live_bytes() + bytes > self.budget.total_bytes {
            return Err(Raise::Halt(HaltReason::Memory));
        }
        self.charge(bytes as u64 / 16 + 1)
    }

    /// As [`Vm::reserve`], for a value of `have` bytes that grows in place by `more`.
    ///
    /// # Errors
    /// As [`Vm::reserve`].
    pub(crate) fn reserve_more(&mut self, have: usize, more: usize) -> Result<()> {
        if have.saturating_add(more) > self.budget.value_bytes {
            return Err(Raise::Halt(HaltReason::Memory));
        }
        self.reserve(more)
    }

    /// Asks whether one more machine loop fits, before the frame that it will run is entered.
    pub(super) fn may_nest(&mut self) -> Result<()> {
        if self.nested < NESTED {
            return Ok(());
        }
        let message = "maximum recursion depth exceeded while calling a Python object";
        Err(self.exception("RecursionError", message))
    }

    /// Runs `work` one machine loop deeper; [`Vm::may_nest`] has said that it may.
    pub(super) fn nested<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.nested += 1;
        let result = work(self);
        self.nested -= 1;
        result
    }

    /// Runs `work` one level deeper inside data; `doing` ends CPython's message.
    pub(crate) fn deeper<T>(&mut self, doing: &str, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.data_depth + self.frames.len() >= DATA_DEPTH {
            let message = format!("maximum recursion depth exceeded{doing}");
            return Err(self.exception("RecursionError", message));
        }
        self.data_depth += 1;
        let result = work(self);
        self.data_depth -= 1;
        result
    }
}
