"""What a model knows of each field, and the functions that say it."""
from pydantic_core._pydantic_core import PydanticUndefined

SHOWN = {
    "gt": "Gt", "ge": "Ge", "lt": "Lt", "le": "Le", "multiple_of": "MultipleOf", "min_length": "MinLen",
    "max_length": "MaxLen", "strict": "Strict",
}
LIMITS = (
    "gt", "ge", "lt", "le", "multiple_of", "strict", "min_length", "max_length", "pattern", "allow_inf_nan",
    "max_digits", "decimal_places", "union_mode", "fail_fast",
)


class Limit:
    """One constraint."""

    def __init__(self, name, value):
        self.name = name
        self.value = value

    def __repr__(self):
        name = SHOWN.get(self.name)
        if name is None:
            return f"_PydanticGeneralMetadata({self.name}={self.value!r})"
        return f"{name}({self.name}={self.value!r})"

    def __eq__(self, other):
        return isinstance(other, Limit) and (self.name, self.value) == (other.name, other.value)

    def __hash__(self):
        return hash(self.name)


class FieldInfo:
    def __init__(self, **given):
        default = given.pop("default", PydanticUndefined)
        self.default = PydanticUndefined if default is Ellipsis else default
        self.default_factory = given.pop("default_factory", None)
        if self.default is not PydanticUndefined and self.default_factory is not None:
            raise TypeError("cannot specify both default and default_factory")
        self.annotation = given.pop("annotation", None)
        self.alias = given.pop("alias", None)
        self.alias_priority = given.pop("alias_priority", None)
        self.validation_alias = given.pop("validation_alias", None) or self.alias
        self.serialization_alias = given.pop("serialization_alias", None) or self.alias
        self.title = given.pop("title", None)
        self.description = given.pop("description", None)
        self.examples = given.pop("examples", None)
        self.exclude = given.pop("exclude", None)
        self.discriminator = given.pop("discriminator", None)
        self.deprecated = given.pop("deprecated", None)
        self.frozen = given.pop("frozen", None)
        self.validate_default = given.pop("validate_default", None)
        self.repr = given.pop("repr", True)
        self.kw_only = given.pop("kw_only", None)
        self.init = given.pop("init", None)
        self.init_var = given.pop("init_var", None)
        self.json_schema_extra = given.pop("json_schema_extra", None)
        self.metadata = [Limit(name, given[name]) for name in LIMITS if given.get(name) is not None]

    def is_required(self):
        return self.default is PydanticUndefined and self.default_factory is None

    def get_default(self, *, call_default_factory=False, validated_data=None):
        if self.default_factory is None:
            return fresh(self.default)
        if not call_default_factory:
            return None
        return call_factory(self.default_factory, validated_data)

    def copy(self):
        made = type(self).__new__(type(self))
        for name, value in self.__dict__.items():
            object.__setattr__(made, name, value)
        made.metadata = list(self.metadata)
        return made

    def __repr__(self):
        return f"FieldInfo({', '.join(self.shown())})"

    def __str__(self):
        return " ".join(self.shown())

    def shown(self):
        from pydantic._model import display

        parts = [f"annotation={display(self.annotation)}", f"required={self.is_required()}"]
        if self.default is not PydanticUndefined:
            parts.append(f"default={self.default!r}")
        if self.default_factory is not None:
            parts.append(f"default_factory={getattr(self.default_factory, '__name__', self.default_factory)}")
        for name in ("alias", "alias_priority", "validation_alias", "serialization_alias", "title", "description", "examples", "exclude", "discriminator", "deprecated", "json_schema_extra", "frozen", "validate_default"):
            value = getattr(self, name)
            if value is not None:
                parts.append(f"{name}={value!r}")
        if not self.repr:
            parts.append("repr=False")
        if self.metadata:
            parts.append(f"metadata={self.metadata!r}")
        return parts


def call_factory(factory, data):
    import _host

    if data is not None and factory not in (list, dict, set, tuple, str, int) and _host.takes_one(factory):
        return factory(data)
    return factory()


def fresh(value):
    """A default that nobody else holds: containers are copied, whole."""
    if isinstance(value, list):
        return [fresh(v) for v in value]
    if type(value) is dict:
        return {k: fresh(v) for k, v in value.items()}
    if type(value) is set:
        return set(value)
    if getattr(type(value), "__pydantic_fields__", None) is not None:
        return value.model_copy(deep=True)
    return value


def Field(default=PydanticUndefined, **given):
    for name in ("min_items", "max_items", "regex", "const", "unique_items", "allow_mutation"):
        if name in given:
            if name == "regex":
                from pydantic.errors import PydanticUserError

                raise PydanticUserError("`regex` is removed. use `pattern` instead", code="removed-kwargs")
            if name in ("const", "unique_items"):
                from pydantic.errors import PydanticUserError

                raise PydanticUserError(f"`{name}` is removed, use `{'Literal' if name == 'const' else 'Set'}` instead", code="removed-kwargs")
            renamed = {"min_items": "min_length", "max_items": "max_length"}.get(name)
            value = given.pop(name)
            if renamed is not None:
                given.setdefault(renamed, value)
            else:
                given["frozen"] = not value
    if given.get("alias") is not None and given.get("alias_priority") is None:
        given["alias_priority"] = 2
    if (given.get("validation_alias") or given.get("serialization_alias")) and given.get("alias_priority") is None:
        given["alias_priority"] = 2
    return FieldInfo(default=default, **given)


class PrivateInfo:
    def __init__(self, default, factory):
        self.default = default
        self.default_factory = factory

    def get_default(self):
        return self.default_factory() if self.default_factory is not None else fresh(self.default)


def PrivateAttr(default=PydanticUndefined, *, default_factory=None, init=False):
    return PrivateInfo(default, default_factory)


class ComputedField:
    """Stands in the class body until the model takes its property out."""

    def __init__(self, target, alias=None, options=None):
        self.target = target if isinstance(target, property) else property(target)
        self.alias = alias
        self.options = options or {}
        self.node = None


def computed_field(func=None, /, *, alias=None, repr=None, return_type=None, **options):
    def mark(target):
        made = ComputedField(target, alias, options)
        made.repr = repr
        made.return_type = return_type
        return made

    return mark if func is None else mark(func)
