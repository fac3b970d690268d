"""A learner's own validators and serializers, and how they stand around the built ones."""
import _host
from pydantic._scalars import Node
from pydantic_core._pydantic_core import Invalid, PydanticCustomError, ValidationError


class Mark:
    """A decorated function, waiting in the class body for its model."""

    def __init__(self, function, kind, mode, names=(), options=None):
        self.function = function
        self.kind = kind
        self.mode = mode
        self.names = names
        self.options = options or {}
        self.name = None

    def write_whole(self, value, out, members):
        bound = getattr(value, self.name)
        args = [members] if self.mode == "wrap" else []
        if _host.count(bound) > len(args):
            args.append(out)
        made = bound(*args)
        from pydantic._serialize import plain

        return plain(made, out)


class ValidationInfo:
    def __init__(self, context, config, mode, data, field_name):
        self.context = context
        self.config = config
        self.mode = mode
        self.data = data
        self.field_name = field_name

    def __repr__(self):
        return f"ValidationInfo(config={self.config!r}, context={self.context!r}, data={self.data!r}, field_name={self.field_name!r})"


def call(function, args, given):
    """Calls a learner's function; what it refuses becomes a line."""
    try:
        return function(*args)
    except ValidationError as error:
        raise Invalid(list(error._lines)) from None
    except PydanticCustomError as error:
        raise Invalid([(error.type, (), given, error.context, error.message())]) from None
    except AssertionError as error:
        raise Invalid([("assertion_error", (), given, {"error": error}, None)]) from None
    except ValueError as error:
        raise Invalid([("value_error", (), given, {"error": error}, None)]) from None


class FunctionNode(Node):
    """`before`, `after`, `wrap` and `plain` around one node."""

    def __init__(self, inner, function, mode, config=None, name=None):
        self.inner = inner
        self.function = function
        self.mode = mode
        self.config = config
        self.name = name
        self.with_info = _host.count(function) > (2 if mode == "wrap" else 1)
        shown = getattr(function, "__name__", type(function).__name__)
        self.label = f"function-{mode}[{shown}(), {inner.label}]"
        if mode == "plain":
            self.label = f"function-plain[{shown}()]"
        self.none_ok = inner.none_ok

    def limit(self, name, value):
        return False

    def info(self, st):
        return ValidationInfo(st.context, self.config, "json" if st.json else "python", dict(st.data or {}), self.name)

    def validate(self, value, st):
        more = [self.info(st)] if self.with_info else []
        if self.mode == "plain":
            return call(self.function, [value] + more, value)
        if self.mode == "before":
            return self.inner.validate(call(self.function, [value] + more, value), st)
        if self.mode == "after":
            made = self.inner.validate(value, st)
            return call(self.function, [made] + more, value)

        def handler(inner_value, outer_location=None):
            try:
                return self.inner.validate(inner_value, st)
            except Invalid as error:
                raise ValidationError(self.inner.label, error.lines) from None

        return call(self.function, [value, handler] + more, value)

    def dump(self, value, out, include=None, exclude=None):
        return self.inner.dump(value, out, include, exclude)


def around(cls, name, node, config):
    """Puts the validators of one field around its node, in the order of their definition."""
    for mark in cls.__pydantic_marks__.values():
        if mark.kind == "field" and (name in mark.names or "*" in mark.names):
            function = bound(mark, cls)
            if mark.options.get("v1"):
                function = old_style(function, mark)
            node = FunctionNode(node, function, mark.mode, config, name)
    return node


def bound(mark, cls):
    """The function as the class gives it: a class method bound, a static one bare."""
    return getattr(cls, mark.name)


def old_style(function, mark):
    """A v1 validator: `values` by name."""
    if "values" in _host.names(function):
        def with_values(value, info):
            return function(value, values=info.data)

        return with_values
    return function


def check_names(cls, marks, fields, config):
    for mark in marks.values():
        if mark.kind not in ("field", "write_field") or mark.options.get("check_fields") is False:
            continue
        for name in mark.names:
            if name != "*" and name not in fields and name not in cls.__pydantic_computed__:
                from pydantic.errors import PydanticUserError

                where = f"{cls.__module__}.{cls.__qualname__}:{id(cls)}"
                raise PydanticUserError(
                    f"Decorators defined with incorrect fields: {where}.{mark.name} "
                    "(use check_fields=False if you're inheriting from the model and intended this)",
                    code="decorator-missing-field",
                )


def modes_of(cls):
    return [m.mode for m in cls.__pydantic_marks__.values() if m.kind == "model"]


def model_marks(cls, mode):
    return [m for m in cls.__pydantic_marks__.values() if m.kind == "model" and m.mode == mode]


def run_model(cls, value, st, made, construct):
    """The validators of the whole model around `construct`."""
    marks = [m for m in cls.__pydantic_marks__.values() if m.kind == "model"]
    if not marks:
        return construct(value, st, made)

    def info():
        return ValidationInfo(st.context, cls.model_config, "json" if st.json else "python", {}, None)

    for mark in reversed(marks):
        if mark.mode == "before":
            function = bound(mark, cls)
            args = [value, info()] if _host.count(function) > 1 else [value]
            value = call(function, args, value)
    wraps = [m for m in marks if m.mode == "wrap"]
    build = construct
    for mark in wraps:
        build = wrapped(bound(mark, cls), build, info)
    result = build(value, st, made)
    for mark in marks:
        if mark.mode == "after":
            function = mark.function
            if hasattr(function, "__func__"):
                function = bound(mark, cls)
                result = call(function, [result, info()] if _host.count(function) > 1 else [result], value)
                continue
            extra = [info()] if _host.count(function) > 1 else []
            result = call(function, [result] + extra, value)
    return result


def wrapped(function, inner, info):
    def run(value, st, made):
        def handler(inner_value, outer_location=None):
            try:
                return inner(inner_value, st, made)
            except Invalid as error:
                raise ValidationError("model", error.lines) from None

        args = [value, handler] + ([info()] if _host.count(function) > 2 else [])
        return call(function, args, value)

    return run


def writer_of(cls, name):
    """The `field_serializer` of a field, as `writer(model, value, out, part)`."""
    for mark in cls.__pydantic_marks__.values():
        if mark.kind == "write_field" and (name in mark.names or "*" in mark.names):
            return maker(mark)
    return None


def maker(mark):
    from pydantic._serialize import plain

    def write(model, value, out, part):
        used = mark.options.get("when_used", "always")
        if (used.startswith("json") and not out.json) or (used.endswith("unless-none") and value is None):
            return part.node.dump(value, out)
        function = getattr(model, mark.name)
        args = [value]
        if mark.mode == "wrap":
            args.append(lambda v: part.node.dump(v, out))
        if _host.count(function) > len(args):
            args.append(out)
        made = function(*args)
        return plain(made, out) if out.json else made

    return write
