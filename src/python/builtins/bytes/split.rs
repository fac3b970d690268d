//! Methods between one `bytes` or `bytearray` and several.

use super::super::super::args::Args;
use super::super::super::kernel::{Fault, bytes_text};
use super::super::super::object::NativeFn;
use super::super::super::value::Value;
use super::super::super::vm::{Result, Vm};
use super::super::receiver::{c_int, reserve_pieces};
use super::super::string;
use super::{Octets, bytes_like};

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("split", |vm, args| split(vm, args, "split", bytes_text::split)),
    ("rsplit", |vm, args| split(vm, args, "rsplit", bytes_text::rsplit)),
    ("splitlines", splitlines),
    ("partition", |vm, args| partition(vm, args, "partition", bytes_text::partition)),
    ("rpartition", |vm, args| partition(vm, args, "rpartition", bytes_text::rpartition)),
    ("join", join),
];

type Split = fn(&[u8], Option<&[u8]>, i64) -> std::result::Result<Vec<Vec<u8>>, Fault>;

fn split(vm: &mut Vm, mut args: Args, name: &str, split: Split) -> Result {
    let this = Octets::take(vm, &mut args, name)?;
    let [separator, most] = args.bind(vm, name, "sep=, maxsplit=")?;
    let most = if most.is_unset() { -1 } else { vm.index(&most)? };
    let separator = match separator {
        Value::Unset | Value::None => None,
        other => Some(bytes_like(vm, &other)?),
    };
    let pieces = match &separator {
        Some(separator) => bytes_text::count(&this.bytes, separator, None, None),
        None => this
            .bytes
            .split(|byte| matches!(byte, b' ' | b'\t'..=b'\r'))
            .filter(|word| !word.is_empty())
            .count(),
    };
    reserve_pieces(vm, usize::try_from(most).map_or(pieces, |most| most.min(pieces)) + 1)?;
    let parts = vm.kernel(split(&this.bytes, separator.as_deref(), most))?;
    Ok(Value::list(parts.into_iter().map(|part| this.like(part)).collect::<Vec<_>>()))
}

fn splitlines(vm: &mut Vm, mut args: Args) -> Result {
    let this = Octets::take(vm, &mut args, "splitlines")?;
    let [keep] = args.bind(vm, "splitlines", "keepends=")?;
    let keep = !keep.is_unset() && c_int(vm, &keep)? != 0;
    reserve_pieces(vm, this.bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1)?;
    let lines = bytes_text::split_lines(&this.bytes, keep);
    Ok(Value::list(lines.into_iter().map(|line| this.like(line)).collect::<Vec<_>>()))
}

type Partition = fn(&[u8], &[u8]) -> std::result::Result<[Vec<u8>; 3], Fault>;

fn partition(vm: &mut Vm, mut args: Args, name: &str, partition: Partition) -> Result {
    let this = Octets::take(vm, &mut args, name)?;
    let [separator] = args.exact(vm, &this.name(name))?;
    let separator = bytes_like(vm, &separator)?;
    vm.reserve(this.bytes.len())?;
    let parts = vm.kernel(partition(&this.bytes, &separator))?;
    Ok(Value::tuple(parts.map(|part| this.like(part))))
}

fn join(vm: &mut Vm, mut args: Args) -> Result {
    let this = Octets::take(vm, &mut args, "join")?;
    let [items] = args.exact(vm, &this.name("join"))?;
    let items = string::iterable(vm, &items)?;
    let mut parts: Vec<Vec<u8>> = Vec::with_capacity(items.len());
    let mut bytes = this.bytes.len().saturating_mul(items.len());
    for (at, item) in items.iter().enumerate() {
        let Some(part) = item.as_byte_vec() else {
            let kind = vm.type_name(item);
            return Err(
                vm.type_error(format!("sequence item {at}: expected a bytes-like object, {kind} found"))
            );
        };
        bytes = bytes.saturating_add(part.len());
        if bytes > vm.budget.value_bytes() {
            vm.reserve(bytes)?;
        }
        parts.push(part);
    }
    vm.reserve(bytes)?;
    let joined = bytes_text::join(&this.bytes, parts.iter().map(Vec::as_slice), vm.budget.value_bytes());
    Ok(this.like(vm.kernel(joined)?))
}
