//! From Python values to JSON, as `json.dumps` goes about it.

use super::super::super::value::Value;
use super::super::super::vm::{Result, Vm};
use crate::jose::json::{Json, Layout, WriteError, Written, write};
use crate::number::float_repr;
use crate::wtf8::Wtf8;
use num_traits::ToPrimitive;
use std::rc::Rc;

/// The options of `json.dumps` that decide which values there are, beside the layout of the text.
#[derive(Clone)]
pub(crate) struct Dump {
    pub(crate) skip_keys: bool,
    pub(crate) sort_keys: bool,
    pub(crate) check_circular: bool,
    /// What `default(value)` is called on; [`Value::Unset`] for none.
    pub(crate) default: Value,
    pub(crate) layout: Layout,
}

impl Default for Dump {
    fn default() -> Self {
        Self {
            skip_keys: false,
            sort_keys: false,
            check_circular: true,
            default: Value::Unset,
            layout: Layout::default(),
        }
    }
}

impl Dump {
    /// `separators=(",", ":")`: what both token libraries ask for.
    pub(crate) fn compact(sort_keys: bool) -> Self {
        Self { sort_keys, layout: Layout::compact(), ..Self::default() }
    }
}

/// The JSON of a value, ready to be written.
pub(crate) fn to_json(vm: &mut Vm, value: &Value, dump: &Dump) -> Result<Json> {
    Walk { dump, padding: 0, open: Vec::new() }.value(vm, value)
}

/// `json.dumps(value)`: the text, and where its outermost members are.
pub(crate) fn dumps(vm: &mut Vm, value: &Value, dump: &Dump) -> Result<Written> {
    let json = to_json(vm, value, dump)?;
    match write(&json, &dump.layout) {
        Ok(written) => {
            vm.charge(written.text.as_bytes().len() as u64 / 16)?;
            Ok(written)
        }
        Err(error @ (WriteError::NotFinite | WriteError::DigitLimit)) => {
            Err(vm.value_error(error.to_string()))
        }
    }
}

struct Walk<'a> {
    dump: &'a Dump,
    /// Bytes of white space that the text will have so far: with a wide indent that is nearly all of it.
    padding: usize,
    /// The containers around, by identity.
    open: Vec<usize>,
}

impl Walk<'_> {
    fn value(&mut self, vm: &mut Vm, value: &Value) -> Result<Json> {
        vm.charge(1)?;
        match value.base() {
            Value::None => Ok(Json::Null),
            Value::Bool(flag) => Ok(Json::Bool(*flag)),
            Value::Int(int) => Ok(Json::Int(*int)),
            Value::Big(big) => Ok(Json::Big((**big).clone())),
            Value::Float(float) => Ok(Json::Float(*float)),
            Value::Str(text) => Ok(Json::Str(text.text().clone())),
            Value::List(list) => {
                let place = Rc::as_ptr(list) as usize;
                let items = list.to_vec();
                self.nested(vm, place, "a JSON object", |walk, vm| walk.array(vm, &items))
            }
            Value::Tuple(tuple) => {
                let place = Rc::as_ptr(tuple) as usize;
                let items = tuple.to_vec();
                self.nested(vm, place, "a JSON object", |walk, vm| walk.array(vm, &items))
            }
            Value::Dict(dict) => {
                let place = Rc::as_ptr(dict) as usize;
                let items = dict.items();
                self.nested(vm, place, "a JSON object", |walk, vm| walk.object(vm, items))
            }
            _ => self.other(vm, value),
        }
    }

    fn other(&mut self, vm: &mut Vm, value: &Value) -> Result<Json> {
        if self.dump.default.is_unset() {
            let name = vm.class_of(value).name();
            return Err(vm.type_error(format!("Object of type {name} is not JSON serializable")));
        }
        let place = identity(value);
        let default = self.dump.default.clone();
        self.nested(vm, place, "a JSON object", |walk, vm| {
            let replaced = vm.call(&default, vec![value.clone()])?;
            walk.value(vm, &replaced)
        })
    }

    fn nested(
        &mut self,
        vm: &mut Vm,
        place: usize,
        what: &str,
        work: impl FnOnce(&mut Self, &mut Vm) -> Result<Json>,
    ) -> Result<Json> {
        if self.dump.check_circular && place != 0 && self.open.contains(&place) {
            return Err(vm.value_error("Circular reference detected"));
        }
        self.open.push(place);
        let result = vm.deeper(&format!(" while encoding {what}"), |vm| work(self, vm));
        self.open.pop();
        result
    }

    /// Asks for room before items are written on lines of their own.
    fn pad(&mut self, vm: &mut Vm, items: usize) -> Result<()> {
        if let Some(indent) = self.dump.layout.indent.as_ref().filter(|_| items > 0) {
            let more = (items + 1).saturating_mul(indent.as_bytes().len().saturating_mul(self.open.len()));
            vm.reserve_more(self.padding, more)?;
            self.padding += more;
        }
        Ok(())
    }

    fn array(&mut self, vm: &mut Vm, items: &[Value]) -> Result<Json> {
        self.pad(vm, items.len())?;
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            out.push(self.value(vm, item)?);
        }
        Ok(Json::Array(out))
    }

    fn object(&mut self, vm: &mut Vm, mut items: Vec<(Value, Value)>) -> Result<Json> {
        if self.dump.sort_keys {
            sort_by_key(vm, &mut items)?;
        }
        self.pad(vm, items.len())?;
        let mut out: Vec<(Wtf8, Json)> = Vec::with_capacity(items.len());
        for (key, value) in items {
            let Some(name) = self.name(vm, &key)? else { continue };
            out.push((name, self.value(vm, &value)?));
        }
        Ok(Json::Object(out))
    }

    fn name(&self, vm: &mut Vm, key: &Value) -> Result<Option<Wtf8>> {
        Ok(Some(match key.base() {
            Value::Str(text) => text.text().clone(),
            Value::Float(float) => float_name(*float).into(),
            Value::Bool(true) => "true".into(),
            Value::Bool(false) => "false".into(),
            Value::None => "null".into(),
            Value::Int(int) => int.to_string().into(),
            Value::Big(big) => {
                let text = super::super::super::kernel::int_text::int_to_str(big);
                vm.kernel(text)?.into()
            }
            _ if self.dump.skip_keys => return Ok(None),
            _ => {
                let name = vm.type_name(key);
                let message = format!("keys must be str, int, float, bool or None, not {name}");
                return Err(vm.type_error(message));
            }
        }))
    }
}

