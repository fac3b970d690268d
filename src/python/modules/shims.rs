//! The modules written in Python, with their sources.

/// Full name and source of each; packages are those with a dot in another's name.
pub(crate) const SHIMS: &[(&str, &str)] = &[
    ("_binding", include_str!("py/_binding.py")),
    ("_collections_abc", include_str!("py/_collections_abc.py")),
    ("_typing_classes", include_str!("py/_typing_classes.py")),
    ("abc", include_str!("py/abc.py")),
    ("calendar", include_str!("py/calendar.py")),
    ("collections", include_str!("py/collections/__init__.py")),
    ("collections._deque", include_str!("py/collections/_deque.py")),
    ("collections._namedtuple", include_str!("py/collections/_namedtuple.py")),
    ("collections.abc", include_str!("py/collections/abc.py")),
    ("contextlib", include_str!("py/contextlib.py")),
    ("copy", include_str!("py/copy.py")),
    ("dataclasses", include_str!("py/dataclasses.py")),
    ("enum", include_str!("py/enum/__init__.py")),
    ("enum._flags", include_str!("py/enum/_flags.py")),
    ("functools", include_str!("py/functools.py")),
    ("keyword", include_str!("py/keyword.py")),
    ("os", include_str!("py/os/__init__.py")),
    ("os.path", include_str!("py/os/path.py")),
    ("secrets", include_str!("py/secrets.py")),
    ("string", include_str!("py/string.py")),
    ("types", include_str!("py/types.py")),
    ("typing", include_str!("py/typing.py")),
    ("uuid", include_str!("py/uuid.py")),
    ("warnings", include_str!("py/warnings.py")),
];
