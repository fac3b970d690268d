"""The abstract classes of containers. A class belongs to one when it has the methods, or is registered."""
from abc import ABCMeta, abstractmethod


def _has(subclass, names):
    """Whether a class or its bases define each of the methods, and none as `None`."""
    for name in names:
        for base in subclass.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


class _Methods(metaclass=ABCMeta):
    """A class that is recognised by its methods."""

    __slots__ = ()
    _needed = ()

    @classmethod
    def __subclasshook__(cls, subclass):
        needed = cls.__dict__.get("_needed")
        return _has(subclass, needed) if needed else NotImplemented

    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)


class Hashable(_Methods):
    _needed = ("__hash__",)

    @abstractmethod
    def __hash__(self):
        return 0


class Awaitable(_Methods):
    _needed = ("__await__",)


class Coroutine(Awaitable):
    _needed = ("__await__", "send", "throw", "close")


class AsyncIterable(_Methods):
    _needed = ("__aiter__",)


class AsyncIterator(AsyncIterable):
    _needed = ("__aiter__", "__anext__")


class AsyncGenerator(AsyncIterator):
    _needed = ("__aiter__", "__anext__", "asend", "athrow", "aclose")


class Iterable(_Methods):
    _needed = ("__iter__",)

    @abstractmethod
    def __iter__(self):
        while False:
            yield None


class Iterator(Iterable):
    _needed = ("__iter__", "__next__")

    @abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


class Reversible(Iterable):
    _needed = ("__reversed__", "__iter__")


class Generator(Iterator):
    _needed = ("__iter__", "__next__", "send", "throw", "close")


class Sized(_Methods):
    _needed = ("__len__",)

    @abstractmethod
    def __len__(self):
        return 0


class Container(_Methods):
    _needed = ("__contains__",)

    @abstractmethod
    def __contains__(self, x):
        return False


class Collection(Sized, Iterable, Container):
    _needed = ("__len__", "__iter__", "__contains__")


class Callable(_Methods):
    _needed = ("__call__",)

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False

    def __class_getitem__(cls, item):
        from types import GenericAlias

        arguments, result = item
        flat = tuple(arguments) if isinstance(arguments, list) else (arguments,)
        return GenericAlias(cls, (*flat, result))


class Sequence(Reversible, Collection):
    _needed = ()

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        place = 0
        try:
            while True:
                yield self[place]
                place += 1
        except IndexError:
            return

    def __contains__(self, value):
        for item in self:
            if item is value or item == value:
                return True
        return False

    def __reversed__(self):
        for place in reversed(range(len(self))):
            yield self[place]

    def index(self, value, start=0, stop=None):
        if start is not None and start < 0:
            start = max(len(self) + start, 0)
        if stop is not None and stop < 0:
            stop += len(self)
        while stop is None or start < stop:
            try:
                item = self[start]
            except IndexError:
                break
            if item is value or item == value:
                return start
            start += 1
        raise ValueError

    def count(self, value):
        return len([item for item in self if item is value or item == value])


class ByteString(Sequence):
    pass


class MutableSequence(Sequence):
    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        raise IndexError

    def append(self, value):
        self.insert(len(self), value)

    def extend(self, values):
        for value in list(values) if values is self else values:
            self.append(value)

    def reverse(self):
        size = len(self)
        for place in range(size // 2):
            self[place], self[size - place - 1] = self[size - place - 1], self[place]

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def clear(self):
        try:
            while True:
                self.pop()
        except IndexError:
            pass

    def __iadd__(self, values):
        self.extend(values)
        return self


class Set(Collection):
    _needed = ()

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def __le__(self, other):
        return NotImplemented if not isinstance(other, Set) else all([item in other for item in self])

    def __lt__(self, other):
        return NotImplemented if not isinstance(other, Set) else len(self) < len(other) and self <= other

    def __ge__(self, other):
        return NotImplemented if not isinstance(other, Set) else all([item in self for item in other])

    def __gt__(self, other):
        return NotImplemented if not isinstance(other, Set) else len(self) > len(other) and self >= other

    def __eq__(self, other):
        return NotImplemented if not isinstance(other, Set) else len(self) == len(other) and self <= other

    __hash__ = None

    def __and__(self, other):
        return self._from_iterable([item for item in other if item in self])

    def __or__(self, other):
        return self._from_iterable([*self, *other])

    def __sub__(self, other):
        return self._from_iterable([item for item in self if item not in other])

    def __xor__(self, other):
        return (self - other) | (other - self)

    def isdisjoint(self, other):
        return not any([item in self for item in other])


class MutableSet(Set):
    @abstractmethod
    def add(self, value):
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        raise NotImplementedError

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)


class Mapping(Collection):
    _needed = ()

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return {key: None for key in self}.keys()

    def values(self):
        return [self[key] for key in self]

    def items(self):
        return [(key, self[key]) for key in self]

    def __eq__(self, other):
        return NotImplemented if not isinstance(other, Mapping) else dict(self.items()) == dict(other.items())

    __hash__ = None
    __reversed__ = None


class MutableMapping(Mapping):
    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, *default):
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value

    def popitem(self):
        for key in self:
            return key, self.pop(key)
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), /, **kwds):
        pairs = [(key, other[key]) for key in other.keys()] if hasattr(other, "keys") else other
        for key, value in [*pairs, *kwds.items()]:
            self[key] = value

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]


class MappingView(Sized):
    _needed = ()


class KeysView(MappingView, Set):
    pass


class ItemsView(MappingView, Set):
    pass


class ValuesView(MappingView, Collection):
    _needed = ()


for _cls, _abstract in [
    (str, Sequence), (tuple, Sequence), (range, Sequence), (bytes, ByteString), (bytearray, ByteString),
    (bytearray, MutableSequence), (list, MutableSequence), (frozenset, Set), (set, MutableSet), (dict, MutableMapping),
    (type({}.keys()), KeysView), (type({}.values()), ValuesView), (type({}.items()), ItemsView),
]:
    _abstract.register(_cls)
for _abstract in list(globals().values()):
    if type(_abstract) is ABCMeta:
        _abstract.__module__ = "collections.abc"


async def _anext_or(iterator, default):
    """`anext(iterator, default)`."""
    try:
        return await iterator.__anext__()
    except StopAsyncIteration:
        return default
