"""copy"""


class Error(Exception):
    pass


error = Error
_ATOMIC = (type(None), int, float, bool, str, bytes, type, range, type(...), type(NotImplemented), type(len), type(lambda: 0))


def _is_atomic(cls):
    return cls in _ATOMIC or issubclass(cls, type) or cls.__module__ in ("datetime", "uuid", "decimal", "zoneinfo")


def copy(x):
    cls = type(x)
    if _is_atomic(cls) or cls in (tuple, frozenset):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    return _rebuilt(x, cls, lambda value: value)


def deepcopy(x, memo=None, _nil=[]):
    memo = {} if memo is None else memo
    cls = type(x)
    if _is_atomic(cls):
        return x
    known = memo.get(id(x))
    if known is not None:
        return known[0]
    if cls is list:
        made = []
        memo[id(x)] = (made, x)
        for item in x:
            made.append(deepcopy(item, memo))
        return made
    if cls is dict:
        made = {}
        memo[id(x)] = (made, x)
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
        return made
    if cls is tuple:
        made = tuple([deepcopy(item, memo) for item in x])
        made = x if all([old is new for old, new in zip(x, made)]) else made
    elif cls in (set, frozenset):
        made = cls([deepcopy(item, memo) for item in x])
    elif cls is bytearray:
        made = x.copy()
    else:
        own = getattr(cls, "__deepcopy__", None)
        made = own(x, memo) if own is not None else _rebuilt(x, cls, lambda value: deepcopy(value, memo), memo)
    memo[id(x)] = (made, x)
    return made


def _rebuilt(x, cls, work, memo=None):
    """A new object of the class with the contents and attributes of the old one."""
    if isinstance(x, BaseException):
        made = cls(*[work(arg) for arg in x.args])
    elif isinstance(x, dict):
        made = cls.__new__(cls)
        for key, value in x.items():
            dict.__setitem__(made, work(key), work(value))
    elif isinstance(x, list):
        made = cls.__new__(cls)
        list.extend(made, [work(item) for item in x])
    elif isinstance(x, tuple):
        made = tuple.__new__(cls, [work(item) for item in x])
    elif isinstance(x, (str, int, float, bytes)):
        made = cls.__new__(cls, x)
    elif isinstance(x, set):
        made = cls([work(item) for item in x])
    else:
        made = object.__new__(cls)
    if memo is not None:
        memo[id(x)] = (made, x)
    for name, value in getattr(x, "__dict__", {}).items():
        object.__setattr__(made, name, work(value))
    for base in cls.__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if hasattr(x, name):
                object.__setattr__(made, name, work(getattr(x, name)))
    return made
