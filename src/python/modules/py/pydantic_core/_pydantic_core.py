"""What went wrong while validating: one `Invalid` inside, one `ValidationError` outside."""

MESSAGES = {
    "missing": "Field required",
    "frozen_field": "Field is frozen",
    "frozen_instance": "Instance is frozen",
    "extra_forbidden": "Extra inputs are not permitted",
    "no_such_attribute": "Object has no attribute '{attribute}'",
    "json_invalid": "Invalid JSON: {error}",
    "json_type": "JSON input should be string, bytes or bytearray",
    "recursion_loop": "Recursion error - cyclic reference detected",
    "model_type": "Input should be a valid dictionary or instance of {class_name}",
    "model_attributes_type": "Input should be a valid dictionary or object to extract fields from",
    "dataclass_type": "Input should be a dictionary or an instance of {class_name}",
    "get_attribute_error": "Error extracting attribute: {error}",
    "default_factory_not_called": "The default factory uses validated data, but at least one validation error occurred",
    "invalid_key": "Keys should be strings",
    "none_required": "Input should be None",
    "greater_than": "Input should be greater than {gt}",
    "greater_than_equal": "Input should be greater than or equal to {ge}",
    "less_than": "Input should be less than {lt}",
    "less_than_equal": "Input should be less than or equal to {le}",
    "multiple_of": "Input should be a multiple of {multiple_of}",
    "finite_number": "Input should be a finite number",
    "too_short": "{field_type} should have at least {min_length} item{s} after validation, not {actual_length}",
    "too_long": "{field_type} should have at most {max_length} item{s} after validation, not {actual_length}",
    "iterable_type": "Input should be iterable",
    "string_type": "Input should be a valid string",
    "string_sub_type": "Input should be a string, not an instance of a subclass of str",
    "string_unicode": "Input should be a valid string, unable to parse raw data as a unicode string",
    "string_too_short": "String should have at least {min_length} character{s}",
    "string_too_long": "String should have at most {max_length} character{s}",
    "string_pattern_mismatch": "String should match pattern '{pattern}'",
    "enum": "Input should be {expected}",
    "literal_error": "Input should be {expected}",
    "dict_type": "Input should be a valid dictionary",
    "mapping_type": "Input should be a valid mapping, error: {error}",
    "list_type": "Input should be a valid list",
    "deque_type": "Input should be a valid deque",
    "tuple_type": "Input should be a valid tuple",
    "set_type": "Input should be a valid set",
    "frozen_set_type": "Input should be a valid frozenset",
    "set_item_not_hashable": "Set items should be hashable",
    "bool_type": "Input should be a valid boolean",
    "bool_parsing": "Input should be a valid boolean, unable to interpret input",
    "int_type": "Input should be a valid integer",
    "int_parsing": "Input should be a valid integer, unable to parse string as an integer",
    "int_parsing_size": "Unable to parse input string as an integer, exceeded maximum size",
    "int_from_float": "Input should be a valid integer, got a number with a fractional part",
    "float_type": "Input should be a valid number",
    "float_parsing": "Input should be a valid number, unable to parse string as a number",
    "bytes_type": "Input should be a valid bytes",
    "bytes_too_short": "Data should have at least {min_length} byte{s}",
    "bytes_too_long": "Data should have at most {max_length} byte{s}",
    "value_error": "Value error, {error}",
    "assertion_error": "Assertion failed, {error}",
    "date_type": "Input should be a valid date",
    "date_parsing": "Input should be a valid date in the format YYYY-MM-DD, {error}",
    "date_from_datetime_parsing": "Input should be a valid date or datetime, {error}",
    "date_from_datetime_inexact": "Datetimes provided to dates should have zero time - e.g. be exact dates",
    "date_past": "Date should be in the past",
    "date_future": "Date should be in the future",
    "time_type": "Input should be a valid time",
    "time_parsing": "Input should be in a valid time format, {error}",
    "datetime_type": "Input should be a valid datetime",
    "datetime_parsing": "Input should be a valid datetime, {error}",
    "datetime_from_date_parsing": "Input should be a valid datetime or date, {error}",
    "datetime_past": "Input should be in the past",
    "datetime_future": "Input should be in the future",
    "timezone_naive": "Input should not have timezone info",
    "timezone_aware": "Input should have timezone info",
    "time_delta_type": "Input should be a valid timedelta",
    "time_delta_parsing": "Input should be a valid timedelta, {error}",
    "is_instance_of": "Input should be an instance of {class}",
    "is_subclass_of": "Input should be a subclass of {class}",
    "callable_type": "Input should be callable",
    "union_tag_invalid": "Input tag '{tag}' found using {discriminator} does not match any of the expected tags: {expected_tags}",
    "union_tag_not_found": "Unable to extract tag using discriminator {discriminator}",
    "url_type": "URL input should be a string or URL",
    "url_parsing": "Input should be a valid URL, {error}",
    "url_too_long": "URL should have at most {max_length} character{s}",
    "url_scheme": "URL scheme should be {expected_schemes}",
    "uuid_type": "UUID input should be a string, bytes or UUID object",
    "uuid_parsing": "Input should be a valid UUID, {error}",
    "uuid_version": "UUID version {expected_version} expected",
    "decimal_type": "Decimal input should be an integer, float, string or Decimal object",
    "decimal_parsing": "Input should be a valid decimal",
    "decimal_max_digits": "Decimal input should have no more than {max_digits} digit{s} in total",
    "decimal_max_places": "Decimal input should have no more than {decimal_places} decimal place{s}",
    "decimal_whole_digits": "Decimal input should have no more than {whole_digits} digit{s} before the decimal point",
    "missing_argument": "Missing required argument",
    "unexpected_keyword_argument": "Unexpected keyword argument",
    "unexpected_positional_argument": "Unexpected positional argument",
    "multiple_argument_values": "Got multiple values for argument",
}

