"""The parts of `typing` that classes are made of or derive from."""
from types import GenericAlias, UnionType, _name_of


class _Form:
    """What annotations of `typing` share: they join with `|`."""

    __module__ = "typing"

    def __or__(self, other):
        from typing import Union

        return Union[self, other]

    def __ror__(self, other):
        from typing import Union

        return Union[other, self]


class ForwardRef(_Form):
    __module__ = "typing"

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        self.__forward_arg__ = arg

    def __eq__(self, other):
        return self.__forward_arg__ == other.__forward_arg__ if isinstance(other, ForwardRef) else NotImplemented

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


def checked(arg, message):
    """An argument of brackets as a type."""
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg)
    if isinstance(arg, (type, TypeVar, _Form, GenericAlias, UnionType)) or callable(arg) or arg is ...:
        return arg
    raise TypeError(f"{message} Got {arg!r:.100}.")


class TypeVar(_Form):
    __module__ = "typing"

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__name__, self.__constraints__, self.__bound__ = name, constraints, bound
        self.__covariant__, self.__contravariant__ = covariant, contravariant

    def __repr__(self):
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return sign + self.__name__


class ParamSpec(TypeVar):
    __module__ = "typing"

    @property
    def args(self):
        return self

    kwargs = args


class TypeVarTuple(TypeVar):
    __module__ = "typing"

    def __iter__(self):
        yield self


def _parameters(args):
    found = []
    for arg in args:
        for one in (arg,) if isinstance(arg, TypeVar) else getattr(arg, "__parameters__", ()):
            if one not in found:
                found.append(one)
    return tuple(found)


class _GenericAlias(_Form):
    __module__ = "typing"

    def __init__(self, origin, args, name=None):
        self.__origin__, self.__args__, self._name = origin, args, name
        self.__parameters__ = _parameters(args)

    def __repr__(self):
        name = f"typing.{self._name}" if self._name else _name_of(self.__origin__)
        args = self.__args__
        if self._name == "Callable":
            given = "..." if args[0] is ... else f"[{', '.join([_name_of(arg) for arg in args[:-1]])}]"
            return f"typing.Callable[{given}, {_name_of(args[-1])}]"
        return f"{name}[{', '.join([_name_of(arg) for arg in args]) or '()'}]"

    def __call__(self, *args, **kwargs):
        if not isinstance(self.__origin__, type):
            raise TypeError(f"Cannot instantiate {self!r}")
        if self._name:
            raise TypeError(
                f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead"
            )
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __getitem__(self, items):
        items = items if isinstance(items, tuple) else (items,)
        if not self.__parameters__:
            raise TypeError(f"{self!r} is not a generic class")
        chosen = dict(zip(self.__parameters__, items))
        args = [chosen.get(arg, arg) if isinstance(arg, TypeVar) else arg for arg in self.__args__]
        return type(self)(self.__origin__, tuple(args), self._name)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__") or "__origin__" not in self.__dict__:
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        if self.__origin__ is Generic and len([one for one in bases if isinstance(one, type) and issubclass(one, Generic)]):
            return ()
        return (self.__origin__,)

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __instancecheck__(self, obj):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    __subclasscheck__ = __instancecheck__


class _UnionGenericAlias(_GenericAlias):
    __module__ = "typing"

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and type(None) in args:
            other = args[0] if args[1] is type(None) else args[1]
            return f"typing.Optional[{_name_of(other)}]"
        return _GenericAlias.__repr__(self)

    def __eq__(self, other):
        if isinstance(other, (_UnionGenericAlias, UnionType)):
            return set(self.__args__) == set(other.__args__)
        return NotImplemented

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __instancecheck__(self, obj):
        return any([isinstance(obj, arg) for arg in self.__args__])

    def __subclasscheck__(self, cls):
        return any([issubclass(cls, arg) for arg in self.__args__])


