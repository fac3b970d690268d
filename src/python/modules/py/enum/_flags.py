"""enum.Flag"""
from enum import Enum, ReprEnum


class Flag(Enum):
    __builtin_enum__ = True

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        return 2 ** max(last_values).bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask = cls._flag_mask_
        bits = (1 << max(mask.bit_length(), 1)) - 1
        if value < 0:
            value = value & bits if -value - 1 <= bits else value & mask
        if value & ~mask and not cls.__keeps_unknown__():
            width = max(value.bit_length(), mask.bit_length())
            raise ValueError(
                f"{cls!r} invalid value {value!r}\n    given 0b0 {value:0{width}b}\n  allowed 0b0 {mask:0{width}b}"
            )
        made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        names = [one._name_ for one in _parts(cls, value)]
        left = value
        for one in _parts(cls, value):
            left &= ~one._value_
        if names and left:
            names.append(str(left))
        made._name_ = "|".join(names) if names else None
        made._value_, made.__objclass__ = value, cls
        cls._value2member_map_[value] = made
        return made

    @classmethod
    def __keeps_unknown__(cls):
        return False

    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError(
                "unsupported operand type(s) for 'in': "
                f"{type(other).__qualname__!r} and {type(self).__qualname__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        for one in _parts(type(self), self._value_):
            yield one

    def __len__(self):
        return bin(self._value_).count("1")

    def __repr__(self):
        if self._name_ is None:
            return f"<{type(self).__name__}: {self._value_!r}>"
        return f"<{type(self).__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        if self._name_ is None:
            return f"{type(self).__name__}({self._value_!r})"
        return f"{type(self).__name__}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _other(self, other):
        if isinstance(other, type(self)):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __or__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else type(self)(self._value_ | value)

    def __and__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else type(self)(self._value_ & value)

    def __xor__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else type(self)(self._value_ ^ value)

    def __invert__(self):
        return type(self)(self._flag_mask_ & ~self._value_)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


def _parts(cls, value):
    """The members of one bit that a value holds."""
    return [cls._member_map_[name] for name in cls._member_names_ if cls._member_map_[name]._value_ & value]


def make_int_flag():
    """`IntFlag`, once `enum` knows which class `Flag` is."""

    class IntFlag(int, ReprEnum, Flag):
        __builtin_enum__ = True

        @classmethod
        def __keeps_unknown__(cls):
            return True

    IntFlag.__qualname__ = "IntFlag"
    IntFlag.__module__ = "enum"
    return IntFlag


Flag.__module__ = "enum"
