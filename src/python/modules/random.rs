//! `_random`: the Mersenne Twister (MT19937) seeded as CPython does, so that a program with a seed draws the same
//! numbers here and there. Without a seed it begins with the world's.

use super::super::args::Args;
use super::super::object::Module;
use super::super::value::Value;
use super::super::vm::{ClassSpec, Result, Vm};
use super::{Builder, data_of};
use num_bigint::{BigInt, BigUint, Sign};
use std::cell::RefCell;
use std::rc::Rc;

const WORDS: usize = 624;
const MIDDLE: usize = 397;

/// 624 words and how many of them are used up.
#[derive(Clone)]
struct Twister {
    words: Vec<u32>,
    used: usize,
}

impl Twister {
    fn of_number(seed: u32) -> Self {
        let mut words = vec![seed; WORDS];
        for at in 1..WORDS {
            let last = words[at - 1];
            words[at] = 1_812_433_253u32.wrapping_mul(last ^ (last >> 30)).wrapping_add(at as u32);
        }
        Self { words, used: WORDS }
    }

    /// Seeded by a key of any length, `init_by_array` of the reference implementation.
    fn of_key(key: &[u32]) -> Self {
        let mut this = Self::of_number(19_650_218);
        let words = &mut this.words;
        let mut at = 1;
        for turn in 0..WORDS.max(key.len()) {
            let j = turn % key.len();
            let mixed = words[at] ^ (words[at - 1] ^ (words[at - 1] >> 30)).wrapping_mul(1_664_525);
            words[at] = mixed.wrapping_add(key[j]).wrapping_add(j as u32);
            at = next(words, at);
        }
        for _ in 1..WORDS {
            let mixed = words[at] ^ (words[at - 1] ^ (words[at - 1] >> 30)).wrapping_mul(1_566_083_941);
            words[at] = mixed.wrapping_sub(at as u32);
            at = next(words, at);
        }
        words[0] = 0x8000_0000;
        this
    }

    fn draw(&mut self) -> u32 {
        if self.used >= WORDS {
            for at in 0..WORDS {
                let y = (self.words[at] & 0x8000_0000) | (self.words[(at + 1) % WORDS] & 0x7fff_ffff);
                let odd = if y & 1 == 1 { 0x9908_b0df } else { 0 };
                self.words[at] = self.words[(at + MIDDLE) % WORDS] ^ (y >> 1) ^ odd;
            }
            self.used = 0;
        }
        let mut y = self.words[self.used];
        self.used += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }
}

/// The word after `at`; past the last one, the first word becomes the last and it goes on at the second.
fn next(words: &mut [u32], at: usize) -> usize {
    if at + 1 < WORDS {
        return at + 1;
    }
    words[0] = words[WORDS - 1];
    1
}

/// Loads `_random`.
#[expect(clippy::unnecessary_wraps, reason = "the type of every loader")]
pub(super) fn load(vm: &mut Vm) -> Result<Rc<Module>> {
    let mut module = Builder::new(vm, "_random");
    module.class(ClassSpec {
        name: "Random",
        methods: &[
            ("__new__", new),
            ("seed", seed),
            ("random", random),
            ("getrandbits", getrandbits),
            ("getstate", getstate),
            ("setstate", setstate),
        ],
        ..ClassSpec::default()
    });
    Ok(module.finish())
}

fn new(vm: &mut Vm, mut args: Args) -> Result {
    let Value::Class(class) = args.this() else { return Err(vm.type_error("Random.__new__()")) };
    Ok(vm.new_native(&class, RefCell::new(Twister::of_number(0))))
}

fn seed(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [given] = args.exact(vm, "seed")?;
    vm.charge(64)?;
    let number = match &given {
        Value::None => BigInt::from(vm.random()),
        other => match other.as_bigint() {
            Some(number) => number,
            None => BigInt::from(vm.hash(other)? as u64),
        },
    };
    let key = number.magnitude().to_u32_digits();
    vm.charge(key.len() as u64)?;
    let key = if key.is_empty() { vec![0] } else { key };
    *data_of::<RefCell<Twister>>(vm, &this)?.borrow_mut() = Twister::of_key(&key);
    Ok(Value::None)
}

fn random(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [] = args.exact(vm, "random")?;
    let mut twister = data_of::<RefCell<Twister>>(vm, &this)?.borrow_mut();
    let (high, low) = (f64::from(twister.draw() >> 5), f64::from(twister.draw() >> 6));
    Ok(Value::Float((high * 67_108_864.0 + low) * (1.0 / 9_007_199_254_740_992.0)))
}

fn getrandbits(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [bits] = args.exact(vm, "getrandbits")?;
    let Ok(mut bits) = usize::try_from(vm.index(&bits)?) else {
        return Err(vm.value_error("number of bits must be non-negative"));
    };
    vm.reserve(bits / 8)?;
    let mut twister = data_of::<RefCell<Twister>>(vm, &this)?.borrow_mut();
    let mut words = Vec::new();
    while bits > 0 {
        let word = twister.draw();
        words.push(if bits < 32 { word >> (32 - bits) } else { word });
        bits = bits.saturating_sub(32);
    }
    Ok(Value::int(BigInt::from_biguint(Sign::Plus, BigUint::new(words))))
}

fn getstate(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [] = args.exact(vm, "getstate")?;
    let twister = data_of::<RefCell<Twister>>(vm, &this)?.borrow();
    let words = twister.words.iter().map(|word| Value::Int(i64::from(*word)));
    Ok(Value::tuple(words.chain([Value::size(twister.used)]).collect::<Vec<_>>()))
}

fn setstate(vm: &mut Vm, mut args: Args) -> Result {
    let this = args.this();
    let [state] = args.exact(vm, "setstate")?;
    let Value::Tuple(state) = &state else { return Err(vm.type_error("state vector must be a tuple")) };
    if state.len() != WORDS + 1 {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    let words = state[..WORDS].iter().map(|word| word.as_i64().unwrap_or(0) as u32).collect();
    let used = state[WORDS].as_i64().and_then(|used| usize::try_from(used).ok());
    let Some(used) = used.filter(|used| *used <= WORDS) else {
        return Err(vm.value_error("invalid state"));
    };
    *data_of::<RefCell<Twister>>(vm, &this)?.borrow_mut() = Twister { words, used };
    Ok(Value::None)
}
