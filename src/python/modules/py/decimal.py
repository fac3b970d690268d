"""decimal: exact decimal arithmetic with 28 significant digits, without logarithms and the like."""
from _decimal_context import ROUND_05UP, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP
from _decimal_context import Context, ConversionSyntax, DecimalException, DivisionByZero, DivisionImpossible, DivisionUndefined
from _decimal_context import FloatOperation, Inexact, InvalidOperation, Rounded, getcontext, localcontext, setcontext


class DecimalTuple(tuple):
    __slots__ = ()
    sign = property(lambda self: self[0])
    digits = property(lambda self: self[1])
    exponent = property(lambda self: self[2])

    def __repr__(self):
        return f"DecimalTuple(sign={self[0]!r}, digits={self[1]!r}, exponent={self[2]!r})"


def _rounded_up(whole, rest, unit, negative, rounding):
    """Whether `whole` grows by one when `rest` of `unit` is cut off."""
    if not rest:
        return False
    if rounding == ROUND_DOWN:
        return False
    if rounding == ROUND_UP:
        return True
    if rounding in (ROUND_CEILING, ROUND_FLOOR):
        return negative == (rounding == ROUND_FLOOR)
    if rounding == ROUND_05UP:
        return whole % 5 == 0
    twice = rest * 2
    if twice == unit:
        return rounding == ROUND_HALF_UP or rounding == ROUND_HALF_EVEN and whole % 2 == 1
    return twice > unit


def _shifted(coefficient, places, negative, rounding):
    """The coefficient with `places` digits cut off its end."""
    if places <= 0:
        return coefficient * 10**-places
    if places > len(str(coefficient)) + 1:
        places = len(str(coefficient)) + 1
    unit = 10**places
    whole, rest = divmod(coefficient, unit)
    return whole + 1 if _rounded_up(whole, rest, unit, negative, rounding) else whole


def _make(negative, coefficient, exponent, kind=""):
    made = object.__new__(Decimal)
    made._negative, made._coefficient, made._exponent, made._kind = negative, coefficient, exponent, kind
    return made


def _fixed(negative, coefficient, exponent):
    """A result, rounded to the precision of the context."""
    context = getcontext()
    extra = len(str(coefficient)) - context.prec
    if extra > 0:
        coefficient = _shifted(coefficient, extra, negative, context.rounding)
        exponent += extra
        if len(str(coefficient)) > context.prec:
            coefficient //= 10
            exponent += 1
    return _make(negative, coefficient, exponent)


def _read(text):
    body = text.strip().replace("_", "")
    negative = body.startswith("-")
    body = body[1:] if body[:1] in ("+", "-") else body
    lowered = body.lower()
    if lowered in ("inf", "infinity"):
        return _make(negative, 0, 0, "inf")
    if lowered in ("nan", "snan"):
        return _make(negative, 0, 0, "nan")
    mantissa, mark, exponent = lowered.partition("e")
    whole, point, fraction = mantissa.partition(".")
    digits = exponent[1:] if exponent[:1] in ("+", "-") else exponent
    if not (whole + fraction).isdecimal() or mark and not digits.isdecimal():
        raise InvalidOperation([ConversionSyntax])
    return _make(negative, int(whole + fraction), (int(exponent) if mark else 0) - len(fraction))


def _operand(value):
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return _make(value < 0, abs(value), 0)
    return None