JSON_MESSAGES = {
    "model_type": "Input should be an object",
    "dataclass_type": "Input should be an object",
    "dict_type": "Input should be an object",
    "list_type": "Input should be a valid array",
    "tuple_type": "Input should be a valid array",
    "set_type": "Input should be a valid array",
    "frozen_set_type": "Input should be a valid array",
    "none_required": "Input should be null",
}

PLURAL_BY = ("min_length", "max_length", "max_digits", "decimal_places", "whole_digits")


class PydanticUndefinedType:
    def __repr__(self):
        return "PydanticUndefined"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


PydanticUndefined = PydanticUndefinedType()


class Invalid(Exception):
    """Lines `(type, loc, input, ctx, message)` on their way out of the validators."""

    def __init__(self, lines):
        self.lines = lines


def bad(kind, value, ctx=None):
    """One line without a place yet."""
    return Invalid([(kind, (), value, ctx, None)])


def at(lines, place):
    """The same lines one level further out."""
    return [(kind, (place,) + loc, value, ctx, message) for kind, loc, value, ctx, message in lines]


class PydanticCustomError(ValueError):
    def __init__(self, error_type, message_template, context=None):
        self.type = error_type
        self.message_template = message_template
        self.context = context

    def message(self):
        text = self.message_template
        for key, value in (self.context or {}).items():
            text = text.replace("{" + key + "}", str(value))
        return text

    def __str__(self):
        return self.message()

    def __repr__(self):
        return f"{self.message()} [type={self.type}, context={self.context}]"


class PydanticOmit(Exception):
    pass


class PydanticSerializationError(ValueError):
    pass


def show_number(value):
    """A bound as the compiled core prints it: whole floats without `.0`."""
    if isinstance(value, float) and value - value == 0.0 and value == int(value):
        return str(int(value))
    return str(value)


def message_of(kind, ctx, custom, as_json=False):
    if custom is not None:
        return custom
    template = JSON_MESSAGES.get(kind) if as_json else None
    if template is None:
        template = MESSAGES[kind]
    if ctx is None or "{" not in template:
        return template
    text = template
    for key, value in ctx.items():
        if key in PLURAL_BY:
            text = text.replace("{s}", "" if value == 1 else "s", 1)
        text = text.replace("{" + key + "}", show_number(value))
    return text


def short(value):
    """`repr`, cut in the middle to 50 bytes of UTF-8, characters kept whole."""
    try:
        text = repr(value)
    except Exception:
        return f"<unprintable {type(value).__name__} object>"
    if text.isascii():
        return text if len(text) <= 50 else text[:25] + "..." + text[-24:]
    data = text.encode("utf-8", "replace")
    if len(data) <= 50:
        return text
    return data[:25].decode("utf-8", "ignore") + "..." + data[-24:].decode("utf-8", "ignore")


class ValidationError(ValueError):
    def __init__(self, title, lines, as_json=False):
        self.title = title
        self._lines = lines
        self._as_json = as_json

    @classmethod
    def from_exception_data(cls, title, line_errors, input_type="python", hide_input=False):
        lines = []
        for line in line_errors:
            kind = line["type"]
            loc = tuple(line.get("loc", ()))
            if isinstance(kind, PydanticCustomError):
                lines.append((kind.type, loc, line.get("input"), kind.context, kind.message()))
            else:
                lines.append((kind, loc, line.get("input"), line.get("ctx"), None))
        return cls(title, lines, input_type == "json")

    def error_count(self):
        return len(self._lines)

    def errors(self, *, include_url=True, include_context=True, include_input=True):
        found = []
        for kind, loc, value, ctx, message in self._lines:
            line = {"type": kind, "loc": loc, "msg": message_of(kind, ctx, message, self._as_json)}
            if include_input:
                line["input"] = value
            if ctx and include_context:
                line["ctx"] = dict(ctx)
            if include_url and kind in MESSAGES:
                line["url"] = "https://errors.pydantic.dev/2.14/v/" + kind
            found.append(line)
        return found

    def json(self, *, indent=None, include_url=True, include_context=True, include_input=True):
        from pydantic._serialize import plain, to_text

        found = self.errors(include_url=include_url, include_context=include_context, include_input=include_input)
        for line in found:
            if "ctx" in line:
                line["ctx"] = {k: str(v) if isinstance(v, Exception) else v for k, v in line["ctx"].items()}
        return to_text(plain(found, "json"), indent)

    def __str__(self):
        count = len(self._lines)
        out = [f"{count} validation error{'' if count == 1 else 's'} for {self.title}"]
        for kind, loc, value, ctx, message in self._lines:
            if loc:
                out.append(".".join([str(part) for part in loc]))
            text = message_of(kind, ctx, message, self._as_json)
            out.append(f"  {text} [type={kind}, input_value={short(value)}, input_type={type(value).__name__}]")
            if kind in MESSAGES:
                out.append(f"    For further information visit https://errors.pydantic.dev/2.14/v/{kind}")
        return "\n".join(out)

    def __repr__(self):
        return self.__str__()
