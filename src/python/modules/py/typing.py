"""typing: annotations as values. They are kept and shown, never enforced."""
import _collections_abc as abc
from types import GenericAlias, NoneType, UnionType, _name_of
from _typing_classes import Generic, NamedTuple, Protocol, TypedDict, is_protocol, runtime_checkable
from _typing_classes import _GenericAlias, _UnionGenericAlias, _LiteralGenericAlias, _AnnotatedAlias, _Form, TypeVar
from _typing_classes import ForwardRef, checked as _checked, ParamSpec, TypeVarTuple

TYPE_CHECKING = False


class _AnyMeta(type):
    def __instancecheck__(self, instance):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return type.__instancecheck__(self, instance)

    def __repr__(self):
        return "typing.Any" if self is Any else type.__repr__(self)


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


class _SpecialForm(_Form):
    """`Union`, `Optional`, …: a name that may take brackets."""

    def __init__(self, name, make=None):
        self._name, self._make = name, make

    def __repr__(self):
        return f"typing.{self._name}"

    def __getitem__(self, parameters):
        if self._make is None:
            raise TypeError(f"{self!r} is not subscriptable")
        return self._make(self, parameters)

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self!r} cannot be used with isinstance()")


def _flat(parameters):
    found = []
    for one in parameters:
        for part in one.__args__ if isinstance(one, (_UnionGenericAlias, UnionType)) else (one,):
            if not any([part is old or part == old for old in found]):
                found.append(part)
    return found


def _union(form, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    found = _flat([_checked(one, "Union[arg, ...]: each arg must be a type.") for one in parameters])
    if len(found) == 1:
        return found[0]
    return _UnionGenericAlias(Union, tuple(found), "Union")


def _literal(form, parameters):
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    found = []
    for one in parameters:
        for part in one.__args__ if isinstance(one, _LiteralGenericAlias) else (one,):
            if not any([type(part) is type(old) and part == old for old in found]):
                found.append(part)
    return _LiteralGenericAlias(Literal, tuple(found), "Literal")


def _single(form, parameter):
    name = form._name
    return _GenericAlias(form, (_checked(parameter, f"typing.{name} accepts only single type."),), name)


Union = _SpecialForm("Union", _union)
Optional = _SpecialForm("Optional", lambda form, one: Union[_checked(one, "Optional[t] requires a single type."), NoneType])
Literal = _SpecialForm("Literal", _literal)
ClassVar = _SpecialForm("ClassVar", _single)
Final = _SpecialForm("Final", _single)
Required = _SpecialForm("Required", _single)
NotRequired = _SpecialForm("NotRequired", _single)
TypeGuard = _SpecialForm("TypeGuard", _single)
Unpack = _SpecialForm("Unpack", _single)
Concatenate = _SpecialForm("Concatenate", lambda form, items: _GenericAlias(form, items, "Concatenate"))
Self = _SpecialForm("Self")
Never = _SpecialForm("Never")
NoReturn = _SpecialForm("NoReturn")
LiteralString = _SpecialForm("LiteralString")
TypeAlias = _SpecialForm("TypeAlias")


class Annotated:
    def __new__(cls, *args, **kwargs):
        raise TypeError("Type Annotated cannot be instantiated.")

    def __class_getitem__(cls, parameters):
        if not isinstance(parameters, tuple) or len(parameters) < 2:
            raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
        origin, *metadata = parameters
        if isinstance(origin, _AnnotatedAlias):
            metadata = [*origin.__metadata__, *metadata]
            origin = origin.__origin__
        return _AnnotatedAlias(_checked(origin, "Annotated[t, ...]: t must be a type."), tuple(metadata))


def _converted(one):
    return one if isinstance(one, (int, list, tuple)) else _checked(one, "Parameters to generic types must be types.")


class _SpecialGenericAlias(_Form):
    """`List`, `Dict`, …: another name of a class."""

    def __init__(self, origin, count, name):
        self.__origin__, self._count, self._name = origin, count, name

    def __repr__(self):
        return f"typing.{self._name}"

    def __call__(self, *args, **kwargs):
        if self.__origin__.__module__ == "builtins":
            raise TypeError(
                f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead"
            )
        return self.__origin__(*args, **kwargs)

    def __getitem__(self, parameters):
        parameters = parameters if isinstance(parameters, tuple) else (parameters,)
        if self._count >= 0 and len(parameters) != self._count:
            many = "many" if len(parameters) > self._count else "few"
            raise TypeError(f"Too {many} arguments for {self!r}; actual {len(parameters)}, expected {self._count}")
        args = [_converted(one) for one in parameters]
        return _GenericAlias(self.__origin__, tuple(args), self._name)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)


