"""From validated values to plain ones, and from those to JSON text as the compiled core writes it."""
import json

from pydantic_core._pydantic_core import PydanticSerializationError


class Out:
    """How one dump runs."""

    def __init__(self, mode="python", by_alias=False, unset=False, defaults=False, none=False, context=None, seen=()):
        self.json = mode == "json"
        self.mode = mode
        self.by_alias = by_alias
        self.exclude_unset = unset
        self.exclude_defaults = defaults
        self.exclude_none = none
        self.context = context
        self.depth = 0
        self.fallback = None

    def mode_is_json(self):
        return self.json


TEXT_BY_NAME = ("UUID", "Decimal", "IPv4Address", "IPv6Address", "IPv4Network", "IPv6Network", "PosixPath", "Path", "PurePath")
TIME_BY_NAME = ("datetime", "date", "time", "timedelta")


def plain(value, out, include=None, exclude=None):
    """A value whose annotation says nothing, by what it is."""
    if isinstance(out, str):
        out = Out(out)
    if value is None or value is True or value is False:
        return value
    kind = type(value)
    if kind is str or kind is int or kind is float:
        return value
    node = getattr(kind, "__pydantic_node__", None)
    if node is not None:
        return node().dump(value, out, include, exclude)
    out.depth += 1
    if out.depth > 250:
        raise ValueError("Circular reference detected (id repeated)")
    try:
        return walk(value, kind, out)
    finally:
        out.depth -= 1


def walk(value, kind, out):
    if isinstance(value, dict):
        if out.json:
            return {key_text(k): plain(v, out) for k, v in value.items() if not (out.exclude_none and v is None)}
        return {plain(k, out): plain(v, out) for k, v in value.items() if not (out.exclude_none and v is None)}
    if isinstance(value, (list, tuple, set, frozenset)):
        items = [plain(v, out) for v in value]
        if out.json or kind is list:
            return items
        return items if isinstance(value, list) else kind(items) if kind in (tuple, set, frozenset) else tuple(items)
    if hasattr(kind, "__members__"):
        return plain(value.value, out) if out.json else value
    if not out.json:
        return dataclass_dict(value, out) if hasattr(kind, "__dataclass_fields__") else value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).decode()
    for cls in kind.__mro__:
        if cls.__name__ in TEXT_BY_NAME:
            return str(value)
        if cls.__name__ in TIME_BY_NAME and cls.__module__ == "datetime":
            from pydantic._temporal import to_iso

            return to_iso(value)
    if hasattr(kind, "__dataclass_fields__"):
        return dataclass_dict(value, out)
    if kind.__name__ in ("generator", "deque", "dict_keys", "dict_values"):
        return [plain(v, out) for v in value]
    if out.fallback is not None:
        return plain(out.fallback(value), out)
    raise PydanticSerializationError(f"Unable to serialize unknown type: {kind}")


def dataclass_dict(value, out):
    return {name: plain(getattr(value, name), out) for name in type(value).__dataclass_fields__}


def key_text(key):
    """A dictionary's key as JSON text has it."""
    if isinstance(key, str):
        return key.value if hasattr(type(key), "__members__") else str(key)
    if key is None:
        return "None"
    if key is True or key is False:
        return "true" if key else "false"
    if isinstance(key, (int, float)):
        return number_text(key) if isinstance(key, float) else str(key)
    made = plain(key, "json")
    if isinstance(made, list):
        return ",".join([key_text(part) for part in made])
    return key_text(made)


def number_text(value):
    """A float as the core writes it: `1e-7`, `0.00001`, `1e+16`."""
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "inf" if value > 0 else "-inf"
    text = repr(value)
    if "e" not in text:
        return text
    digits, _, power = text.partition("e")
    power = int(power)
    if power == -5:
        sign = "-" if digits[:1] == "-" else ""
        return sign + "0.0000" + digits.lstrip("-").replace(".", "")
    return f"{digits}e{'+' if power > 0 else ''}{power}"


def to_text(value, indent=None, level=0, ascii_only=False):
    """JSON text of what `plain(…, "json")` gives."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=ascii_only)
    if isinstance(value, float):
        if value - value != 0.0:
            return "null"
        return number_text(value)
    if isinstance(value, int):
        return str(int(value))
    comma, colon, start, end = ",", ":", "", ""
    if indent is not None:
        pad = " " * (indent * (level + 1))
        comma, colon, start, end = ",\n" + pad, ": ", "\n" + pad, "\n" + " " * (indent * level)
    if isinstance(value, dict):
        if not value:
            return "{}"
        parts = [json.dumps(k, ensure_ascii=ascii_only) + colon + to_text(v, indent, level + 1, ascii_only) for k, v in value.items()]
        return "{" + start + comma.join(parts) + end + "}"
    if not value:
        return "[]"
    return "[" + start + comma.join([to_text(v, indent, level + 1, ascii_only) for v in value]) + end + "]"


def to_bytes(value):
    """The JSON text in UTF-8; half a surrogate pair is an error of the writer."""
    try:
        return to_text(value).encode()
    except UnicodeEncodeError:
        for text in texts(value):
            try:
                text.encode()
            except UnicodeEncodeError as error:
                raise PydanticSerializationError(
                    f"Error serializing to JSON: UnicodeEncodeError: {error}"
                ) from None
        raise


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def to_jsonable_python(value, **options):
    return plain(value, "json")


def split(selection, name):
    """What an `include` or `exclude` says below one name: nothing, everything (`True`) or a part."""
    if selection is None:
        return None
    if isinstance(selection, dict):
        found = selection.get(name, selection.get("__all__"))
        return True if found is Ellipsis else found
    return True if name in selection else None
