//! Code that outlives a run.
//!
//! A run's objects are counted on its own thread and die with it; so does the code that it compiled. What a module of
//! our own compiles to is the same each time, and compiling them was half of a run of a FastAPI program. [`Kept`] holds
//! such code without any object of a run in it; [`Kept::revive`] makes a run's own objects of it, as compiling would.

use super::super::object::{BigNumber, PyStr, Tuple};
use super::super::value::{Str, Value};
use super::{Code, CodeKind, Op};
use crate::span::Span;
use crate::wtf8::Wtf8;
use num_bigint::BigInt;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// The code of a module that is part of the program.
#[derive(Debug)]
pub(crate) struct Kept {
    /// Each string object once, so that what is one object in the code stays one.
    texts: Vec<Wtf8>,
    sheet: Sheet,
}

/// A string of a [`Kept`], by its place.
type Place = u32;

/// A [`Code`] with places instead of strings; the fields are those of the code.
#[derive(Debug)]
struct Sheet {
    name: Place,
    qualname: Place,
    kind: CodeKind,
    ops: Arc<[Op]>,
    lines: Arc<[u32]>,
    stops: Arc<[(u32, Span)]>,
    consts: Vec<Constant>,
    names: Vec<Place>,
    kwnames: Vec<Vec<Place>>,
    locals: Vec<Place>,
    cellvars: Vec<(Place, Option<u32>)>,
    freevars: Vec<Place>,
    counts: [usize; 3],
    flags: [bool; 4],
    first_line: u32,
    first_span: Span,
    doc: Option<Place>,
}

/// A constant.
#[derive(Debug)]
enum Constant {
    None,
    Ellipsis,
    Bool(bool),
    Int(i64),
    Float(f64),
    Big(BigInt),
    Str(Place),
    Bytes(Box<[u8]>),
    Tuple(Vec<Constant>),
    Code(Box<Sheet>),
}

impl Kept {
    /// Of a code that is not the student's; none when a constant is of a kind that the compiler does not make.
    pub(crate) fn of(code: &Code) -> Option<Self> {
        let mut keeper = Keeper::default();
        let sheet = keeper.sheet(code)?;
        Some(Self { texts: keeper.texts, sheet })
    }

    /// The code again, with objects of the run that asks.
    pub(crate) fn revive(&self) -> Rc<Code> {
        let texts: Vec<Str> = self.texts.iter().map(|text| PyStr::new(text.clone())).collect();
        Rc::new(self.sheet.revive(&texts))
    }
}

#[derive(Default)]
struct Keeper {
    texts: Vec<Wtf8>,
    /// Places by the address of the object; the code holds them all while it is looked at.
    places: HashMap<*const PyStr, Place>,
}

impl Keeper {
    fn place(&mut self, text: &Str) -> Place {
        *self.places.entry(Rc::as_ptr(text)).or_insert_with(|| {
            self.texts.push(text.text().clone());
            self.texts.len() as Place - 1
        })
    }

    fn all(&mut self, texts: &[Str]) -> Vec<Place> {
        texts.iter().map(|text| self.place(text)).collect()
    }

    fn sheet(&mut self, code: &Code) -> Option<Sheet> {
        Some(Sheet {
            name: self.place(&code.name),
            qualname: self.place(&code.qualname),
            kind: code.kind,
            ops: Arc::clone(&code.ops),
            lines: Arc::clone(&code.lines),
            stops: Arc::clone(&code.stops),
            consts: self.constants(&code.consts)?,
            names: self.all(&code.names),
            kwnames: code.kwnames.iter().map(|names| self.all(names)).collect(),
            locals: self.all(&code.locals),
            cellvars: code.cellvars.iter().map(|(name, of)| (self.place(name), *of)).collect(),
            freevars: self.all(&code.freevars),
            counts: [code.posonly, code.positional, code.kwonly],
            flags: [code.vararg, code.kwarg, code.generator, code.coroutine],
            first_line: code.first_line,
            first_span: code.first_span,
            doc: code.doc.as_ref().map(|doc| self.place(doc)),
        })
    }

    fn constants(&mut self, values: &[Value]) -> Option<Vec<Constant>> {
        values.iter().map(|value| self.constant(value)).collect()
    }

    fn constant(&mut self, value: &Value) -> Option<Constant> {
        Some(match value {
            Value::None => Constant::None,
            Value::Ellipsis => Constant::Ellipsis,
            Value::Bool(flag) => Constant::Bool(*flag),
            Value::Int(int) => Constant::Int(*int),
            Value::Float(float) => Constant::Float(*float),
            Value::Big(big) => Constant::Big((***big).clone()),
            Value::Str(text) => Constant::Str(self.place(text)),
            Value::Bytes(bytes) => Constant::Bytes((***bytes).into()),
            Value::Tuple(items) => Constant::Tuple(self.constants(items)?),
            Value::Code(code) => Constant::Code(Box::new(self.sheet(code)?)),
            _ => return None,
        })
    }
}

