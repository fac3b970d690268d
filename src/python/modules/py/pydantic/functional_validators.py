"""The decorators and annotations for validators."""
from pydantic._functions import FunctionNode, Mark


def field_validator(field, /, *fields, mode="after", check_fields=None, json_schema_input_type=None):
    if not isinstance(field, str):
        from pydantic.errors import PydanticUserError

        raise PydanticUserError(
            "The `@field_validator` decorator cannot be used without arguments, at least one field must be provided. "
            "For example: `@field_validator('<field_name>', ...)`.",
            code="decorator-missing-arguments",
        )

    def mark(function):
        return Mark(as_classmethod(function), "field", mode, (field,) + fields, {"check_fields": check_fields})

    return mark


def as_classmethod(function):
    """Validators are class methods, whether or not they say so."""
    import _host

    if isinstance(function, (classmethod, staticmethod)):
        return function
    names = _host.names(function)
    return classmethod(function) if names[:1] == ["cls"] else staticmethod(function)


def model_validator(*, mode):
    def mark(function):
        if mode == "before" and not isinstance(function, (classmethod, staticmethod)):
            function = as_classmethod(function)
        return Mark(function, "model", mode)

    return mark


def validator(field, /, *fields, pre=False, each_item=False, always=False, check_fields=None, allow_reuse=False):
    def mark(function):
        options = {"v1": True, "check_fields": check_fields, "always": always}
        return Mark(as_classmethod(function), "field", "before" if pre else "after", (field,) + fields, options)

    return mark


def root_validator(*args, pre=False, skip_on_failure=False, allow_reuse=False):
    def mark(function):
        if pre:
            return Mark(as_classmethod(function), "model", "before")
        from pydantic.errors import PydanticUserError

        if not skip_on_failure:
            raise PydanticUserError(
                "If you use `@root_validator` with pre=False (the default) you MUST specify `skip_on_failure=True`."
                " Note that `@root_validator` is deprecated and should be replaced with `@model_validator`.",
                code="root-validator-pre-skip",
            )
        inner = function.__func__ if hasattr(function, "__func__") else function

        def after(model):
            values = inner(type(model), dict(model.__dict__))
            for name, value in values.items():
                object.__setattr__(model, name, value)
            return model

        return Mark(after, "model", "after")

    return mark


class Around:
    """A validator inside `Annotated`."""

    mode = "after"

    def __init__(self, func, **options):
        self.func = func

    def around_node(self, node):
        return FunctionNode(node, self.func, self.mode)

    def __repr__(self):
        return f"{type(self).__name__}(func={self.func!r})"


class AfterValidator(Around):
    pass


class BeforeValidator(Around):
    mode = "before"


class WrapValidator(Around):
    mode = "wrap"


class PlainValidator(Around):
    mode = "plain"


def field_serializer(field, /, *fields, mode="plain", return_type=None, when_used="always", check_fields=None):
    def mark(function):
        return Mark(function, "write_field", mode, (field,) + fields, {"when_used": when_used, "check_fields": check_fields})

    return mark


def model_serializer(function=None, /, *, mode="plain", when_used="always", return_type=None):
    def mark(target):
        return Mark(target, "write_model", mode, (), {"when_used": when_used})

    return mark if function is None else mark(function)


class PlainSerializer:
    """A serializer inside `Annotated`."""

    def __init__(self, func, return_type=None, when_used="always"):
        self.func = func
        self.when_used = when_used

    def around_node(self, node):
        return WrittenNode(node, self)


class WrittenNode(FunctionNode):
    def __init__(self, inner, serializer):
        self.inner = inner
        self.serializer = serializer
        self.label = inner.label
        self.none_ok = inner.none_ok

    def limit(self, name, value):
        return self.inner.limit(name, value)

    def validate(self, value, st):
        return self.inner.validate(value, st)

    def dump(self, value, out, include=None, exclude=None):
        used = self.serializer.when_used
        if (used.startswith("json") and not out.json) or (used.endswith("unless-none") and value is None):
            return self.inner.dump(value, out)
        return self.serializer.func(value)
