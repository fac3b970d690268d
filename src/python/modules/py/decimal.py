"""Decimal numbers with 28 digits, rounded half to even, as Python's default context has them."""
from collections import namedtuple

DecimalTuple = namedtuple("DecimalTuple", "sign digits exponent")
DecimalTuple.__module__ = "decimal"
ROUND_DOWN, ROUND_UP, ROUND_HALF_UP, ROUND_HALF_DOWN = "ROUND_DOWN", "ROUND_UP", "ROUND_HALF_UP", "ROUND_HALF_DOWN"
ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_05UP = "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_05UP"


class DecimalException(ArithmeticError):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Context:
    def __init__(self, prec=28, rounding=ROUND_HALF_EVEN):
        self.prec = prec
        self.rounding = rounding

    def create_decimal(self, value="0"):
        return fitted(Decimal(value))


_context = Context()


def getcontext():
    return _context


def setcontext(context):
    _context.prec, _context.rounding = context.prec, context.rounding


class localcontext:
    def __init__(self, ctx=None, *, prec=None, rounding=None):
        self.kept = (_context.prec, _context.rounding)
        self.prec, self.rounding = prec, rounding

    def __enter__(self):
        if self.prec is not None:
            _context.prec = self.prec
        if self.rounding is not None:
            _context.rounding = self.rounding
        return _context

    def __exit__(self, *details):
        _context.prec, _context.rounding = self.kept


def shifted(whole, places, rounding, negative):
    """`whole / 10**places`, rounded."""
    unit = 10**places
    low, rest = divmod(whole, unit)
    twice = rest * 2
    up = False
    if rest:
        if rounding == ROUND_UP:
            up = True
        elif rounding == ROUND_CEILING:
            up = not negative
        elif rounding == ROUND_FLOOR:
            up = negative
        elif rounding == ROUND_HALF_UP:
            up = twice >= unit
        elif rounding == ROUND_HALF_DOWN:
            up = twice > unit
        elif rounding == ROUND_HALF_EVEN:
            up = twice > unit or (twice == unit and low % 2 == 1)
        elif rounding == ROUND_05UP:
            up = low % 10 in (0, 5)
    return low + 1 if up else low


def made(sign, whole, exponent, special=""):
    value = object.__new__(Decimal)
    value._sign, value._int, value._exp, value._special = sign, whole, exponent, special
    return value


def fitted(value, extra=False):
    """Rounded to the precision of the context."""
    if value._special:
        return value
    size = len(str(value._int))
    if size <= _context.prec:
        return value
    drop = size - _context.prec
    whole, exponent = shifted(value._int, drop, _context.rounding, value._sign == 1), value._exp + drop
    if len(str(whole)) > _context.prec:
        whole, exponent = whole // 10, exponent + 1
    return made(value._sign, whole, exponent)


def parse(text):
    body = text.strip().replace("_", "")
    sign = 0
    if body[:1] in ("+", "-"):
        sign, body = (1 if body[0] == "-" else 0), body[1:]
    lower = body.lower()
    if lower in ("inf", "infinity"):
        return sign, 0, 0, "Infinity"
    if lower == "nan" or lower == "snan":
        return sign, 0, 0, "NaN"
    digits, e, power = lower.partition("e")
    whole, dot, part = digits.partition(".")
    exponent = 0
    if e:
        bare = power[1:] if power[:1] in ("+", "-") else power
        if not bare.isdigit():
            return None
        exponent = int(power)
    if not (whole + part).isdigit() or not (whole + part):
        return None
    return sign, int(whole + part), exponent - len(part), ""


