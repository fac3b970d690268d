//! `str.format` and `str.format_map`.

use super::super::args::Args;
use super::super::kernel::Fault;
use super::super::kernel::quote::ascii_of_repr;
use super::super::kernel::template::{
    Accessor, First, Numbering, Path, Replacement, Template, check_conversion, index_out_of_range, too_deep,
};
use super::super::object::PyStr;
use super::super::value::{Str, Value};
use super::super::vm::{Result, Vm};
use crate::wtf8::{Wtf8, Wtf8Builder};

/// Where fields get their values.
#[derive(Clone, Copy)]
enum Source<'a> {
    Args(&'a Args),
    Mapping(&'a Value),
}

impl Vm {
    /// `template.format(*args, **kw)`.
    pub(super) fn format_template(&mut self, template: &Wtf8, args: &Args) -> Result {
        self.expand(template, Source::Args(args), &mut Numbering::default(), 2).map(Value::str)
    }

    /// `template.format_map(mapping)`.
    pub(super) fn format_map(&mut self, template: &Wtf8, mapping: &Value) -> Result {
        self.expand(template, Source::Mapping(mapping), &mut Numbering::default(), 2).map(Value::str)
    }

    /// Expands a template, or a format specification with fields in it; `depth` levels are left.
    fn expand(
        &mut self,
        template: &Wtf8,
        source: Source<'_>,
        numbering: &mut Numbering,
        depth: u8,
    ) -> Result<Wtf8> {
        if depth == 0 {
            return Err(self.fault(too_deep()));
        }
        let mut out = Wtf8Builder::default();
        for part in Template::new(template) {
            let part = self.kernel(part)?;
            self.charge(1 + part.literal.as_bytes().len() as u64 / 16)?;
            out.push_wtf8(&part.literal);
            if let Some(field) = part.field {
                let text = self.replacement(&field, source, numbering, depth)?;
                out.push_wtf8(text.text());
            }
            if out.byte_len() > self.budget.value_bytes() {
                self.reserve(out.byte_len())?;
            }
        }
        self.reserve(out.byte_len())?;
        Ok(out.finish())
    }

    fn replacement(
        &mut self,
        field: &Replacement,
        source: Source<'_>,
        numbering: &mut Numbering,
        depth: u8,
    ) -> Result<Str> {
        let mut value = self.field_value(&field.name, source, numbering)?;
        if let Some(conversion) = field.conversion {
            value = match self.kernel(check_conversion(conversion))? {
                's' => Value::Str(self.to_str(&value)?),
                'r' => Value::str(self.repr(&value)?),
                _ => Value::str(ascii_of_repr(&self.repr(&value)?.to_string_lossy())),
            };
        }
        let spec = if field.nested {
            self.expand(&field.spec, source, numbering, depth - 1)?
        } else {
            field.spec.clone()
        };
        self.format(&value, &PyStr::new(spec))
    }

    fn field_value(&mut self, name: &Wtf8, source: Source<'_>, numbering: &mut Numbering) -> Result {
        let path = self.kernel(Path::parse(name))?;
        let position = match (&path.first, source) {
            (First::Name(_), _) => None,
            (first, _) => self.kernel(numbering.resolve(first))?,
        };
        let mut value = match (&path.first, position, source) {
            (_, Some(index), Source::Args(args)) => match args.pos.get(index) {
                Some(value) => value.clone(),
                None => return Err(self.fault(index_out_of_range(index))),
            },
            (_, Some(_), Source::Mapping(_)) => {
                return Err(self.fault(Fault::value("Format string contains positional fields")));
            }
            (First::Name(name), None, Source::Args(args)) => {
                match args.kw.iter().find(|(have, _)| have.text() == name) {
                    Some((_, value)) => value.clone(),
                    None => return Err(self.key_error(&Value::str(name.clone()))),
                }
            }
            (First::Name(name), None, Source::Mapping(mapping)) => {
                self.get_item(mapping, &Value::str(name.clone()))?
            }
            (_, None, _) => Value::None,
        };
        for accessor in path {
            self.charge(1)?;
            value = match self.kernel(accessor)? {
                Accessor::Attribute(name) => {
                    let name = PyStr::new(name);
                    self.attr(&value, &name)?
                }
                Accessor::Index(index) => self.get_item(&value, &Value::size(index))?,
                Accessor::Key(key) => self.get_item(&value, &Value::str(key))?,
            };
        }
        Ok(value)
    }
}
