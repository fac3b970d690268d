"""enum"""

from enum._body import _EnumDict, auto, member, nonmember


class property:
    """`name` and `value` of members, which the class itself does not have."""

    def __init__(self, fget=None):
        self.fget, self.name = fget, None

    def __set_name__(self, owner, name):
        self.name, self.clsname = name, owner.__name__

    def __get__(self, instance, owner=None):
        if instance is None:
            member = owner._member_map_.get(self.name)
            if member is None:
                raise AttributeError(f"{owner!r} has no attribute {self.name!r}")
            return member
        return self.fget(instance)

    def __set__(self, instance, value):
        raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")

    def __delete__(self, instance):
        raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")


def _data_type(bases):
    """The type that members are made of beside `Enum`."""
    for base in bases:
        if isinstance(base, EnumType):
            if base._member_type_ is not object:
                return base._member_type_
        elif base is not object:
            for one in base.__mro__:
                if one is not object and ("__new__" in one.__dict__ or "__dataclass_fields__" in one.__dict__):
                    return base
    return object


class EnumType(type):
    @classmethod
    def __prepare__(meta, cls, bases, **keywords):
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f"<enum {cls!r}> cannot extend {base!r}")
        parent = bases[-1] if bases and isinstance(bases[-1], EnumType) else None
        return _EnumDict(cls, getattr(parent, "_generate_next_value_", None))

    def __new__(meta, cls, bases, namespace, *, boundary=None, **keywords):
        ignored = namespace._ignored
        values = {name: namespace[name] for name in namespace._member_names}
        rest = {name: value for name, value in namespace.items() if name not in values and name not in ignored}
        rest.pop("_ignore_", None)
        if "mro" in values:
            raise ValueError("invalid enum member name(s) 'mro'")
        data_type = _data_type(bases)
        made = type.__new__(meta, cls, bases, rest, **keywords)
        set_attribute = lambda name, value: type.__setattr__(made, name, value)
        parent = bases[-1] if bases and isinstance(bases[-1], EnumType) else None
        set_attribute("_member_names_", [])
        set_attribute("_member_map_", {})
        set_attribute("_value2member_map_", {})
        set_attribute("_unhashable_values_", [])
        set_attribute("_member_type_", data_type)
        set_attribute("_flag_mask_", 0)
        set_attribute("_boundary_", boundary or getattr(parent, "_boundary_", None))
        if parent is not None:
            for name in ("__repr__", "__str__", "__format__"):
                if name not in rest:
                    set_attribute(name, getattr(parent, name))
            if any([base.__name__ == "ReprEnum" for base in bases]):
                if "__str__" not in rest:
                    set_attribute("__str__", lambda self: str(self._value_))
                if "__format__" not in rest:
                    set_attribute("__format__", lambda self, spec: format(self._value_, spec))
            if data_type is not object and _is_flag(made):
                for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                    if name not in rest:
                        set_attribute(name, getattr(_flag_class, name))
        own_new = None if parent is None else _own_new(made, data_type)
        for name, value in values.items():
            _add_member(made, name, value, data_type, own_new)
        return made

    def __init__(cls, *args, **keywords):
        pass

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return _lookup(cls, value)
        return _from_names(cls, value, names, module, qualname, type, start)

    def __getattr__(cls, name):
        raise AttributeError(name)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if not isinstance(value, Enum):
            raise TypeError(
                "unsupported operand type(s) for 'in': "
                f"{type(value).__qualname__!r} and {type(cls).__qualname__!r}"
            )
        return isinstance(value, cls) and value._name_ in cls._member_map_

    def __repr__(cls):
        kind = "flag" if _is_flag(cls) else "enum"
        return f"<{kind} {cls.__name__!r}>"

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        type.__setattr__(cls, name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        type.__delattr__(cls, name)

    def __dir__(cls):
        extra = ["__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__", "__len__",
                 "__members__", "__module__", "__name__", "__qualname__"]
        return sorted([*cls._member_names_, *extra])


def _members(cls):
    from types import MappingProxyType

    return MappingProxyType(cls._member_map_)


class _Members:
    def __get__(self, instance, owner=None):
        return _members(instance)


EnumType.__members__ = _Members()
EnumMeta = EnumType
_flag_class = None


def _is_flag(cls):
    return _flag_class is not None and any([base is _flag_class for base in cls.__mro__])


def _own_new(cls, data_type):
    """A `__new__` that the class or one of its bases defines for its members."""
    for base in cls.__mro__:
        found = base.__dict__.get("__new__")
        if found is not None:
            if base in (object, data_type) or base.__dict__.get("__builtin_enum__"):
                return None
            return getattr(base, "__new__")
    return None


def _add_member(cls, name, value, data_type, own_new):
    args = value if isinstance(value, tuple) else (value,)
    if data_type is tuple:
        args = (args,)
    if own_new is not None:
        made = own_new(cls, *args)
    elif data_type is object:
        made = object.__new__(cls)
    else:
        made = data_type.__new__(cls, *args)
    attributes = made.__dict__
    if "_value_" not in attributes:
        if data_type is object or own_new is not None and not args:
            made._value_ = value
        else:
            try:
                made._value_ = data_type(*args)
            except Exception as error:
                raise TypeError(f"_value_ not set in __new__, unable to create it") from error
    value = made._value_
    made._name_, made.__objclass__, made._sort_order_ = name, cls, len(cls._member_names_)
    made.__init__(*args)
    known = None
    for one in cls._member_map_.values():
        if one._value_ == value:
            known = one
            break
    if known is not None:
        made = known
    elif not _is_flag(cls) or _single_bit(value):
        cls._member_names_.append(name)
    if _is_flag(cls) and isinstance(value, int):
        type.__setattr__(cls, "_flag_mask_", cls._flag_mask_ | value)
    type.__setattr__(cls, name, made)
    cls._member_map_[name] = made
    try:
        cls._value2member_map_.setdefault(value, made)
    except TypeError:
        cls._unhashable_values_.append(value)


def _single_bit(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0


def _lookup(cls, value):
    if type(value) is cls:
        return value
    try:
        found = cls._value2member_map_.get(value)
        if found is not None:
            return found
    except TypeError:
        for one in cls._member_map_.values():
            if one._value_ == value:
                return one
    found = cls._missing_(value)
    if isinstance(found, cls):
        return found
    if found is not None:
        raise TypeError(f"error in {cls.__name__}._missing_: returned {found!r} instead of None or a valid member")
    if not cls._member_map_ and type(value) is not cls:
        raise TypeError(f"<enum {cls.__name__!r}> has no members defined")
    raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")


def _from_names(cls, class_name, names, module, qualname, data_type, start):
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    if isinstance(names, (list, tuple)) and names and isinstance(names[0], str):
        last, pairs = [], []
        for count, name in enumerate(names):
            value = cls._generate_next_value_(name, start, count, last[:])
            last.append(value)
            pairs.append((name, value))
        names = pairs
    pairs = names.items() if hasattr(names, "items") else names
    bases = (cls,) if data_type is None else (data_type, cls)
    namespace = type(cls).__prepare__(class_name, bases)
    namespace["__module__"], namespace["__qualname__"] = module or "__main__", qualname or class_name
    for name, value in pairs:
        namespace[name] = value
    return type(cls)(class_name, bases, namespace)


class Enum(metaclass=EnumType):
    __builtin_enum__ = True

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            last = sorted(last_values).pop()
        except TypeError:
            import warnings

            warnings.warn(
                "In 3.13 the default `auto()`/`_generate_next_value_` will require all values to be sortable and "
                "support adding +1\nand the value returned will be the largest value in the enum incremented by 1",
                DeprecationWarning,
                stacklevel=3,
            )
            for value in reversed(last_values):
                try:
                    return value + 1
                except TypeError:
                    pass
            return start
        try:
            return last + 1
        except TypeError:
            raise TypeError(f"unable to increment {last!r}") from None

    @classmethod
    def _missing_(cls, value):
        return None

    def __init__(self, *args, **kwds):
        pass

    def __repr__(self):
        return f"<{type(self).__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{type(self).__name__}.{self._name_}"

    def __format__(self, format_spec):
        return format(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class ReprEnum(Enum):
    __builtin_enum__ = True


class IntEnum(int, ReprEnum):
    __builtin_enum__ = True


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        for place, value in enumerate(values):
            if not isinstance(value, str):
                what = ("", "encoding must be a string, not ", "errors must be a string, not ")[place]
                raise TypeError(f"{what}{value!r}" if place else f"{value!r} is not a string")
        value = str(*values)
        member = str.__new__(cls, value)
        member._value_ = value
        return member

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


STRICT, CONFORM, EJECT, KEEP = "strict", "conform", "eject", "keep"


def unique(enumeration):
    duplicates = [
        f"{name} -> {one.name}" for name, one in enumeration._member_map_.items() if name != one.name
    ]
    if duplicates:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join(duplicates)}")
    return enumeration


def global_enum(cls):
    return cls


from enum._flags import Flag, make_int_flag

_flag_class = Flag
IntFlag = make_int_flag()