/// A float as a member's name; `NaN` and the infinities in JSON's spelling.
fn float_name(float: f64) -> String {
    match float {
        float if float.is_nan() => "NaN".into(),
        float if float.is_infinite() => if float > 0.0 { "Infinity" } else { "-Infinity" }.into(),
        _ => float_repr(float),
    }
}

/// `sorted(items)` by key: text in the order of its code points, anything else by Python's `<`.
fn sort_by_key(vm: &mut Vm, items: &mut Vec<(Value, Value)>) -> Result<()> {
    vm.charge(items.len() as u64)?;
    if items.iter().all(|(key, _)| matches!(key, Value::Str(_))) {
        items.sort_by(|(left, _), (right, _)| match (left, right) {
            (Value::Str(left), Value::Str(right)) => left.text().cmp(right.text()),
            _ => std::cmp::Ordering::Equal,
        });
        return Ok(());
    }
    // Binary insertion, which asks the questions in the order in which CPython's sort asks them for short lists.
    let mut sorted: Vec<(Value, Value)> = Vec::with_capacity(items.len());
    for item in items.drain(..) {
        let (mut low, mut high) = (0, sorted.len());
        while low < high {
            let middle = if high == sorted.len() && low == 0 { high - 1 } else { usize::midpoint(low, high) };
            if vm.less(&item.0, &sorted[middle].0)? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        sorted.insert(low, item);
    }
    *items = sorted;
    Ok(())
}

/// Where an object is, for telling it from others; 0 when it does not matter.
fn identity(value: &Value) -> usize {
    match value {
        Value::Instance(instance) => Rc::as_ptr(instance) as usize,
        Value::Set(set) => Rc::as_ptr(set) as usize,
        _ => 0,
    }
}

/// The indent that `indent=` asks for: spaces for a number, the text itself for a text.
pub(crate) fn indent_of(vm: &mut Vm, indent: &Value) -> Result<Option<Wtf8>> {
    Ok(match indent.base() {
        Value::None | Value::Unset => None,
        Value::Str(text) => Some(text.text().clone()),
        _ => {
            let Some(count) = indent.as_bigint() else {
                let name = vm.type_name(indent);
                return Err(vm.type_error(format!("can't multiply sequence by non-int of type '{name}'")));
            };
            let count = count.to_i64().unwrap_or(i64::MAX).clamp(0, 1 << 20) as usize;
            vm.reserve(count)?;
            Some(" ".repeat(count).into())
        }
    })
}