class _TupleType(_SpecialGenericAlias):
    def __getitem__(self, parameters):
        parameters = parameters if isinstance(parameters, tuple) else (parameters,)
        args = [one if one is ... else _checked(one, "Tuple[t0, t1, ...]: each t must be a type.") for one in parameters]
        return _GenericAlias(self.__origin__, tuple(args), self._name)


class _CallableType(_SpecialGenericAlias):
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple) or len(parameters) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        arguments, result = parameters
        if isinstance(arguments, (list, tuple)):
            flat = [_checked(one, "Callable[[arg, ...], result]: each arg must be a type.") for one in arguments]
        elif arguments is ...:
            flat = [...]
        else:
            flat = [arguments]
        return _GenericAlias(self.__origin__, (*flat, _checked(result, "Callable[args, result]: result must be a type.")), "Callable")


List = _SpecialGenericAlias(list, 1, "List")
Dict = _SpecialGenericAlias(dict, 2, "Dict")
Set = _SpecialGenericAlias(set, 1, "Set")
FrozenSet = _SpecialGenericAlias(frozenset, 1, "FrozenSet")
Type = _SpecialGenericAlias(type, 1, "Type")
Tuple = _TupleType(tuple, -1, "Tuple")


class _LateAlias(_SpecialGenericAlias):
    """Another name of a class of `collections`, which is loaded when the class itself is asked for."""

    def __init__(self, real, count, name):
        self._real, self._count, self._name = real, count, name

    @property
    def __origin__(self):
        import collections

        return getattr(collections, self._real)


def _aliases(count, names):
    for name in names.split():
        real = {"AbstractSet": "Set"}.get(name, name)
        globals()[name] = _SpecialGenericAlias(getattr(abc, real), count, name)


Callable = _CallableType(abc.Callable, 2, "Callable")
_aliases(0, "Hashable Sized ByteString")
_aliases(1, "Iterable Iterator Sequence MutableSequence Collection Container AbstractSet MutableSet Awaitable")
_aliases(1, "AsyncIterator AsyncIterable Reversible KeysView ValuesView")
_aliases(2, "Mapping MutableMapping AsyncGenerator ItemsView")
_aliases(3, "Coroutine Generator")
DefaultDict = _LateAlias("defaultdict", 2, "DefaultDict")
OrderedDict = _LateAlias("OrderedDict", 2, "OrderedDict")
Counter = _LateAlias("Counter", 1, "Counter")
ChainMap = _LateAlias("ChainMap", 2, "ChainMap")
Deque = _LateAlias("deque", 1, "Deque")


def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_GenericAlias, _SpecialGenericAlias, GenericAlias)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return UnionType if isinstance(tp, UnionType) else None


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if getattr(tp, "_name", None) == "Callable" and args[0] is not ...:
            return (list(args[:-1]), args[-1])
        return args
    return tp.__args__ if isinstance(tp, UnionType) else ()


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    found = {}
    for owner in reversed(obj.__mro__) if isinstance(obj, type) else [obj]:
        for name, hint in dict(owner.__dict__.get("__annotations__", {}) if isinstance(obj, type) else getattr(owner, "__annotations__", {})).items():
            if hint is None:
                hint = NoneType
            if isinstance(hint, str):
                from _introspect import evaluate

                hint = evaluate(hint, owner)
            if not include_extras and isinstance(hint, _AnnotatedAlias):
                hint = hint.__origin__
            found[name] = hint
    return found


def cast(typ, val):
    return val


def overload(func):
    return _overload_dummy


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub module "
        "should always be followed by an implementation that is not @overload-ed."
    )


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def no_type_check(arg):
    return arg


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def reveal_type(obj, /):
    return obj


def is_typeddict(tp):
    return isinstance(tp, type) and hasattr(tp, "__total__")


class NewType:
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = "__main__"

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __call__(self, x):
        return x

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


T, KT, VT = TypeVar("T"), TypeVar("KT"), TypeVar("VT")
T_co, V_co, T_contra = TypeVar("T_co", covariant=True), TypeVar("V_co", covariant=True), TypeVar("T_contra", contravariant=True)
AnyStr = TypeVar("AnyStr", bytes, str)
Text = str
