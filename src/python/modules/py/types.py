"""types"""


def _name_of(tp):
    """A type as it is shown inside another one's brackets."""
    if tp is ...:
        return "..."
    if isinstance(tp, type) and not isinstance(tp, GenericAlias):
        return tp.__qualname__ if tp.__module__ == "builtins" else f"{tp.__module__}.{tp.__qualname__}"
    return repr(tp)


class GenericAlias:
    def __init__(self, origin, args, /):
        args = args if isinstance(args, tuple) else (args,)
        set_attribute = object.__setattr__
        set_attribute(self, "__origin__", origin)
        set_attribute(self, "__args__", args)
        found = []
        for arg in args:
            for one in (arg,) if type(arg).__name__ == "TypeVar" else getattr(arg, "__parameters__", ()):
                if type(one).__name__ == "TypeVar" and one not in found:
                    found.append(one)
        set_attribute(self, "__parameters__", tuple(found))

    def __repr__(self):
        shown = [_name_of(arg) for arg in self.__args__]
        return f"{_name_of(self.__origin__)}[{', '.join(shown) or '()'}]"

    def __call__(self, *args, **keywords):
        return self.__origin__(*args, **keywords)

    def __getitem__(self, item):
        item = item if isinstance(item, tuple) else (item,)
        if not self.__parameters__:
            raise TypeError(f"{self!r} is not a generic class")
        chosen = dict(zip(self.__parameters__, item))
        return GenericAlias(self.__origin__, tuple([chosen.get(arg, arg) for arg in self.__args__]))

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__") and name not in ("__name__", "__qualname__", "__module__"):
            raise AttributeError(f"'types.GenericAlias' object has no attribute '{name}'")
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __eq__(self, other):
        if not isinstance(other, GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __instancecheck__(self, instance):
        raise TypeError("isinstance() argument 2 cannot be a parameterized generic")

    def __subclasscheck__(self, cls):
        raise TypeError("issubclass() argument 2 cannot be a parameterized generic")

    def __or__(self, other):
        return _make_union(self, other)

    def __ror__(self, other):
        return _make_union(other, self)


def _typing_union(value):
    """Whether it is a union or alias of `typing`, which makes its own."""
    return type(value).__module__ == "typing"


class UnionType:
    def __new__(cls, *args, **keywords):
        raise TypeError("cannot create 'types.UnionType' instances")

    def __repr__(self):
        return " | ".join(["None" if arg is NoneType else _name_of(arg) for arg in self.__args__])

    def __eq__(self, other):
        if isinstance(other, UnionType) or _typing_union(other) and hasattr(other, "__args__"):
            return set(self.__args__) == set(other.__args__)
        return NotImplemented

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __or__(self, other):
        return _make_union(self, other)

    def __ror__(self, other):
        return _make_union(other, self)

    def __instancecheck__(self, instance):
        return any([isinstance(instance, arg) for arg in self.__args__])

    def __subclasscheck__(self, cls):
        return any([issubclass(cls, arg) for arg in self.__args__])


def _parts(value):
    if value is None:
        return [NoneType]
    return list(value.__args__) if isinstance(value, UnionType) else [value]


def _make_union(left, right):
    """`left | right` of types; `NotImplemented` when one of them is none."""
    for value in (left, right):
        if _typing_union(value):
            from typing import Union

            return Union[left, right]
        if not (value is None or isinstance(value, (type, GenericAlias, UnionType))):
            return NotImplemented
    found = []
    for part in (*_parts(left), *_parts(right)):
        if not any([part is one or part == one for one in found]):
            found.append(part)
    if len(found) == 1:
        return found[0]
    made = object.__new__(UnionType)
    made.__args__ = tuple(found)
    made.__parameters__ = ()
    return made


class SimpleNamespace:
    def __init__(self, /, **keywords):
        self.__dict__.update(keywords)

    def __repr__(self):
        shown = ", ".join([f"{name}={value!r}" for name, value in self.__dict__.items()])
        name = "namespace" if type(self) is SimpleNamespace else type(self).__name__
        return f"{name}({shown})"

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None


class MappingProxyType:
    def __init__(self, mapping, /):
        object.__setattr__(self, "_mapping", mapping)

    def __getitem__(self, key):
        return self._mapping[key]

    def __iter__(self):
        return iter(self._mapping)

    def __len__(self):
        return len(self._mapping)

    def __contains__(self, key):
        return key in self._mapping

    def get(self, key, default=None, /):
        return self._mapping.get(key, default)

    def keys(self):
        return self._mapping.keys()

    def values(self):
        return self._mapping.values()

    def items(self):
        return self._mapping.items()

    def copy(self):
        return self._mapping.copy()

    def __eq__(self, other):
        return self._mapping == (other._mapping if isinstance(other, MappingProxyType) else other)

    __hash__ = None

    def __or__(self, other):
        return self._mapping | (other._mapping if isinstance(other, MappingProxyType) else other)

    def __ror__(self, other):
        return other | self._mapping

    def __reversed__(self):
        return reversed(self._mapping)

    def __repr__(self):
        return f"mappingproxy({self._mapping!r})"

    def __str__(self):
        return str(self._mapping)

    def __setitem__(self, key, value):
        raise TypeError("'mappingproxy' object does not support item assignment")

    def __delitem__(self, key):
        raise TypeError("'mappingproxy' object does not support item deletion")


MappingProxyType.__name__ = MappingProxyType.__qualname__ = "mappingproxy"
MappingProxyType.__module__ = "builtins"


class DynamicClassAttribute(property):
    pass


def _sample_generator():
    yield


async def _sample_coroutine():
    pass


class _Sample:
    def method(self):
        pass


NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(...)
FunctionType = LambdaType = type(_sample_generator)
GeneratorType = type(_sample_generator())
_coroutine = _sample_coroutine()
CoroutineType = type(_coroutine)
_coroutine.close()
MethodType = type(_Sample().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
CodeType = type(_sample_generator.__code__)


def new_class(name, bases=(), kwds=None, exec_body=None):
    namespace = {}
    if exec_body is not None:
        exec_body(namespace)
    keywords = dict(kwds or {})
    meta = keywords.pop("metaclass", type(bases[0]) if bases else type)
    return meta(name, tuple(bases), namespace, **keywords)
