//! Hashes as CPython computes them for what is equal, and identities.

use super::super::super::object::Payload;
use super::super::super::value::Value;
use super::super::{Result, Vm};
use super::is_builtin_slot;
use num_bigint::BigInt;
use num_traits::{FromPrimitive, Signed, ToPrimitive};
use std::rc::Rc;

/// The modulus of Python's numeric hashes.
const MODULUS: i64 = (1 << 61) - 1;

impl Vm {
    /// `hash(value)`.
    pub(crate) fn hash(&mut self, value: &Value) -> Result<i64> {
        Ok(match value {
            Value::Str(text) => text.hash(),
            Value::Int(int) => hash_i64(*int),
            Value::Bool(flag) => i64::from(*flag),
            Value::Big(big) => {
                self.charge(big.bits() / 256)?;
                hash_big(big)
            }
            Value::Float(float) => hash_float(*float),
            Value::Bytes(bytes) => {
                self.charge(bytes.len() as u64 / 64)?;
                super::super::super::object::hash_bytes(bytes)
            }
            Value::Tuple(items) => {
                let items = items.clone();
                return self.deeper(" while hashing", |vm| vm.hash_tuple(&items));
            }
            Value::Set(set) if set.frozen => {
                let mut hash: u64 = 0x3c6e_f372 ^ set.len() as u64;
                for (entry, _) in set.entries() {
                    let entry = entry as u64;
                    hash ^= (entry ^ 0x5555_5555 ^ (entry << 16)).wrapping_mul(3_644_798_167);
                }
                hash as i64
            }
            Value::Instance(instance) => {
                let class = instance.class();
                match class.lookup_str("__hash__") {
                    Some(Value::None) => return Err(self.unhashable(value)),
                    Some(function) if !is_builtin_slot(&function) => {
                        let answer = self.call_method_of(&function, value, Vec::new())?;
                        match answer.base() {
                            Value::Int(int) => *int,
                            Value::Bool(flag) => i64::from(*flag),
                            Value::Big(big) => hash_big(big),
                            _ => return Err(self.type_error("__hash__ method should return an integer")),
                        }
                    }
                    _ => match &instance.payload {
                        Payload::Value(inner) => {
                            let inner = inner.clone();
                            return self.hash(&inner);
                        }
                        _ => i64::from(instance.id.get()) * 0x30 + 0x1000,
                    },
                }
            }
            Value::None => 0x1ca_b2e5,
            Value::NotImplemented => 0x1ca_b2e6,
            Value::Ellipsis => 0x1ca_b2e7,
            Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::ByteArray(_) | Value::Slice(_) => {
                return Err(self.unhashable(value));
            }
            Value::DictView(view) if view.kind != super::super::super::object::ViewKind::Values => {
                return Err(self.unhashable(value));
            }
            Value::Range(range) => range.start ^ range.stop.rotate_left(20) ^ range.step.rotate_left(40),
            Value::Method(method) => {
                let (a, b) = (method.function.clone(), method.this.clone());
                self.identity_of(&a) as i64 * 31 + self.identity_of(&b) as i64
            }
            Value::Class(class) => {
                if let Some(function) = self.special(value, "__hash__")
                    && !is_builtin_slot(&function)
                {
                    let answer = self.call_method_of(&function, value, Vec::new())?;
                    return Ok(answer.as_i64().unwrap_or(0));
                }
                i64::from(class.id.get()) * 0x30 + 0x2000
            }
            other => self.identity_of(other) as i64,
        })
    }

    fn unhashable(&mut self, value: &Value) -> super::super::Raise {
        let message = format!("unhashable type: '{}'", self.type_name(value));
        self.type_error(message)
    }

