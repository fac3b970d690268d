"""abc"""


def _is_abstract(value):
    """Whether it is marked, itself or in what it wraps."""
    if isinstance(value, property):
        return any([_is_abstract(part) for part in (value.fget, value.fset, value.fdel)])
    if isinstance(value, (classmethod, staticmethod)):
        value = value.__func__
    return bool(getattr(value, "__isabstractmethod__", False))


def _found(cls, name):
    for base in cls.__mro__:
        if name in base.__dict__:
            return base.__dict__[name]


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        names = [key for key, value in namespace.items() if _is_abstract(value)]
        for base in bases:
            for key in getattr(base, "__abstractmethods__", ()):
                if _is_abstract(_found(cls, key)) and key not in names:
                    names.append(key)
        cls.__abstractmethods__ = frozenset(sorted(names))
        cls._abc_registry, cls._abc_below = [], []
        for base in bases:
            if isinstance(base, ABCMeta):
                base._abc_below.append(cls)
        return cls

    def register(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        cls._abc_registry.append(subclass)
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        if cls in subclass.__mro__:
            return True
        hook = cls.__subclasshook__(subclass) if hasattr(cls, "__subclasshook__") else NotImplemented
        if hook is not NotImplemented:
            return hook
        return any([issubclass(subclass, one) for one in cls._abc_all()])

    def _abc_all(cls):
        """What is registered with the class or with a class derived from it."""
        found = list(cls.__dict__["_abc_registry"])
        for one in cls.__dict__["_abc_below"]:
            found.extend(one._abc_all())
        return found


class ABC(metaclass=ABCMeta):
    __slots__ = ()


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True


class abstractproperty(property):
    __isabstractmethod__ = True


def get_cache_token():
    return 0
