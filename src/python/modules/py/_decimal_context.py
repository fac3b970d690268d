"""What decimal arithmetic goes by: rounding, precision, and its exceptions."""

ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING = "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING"
ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP = "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP"


class DecimalException(ArithmeticError):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


class Context:
    def __init__(self, prec=28, rounding=ROUND_HALF_EVEN):
        self.prec, self.rounding = prec, rounding

    def copy(self):
        return Context(self.prec, self.rounding)

    def create_decimal(self, num="0"):
        from decimal import Decimal

        return +Decimal(num)


_contexts = [Context()]


def getcontext():
    return _contexts[-1]


def setcontext(context):
    _contexts[-1] = context


class localcontext:
    def __init__(self, ctx=None, *, prec=None, rounding=None):
        self._context = (ctx or getcontext()).copy()
        self._context.prec = self._context.prec if prec is None else prec
        self._context.rounding = self._context.rounding if rounding is None else rounding

    def __enter__(self):
        _contexts.append(self._context)
        return self._context

    def __exit__(self, *exc_info):
        _contexts.pop()


for _value in list(globals().values()):
    if isinstance(_value, type):
        _value.__module__ = "decimal"
