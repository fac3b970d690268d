"""The body of an enum: its namespace, and what stands for a value in it"""

_missing = object()


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class auto:
    """Stands for the next value until it is bound in the body of the class."""

    def __init__(self, value=_missing):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


_SUNDER = (
    "_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_",
    "_iter_member_by_value_", "_iter_member_by_def_",
)


class _EnumDict(dict):
    """The namespace of the body of an enum."""

    def __init__(self, cls_name, generate):
        super().__init__()
        self._member_names, self._last_values, self._ignored = {}, [], []
        self._cls_name, self._generate, self._auto_called = cls_name, generate, False

    def __setitem__(self, key, value):
        if key.startswith(f"_{self._cls_name}__"):
            pass
        elif _is_sunder(key):
            if key not in _SUNDER:
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
            if key == "_generate_next_value_":
                if self._auto_called:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignored = value
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif isinstance(value, nonmember):
            value = value.value
        elif _is_member(self._cls_name, key, value, self._ignored):
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            value = self._resolved(key, value.value if isinstance(value, member) else value)
            self._member_names[key] = None
        super().__setitem__(key, value)

    def _resolved(self, key, value):
        parts = value if type(value) is tuple else (value,)
        if not any([isinstance(part, auto) for part in parts]):
            self._last_values.append(value)
            return value
        resolved = []
        for part in parts:
            if isinstance(part, auto):
                if part.value is _missing:
                    part.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
                    self._auto_called = True
                part = part.value
                self._last_values.append(part)
            resolved.append(part)
        return tuple(resolved) if type(value) is tuple else resolved[0]


def _is_dunder(name):
    return len(name) > 4 and name.startswith("__") and name.endswith("__")


def _is_sunder(name):
    return len(name) > 2 and name.startswith("_") and name.endswith("_") and not name.startswith("__")


def _is_member(clsname, name, value, ignored):
    if isinstance(value, member):
        return True
    if _is_dunder(name) or _is_sunder(name) or name in ignored or isinstance(value, nonmember):
        return False
    if name.startswith(f"_{clsname}__") or name.startswith("__"):
        return False
    return not (hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__"))