class Decimal:
    def __new__(cls, value="0", context=None):
        if isinstance(value, Decimal):
            return made(value._sign, value._int, value._exp, value._special)
        if isinstance(value, str):
            found = parse(value)
            if found is None:
                raise InvalidOperation([ConversionSyntax])
            return made(*found)
        if isinstance(value, int):
            return made(1 if value < 0 else 0, abs(int(value)), 0)
        if isinstance(value, float):
            return cls.from_float(value)
        if isinstance(value, (tuple, list)):
            sign, digits, exponent = value
            if isinstance(exponent, str):
                return made(sign, 0, 0, "Infinity" if exponent == "F" else "NaN")
            return made(sign, int("".join([str(d) for d in digits]) or "0"), exponent)
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")

    @classmethod
    def from_float(cls, value):
        if isinstance(value, int):
            return cls(value)
        if value != value:
            return made(0, 0, 0, "NaN")
        if value in (float("inf"), float("-inf")):
            return made(1 if value < 0 else 0, 0, 0, "Infinity")
        top, bottom = value.as_integer_ratio()
        places = bottom.bit_length() - 1
        sign = 1 if str(value)[0] == "-" else 0
        return made(sign, abs(top) * 5**places, -places)

    def __str__(self):
        sign = "-" if self._sign else ""
        if self._special:
            return sign + self._special
        digits = str(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            if self._exp == 0:
                return sign + digits
            if left <= 0:
                return sign + "0." + "0" * -left + digits
            return sign + digits[:left] + "." + digits[left:]
        text = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
        return f"{sign}{text}E{left - 1:+d}"

    def __repr__(self):
        return f"Decimal('{self}')"

    def __format__(self, spec):
        if not spec:
            return str(self)
        if spec[-1:] == "f" and "." in spec:
            head, _, places = spec[:-1].rpartition(".")
            value = self.quantize(made(0, 1, -int(places)))
            text = str(value._int).rjust(int(places) + 1, "0")
            whole = text[: len(text) - int(places)]
            if "," in head:
                whole = f"{int(whole):,}"
                head = head.replace(",", "")
            text = ("-" if value._sign else "") + whole + ("." + text[len(text) - int(places) :] if int(places) else "")
            return format(text, (">" if head and head[0] not in "<>^=" else "") + head) if head else text
        return format(float(self), spec)

    def as_tuple(self):
        if self._special:
            return DecimalTuple(self._sign, (0,) if self._special == "Infinity" else (), "F" if self._special == "Infinity" else "n")
        return DecimalTuple(self._sign, tuple([int(d) for d in str(self._int)]), self._exp)

    def is_finite(self):
        return not self._special

    def is_nan(self):
        return self._special == "NaN"

    def is_infinite(self):
        return self._special == "Infinity"

    def is_zero(self):
        return not self._special and self._int == 0

    def is_signed(self):
        return self._sign == 1

    def __bool__(self):
        return bool(self._special) or self._int != 0

    def __int__(self):
        if self._special == "NaN":
            raise ValueError("cannot convert NaN to integer")
        if self._special:
            raise OverflowError("cannot convert Infinity to integer")
        whole = self._int * 10**self._exp if self._exp >= 0 else self._int // 10**-self._exp
        return -whole if self._sign else whole

    __trunc__ = __int__

    def __float__(self):
        return float(str(self))

    def __hash__(self):
        value = self
        if not self._special and (self._exp >= 0 or self._int % 10**-self._exp == 0):
            return hash(int(value))
        return hash(float(self))

    def signed(self):
        return -self._int if self._sign else self._int

    def pair(self, other):
        exponent = min(self._exp, other._exp)
        return self.signed() * 10 ** (self._exp - exponent), other.signed() * 10 ** (other._exp - exponent), exponent

    def compared(self, other):
        """-1, 0 or 1; `None` when there is no order."""
        if isinstance(other, float):
            other = Decimal.from_float(other)
        elif isinstance(other, int):
            other = Decimal(other)
        elif not isinstance(other, Decimal):
            return NotImplemented
        if self._special == "NaN" or other._special == "NaN":
            return None
        if self._special or other._special:
            a = (1 - 2 * self._sign) if self._special else 0
            b = (1 - 2 * other._sign) if other._special else 0
        else:
            a, b, _ = self.pair(other)
        return (a > b) - (a < b)

    def __eq__(self, other):
        found = self.compared(other)
        return found if found is NotImplemented else found == 0

    def __lt__(self, other):
        found = self.compared(other)
        return found if found is NotImplemented else found == -1

    def __le__(self, other):
        found = self.compared(other)
        return found if found is NotImplemented else found in (-1, 0)

    def __gt__(self, other):
        found = self.compared(other)
        return found if found is NotImplemented else found == 1

    def __ge__(self, other):
        found = self.compared(other)
        return found if found is NotImplemented else found in (0, 1)

    def __neg__(self):
        return fitted(made(0 if self._int == 0 and not self._special else 1 - self._sign, self._int, self._exp, self._special))

    def __pos__(self):
        return fitted(made(0 if self._int == 0 and not self._special else self._sign, self._int, self._exp, self._special))

    def __abs__(self):
        return fitted(made(0, self._int, self._exp, self._special))

    def __add__(self, other):
        other = number(other)
        if other is NotImplemented:
            return other
        if self._special or other._special:
            return joined(self, other)
        a, b, exponent = self.pair(other)
        total = a + b
        sign = 1 if total < 0 or (total == 0 and self._sign and other._sign) else 0
        return fitted(made(sign, abs(total), exponent))

    __radd__ = __add__

    def __sub__(self, other):
        other = number(other)
        if other is NotImplemented:
            return other
        return self + made(1 - other._sign, other._int, other._exp, other._special)

    def __rsub__(self, other):
        other = number(other)
        return other if other is NotImplemented else other - self

    def __mul__(self, other):
        other = number(other)
        if other is NotImplemented:
            return other
        sign = self._sign ^ other._sign
        if self._special or other._special:
            if "NaN" in (self._special, other._special):
                return made(0, 0, 0, "NaN")
            if not self or not other:
                raise InvalidOperation([InvalidOperation])
            return made(sign, 0, 0, "Infinity")
        return fitted(made(sign, self._int * other._int, self._exp + other._exp))

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = number(other)
        if other is NotImplemented:
            return other
        checked(self, other)
        sign = self._sign ^ other._sign
        want = self._exp - other._exp
        if self._int == 0:
            return made(sign, 0, want)
        shift = len(str(other._int)) - len(str(self._int)) + _context.prec + 1
        whole, rest = divmod(self._int * 10 ** max(shift, 0), other._int * 10 ** max(-shift, 0))
        exponent = want - shift
        if rest and whole % 5 == 0:
            whole += 1
        while not rest and exponent < want and whole % 10 == 0:
            whole, exponent = whole // 10, exponent + 1
        return fitted(made(sign, whole, exponent))

    def __rtruediv__(self, other):
        other = number(other)
        return other if other is NotImplemented else other / self

    def __divmod__(self, other):
        other = number(other)
        if other is NotImplemented:
            return other
        checked(self, other)
        a, b, exponent = self.pair(other)
        whole = abs(a) // abs(b)
        return made(self._sign ^ other._sign, whole, 0), made(self._sign, abs(a) % abs(b), exponent)

    def __floordiv__(self, other):
        found = self.__divmod__(other)
        return found if found is NotImplemented else found[0]

    def __mod__(self, other):
        found = self.__divmod__(other)
        return found if found is NotImplemented else fitted(found[1])

    def __rfloordiv__(self, other):
        return number(other) // self

    def __rmod__(self, other):
        return number(other) % self

    def __pow__(self, other):
        other = number(other)
        if other is NotImplemented:
            return other
        if other._exp >= 0 or other._int % 10**-other._exp == 0:
            power = int(other)
            if power >= 0:
                return fitted(made(self._sign if power % 2 else 0, self._int**power, self._exp * power))
            return Decimal(1) / self**-power
        return fitted(Decimal(repr(float(self) ** float(other))))

    def sqrt(self, context=None):
        if self._sign and self._int:
            raise InvalidOperation([InvalidOperation])
        want = self._exp // 2
        digits = _context.prec + 1
        shift = max(2 * digits - len(str(self._int)), 0)
        shift += (self._exp - shift) % 2
        scaled = self._int * 10**shift
        root = square_root(scaled)
        exponent = (self._exp - shift) // 2
        if root * root != scaled:
            if root % 5 == 0:
                root += 1
        else:
            while exponent < want and root % 10 == 0:
                root, exponent = root // 10, exponent + 1
        return fitted(made(self._sign, root, exponent))

    def quantize(self, exp, rounding=None, context=None):
        exp = number(exp)
        places = exp._exp - self._exp
        if places <= 0:
            whole = self._int * 10**-places
        else:
            whole = shifted(self._int, places, rounding or _context.rounding, self._sign == 1)
        if len(str(whole)) > _context.prec:
            raise InvalidOperation([InvalidOperation])
        return made(self._sign, whole, exp._exp)

    def to_integral_value(self, rounding=None, context=None):
        return self if self._exp >= 0 else self.quantize(Decimal(1), rounding)

    def __round__(self, ndigits=None):
        if ndigits is None:
            return int(self.quantize(Decimal(1), ROUND_HALF_EVEN))
        return self.quantize(made(0, 1, -ndigits), ROUND_HALF_EVEN)

    def __floor__(self):
        return int(self.quantize(Decimal(1), ROUND_FLOOR))

    def __ceil__(self):
        return int(self.quantize(Decimal(1), ROUND_CEILING))

    def normalize(self, context=None):
        whole, exponent = self._int, self._exp
        if whole == 0:
            return made(self._sign, 0, 0)
        while whole % 10 == 0:
            whole, exponent = whole // 10, exponent + 1
        return fitted(made(self._sign, whole, exponent))

    def as_integer_ratio(self):
        top, bottom = (self.signed() * 10**self._exp, 1) if self._exp >= 0 else (self.signed(), 10**-self._exp)
        a, b = abs(top), bottom
        while b:
            a, b = b, a % b
        return top // a, bottom // a

    def copy_abs(self):
        return made(0, self._int, self._exp, self._special)

    def adjusted(self):
        return self._exp + len(str(self._int)) - 1


def number(value):
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else NotImplemented


def square_root(value):
    root = 1 << ((value.bit_length() + 1) // 2)
    while True:
        better = (root + value // root) // 2 if root else 0
        if better >= root:
            return root
        root = better


def joined(a, b):
    if "NaN" in (a._special, b._special):
        return made(0, 0, 0, "NaN")
    if a._special and b._special and a._sign != b._sign:
        raise InvalidOperation([InvalidOperation])
    return a if a._special else b


def checked(a, b):
    if b._int == 0 and not b._special:
        if a._int == 0 and not a._special:
            raise InvalidOperation([DivisionUndefined])
        raise DivisionByZero([DivisionByZero])
