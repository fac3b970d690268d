"""dataclasses"""
from _binding import bind


class FrozenInstanceError(AttributeError):
    pass


class _MISSING_TYPE:
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return "<factory>"


class _KW_ONLY_TYPE:
    pass


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        return f"dataclasses.InitVar[{getattr(self.type, '__name__', repr(self.type))}]"


MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()
_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()
_repr_running = []


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = None
        self.default, self.default_factory, self.init = default, default_factory, init
        self.repr, self.hash, self.compare = repr, hash, compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only, self._kind = kw_only, "field"

    def __repr__(self):
        return (
            f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
            f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
            f"compare={self.compare!r},metadata=mappingproxy({self.metadata!r}),kw_only={self.kw_only!r},"
            f"_field_type={None if self.name is None else '_FIELD'})"
        )


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _kind_of(hint):
    """Whether an annotation makes a field, an argument of `__init__` alone, or neither."""
    if isinstance(hint, str):
        name = hint.split("[")[0].rsplit(".", 1)[-1].strip()
        return {"ClassVar": "class", "InitVar": "init", "KW_ONLY": "keyword"}.get(name, "field")
    if hint is KW_ONLY:
        return "keyword"
    if hint is InitVar or isinstance(hint, InitVar):
        return "init"
    shown = repr(hint)
    return "class" if shown == "typing.ClassVar" or shown.startswith("typing.ClassVar[") else "field"


def _field_of(cls, name, hint, kw_only):
    given = cls.__dict__.get(name, MISSING)
    made = given if isinstance(given, Field) else field(default=given)
    made.name, made.type, made._kind = name, hint, _kind_of(hint)
    if made._kind in ("class", "init") and made.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if made.kw_only is MISSING:
        made.kw_only = kw_only
    if made._kind == "field" and made.default is not MISSING and type(made.default).__hash__ is None:
        raise ValueError(
            f"mutable default {type(made.default)} for field {name} is not allowed: use default_factory"
        )
    return made


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    fields, any_frozen, has_bases = {}, False, False
    for base in cls.__mro__[-1:0:-1]:
        inherited = base.__dict__.get("__dataclass_fields__")
        if inherited is not None:
            has_bases = True
            fields.update(inherited)
            any_frozen = any_frozen or base.__dict__["__dataclass_params__"].frozen
    if has_bases:
        if any_frozen and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not any_frozen and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    only_keywords = kw_only
    hints = cls.__dict__.get("__annotations__", {})
    for name, hint in hints.items():
        if _kind_of(hint) == "keyword":
            only_keywords = True
            continue
        fields[name] = _field_of(cls, name, hint, only_keywords)
    for name in hints:
        if name in fields and isinstance(cls.__dict__.get(name), Field):
            if fields[name].default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, fields[name].default)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in hints:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    cls.__dataclass_fields__ = fields
    cls.__dataclass_params__ = _Params(init, repr, eq, order, unsafe_hash, frozen)
    real = [one for one in fields.values() if one._kind == "field"]
    if init:
        _set(cls, "__init__", _make_init(cls, [one for one in fields.values() if one._kind != "class"], frozen))
    if repr:
        _set(cls, "__repr__", _make_repr([one for one in real if one.repr]))
    compared = [one.name for one in real if one.compare]
    if eq:
        _set(cls, "__eq__", _make_compare("__eq__", compared))
    if order:
        if not eq:
            raise ValueError("eq must be true if order is true")
        for name in ("__lt__", "__le__", "__gt__", "__ge__"):
            if name in cls.__dict__:
                raise TypeError(
                    f"Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering"
                )
            _set(cls, name, _make_compare(name, compared))
    if frozen:
        _freeze(cls, [one.name for one in real])
    _decide_hash(cls, real, eq, unsafe_hash, frozen)
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([one.name for one in fields.values() if one._kind != "class" and one.init and not one.kw_only])
    if not getattr(cls, "__doc__"):
        cls.__doc__ = cls.__name__ + (_signature(fields.values()) if init else "()")
    return _with_slots(cls, [one.name for one in real]) if slots else cls


def _signature(fields):
    """The parameters of `__init__` as a class without a docstring gets them for one."""
    shown, star = [], False
    for one in sorted([one for one in fields if one._kind != "class" and one.init], key=lambda one: bool(one.kw_only)):
        if one.kw_only and not star:
            star = True
            shown.append("*")
        text = f"{one.name}: {_shown_type(one.type)}"
        if one.default_factory is not MISSING:
            text += " = <factory>"
        elif one.default is not MISSING:
            text += f" = {one.default!r}"
        shown.append(text)
    return f"({', '.join(shown)})"


def _shown_type(hint):
    if type(hint) is type:
        return hint.__qualname__ if hint.__module__ == "builtins" else f"{hint.__module__}.{hint.__qualname__}"
    shown = repr(hint)
    return shown.replace("typing.", "") if shown.startswith("typing.") else shown


class _Params:
    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init, self.repr, self.eq, self.order = init, repr, eq, order
        self.unsafe_hash, self.frozen = unsafe_hash, frozen


