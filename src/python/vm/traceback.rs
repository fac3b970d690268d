//! Tracebacks as CPython prints them.

use super::super::object::Instance;
use super::super::value::Value;
use super::{Result, Vm};
use std::rc::Rc;

/// Links of a chain that are printed.
const CHAIN: usize = 50;

impl Vm {
    /// The whole text on standard error.
    pub(super) fn traceback(&mut self, exception: &Rc<Instance>) -> Result<String> {
        let mut chain = vec![(exception.clone(), "")];
        while chain.len() < CHAIN {
            let last = chain[chain.len() - 1].0.clone();
            let Some(data) = last.exception() else { break };
            let next = match (&*data.cause.borrow(), &*data.context.borrow()) {
                (Some(Value::Instance(cause)), _) => Some((
                    cause.clone(),
                    "\nThe above exception was the direct cause of the following exception:\n\n",
                )),
                (_, Some(Value::Instance(context))) if !data.suppress_context.get() => Some((
                    context.clone(),
                    "\nDuring handling of the above exception, another exception occurred:\n\n",
                )),
                _ => None,
            };
            match next {
                Some((next, _)) if chain.iter().any(|(have, _)| Rc::ptr_eq(have, &next)) => break,
                Some(link) => chain.push(link),
                None => break,
            }
        }
        let mut out = String::new();
        for (exception, words) in chain.into_iter().rev() {
            self.one_traceback(&exception, &mut out)?;
            out.push_str(words);
        }
        Ok(out)
    }

    fn one_traceback(&mut self, exception: &Rc<Instance>, out: &mut String) -> Result<()> {
        let lines = exception.exception().map(|data| data.traceback.borrow().clone()).unwrap_or_default();
        let visible: Vec<_> = lines.iter().rev().filter(|line| line.code.visible).collect();
        if !visible.is_empty() {
            out.push_str("Traceback (most recent call last):\n");
        }
        let source = self.source.clone();
        let mut at = 0;
        while at < visible.len() {
            let line = visible[at];
            let repeats = visible[at..].iter().take_while(|next| next.same(line)).count();
            for _ in 0..repeats.min(3) {
                out.push_str(&format!(
                    "  File \"main.py\", line {}, in {}\n",
                    line.line,
                    line.code.name.name()
                ));
                if let Some(text) = source.lines().nth((line.line as usize).saturating_sub(1)) {
                    out.push_str(&format!("    {}\n", text.trim()));
                }
            }
            if repeats > 3 {
                let more = repeats - 3;
                let plural = if more == 1 { "" } else { "s" };
                out.push_str(&format!("  [Previous line repeated {more} more time{plural}]\n"));
            }
            at += repeats;
        }
        let class = exception.class();
        let message = self.exception_text(exception)?;
        let name = class.full_name();
        let suggestion = self.suggestion(exception);
        if message.is_empty() {
            out.push_str(&format!("{name}{suggestion}\n"));
        } else {
            out.push_str(&format!("{name}: {message}{suggestion}\n"));
        }
        let notes = self.get_attr_opt(&Value::Instance(exception.clone()), "__notes__")?;
        if let Some(Value::List(notes)) = notes {
            let notes = notes.borrow().clone();
            for note in notes {
                let note = self.to_str(&note)?;
                out.push_str(&format!("{}\n", note.text().to_string_lossy()));
            }
        }
        Ok(())
    }

    /// `. Did you mean: 'x'?`
    pub(crate) fn suggestion(&mut self, exception: &Rc<Instance>) -> String {
        let Some(data) = exception.exception() else { return String::new() };
        let Some(wrong) =
            data.field("name").and_then(|name| name.as_str().map(|name| name.name().to_owned()))
        else {
            return String::new();
        };
        let class = exception.class();
        let candidates: Vec<String> = if class.is_subclass(&self.classes.get("NameError")) {
            let mut names: Vec<String> = Vec::new();
            if let Some(module) = self.modules.get(&self.world.module_name) {
                module.dict.each(|key, _| names.extend(key.as_str().map(|key| key.name().to_owned())));
            }
            self.builtins.each(|key, _| names.extend(key.as_str().map(|key| key.name().to_owned())));
            names
        } else if class.is_subclass(&self.classes.get("AttributeError")) {
            match data.field("obj") {
                Some(object) => self.dir(&object),
                None => Vec::new(),
            }
        } else {
            return String::new();
        };
        match closest(&wrong, &candidates) {
            Some(name) => format!(". Did you mean: '{name}'?"),
            None => String::new(),
        }
    }

    /// The names `dir` gives.
    pub(crate) fn dir(&mut self, object: &Value) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut add = |dict: &Rc<super::Dict>| {
            dict.each(|key, _| names.extend(key.as_str().map(|key| key.name().to_owned())));
        };
        match object {
            Value::Instance(instance) => {
                if let Some(dict) = instance.dict_if_any() {
                    add(&dict);
                }
            }
            Value::Module(module) => add(&module.dict),
            Value::Class(class) => class.mro.borrow().iter().for_each(|class| add(&class.dict)),
            _ => {}
        }
        if !matches!(object, Value::Module(_) | Value::Class(_)) {
            self.class_of(object).mro.borrow().iter().for_each(|class| add(&class.dict));
        }
        names.sort();
        names.dedup();
        names
    }
}

/// CPython's choice of a similar name: the least edit distance, where a change of case costs less.
fn closest(wrong: &str, candidates: &[String]) -> Option<String> {
    const MOVE: usize = 2;
    let mut best: Option<(usize, &String)> = None;
    let length = wrong.chars().count();
    for candidate in candidates.iter().filter(|candidate| *candidate != wrong) {
        let most = (candidate.chars().count() + length + 3) * MOVE / 6;
        let limit = best.map_or(most, |(distance, _)| most.min(distance - 1));
        let distance = edit_distance(wrong, candidate);
        if distance <= limit {
            best = Some((distance, candidate));
        }
        if best.is_some_and(|(distance, _)| distance == 0) {
            break;
        }
    }
    best.map(|(_, name)| name.clone())
}

fn edit_distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() > 40 || b.len() > 40 {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).map(|at| at * 2).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1) * 2;
        for (j, y) in b.iter().enumerate() {
            let cost = if x == y {
                0
            } else if x.eq_ignore_ascii_case(y) {
                1
            } else {
                2
            };
            let next = (diagonal + cost).min(row[j] + 2).min(row[j + 1] + 2);
            diagonal = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[b.len()]
}
