//! Arguments of native functions, bound with the messages CPython gives.

use super::value::{Str, Value};
use super::vm::{Result, Vm};

/// Arguments of one call; a method finds its object at position 0.
#[derive(Debug, Default, Clone)]
pub(crate) struct Args {
    pub(crate) pos: Vec<Value>,
    pub(crate) kw: Vec<(Str, Value)>,
}

impl From<Vec<Value>> for Args {
    fn from(pos: Vec<Value>) -> Self {
        Self { pos, kw: Vec::new() }
    }
}

impl<const N: usize> From<[Value; N]> for Args {
    fn from(pos: [Value; N]) -> Self {
        Self { pos: pos.into(), kw: Vec::new() }
    }
}

/// A parsed list of parameters, from text like `"a, b=, /, c=, *, d="`.
struct Spec<'s> {
    names: Vec<(&'s str, bool)>,
    posonly: usize,
    positional: usize,
}

impl<'s> Spec<'s> {
    fn parse(text: &'s str) -> Self {
        let mut spec = Spec { names: Vec::new(), posonly: 0, positional: usize::MAX };
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            match part {
                "/" => spec.posonly = spec.names.len(),
                "*" => spec.positional = spec.names.len(),
                _ => spec.names.push((part.trim_end_matches('='), part.ends_with('='))),
            }
        }
        spec.positional = spec.positional.min(spec.names.len());
        spec
    }

    fn required(&self) -> usize {
        self.names[..self.positional].iter().filter(|(_, optional)| !optional).count()
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

impl Args {
    /// Takes `self` (or the class of a class method) off the front.
    pub(crate) fn this(&mut self) -> Value {
        if self.pos.is_empty() { Value::Unset } else { self.pos.remove(0) }
    }

    /// Binds as a function written in C does, by a spec like `"obj, /, *, indent=, sort_keys="`: `=` marks what may be
    /// left out and comes as [`Value::Unset`], `/` ends the positional-only ones, `*` starts the keyword-only ones.
    /// `function` is the name messages use (`int`, or `list.append` for a method); take `self` off first.
    pub(crate) fn bind<const N: usize>(self, vm: &mut Vm, function: &str, spec: &str) -> Result<[Value; N]> {
        let spec = Spec::parse(spec);
        debug_assert_eq!(spec.names.len(), N, "{function}");
        let mut out: [Value; N] = std::array::from_fn(|_| Value::Unset);
        let given = self.pos.len();
        let short = function.rsplit('.').next().unwrap_or(function);
        if spec.posonly == N && !self.kw.is_empty() {
            return Err(vm.type_error(format!("{function}() takes no keyword arguments")));
        }
        let (least, most) = (spec.required(), spec.positional);
        if spec.posonly == N && (given < least || given > most) {
            return Err(vm.type_error(positional_message(function, short, least, most, given)));
        }
        if given > spec.positional || given + self.kw.len() > N {
            let given = if spec.positional == N { given + self.kw.len() } else { given };
            let (word, bound) = match (least, spec.positional) {
                _ if spec.positional == 0 => {
                    let message = format!("{function}() takes no positional arguments");
                    return Err(vm.type_error(message));
                }
                (least, most) if least == most && most == N => ("exactly", most),
                (_, most) if most == N => ("at most", most),
                (_, most) => {
                    let message = format!(
                        "{function}() takes at most {most} positional argument{} ({given} given)",
                        plural(most)
                    );
                    return Err(vm.type_error(message));
                }
            };
            let message =
                format!("{function}() takes {word} {bound} argument{} ({given} given)", plural(bound));
            return Err(vm.type_error(message));
        }
        for (slot, value) in out.iter_mut().zip(self.pos) {
            *slot = value;
        }
        for (name, value) in self.kw {
            match spec.names.iter().skip(spec.posonly).position(|(have, _)| *have == name.name()) {
                None => {
                    let message =
                        format!("'{}' is an invalid keyword argument for {function}()", name.name());
                    return Err(vm.type_error(message));
                }
                Some(at) if !out[at + spec.posonly].is_unset() => {
                    let at = at + spec.posonly;
                    let message = format!(
                        "argument for {function}() given by name ('{}') and position ({})",
                        name.name(),
                        at + 1
                    );
                    return Err(vm.type_error(message));
                }
                Some(at) => out[at + spec.posonly] = value,
            }
        }
        for (at, (name, optional)) in spec.names.iter().enumerate() {
            if !optional && out[at].is_unset() {
                let message = format!("{function}() missing required argument '{name}' (pos {})", at + 1);
                return Err(vm.type_error(message));
            }
        }
        Ok(out)
    }

    /// Binds as a function written in Python does: same spec, the messages of `def`. `function` is its qualified
    /// name (`PyJWT.encode`). When it is a method, leave `self` in place and name it in the spec, as it is counted.
    pub(crate) fn bind_python<const N: usize>(
        self,
        vm: &mut Vm,
        function: &str,
        spec: &str,
    ) -> Result<[Value; N]> {
        let spec = Spec::parse(spec);
        debug_assert_eq!(spec.names.len(), N, "{function}");
        let mut out: [Value; N] = std::array::from_fn(|_| Value::Unset);
        let given = self.pos.len();
        let mut pos = self.pos.into_iter();
        for (slot, value) in out.iter_mut().take(spec.positional).zip(&mut pos) {
            *slot = value;
        }
        for (name, value) in self.kw {
            match spec.names.iter().position(|(have, _)| *have == name.name()) {
                Some(at) if at >= spec.posonly && out[at].is_unset() => out[at] = value,
                Some(at) if at >= spec.posonly => {
                    let message = format!("{function}() got multiple values for argument '{}'", name.name());
                    return Err(vm.type_error(message));
                }
                Some(_) => {
                    let message = format!(
                        "{function}() got some positional-only arguments passed as keyword arguments: '{}'",
                        name.name()
                    );
                    return Err(vm.type_error(message));
                }
                None => {
                    let message =
                        format!("{function}() got an unexpected keyword argument '{}'", name.name());
                    return Err(vm.type_error(message));
                }
            }
        }
        if given > spec.positional {
            let kwonly = out[spec.positional..].iter().filter(|value| !value.is_unset()).count();
            return Err(vm.type_error(too_many(function, spec.required(), spec.positional, given, kwonly)));
        }
        for (range, kind) in [(0..spec.positional, "positional"), (spec.positional..N, "keyword-only")] {
            let missing: Vec<&str> = range
                .filter(|at| !spec.names[*at].1 && out[*at].is_unset())
                .map(|at| spec.names[at].0)
                .collect();
            if !missing.is_empty() {
                return Err(vm.type_error(missing_message(function, kind, &missing)));
            }
        }
        Ok(out)
    }

    /// Exactly `N` positional arguments and no keywords.
    pub(crate) fn exact<const N: usize>(self, vm: &mut Vm, function: &str) -> Result<[Value; N]> {
        if !self.kw.is_empty() {
            return Err(vm.type_error(format!("{function}() takes no keyword arguments")));
        }
        let given = self.pos.len();
        let short = function.rsplit('.').next().unwrap_or(function);
        self.pos.try_into().map_err(|_| vm.type_error(positional_message(function, short, N, N, given)))
    }

    /// From `least` to `most` positional arguments and no keywords; what is missing is not in the result.
    pub(crate) fn between(
        self,
        vm: &mut Vm,
        function: &str,
        least: usize,
        most: usize,
    ) -> Result<Vec<Value>> {
        if !self.kw.is_empty() {
            return Err(vm.type_error(format!("{function}() takes no keyword arguments")));
        }
        let (given, short) = (self.pos.len(), function.rsplit('.').next().unwrap_or(function));
        if given < least || given > most {
            return Err(vm.type_error(positional_message(function, short, least, most, given)));
        }
        Ok(self.pos)
    }

    /// Takes a keyword argument out.
    pub(crate) fn take_kw(&mut self, name: &str) -> Option<Value> {
        let at = self.kw.iter().position(|(have, _)| have.name() == name)?;
        Some(self.kw.remove(at).1)
    }

    /// Fails when keyword arguments are left that nobody took.
    pub(crate) fn no_more_kw(&self, vm: &mut Vm, function: &str) -> Result<()> {
        match self.kw.first() {
            None => Ok(()),
            Some((name, _)) => {
                let message = format!("'{}' is an invalid keyword argument for {function}()", name.name());
                Err(vm.type_error(message))
            }
        }
    }
}

fn positional_message(function: &str, short: &str, least: usize, most: usize, given: usize) -> String {
    match (least, most) {
        (0, 0) => format!("{function}() takes no arguments ({given} given)"),
        (1, 1) => format!("{function}() takes exactly one argument ({given} given)"),
        _ if least == most => format!("{short} expected {most} argument{}, got {given}", plural(most)),
        _ if given < least => {
            format!("{short} expected at least {least} argument{}, got {given}", plural(least))
        }
        _ => format!("{short} expected at most {most} argument{}, got {given}", plural(most)),
    }
}

/// "takes 2 positional arguments but 3 were given", in all its forms.
pub(crate) fn too_many(
    function: &str,
    required: usize,
    positional: usize,
    given: usize,
    kwonly: usize,
) -> String {
    let takes = if required < positional {
        format!("from {required} to {positional} positional arguments")
    } else {
        format!("{positional} positional argument{}", plural(positional))
    };
    let was = if given == 1 && kwonly == 0 { "was" } else { "were" };
    let given = if kwonly == 0 {
        given.to_string()
    } else {
        format!(
            "{given} positional argument{} (and {kwonly} keyword-only argument{})",
            plural(given),
            plural(kwonly)
        )
    };
    format!("{function}() takes {takes} but {given} {was} given")
}

/// "missing 2 required positional arguments: 'a' and 'b'".
pub(crate) fn missing_message(function: &str, kind: &str, missing: &[&str]) -> String {
    let quoted: Vec<String> = missing.iter().map(|name| format!("'{name}'")).collect();
    let names = match &quoted[..] {
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [start @ .., last] => format!("{}, and {last}", start.join(", ")),
        [] => String::new(),
    };
    format!(
        "{function}() missing {} required {kind} argument{}: {names}",
        missing.len(),
        plural(missing.len())
    )
}