impl Sheet {
    fn revive(&self, texts: &[Str]) -> Code {
        let text = |place: &Place| texts[*place as usize].clone();
        let all = |places: &[Place]| places.iter().map(text).collect::<Vec<Str>>();
        let [posonly, positional, kwonly] = self.counts;
        let [vararg, kwarg, generator, coroutine] = self.flags;
        Code {
            name: text(&self.name),
            qualname: text(&self.qualname),
            visible: false,
            kind: self.kind,
            ops: Arc::clone(&self.ops),
            lines: Arc::clone(&self.lines),
            stops: Arc::clone(&self.stops),
            consts: self.consts.iter().map(|constant| constant.revive(texts)).collect(),
            names: all(&self.names),
            kwnames: self.kwnames.iter().map(|names| all(names).into()).collect(),
            locals: all(&self.locals),
            cellvars: self.cellvars.iter().map(|(name, of)| (text(name), *of)).collect(),
            freevars: all(&self.freevars),
            posonly,
            positional,
            kwonly,
            vararg,
            kwarg,
            generator,
            coroutine,
            first_line: self.first_line,
            first_span: self.first_span,
            doc: self.doc.as_ref().map(text),
        }
    }
}

impl Constant {
    fn revive(&self, texts: &[Str]) -> Value {
        match self {
            Self::None => Value::None,
            Self::Ellipsis => Value::Ellipsis,
            Self::Bool(flag) => Value::Bool(*flag),
            Self::Int(int) => Value::Int(*int),
            Self::Float(float) => Value::Float(*float),
            Self::Big(big) => Value::Big(BigNumber::new(big.clone())),
            Self::Str(place) => Value::Str(texts[*place as usize].clone()),
            Self::Bytes(bytes) => Value::bytes(&**bytes),
            Self::Tuple(items) => {
                let items: Vec<Value> = items.iter().map(|item| item.revive(texts)).collect();
                Value::Tuple(Tuple::new(items))
            }
            Self::Code(sheet) => Value::Code(Rc::new(sheet.revive(texts))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{Limits, compile, lower};
    use super::*;
    use crate::packed;

    /// Everything that a code holds, as text; equal string objects have equal numbers.
    fn written(code: &Code, objects: &mut Vec<*const PyStr>) -> String {
        let Code { consts, names, kwnames, locals, cellvars, freevars, name, qualname, doc, .. } = code;
        let mut number = |text: &Str| {
            let object = Rc::as_ptr(text);
            let at = objects.iter().position(|have| *have == object).unwrap_or_else(|| {
                objects.push(object);
                objects.len() - 1
            });
            format!("{at}:{text:?}")
        };
        let mut out = format!("{} {} {:?}\n", number(name), number(qualname), doc.as_ref().map(&mut number));
        let cells = cellvars.iter().map(|(name, _)| name);
        let kwnames = kwnames.iter().flat_map(|names| names.iter());
        let texts = names.iter().chain(locals).chain(freevars).chain(cells).chain(kwnames);
        out.extend(texts.map(|text| number(text) + " "));
        // What is not an object of the run, and the shape of what is.
        out += &format!("{code:?}\n");
        for constant in consts {
            match constant {
                Value::Str(text) => {
                    let at = objects.iter().position(|have| *have == Rc::as_ptr(text));
                    out += &format!("{at:?} {text:?}\n");
                }
                Value::Code(inner) => out += &written(inner, objects),
                Value::Bytes(bytes) => out += &format!("{:?}\n", &***bytes),
                Value::Float(float) => out += &format!("{:?}\n", float.to_bits()),
                Value::Big(big) => out += &format!("{}\n", ***big),
                Value::Tuple(items) => out += &format!("{:?}\n", &***items),
                other => out += &format!("{other:?}\n"),
            }
        }
        out
    }

    #[test]
    fn every_module_of_our_own_is_the_same_kept_as_compiled() {
        let mut modules = 0;
        for name in packed::modules() {
            let source = packed::module(name).unwrap();
            let lowered = lower::lower(&source, &Limits::default()).unwrap_or_else(|_| panic!("{name}"));
            let code = compile::compile(&lowered.body, false);
            let kept = Kept::of(&code).unwrap_or_else(|| panic!("{name} has a constant that is not kept"));
            let (one, other) = (kept.revive(), kept.revive());
            assert_eq!(written(&code, &mut Vec::new()), written(&one, &mut Vec::new()), "{name}");
            assert!(!Rc::ptr_eq(&one.name, &other.name), "{name}: two runs share an object");
            modules += 1;
        }
        assert!(modules > 100, "only {modules} modules");
    }
}
