"""Validators that few programs need: enums, UUIDs, Decimals, dataclasses, typed dictionaries, times."""
import _host
from pydantic._containers import one_of
from pydantic._scalars import LAX, IntNode, Node, Number
from pydantic_core._pydantic_core import Invalid, at, bad

HEX = "0123456789abcdefABCDEF"


def special(name, tp):
    if name.startswith("datetime."):
        from pydantic._temporal import NODES

        return NODES[name]()
    if name == "uuid.UUID":
        return UuidNode(tp)
    if name == "decimal.Decimal":
        return DecimalNode(tp)
    if name.startswith("pathlib."):
        return PathNode(tp)
    from pydantic._build import no_schema

    raise no_schema(tp)


class EnumNode(Node):
    def __init__(self, cls, config=None):
        self.cls = cls
        self.label = f"enum[{cls.__name__}]"
        self.as_value = bool(config and config.get("use_enum_values"))

    def validate(self, value, st):
        made = self.find(value, st)
        return made.value if self.as_value else made

    def find(self, value, st):
        given = value
        if type(value) is self.cls:
            return value
        if not self.is_strict(st) or st.json:
            if issubclass(self.cls, int):
                try:
                    value = IntNode().convert(value, st)
                except Invalid:
                    pass
            for member in self.cls:
                if member.value == value and isinstance(value, bool) == isinstance(member.value, bool):
                    st.floor(LAX)
                    return member
            st.floor(LAX)
            if hasattr(self.cls, "_missing_"):
                try:
                    return self.cls(value)
                except ValueError:
                    pass
            raise bad("enum", given, {"expected": one_of([m.value for m in self.cls])})
        raise bad("is_instance_of", value, {"class": self.cls.__name__})

    def dump(self, value, out, include=None, exclude=None):
        if out.json and isinstance(value, self.cls):
            from pydantic._serialize import plain

            return plain(value.value, out)
        return value


class UuidNode(Node):
    label = "uuid"
    version = None

    def __init__(self, cls):
        self.cls = cls

    def limit(self, name, value):
        if name == "uuid_version":
            self.version = value
            return True
        return Node.limit(self, name, value)

    def validate(self, value, st):
        made = self.make(value, st)
        if self.version is not None and made.version != self.version:
            raise bad("uuid_version", value, {"expected_version": self.version})
        return made

    def make(self, value, st):
        if isinstance(value, self.cls):
            return value
        if self.is_strict(st) and not st.json:
            raise bad("is_instance_of", value, {"class": "UUID"})
        if isinstance(value, str):
            st.floor(LAX)
            wrong = uuid_fault(value)
            if wrong is not None:
                raise bad("uuid_parsing", value, {"error": wrong})
            return self.cls(value.removeprefix("urn:uuid:").strip("{}"))
        if isinstance(value, bytes):
            st.floor(LAX)
            if len(value) == 16:
                return self.cls(bytes=value)
            try:
                return self.make(value.decode(), st)
            except UnicodeDecodeError:
                pass
        raise bad("uuid_type", value)

    def dump(self, value, out, include=None, exclude=None):
        return str(value) if out.json else value


def uuid_fault(text):
    """What is wrong with the text of a UUID; `None` when nothing is."""
    body = text
    if text.startswith("urn:uuid:"):
        body = text[9:]
    elif len(text) > 32 and text[:1] == "{" and text[-1:] == "}":
        body = text[1:-1]
    start = text.index(body) if body else 0
    for i, c in enumerate(body):
        if c not in HEX and c != "-":
            return f"invalid character: found `{c}` at {start + i}"
    if "-" not in body:
        if len(body) == 32:
            return None
        return f"invalid length: found {len(body)}"
    groups = body.split("-")
    if len(groups) != 5:
        return f"invalid group count: expected 5, found {len(groups)}"
    for i, want in enumerate((8, 4, 4, 4, 12)):
        if len(groups[i]) != want:
            return f"invalid group length in group {i}: expected {want}, found {len(groups[i])}"
    return None


class DecimalNode(Number):
    label = "decimal"

    def __init__(self, cls):
        Number.__init__(self)
        self.cls = cls

    def limit(self, name, value):
        if name in ("max_digits", "decimal_places"):
            self.limits[name] = value
            return True
        return Number.limit(self, name, value)

    def validate(self, value, st):
        made = self.make(value, st)
        if not made.is_finite():
            if self.limits.get("allow_inf_nan"):
                return made
            raise bad("finite_number", value)
        places, digits = self.limits.get("decimal_places"), self.limits.get("max_digits")
        if places is not None or digits is not None:
            _, figures, exponent = made.as_tuple()
            count = len(figures)
            if exponent >= 0:
                count += exponent
                after = 0
            else:
                after = -exponent
                count = max(count, after)
            if digits is not None and count > digits:
                raise bad("decimal_max_digits", value, {"max_digits": digits})
            if places is not None and after > places:
                raise bad("decimal_max_places", value, {"decimal_places": places})
            if digits is not None and places is not None and count - after > digits - places:
                raise bad("decimal_whole_digits", value, {"whole_digits": digits - places})
        return self.bound(made, value)

    def make(self, value, st):
        if isinstance(value, self.cls):
            return value
        if self.is_strict(st) and not st.json:
            raise bad("is_instance_of", value, {"class": "Decimal"})
        if isinstance(value, (int, float, str)) and not isinstance(value, bool):
            st.floor(LAX)
            try:
                return self.cls(str(value).strip() if not isinstance(value, int) else value)
            except (ArithmeticError, ValueError):
                raise bad("decimal_parsing", value) from None
        raise bad("decimal_type", value)

    def dump(self, value, out, include=None, exclude=None):
        return str(value) if out.json else value


class PathNode(Node):
    label = "path"

    def __init__(self, cls):
        self.cls = cls

    def validate(self, value, st):
        if isinstance(value, self.cls):
            return value
        if not isinstance(value, str):
            raise bad("path_type", value)
        return self.cls(value)

    def dump(self, value, out, include=None, exclude=None):
        return str(value) if out.json else value


class DataclassNode(Node):
    """A standard dataclass: made from a dictionary, its fields by their annotations."""

    def __init__(self, cls):
        self.cls = cls
        self.label = cls.__name__
        self.nodes = None

    def fields(self):
        if self.nodes is None:
            from pydantic._build import build

            hints = _host.annotations(self.cls)
            self.nodes = {f: build(hints[f]) for f in self.cls.__dataclass_fields__}
        return self.nodes

    def validate(self, value, st):
        if isinstance(value, self.cls):
            return value
        if not isinstance(value, dict):
            raise bad("dataclass_type", value, {"class_name": self.cls.__name__})
        st.floor(LAX)
        found, lines = {}, []
        for name, node in self.fields().items():
            if name in value:
                try:
                    found[name] = node.validate(value[name], st)
                except Invalid as error:
                    lines.extend(at(error.lines, name))
            elif _host.dataclass_field_required(self.cls, name):
                lines.append(("missing", (name,), value, None, None))
        if lines:
            raise Invalid(lines)
        return self.cls(**found)

    def dump(self, value, out, include=None, exclude=None):
        if not isinstance(value, self.cls):
            return Node.dump(self, value, out)
        return {name: node.dump(getattr(value, name), out) for name, node in self.fields().items()}
