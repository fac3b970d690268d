"""Validators of the plain values: any, none, bool, int, float, str, bytes."""
from pydantic_core._pydantic_core import Invalid, bad

LAX, STRICT, EXACT = 0, 1, 2
DIGITS = "0123456789"


class State:
    """How one validation runs. `exact` sinks while values are converted, which is how unions choose."""

    def __init__(self, strict=False, json=False, attributes=False, context=None, by_name=None, by_alias=None):
        self.strict = strict
        self.json = json
        self.attributes = attributes
        self.context = context
        self.by_name = by_name
        self.by_alias = by_alias
        self.exact = EXACT
        self.fields_set = 0
        self.data = None
        self.depth = 0

    def floor(self, level):
        if self.exact > level:
            self.exact = level


class Node:
    """Validates and dumps the values of one annotation."""

    label = "any"
    strict = None
    none_ok = False

    def is_strict(self, st):
        return st.strict if self.strict is None else self.strict

    def limit(self, name, value):
        """Takes a constraint if it knows it; the caller wraps the node in a check otherwise."""
        if name == "strict":
            self.strict = value
            return True
        return False

    def dump(self, value, out, include=None, exclude=None):
        from pydantic._serialize import plain

        return plain(value, out)

    def validate(self, value, st):
        return value


class AnyNode(Node):
    def validate(self, value, st):
        st.floor(LAX)
        return value

    def limit(self, name, value):
        return False


class NoneNode(Node):
    label = "none"

    def validate(self, value, st):
        if value is not None:
            raise bad("none_required", value)
        return None

    def dump(self, value, out, include=None, exclude=None):
        return None if value is None else Node.dump(self, value, out)


class BoolNode(Node):
    label = "bool"

    def validate(self, value, st):
        if value is True or value is False:
            return value
        if self.is_strict(st):
            raise bad("bool_type", value)
        st.floor(LAX)
        if isinstance(value, (str, bytes)):
            text = value
            if isinstance(value, bytes):
                try:
                    text = value.decode()
                except UnicodeDecodeError:
                    raise bad("bool_type", value) from None
            text = text.lower()
            if text in ("0", "off", "f", "false", "n", "no"):
                return False
            if text in ("1", "on", "t", "true", "y", "yes"):
                return True
            raise bad("bool_parsing", value)
        if isinstance(value, int):
            if value == 0 or value == 1:
                return value == 1
            raise bad("bool_parsing", value)
        if isinstance(value, float) and (value == 0.0 or value == 1.0):
            return value == 1.0
        raise bad("bool_type", value)


class Number(Node):
    """The bounds that int, float and Decimal share, in the order in which they are tried."""

    def __init__(self):
        self.limits = {}

    def limit(self, name, value):
        if name in ("gt", "ge", "lt", "le", "multiple_of", "allow_inf_nan"):
            self.limits[name] = value
            if self.label in ("int", "float") and name != "allow_inf_nan":
                self.label = f"constrained-{self.label}"
            return True
        return Node.limit(self, name, value)

    def bound(self, value, given):
        limits = self.limits
        if not limits:
            return value
        unit = limits.get("multiple_of")
        if unit is not None and not multiple(value, unit):
            raise bad("multiple_of", given, {"multiple_of": unit})
        top = limits.get("le")
        if top is not None and not value <= top:
            raise bad("less_than_equal", given, {"le": top})
        top = limits.get("lt")
        if top is not None and not value < top:
            raise bad("less_than", given, {"lt": top})
        low = limits.get("ge")
        if low is not None and not value >= low:
            raise bad("greater_than_equal", given, {"ge": low})
        low = limits.get("gt")
        if low is not None and not value > low:
            raise bad("greater_than", given, {"gt": low})
        return value


def multiple(value, unit):
    rest = value % unit
    if isinstance(value, float) or isinstance(unit, float):
        threshold = abs(value) / 1e9
        return abs(rest) <= threshold or abs(rest - unit) <= threshold
    return rest == 0


class IntNode(Number):
    label = "int"

    def validate(self, value, st):
        if type(value) is int:
            return self.bound(value, value)
        return self.bound(self.convert(value, st), value)

    def convert(self, value, st):
        strict = self.is_strict(st)
        if isinstance(value, bool):
            if strict:
                raise bad("int_type", value)
            st.floor(LAX)
            return int(value)
        if isinstance(value, int):
            st.floor(STRICT)
            return int(value)
        if strict:
            raise bad("int_type", value)
        st.floor(LAX)
        if isinstance(value, (str, bytes)):
            return int_of_text(value)
        if isinstance(value, float):
            if value != value or value in (float("inf"), float("-inf")):
                raise bad("finite_number", value)
            if value != int(value):
                raise bad("int_from_float", value)
            if abs(value) >= 9223372036854775808.0:
                raise bad("int_parsing_size", value)
            return int(value)
        if type(value).__name__ == "Decimal":
            if not value.is_finite():
                raise bad("finite_number", value)
            if value != int(value):
                raise bad("int_from_float", value)
            return int(value)
        inner = getattr(value, "value", None)
        if isinstance(inner, int) and hasattr(type(value), "__members__"):
            return inner
        raise bad("int_type", value)


def int_of_text(given):
    text = given
    if isinstance(given, bytes):
        try:
            text = given.decode()
        except UnicodeDecodeError:
            raise bad("int_parsing", given) from None
    text = text.strip()
    sign, digits = "", text
    if digits[:1] in ("+", "-"):
        sign, digits = digits[0], digits[1:]
    if "." in digits:
        digits, _, rest = digits.partition(".")
        if not rest or rest.strip("0"):
            raise bad("int_parsing", given)
    if not digits or digits[0] == "_" or digits[-1] == "_" or "__" in digits:
        raise bad("int_parsing", given)
    digits = digits.replace("_", "")
    for c in digits:
        if c not in DIGITS:
            raise bad("int_parsing", given)
    if len(digits) > 4300:
        raise bad("int_parsing_size", given)
    return int(sign + digits)


