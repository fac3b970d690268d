//! `sorted` and `list.sort`: a stable merge sort that may call Python code.

use super::super::value::Value;
use super::super::vm::{Result, Vm};

/// Sorts by `key` (or the values themselves), stably, in reverse keeping equal items in order.
pub(super) fn sort(vm: &mut Vm, items: Vec<Value>, key: &Value, reverse: bool) -> Result<Vec<Value>> {
    let mut pairs: Vec<(Value, Value)> = Vec::with_capacity(items.len());
    for item in items {
        let by = if key.is_none() { item.clone() } else { vm.call(key, vec![item.clone()])? };
        pairs.push((by, item));
    }
    if reverse {
        pairs.reverse();
    }
    let mut sorted = merge_sort(vm, pairs)?;
    if reverse {
        sorted.reverse();
    }
    Ok(sorted.into_iter().map(|(_, item)| item).collect())
}

fn merge_sort(vm: &mut Vm, mut pairs: Vec<(Value, Value)>) -> Result<Vec<(Value, Value)>> {
    // Short runs by insertion, which asks in CPython's direction: is the later one less than the earlier?
    const RUN: usize = 16;
    let len = pairs.len();
    for start in (0..len).step_by(RUN) {
        let end = (start + RUN).min(len);
        for at in start + 1..end {
            let mut to = at;
            while to > start && vm.less(&pairs[to].0.clone(), &pairs[to - 1].0.clone())? {
                vm.charge(1)?;
                pairs.swap(to, to - 1);
                to -= 1;
            }
        }
    }
    let mut width = RUN;
    while width < len {
        let mut out = Vec::with_capacity(len);
        let mut source = pairs.into_iter();
        let mut start = 0;
        while start < len {
            let left: Vec<_> = source.by_ref().take(width).collect();
            let right: Vec<_> = source.by_ref().take(width).collect();
            start += width * 2;
            merge(vm, left, right, &mut out)?;
        }
        pairs = out;
        width *= 2;
    }
    Ok(pairs)
}

fn merge(
    vm: &mut Vm,
    left: Vec<(Value, Value)>,
    right: Vec<(Value, Value)>,
    out: &mut Vec<(Value, Value)>,
) -> Result<()> {
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    loop {
        match (left.peek(), right.peek()) {
            (Some(a), Some(b)) => {
                vm.charge(1)?;
                let (a, b) = (a.0.clone(), b.0.clone());
                if vm.less(&b, &a)? {
                    out.extend(right.next());
                } else {
                    out.extend(left.next());
                }
            }
            (Some(_), None) => out.extend(left.next()),
            (None, Some(_)) => out.extend(right.next()),
            (None, None) => return Ok(()),
        }
    }
}
