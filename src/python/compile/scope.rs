//! Which variable a name means: locals, cells shared with inner functions, globals, names of a class body.

mod walk;

use walk::Walk;

use super::super::ast::Stmt;
use std::collections::HashMap;

/// What a scope belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Module,
    Class,
    Function,
    Comprehension,
}

/// How a scope reaches a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Local,
    /// Local and shared with an inner function.
    Cell,
    /// From an enclosing function.
    Free,
    Global,
    /// In a class body or module: the namespace first.
    Name,
}

#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a name")]
struct Use {
    bound: bool,
    param: bool,
    global: bool,
    nonlocal: bool,
}

/// One scope.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) kind: ScopeKind,
    parent: Option<usize>,
    names: HashMap<Box<str>, Use>,
    order: Vec<Box<str>>,
    places: HashMap<Box<str>, Place>,
    pub(super) free: Vec<Box<str>>,
    pub(super) cells: Vec<Box<str>>,
    /// The innermost class, for `__private` names.
    pub(super) class: Option<Box<str>>,
    pub(super) generator: bool,
}

impl Scope {
    /// Names in the order in which they were met.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(|name| &**name)
    }

    /// How a name (already mangled) is reached.
    pub(super) fn place(&self, name: &str) -> Place {
        self.places.get(name).copied().unwrap_or(if self.kind == ScopeKind::Class {
            Place::Name
        } else {
            Place::Global
        })
    }
}

/// All scopes of a program, found by the address of the node that opens them.
#[derive(Debug)]
pub(super) struct Scopes {
    pub(super) all: Vec<Scope>,
    by_node: HashMap<usize, usize>,
}

/// The address of a node, by which its scope is found.
pub(super) fn key<T>(node: &T) -> usize {
    std::ptr::from_ref(node) as usize
}

/// Python's rule for `__private` names inside a class.
pub(super) fn mangle(class: Option<&str>, name: &str) -> Box<str> {
    match class.map(|class| class.trim_start_matches('_')) {
        Some(class)
            if name.starts_with("__")
                && !name.ends_with("__")
                && !name.contains('.')
                && !class.is_empty() =>
        {
            format!("_{class}{name}").into()
        }
        _ => name.into(),
    }
}

impl Scopes {
    /// Analyses a module.
    pub(super) fn of(body: &[Stmt]) -> Self {
        let mut walk =
            Walk { scopes: Scopes { all: Vec::new(), by_node: HashMap::new() }, stack: Vec::new() };
        walk.open(0, ScopeKind::Module, None);
        walk.body(body);
        walk.stack.pop();
        let mut scopes = walk.scopes;
        scopes.resolve();
        scopes
    }

    /// The scope a node opens.
    pub(super) fn find(&self, node: usize) -> usize {
        self.by_node.get(&node).copied().unwrap_or(0)
    }

    fn resolve(&mut self) {
        for at in 0..self.all.len() {
            for name in self.all[at].order.clone() {
                let Some(place) = self.place_of(at, &name) else { continue };
                let scope = &mut self.all[at];
                if place == Place::Free && !scope.free.contains(&name) {
                    scope.free.push(name.clone());
                }
                if scope.places.get(&name) != Some(&Place::Cell) {
                    scope.places.insert(name, place);
                }
            }
        }
    }

    fn place_of(&mut self, at: usize, name: &str) -> Option<Place> {
        let scope = &self.all[at];
        let used = scope.names.get(name)?;
        if used.global || scope.kind == ScopeKind::Module {
            return Some(Place::Global);
        }
        if used.bound && !used.nonlocal {
            return Some(if scope.kind == ScopeKind::Class { Place::Name } else { Place::Local });
        }
        let mut between = Vec::new();
        let mut up = scope.parent;
        while let Some(index) = up {
            let outer = &self.all[index];
            let binds =
                outer.names.get(name).is_some_and(|used| used.bound && !used.nonlocal && !used.global);
            match outer.kind {
                ScopeKind::Module => break,
                ScopeKind::Class if name == "__class__" => {
                    self.share(index, name, &between);
                    return Some(Place::Free);
                }
                ScopeKind::Class => {}
                _ if binds => {
                    self.share(index, name, &between);
                    return Some(Place::Free);
                }
                _ if outer.names.get(name).is_some_and(|used| used.global) => break,
                _ => {}
            }
            between.push(index);
            up = outer.parent;
        }
        Some(if self.all[at].kind == ScopeKind::Class { Place::Name } else { Place::Global })
    }

    /// `owner` keeps the name in a cell; the scopes in between hand it on.
    fn share(&mut self, owner: usize, name: &str, between: &[usize]) {
        let scope = &mut self.all[owner];
        if !scope.cells.iter().any(|have| &**have == name) {
            scope.cells.push(name.into());
        }
        if scope.kind != ScopeKind::Class {
            scope.places.insert(name.into(), Place::Cell);
        }
        for index in between {
            let scope = &mut self.all[*index];
            if !scope.free.iter().any(|have| &**have == name) {
                scope.free.push(name.into());
            }
            if scope.kind != ScopeKind::Class {
                scope.places.entry(name.into()).or_insert(Place::Free);
            }
        }
    }
}