    /// CPython's tuple hash (xxHash's rounds), so that sets of number tuples keep its order.
    fn hash_tuple(&mut self, items: &[Value]) -> Result<i64> {
        const P1: u64 = 11_400_714_785_074_694_791;
        const P2: u64 = 14_029_467_366_897_019_727;
        const P5: u64 = 2_870_177_450_012_600_261;
        let mut acc = P5;
        for item in items {
            self.charge(1)?;
            let lane = self.hash(item)? as u64;
            acc = acc.wrapping_add(lane.wrapping_mul(P2)).rotate_left(31).wrapping_mul(P1);
        }
        acc = acc.wrapping_add(items.len() as u64 ^ (P5 ^ 0x0035_D373));
        Ok(if acc == u64::MAX { 1_546_275_796 } else { acc as i64 })
    }

    /// `id(value)`; for immutable values made from what they hold.
    #[expect(clippy::self_only_used_in_recursion, reason = "asked of the machine like every other property")]
    pub(crate) fn identity_of(&mut self, value: &Value) -> u64 {
        let number = match value {
            Value::List(list) => list.id.get(),
            Value::Dict(dict) => dict.id.get(),
            Value::Set(set) => set.id.get(),
            Value::ByteArray(bytes) => bytes.id.get(),
            Value::Tuple(tuple) => tuple.id.get(),
            Value::Instance(instance) => instance.id.get(),
            Value::Class(class) => class.id.get(),
            Value::Module(module) => module.id.get(),
            Value::Function(function) => function.id.get(),
            Value::Native(native) => native.id.get(),
            Value::Generator(generator) => generator.id.get(),
            Value::Method(method) => {
                let method = method.clone();
                return self.identity_of(&method.this) + 8;
            }
            other => {
                let hash = match other {
                    Value::Iter(iter) => Rc::as_ptr(iter).cast::<u8>() as usize as i64,
                    Value::Str(text) => text.hash(),
                    Value::Bytes(bytes) => super::super::super::object::hash_bytes(bytes),
                    Value::Int(int) => hash_i64(*int).wrapping_mul(0x20),
                    Value::Float(float) => hash_float(*float),
                    Value::Big(big) => hash_big(big),
                    Value::Bool(flag) => i64::from(*flag),
                    _ => super::super::super::object::hash_bytes(other.builtin_name().as_bytes()),
                };
                return 0x7f3a_0000_0000 | (hash as u64 & 0xFFF_FFFF) << 4;
            }
        };
        Vm::address(number)
    }
}

fn hash_i64(int: i64) -> i64 {
    let hash = int % MODULUS;
    if hash == -1 { -2 } else { hash }
}

fn hash_big(big: &BigInt) -> i64 {
    let rest = (big.abs() % MODULUS).to_i64().unwrap_or(0);
    let hash = if big.is_negative() { -rest } else { rest };
    if hash == -1 { -2 } else { hash }
}

fn hash_float(float: f64) -> i64 {
    if float.is_infinite() {
        return if float > 0.0 { 314_159 } else { -314_159 };
    }
    if float.is_nan() {
        return 0x7ff8;
    }
    if float.fract() == 0.0
        && let Some(big) = BigInt::from_f64(float)
    {
        return hash_big(&big);
    }
    let (mut mantissa, mut exponent) = (float.abs(), 0i32);
    while mantissa >= 1.0 {
        mantissa /= 2.0;
        exponent += 1;
    }
    while mantissa < 0.5 {
        mantissa *= 2.0;
        exponent -= 1;
    }
    let modulus = MODULUS as u64;
    let mut x = 0u64;
    while mantissa != 0.0 {
        x = ((x << 28) & modulus) | x >> 33;
        mantissa *= 268_435_456.0;
        exponent -= 28;
        let y = mantissa as u64;
        mantissa -= y as f64;
        x += y;
        if x >= modulus {
            x -= modulus;
        }
    }
    let shift = exponent.rem_euclid(61) as u32;
    if shift > 0 {
        x = ((x << shift) & modulus) | x >> (61 - shift);
    }
    let hash = if float < 0.0 { -(x as i64) } else { x as i64 };
    if hash == -1 { -2 } else { hash }
}