class _LiteralGenericAlias(_GenericAlias):
    __module__ = "typing"

    def __repr__(self):
        return f"typing.Literal[{', '.join([repr(arg) for arg in self.__args__])}]"

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return set([(type(arg), arg) for arg in self.__args__]) == set([(type(arg), arg) for arg in other.__args__])

    def __hash__(self):
        return hash(frozenset([(type(arg), arg) for arg in self.__args__]))


class _AnnotatedAlias(_GenericAlias):
    __module__ = "typing"

    def __init__(self, origin, metadata):
        _GenericAlias.__init__(self, origin, (origin,), "Annotated")
        self.__metadata__ = metadata

    def __repr__(self):
        return f"typing.Annotated[{', '.join([_name_of(self.__origin__), *[repr(one) for one in self.__metadata__]])}]"

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))


class Generic:
    __module__ = "typing"
    __slots__ = ()

    def __class_getitem__(cls, params):
        params = params if isinstance(params, tuple) else (params,)
        if cls is Generic:
            if not params:
                raise TypeError("Parameter list to Generic[...] cannot be empty")
            if not all([isinstance(one, TypeVar) for one in params]):
                raise TypeError("Parameters to Generic[...] must all be type variables or parameter specification variables.")
        args = tuple([checked(one, "Parameters to generic types must be types.") for one in params])
        return _GenericAlias(cls, args)


    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__", ())
        cls.__parameters__ = _parameters(bases)


class _ProtocolMeta(type):
    def __instancecheck__(cls, instance):
        if not getattr(cls, "_is_protocol", False):
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        return type.__instancecheck__(cls, instance) or all([hasattr(instance, name) for name in _members(cls)])


def _members(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        names.update([name for name in base.__dict__.get("__annotations__", {})])
        names.update([name for name in base.__dict__ if not name.startswith("_")])
    return names


class Protocol(Generic, metaclass=_ProtocolMeta):
    __module__ = "typing"
    _is_protocol = True

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        cls._is_protocol = any([base is Protocol for base in cls.__bases__])
        if cls._is_protocol and "__init__" not in cls.__dict__:
            cls.__init__ = _no_protocol
        elif not cls._is_protocol and cls.__init__ is _no_protocol:
            cls.__init__ = object.__init__


def _no_protocol(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")


def is_protocol(cls):
    return getattr(cls, "_is_protocol", False)


def runtime_checkable(cls):
    if not is_protocol(cls):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


class _NamedTupleMeta(type):
    def __new__(meta, name, bases, namespace):
        if not bases:
            return type.__new__(meta, name, bases, namespace)
        from collections._namedtuple import make

        hints = namespace.get("__annotations__", {})
        defaults = {field: namespace[field] for field in hints if field in namespace}
        seen = None
        for field in hints:
            if field in defaults:
                seen = field
            elif seen is not None:
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field {seen}")
        extra = {key: value for key, value in namespace.items() if key not in hints and key not in ("__qualname__", "__module__")}
        extra["__annotations__"] = dict(hints)
        made = make(name, tuple(hints), defaults, namespace.get("__module__", "__main__"), extra)
        made.__qualname__ = namespace.get("__qualname__", name)
        return made


class NamedTuple(metaclass=_NamedTupleMeta):
    __module__ = "typing"


class _TypedDictMeta(type):
    def __new__(meta, name, bases, namespace, total=True):
        made = type.__new__(meta, name, (dict,), dict(namespace)) if bases else type.__new__(meta, name, bases, namespace)
        hints, required, optional = {}, set(), set()
        for base in bases:
            hints.update(base.__dict__.get("__annotations__", {}))
            required |= base.__dict__.get("__required_keys__", set())
            optional |= base.__dict__.get("__optional_keys__", set())
        own = namespace.get("__annotations__", {})
        hints.update(own)
        for key, hint in own.items():
            form = getattr(hint, "__origin__", None)
            needed = {"typing.Required": True, "typing.NotRequired": False}.get(repr(form), total)
            (required if needed else optional).add(key)
        made.__annotations__ = hints
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(optional)
        made.__total__ = total
        return made

    def __call__(cls, /, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")


class TypedDict(metaclass=_TypedDictMeta):
    __module__ = "typing"