class FloatNode(Number):
    label = "float"

    def limit(self, name, value):
        if isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        return Number.limit(self, name, value)

    def validate(self, value, st):
        if type(value) is not float:
            given, value = value, self.convert(value, st)
        else:
            given = value
        if self.limits.get("allow_inf_nan") is False and value - value != 0.0:
            raise bad("finite_number", given)
        return self.bound(value, given)

    def convert(self, value, st):
        strict = self.is_strict(st)
        if isinstance(value, bool):
            if strict:
                raise bad("float_type", value)
            st.floor(LAX)
            return float(value)
        if isinstance(value, (int, float)):
            st.floor(STRICT)
            return float(value)
        if strict:
            raise bad("float_type", value)
        st.floor(LAX)
        if isinstance(value, (str, bytes)):
            try:
                text = value.decode() if isinstance(value, bytes) else value
                return float(text)
            except ValueError:
                raise bad("float_parsing", value) from None
        if type(value).__name__ in ("Decimal", "Fraction"):
            return float(value)
        raise bad("float_type", value)

    def dump(self, value, out, include=None, exclude=None):
        if out.json and isinstance(value, int):
            return float(value)
        return Node.dump(self, value, out)


class StrNode(Node):
    label = "str"

    def __init__(self):
        self.limits = {}

    def limit(self, name, value):
        if name in ("min_length", "max_length", "pattern", "strip_whitespace", "to_lower", "to_upper", "coerce_numbers"):
            self.limits[name] = value
            if name != "coerce_numbers":
                self.label = "constrained-str"
            return True
        return Node.limit(self, name, value)

    def validate(self, value, st):
        if type(value) is not str:
            text = self.convert(value, st)
        else:
            text = value
        return self.check(text, value) if self.limits else text

    def convert(self, value, st):
        if isinstance(value, str):
            st.floor(STRICT)
            if hasattr(type(value), "__members__"):
                return value.value
            return value
        if self.is_strict(st):
            raise bad("string_type", value)
        if isinstance(value, (bytes, bytearray)):
            st.floor(LAX)
            try:
                return bytes(value).decode()
            except UnicodeDecodeError:
                raise bad("string_unicode", value) from None
        if self.limits.get("coerce_numbers") and not isinstance(value, bool):
            if isinstance(value, (int, float)) or type(value).__name__ == "Decimal":
                st.floor(LAX)
                return str(value)
        raise bad("string_type", value)

    def check(self, text, value):
        limits = self.limits
        if limits.get("strip_whitespace"):
            text = text.strip()
        low = limits.get("min_length")
        top = limits.get("max_length")
        if low is not None and len(text) < low:
            raise bad("string_too_short", value, {"min_length": low})
        if top is not None and len(text) > top:
            raise bad("string_too_long", value, {"max_length": top})
        pattern = limits.get("pattern")
        if pattern is not None and not found_in(pattern, text):
            raise bad("string_pattern_mismatch", value, {"pattern": pattern})
        if limits.get("to_lower"):
            text = text.lower()
        if limits.get("to_upper"):
            text = text.upper()
        return text


def found_in(pattern, text):
    """Whether the pattern is found; the commonest shape, `^word$`, needs no regular expressions."""
    if not isinstance(pattern, str):
        return pattern.search(text) is not None
    if pattern[:1] == "^" and pattern[-1:] == "$" and pattern[1:-1].replace("_", "").isalnum():
        return text == pattern[1:-1]
    import re

    if pattern[-1:] == "$" and pattern[-2:-1] != "\\":
        # Rust's `$` is the very end, Python's also stands before a last newline.
        pattern = pattern[:-1] + "\\Z"
    return re.search(pattern, text) is not None


class BytesNode(Node):
    label = "bytes"

    def __init__(self):
        self.limits = {}

    def limit(self, name, value):
        if name in ("min_length", "max_length"):
            self.limits[name] = value
            self.label = "constrained-bytes"
            return True
        return Node.limit(self, name, value)

    def validate(self, value, st):
        if isinstance(value, bytes):
            data = value
        elif self.is_strict(st) and not (st.json and isinstance(value, str)):
            raise bad("bytes_type", value)
        elif isinstance(value, str):
            st.floor(LAX)
            data = value.encode()
        elif isinstance(value, bytearray):
            st.floor(LAX)
            data = bytes(value)
        else:
            raise bad("bytes_type", value)
        low = self.limits.get("min_length")
        if low is not None and len(data) < low:
            raise bad("bytes_too_short", value, {"min_length": low})
        top = self.limits.get("max_length")
        if top is not None and len(data) > top:
            raise bad("bytes_too_long", value, {"max_length": top})
        return data


class InstanceNode(Node):
    """An arbitrary class, under `arbitrary_types_allowed`."""

    def __init__(self, cls):
        self.cls = cls
        self.label = f"is-instance[{cls.__name__}]"

    def validate(self, value, st):
        if not isinstance(value, self.cls):
            raise bad("is_instance_of", value, {"class": self.cls.__name__})
        return value


class CallableNode(Node):
    label = "callable"

    def validate(self, value, st):
        if not callable(value):
            raise bad("callable_type", value)
        return value


class TypeNode(Node):
    label = "is-subclass"

    def __init__(self, cls):
        self.cls = cls

    def validate(self, value, st):
        if not isinstance(value, type) or (self.cls is not None and not issubclass(value, self.cls)):
            name = "type" if self.cls is None else self.cls.__name__
            raise bad("is_subclass_of", value, {"class": name})
        return value