class Decimal:
    def __new__(cls, value="0", context=None):
        if isinstance(value, Decimal):
            made = _make(value._negative, value._coefficient, value._exponent, value._kind)
        elif isinstance(value, int):
            made = _make(value < 0, abs(value), 0)
        elif isinstance(value, str):
            made = _read(value)
        elif isinstance(value, float):
            made = cls.from_float(value)
        elif isinstance(value, (tuple, list)):
            sign, digits, exponent = value
            made = _make(bool(sign), int("".join([str(digit) for digit in digits]) or "0"), exponent)
        else:
            raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
        if cls is not Decimal:
            plain, made = made, object.__new__(cls)
            made.__dict__.update(plain.__dict__)
        return made

    @classmethod
    def from_float(cls, f):
        if f != f or f in (float("inf"), float("-inf")):
            return _read(repr(f))
        above, below = abs(f).as_integer_ratio()
        places = below.bit_length() - 1
        return _make(repr(f).startswith("-"), above * 5**places, -places)

    def as_tuple(self):
        if self._kind:
            return DecimalTuple((int(self._negative), (0,) if self._kind == "inf" else (), "F" if self._kind == "inf" else "n"))
        return DecimalTuple((int(self._negative), tuple([int(digit) for digit in str(self._coefficient)]), self._exponent))

    def as_integer_ratio(self):
        from math import gcd

        if self._kind:
            raise (OverflowError if self._kind == "inf" else ValueError)(f"cannot convert {'Infinity' if self._kind == 'inf' else 'NaN'} to integer ratio")
        above, below = self._signed() * 10 ** max(self._exponent, 0), 10 ** max(-self._exponent, 0)
        common = gcd(above, below)
        return above // common, below // common

    def _signed(self):
        return -self._coefficient if self._negative else self._coefficient

    def adjusted(self):
        return self._exponent + len(str(self._coefficient)) - 1

    def __repr__(self):
        return f"Decimal('{self}')"

    def __str__(self):
        sign = "-" if self._negative else ""
        if self._kind:
            return sign + ("Infinity" if self._kind == "inf" else "NaN")
        digits, exponent = str(self._coefficient), self._exponent
        point = exponent + len(digits)
        if exponent <= 0 and point > -6:
            if point <= 0:
                return f"{sign}0.{'0' * -point}{digits}"
            return f"{sign}{digits[:point]}{'.' + digits[point:] if exponent else ''}"
        rest = "." + digits[1:] if len(digits) > 1 else ""
        return f"{sign}{digits[0]}{rest}E{point - 1:+d}"

    def __format__(self, spec):
        from _decimal_format import shown

        return shown(self, spec)

    def _plain_digits(self):
        digits, exponent = str(self._coefficient), self._exponent
        if exponent >= 0:
            return digits + ("0" * exponent if self._coefficient else "")
        digits = digits.rjust(1 - exponent, "0")
        return f"{digits[:exponent]}.{digits[exponent:]}"

    def __bool__(self):
        return bool(self._kind) or self._coefficient != 0

    def __int__(self):
        if self._kind:
            raise (OverflowError if self._kind == "inf" else ValueError)(f"cannot convert {'Infinity' if self._kind == 'inf' else 'NaN'} to integer")
        whole = self._coefficient * 10**self._exponent if self._exponent >= 0 else self._coefficient // 10**-self._exponent
        return -whole if self._negative else whole

    __trunc__ = __int__

    def __float__(self):
        return float(str(self))

    def __hash__(self):
        if self._kind:
            return hash(float(self))
        above, below = self.as_integer_ratio()
        if below == 1:
            return hash(above)
        modulus = 2**61 - 1
        found = hash(abs(above) * pow(below, -1, modulus) % modulus)
        return -found if above < 0 else found

    def _compare(self, other):
        """-1, 0 or 1; `None` when one is no number, `NotImplemented` for other types."""
        if isinstance(other, float):
            other = Decimal.from_float(other)
        other = _operand(other)
        if other is None:
            return NotImplemented
        if self._kind or other._kind:
            if "nan" in (self._kind, other._kind):
                return None
            mine, theirs = float(self) if self._kind else 0.0, float(other) if other._kind else 0.0
            return (mine > theirs) - (mine < theirs)
        least = min(self._exponent, other._exponent)
        mine, theirs = self._signed() * 10 ** (self._exponent - least), other._signed() * 10 ** (other._exponent - least)
        return (mine > theirs) - (mine < theirs)

    def __eq__(self, other):
        order = self._compare(other)
        return order if order is NotImplemented else order == 0

    def _ordered(self, other, wanted):
        order = self._compare(other)
        if order is None:
            raise InvalidOperation([InvalidOperation])
        return order if order is NotImplemented else order in wanted

    def __lt__(self, other):
        return self._ordered(other, (-1,))

    def __le__(self, other):
        return self._ordered(other, (-1, 0))

    def __gt__(self, other):
        return self._ordered(other, (1,))

    def __ge__(self, other):
        return self._ordered(other, (0, 1))

    def compare(self, other):
        return Decimal(self._compare(other))

    def __neg__(self):
        return _fixed(not self._negative and self._coefficient != 0, self._coefficient, self._exponent)

    def __pos__(self):
        return _fixed(self._negative and self._coefficient != 0, self._coefficient, self._exponent)

    def __abs__(self):
        return _fixed(False, self._coefficient, self._exponent)

    def copy_abs(self):
        return _make(False, self._coefficient, self._exponent, self._kind)

    def copy_negate(self):
        return _make(not self._negative, self._coefficient, self._exponent, self._kind)

    def _special(self, other, work):
        """The result of floats, where one of both is infinite or no number."""
        result = work(float(self) if self._kind else 1.0, float(other) if other._kind else 1.0)
        if result != result and "nan" not in (self._kind, other._kind):
            raise InvalidOperation([InvalidOperation])
        return _read(repr(result))

    def __add__(self, other):
        other = _operand(other)
        if other is None:
            return NotImplemented
        if self._kind or other._kind:
            return self._special(other, lambda a, b: a + b)
        least = min(self._exponent, other._exponent)
        total = self._signed() * 10 ** (self._exponent - least) + other._signed() * 10 ** (other._exponent - least)
        negative = total < 0 or total == 0 and self._negative and other._negative
        return _fixed(negative, abs(total), least)

    __radd__ = __add__

    def __sub__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else self + other.copy_negate()

    def __rsub__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else other - self

    def __mul__(self, other):
        other = _operand(other)
        if other is None:
            return NotImplemented
        if self._kind or other._kind:
            return self._special(other, lambda a, b: a * b)
        return _fixed(self._negative != other._negative, self._coefficient * other._coefficient, self._exponent + other._exponent)

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = _operand(other)
        if other is None:
            return NotImplemented
        if self._kind or other._kind:
            return self._special(other, lambda a, b: a / b)
        negative = self._negative != other._negative
        if not other._coefficient:
            raise InvalidOperation([DivisionUndefined]) if not self._coefficient else DivisionByZero([DivisionByZero])
        ideal = self._exponent - other._exponent
        if not self._coefficient:
            return _fixed(negative, 0, ideal)
        shift = max(len(str(other._coefficient)) - len(str(self._coefficient)) + getcontext().prec + 1, 0)
        quotient, rest = divmod(self._coefficient * 10**shift, other._coefficient)
        exponent = ideal - shift
        if rest:
            quotient += quotient % 5 == 0
        else:
            while exponent < ideal and quotient % 10 == 0:
                quotient //= 10
                exponent += 1
        return _fixed(negative, quotient, exponent)

    def __rtruediv__(self, other):
        other = _operand(other)
        return NotImplemented if other is None else other / self

    def __divmod__(self, other):
        other = _operand(other)
        if other is None:
            return NotImplemented
        if not other._coefficient:
            raise InvalidOperation([DivisionUndefined]) if not self._coefficient else DivisionByZero([DivisionByZero, InvalidOperation])
        least = min(self._exponent, other._exponent)
        above, below = self._coefficient * 10 ** (self._exponent - least), other._coefficient * 10 ** (other._exponent - least)
        quotient, rest = divmod(above, below)
        if len(str(quotient)) > getcontext().prec:
            raise InvalidOperation([DivisionImpossible])
        return _fixed(self._negative != other._negative, quotient, 0), _fixed(self._negative, rest, least)

    def __floordiv__(self, other):
        both = self.__divmod__(other)
        return both if both is NotImplemented else both[0]

    def __mod__(self, other):
        both = self.__divmod__(other)
        return both if both is NotImplemented else both[1]

    def __rfloordiv__(self, other):
        return _operand(other) // self

    def __rmod__(self, other):
        return _operand(other) % self

    def __pow__(self, other, modulo=None):
        other = _operand(other)
        if other is None:
            return NotImplemented
        if other != int(other):
            raise NotImplementedError("fractional powers of Decimal are not available here; use float")
        times = int(other)
        if abs(times) > 100_000:
            raise NotImplementedError("so large powers of Decimal are not available here; use float")
        power = _make(self._negative and times % 2 == 1, self._coefficient ** abs(times), self._exponent * abs(times))
        return +power if times >= 0 else Decimal(1) / power

    def __rpow__(self, other):
        return _operand(other) ** self

    def sqrt(self, context=None):
        from math import isqrt

        if self._negative and self._coefficient:
            raise InvalidOperation([InvalidOperation])
        places = getcontext().prec + 1
        exponent = self._exponent // 2 - places
        scaled = self._coefficient * 10 ** (self._exponent - 2 * exponent)
        root = isqrt(scaled)
        if root * root != scaled:
            return _fixed(False, root + (root % 5 == 0), exponent)
        while exponent < self._exponent // 2 and root % 10 == 0:
            root //= 10
            exponent += 1
        return _fixed(False, root, exponent)

    def quantize(self, exp, rounding=None, context=None):
        exponent = _operand(exp)._exponent
        places = exponent - self._exponent
        coefficient = _shifted(self._coefficient, places, self._negative, rounding or getcontext().rounding)
        if self._kind or len(str(coefficient)) > getcontext().prec:
            raise InvalidOperation([InvalidOperation])
        return _make(self._negative, coefficient, exponent)

    def to_integral_value(self, rounding=None, context=None):
        return self if self._exponent >= 0 else self.quantize(Decimal(1), rounding)

    to_integral = to_integral_value

    def normalize(self, context=None):
        made = _fixed(self._negative, self._coefficient, self._exponent)
        coefficient, exponent = made._coefficient, made._exponent
        while coefficient and coefficient % 10 == 0:
            coefficient //= 10
            exponent += 1
        return _make(made._negative, coefficient, exponent if coefficient else 0)

    def __round__(self, n=None):
        if n is None:
            return int(self.to_integral_value(ROUND_HALF_EVEN))
        return self.quantize(_make(False, 1, -n), ROUND_HALF_EVEN)

    def __floor__(self):
        return int(self.to_integral_value(ROUND_FLOOR))

    def __ceil__(self):
        return int(self.to_integral_value(ROUND_CEILING))

    def is_nan(self):
        return self._kind == "nan"

    def is_infinite(self):
        return self._kind == "inf"

    def is_finite(self):
        return not self._kind

    def is_zero(self):
        return not self._kind and not self._coefficient

    def is_signed(self):
        return self._negative

    def max(self, other):
        return self if self >= other else _operand(other)

    def min(self, other):
        return self if self <= other else _operand(other)
