"""collections.namedtuple"""
from _binding import bind
from keyword import iskeyword


def _checked(typename, field_names, rename):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    names = [str(name) for name in field_names]
    if rename:
        seen = set()
        for place, name in enumerate(names):
            if not name.isidentifier() or iskeyword(name) or name.startswith("_") or name in seen:
                names[place] = f"_{place}"
            seen.add(name)
    for name in [typename, *names]:
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)
    return tuple(names)


class _Field:
    """Reads one place of the tuple."""

    def __init__(self, place):
        self.place = place
        self.__doc__ = f"Alias for field number {place}"

    def __get__(self, instance, owner=None):
        return self if instance is None else tuple.__getitem__(instance, self.place)

    def __set__(self, instance, value):
        raise AttributeError("can't set attribute")

    def __delete__(self, instance):
        raise AttributeError("can't delete attribute")

    def __repr__(self):
        return f"_tuplegetter({self.place}, {self.__doc__!r})"


def make(typename, names, defaults, module, extra=None):
    """The class of a named tuple, also for `typing.NamedTuple`."""
    parameters = [("_cls", False), *[(name, name in defaults) for name in names]]

    def __new__(*args, **keywords):
        cls, *values = bind(f"{typename}.__new__", parameters, defaults, args, keywords)
        return tuple.__new__(cls, values)

    def _make(cls, iterable):
        result = tuple.__new__(cls, iterable)
        if len(result) != len(names):
            raise TypeError(f"Expected {len(names)} arguments, got {len(result)}")
        return result

    def _replace(self, /, **kwds):
        result = self._make([kwds.pop(name, value) for name, value in zip(names, self)])
        if kwds:
            raise ValueError(f"Got unexpected field names: {list(kwds)!r}")
        return result

    def __repr__(self):
        shown = ", ".join([f"{name}={value!r}" for name, value in zip(names, self)])
        return f"{type(self).__name__}({shown})"

    def _asdict(self):
        return dict(zip(names, self))

    def __getnewargs__(self):
        return tuple(self)

    methods = {"__new__": __new__, "_make": _make, "_replace": _replace, "__repr__": __repr__, "_asdict": _asdict}
    for name, method in methods.items():
        method.__name__, method.__qualname__ = name, f"{typename}.{name}"
    namespace = {
        "__doc__": f"{typename}({', '.join(names)})",
        "__slots__": (),
        "_fields": names,
        "_field_defaults": defaults,
        "__match_args__": names,
        "__getnewargs__": __getnewargs__,
        **methods,
        "_make": classmethod(_make),
    }
    for place, name in enumerate(names):
        namespace[name] = _Field(place)
    namespace.update(extra or {})
    namespace["__module__"] = module
    return type(typename, (tuple,), namespace)


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    typename = str(typename)
    names = _checked(typename, field_names, rename)
    values = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(names):
            raise TypeError("Got more default values than field names")
        values = dict(zip(names[len(names) - len(defaults) :], defaults))
    return make(typename, names, values, module or "__main__")


namedtuple.__module__ = "collections"