def _set(cls, name, function):
    if name in cls.__dict__ and name != "__hash__":
        return
    function.__name__, function.__qualname__ = name, f"{cls.__qualname__}.{name}"
    function.__module__ = cls.__module__
    setattr(cls, name, function)


def _make_init(cls, fields, frozen):
    positional, keyword_only, defaults, seen_default = [], [], {}, False
    for one in fields:
        if not one.init:
            continue
        optional = one.default is not MISSING or one.default_factory is not MISSING
        if optional:
            defaults[one.name] = _FACTORY if one.default is MISSING else one.default
        if one.kw_only:
            keyword_only.append((one.name, optional))
            continue
        if seen_default and not optional:
            raise TypeError(f"non-default argument {one.name!r} follows default argument")
        seen_default = seen_default or optional
        positional.append((one.name, optional))
    function = f"{cls.__qualname__}.__init__"
    names = [name for name, optional in [*positional, *keyword_only]]
    parameters = [("self", False), *positional]
    store = object.__setattr__ if frozen else setattr

    def __init__(*args, **keywords):
        self, *values = bind(function, parameters, defaults, args, keywords, keyword_only)
        given = dict(zip(names, values))
        extra = []
        for one in fields:
            if one.init:
                value = given[one.name]
                if value is _FACTORY:
                    value = one.default_factory()
            elif one.default_factory is not MISSING:
                value = one.default_factory()
            else:
                continue
            if one._kind == "init":
                extra.append(value)
            else:
                store(self, one.name, value)
        after = getattr(self, "__post_init__", None)
        if after is not None:
            after(*extra)

    __init__.__annotations__ = {one.name: one.type for one in fields if one.init}
    __init__.__annotations__["return"] = None
    return __init__


def _make_repr(fields):
    names = [one.name for one in fields]

    def __repr__(self):
        if any([self is one for one in _repr_running]):
            return "..."
        _repr_running.append(self)
        try:
            shown = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
        finally:
            _repr_running.pop()
        return f"{type(self).__qualname__}({shown})"

    return __repr__


def _make_compare(operation, names):
    def compare(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        mine = tuple([getattr(self, name) for name in names])
        theirs = tuple([getattr(other, name) for name in names])
        if operation == "__eq__":
            return mine == theirs
        if operation == "__lt__":
            return mine < theirs
        if operation == "__le__":
            return mine <= theirs
        return mine > theirs if operation == "__gt__" else mine >= theirs

    return compare


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    for function in (__setattr__, __delattr__):
        if function.__name__ in cls.__dict__:
            raise TypeError(f"Cannot overwrite attribute {function.__name__} in class {cls.__name__}")
        _set(cls, function.__name__, function)


def _decide_hash(cls, fields, eq, unsafe_hash, frozen):
    own = cls.__dict__.get("__hash__", MISSING)
    explicit = own is not MISSING and not (own is None and "__eq__" in cls.__dict__)
    names = [one.name for one in fields if (one.compare if one.hash is None else one.hash)]

    def __hash__(self):
        return hash(tuple([getattr(self, name) for name in names]))

    if unsafe_hash:
        if explicit:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        _set(cls, "__hash__", __hash__)
    elif eq and frozen and not explicit:
        _set(cls, "__hash__", __hash__)
    elif eq and not frozen and not explicit:
        cls.__hash__ = None


def _with_slots(cls, names):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = [slot for base in cls.__mro__[1:-1] for slot in base.__dict__.get("__slots__", ())]
    namespace = {key: value for key, value in cls.__dict__.items() if key not in (*names, "__dict__", "__weakref__")}
    namespace["__slots__"] = tuple([name for name in names if name not in inherited])
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    return made


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    found = getattr(class_or_instance, "__dataclass_fields__", None)
    if found is None:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([one for one in found.values() if one._kind == "field"])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), "__dataclass_fields__")


def _is_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")


def _plain(value, make):
    """A value with the dataclasses in it taken apart by `make`."""
    if _is_instance(value):
        return make([(one.name, _plain(getattr(value, one.name), make)) for one in fields(value)])
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[_plain(item, make) for item in value])
    if isinstance(value, (list, tuple)):
        return type(value)([_plain(item, make) for item in value])
    if isinstance(value, dict):
        return type(value)([(_plain(key, make), _plain(item, make)) for key, item in value.items()])
    if isinstance(value, (str, int, float, bytes, type(None))):
        return value
    import copy

    return copy.deepcopy(value)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _plain(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _plain(obj, lambda pairs: tuple_factory([value for name, value in pairs]))


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for one in obj.__dataclass_fields__.values():
        if one._kind == "class":
            continue
        if not one.init:
            if one.name in changes:
                raise ValueError(f"field {one.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if one.name not in changes:
            if one._kind == "init" and one.default is MISSING:
                raise ValueError(f"InitVar {one.name!r} must be specified with replace()")
            changes[one.name] = getattr(obj, one.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    content, hints = dict(namespace or {}), {}
    for item in fields:
        item = (item,) if isinstance(item, str) else item
        hints[item[0]] = item[1] if len(item) > 1 else "typing.Any"
        if len(item) > 2:
            content[item[0]] = item[2]
    content["__annotations__"] = hints
    content.setdefault("__module__", "types")
    return dataclass(type(cls_name, tuple(bases), content), **options)
