"""Ready-made annotations: bounded numbers and strings, secrets, strict types, names in JSON."""
from typing import Annotated

from pydantic._scalars import Node, StrNode, BytesNode
from pydantic.fields import Limit
from pydantic_core._pydantic_core import bad

PositiveInt = Annotated[int, Limit("gt", 0)]
NegativeInt = Annotated[int, Limit("lt", 0)]
NonNegativeInt = Annotated[int, Limit("ge", 0)]
NonPositiveInt = Annotated[int, Limit("le", 0)]
PositiveFloat = Annotated[float, Limit("gt", 0)]
NegativeFloat = Annotated[float, Limit("lt", 0)]
NonNegativeFloat = Annotated[float, Limit("ge", 0)]
NonPositiveFloat = Annotated[float, Limit("le", 0)]
FiniteFloat = Annotated[float, Limit("allow_inf_nan", False)]
StrictInt = Annotated[int, Limit("strict", True)]
StrictFloat = Annotated[float, Limit("strict", True)]
StrictStr = Annotated[str, Limit("strict", True)]
StrictBool = Annotated[bool, Limit("strict", True)]
StrictBytes = Annotated[bytes, Limit("strict", True)]


def bounded(tp, given):
    return Annotated[tuple([tp] + [Limit(k, v) for k, v in given.items() if v is not None])] if any_given(given) else tp


def any_given(given):
    return any([v is not None for v in given.values()])


def conint(*, strict=None, gt=None, ge=None, lt=None, le=None, multiple_of=None):
    return bounded(int, {"strict": strict, "gt": gt, "ge": ge, "lt": lt, "le": le, "multiple_of": multiple_of})


def confloat(*, strict=None, gt=None, ge=None, lt=None, le=None, multiple_of=None, allow_inf_nan=None):
    return bounded(float, {"strict": strict, "gt": gt, "ge": ge, "lt": lt, "le": le, "multiple_of": multiple_of, "allow_inf_nan": allow_inf_nan})


def constr(*, strip_whitespace=None, to_upper=None, to_lower=None, strict=None, min_length=None, max_length=None, pattern=None):
    return bounded(str, {"strict": strict, "strip_whitespace": strip_whitespace, "to_upper": to_upper, "to_lower": to_lower, "min_length": min_length, "max_length": max_length, "pattern": pattern})


def conlist(item_type, *, min_length=None, max_length=None, unique_items=None):
    return bounded(list[item_type], {"min_length": min_length, "max_length": max_length})


def conset(item_type, *, min_length=None, max_length=None):
    return bounded(set[item_type], {"min_length": min_length, "max_length": max_length})


def condecimal(*, strict=None, gt=None, ge=None, lt=None, le=None, multiple_of=None, max_digits=None, decimal_places=None, allow_inf_nan=None):
    from decimal import Decimal

    return bounded(Decimal, {"strict": strict, "gt": gt, "ge": ge, "lt": lt, "le": le, "multiple_of": multiple_of, "max_digits": max_digits, "decimal_places": decimal_places, "allow_inf_nan": allow_inf_nan})


class StringConstraints:
    def __init__(self, *, strip_whitespace=None, to_upper=None, to_lower=None, strict=None, min_length=None, max_length=None, pattern=None):
        self.given = {"strict": strict, "strip_whitespace": strip_whitespace, "to_upper": to_upper, "to_lower": to_lower, "min_length": min_length, "max_length": max_length, "pattern": pattern}

    def limits_of_strings(self):
        return self.given


class Strict(Limit):
    def __init__(self, strict=True):
        Limit.__init__(self, "strict", strict)


class SecretStr:
    """Text that its own `repr` hides."""

    def __init__(self, secret_value):
        self._secret_value = secret_value

    def get_secret_value(self):
        return self._secret_value

    def __len__(self):
        return len(self._secret_value)

    def __eq__(self, other):
        return type(self) is type(other) and self._secret_value == other._secret_value

    def __hash__(self):
        return hash(self._secret_value)

    def _display(self):
        return "**********" if self._secret_value else ""

    def __str__(self):
        return self._display()

    def __repr__(self):
        return f"{type(self).__name__}({self._display()!r})"

    @classmethod
    def __pydantic_node__(cls):
        return SecretNode(cls, StrNode())


class SecretBytes(SecretStr):
    def _display(self):
        return b"**********" if self._secret_value else b""

    def __str__(self):
        return str(self._display())

    @classmethod
    def __pydantic_node__(cls):
        return SecretNode(cls, BytesNode())


class SecretNode(Node):
    def __init__(self, cls, inner):
        self.cls = cls
        self.inner = inner
        self.label = f"function-after[make(), {inner.label}]"

    def limit(self, name, value):
        return self.inner.limit(name, value)

    def validate(self, value, st):
        if isinstance(value, self.cls):
            self.inner.validate(value.get_secret_value(), st)
            return value
        return self.cls(self.inner.validate(value, st))

    def dump(self, value, out, include=None, exclude=None):
        return str(value) if out.json else value


class JsonNode(Node):
    label = "json"

    def __init__(self, inner):
        self.inner = inner

    def validate(self, value, st):
        from pydantic._read_json import read

        if not isinstance(value, (str, bytes, bytearray)):
            raise bad("json_type", value)
        made = read(value)
        return made if self.inner is None else self.inner.validate(made, st)

    def dump(self, value, out, include=None, exclude=None):
        return Node.dump(self, value, out) if self.inner is None else self.inner.dump(value, out)


class Json:
    """JSON text that holds the value."""

    def __class_getitem__(cls, item):
        return Annotated[item, Json()]

    def around_node(self, node):
        return JsonNode(node)

    @classmethod
    def __pydantic_node__(cls):
        return JsonNode(None)


def moment(name, **limits):
    import datetime

    return Annotated[tuple([getattr(datetime, name)] + [Limit(k, v) for k, v in limits.items()])]


def __getattr__(name):
    made = {
        "PastDate": ("date", {"now": "past"}), "FutureDate": ("date", {"now": "future"}),
        "PastDatetime": ("datetime", {"now": "past"}), "FutureDatetime": ("datetime", {"now": "future"}),
        "AwareDatetime": ("datetime", {"zone": "aware"}), "NaiveDatetime": ("datetime", {"zone": "naive"}),
    }.get(name)
    if made is not None:
        return moment(made[0], **made[1])
    if name in ("UUID1", "UUID3", "UUID4", "UUID5"):
        from uuid import UUID

        return Annotated[UUID, Limit("uuid_version", int(name[4:]))]
    raise AttributeError(f"module 'pydantic.types' has no attribute {name!r}")
