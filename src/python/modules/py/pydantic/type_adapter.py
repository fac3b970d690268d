"""`TypeAdapter`, `RootModel` and `validate_call`: validation without a model's class body."""
import _host
from pydantic._build import build
from pydantic._model import display
from pydantic._scalars import State
from pydantic._serialize import Out, to_text
from pydantic.main import BaseModel
from pydantic_core._pydantic_core import Invalid, PydanticUndefined, ValidationError


class TypeAdapter:
    def __init__(self, type, *, config=None, _parent_depth=2, module=None):
        self._type = type
        self.node = build(type, (), config)

    def checked(self, value, st):
        try:
            return self.node.validate(value, st)
        except Invalid as error:
            raise ValidationError(self.node.label, error.lines, st.json) from None

    def validate_python(self, object, /, *, strict=None, extra=None, from_attributes=None, context=None, by_alias=None, by_name=None):
        return self.checked(object, State(bool(strict), False, bool(from_attributes), context))

    def validate_json(self, data, /, *, strict=None, extra=None, context=None, by_alias=None, by_name=None):
        from pydantic._read_json import read

        try:
            value = read(data)
        except Invalid as error:
            raise ValidationError(self.node.label, error.lines, True) from None
        return self.checked(value, State(bool(strict), True, False, context))

    def dump_python(self, instance, /, *, mode="python", include=None, exclude=None, by_alias=None, exclude_unset=False, exclude_defaults=False, exclude_none=False, round_trip=False, warnings=True, context=None):
        out = Out(mode, by_alias, exclude_unset, exclude_defaults, exclude_none, context)
        return self.node.dump(instance, out, include, exclude)

    def dump_json(self, instance, /, *, indent=None, include=None, exclude=None, by_alias=None, exclude_unset=False, exclude_defaults=False, exclude_none=False, round_trip=False, warnings=True, context=None):
        out = Out("json", by_alias, exclude_unset, exclude_defaults, exclude_none, context)
        return to_text(self.node.dump(instance, out, include, exclude), indent).encode()

    def __repr__(self):
        return f"TypeAdapter({display(self._type)})"


class RootModel(BaseModel):
    __pydantic_root__ = True

    def __init__(self, /, root=PydanticUndefined, **data):
        from pydantic.main import validated

        if data:
            if root is not PydanticUndefined:
                raise ValueError('"RootModel.__init__" accepts either a single positional argument or arbitrary keyword arguments')
            root = data
        validated(type(self), {} if root is PydanticUndefined else {"root": root}, State(), self)

    @classmethod
    def __class_getitem__(cls, item):
        return type(cls)(f"RootModel[{display(item)}]", (cls,), {"__annotations__": {"root": item}, "__module__": cls.__module__})

    @classmethod
    def __pydantic_node__(cls):
        node = cls.__dict__.get("__pydantic_itself__")
        if node is None:
            node = RootNode(cls)
            cls.__pydantic_itself__ = node
        return node

    def __eq__(self, other):
        return type(self) is type(other) and self.root == other.root

    def __iter__(self):
        return iter([("root", self.root)])


from pydantic._model import ModelNode  # noqa: E402  (after the classes that it serves)


class RootNode(ModelNode):
    """A model that is its one member."""

    def validate(self, value, st, made=None):
        if made is None and not isinstance(value, self.cls):
            value = {"root": value}
        try:
            return ModelNode.validate(self, value, st, made)
        except Invalid as error:
            raise Invalid([(k, loc[1:] if loc[:1] == ("root",) else loc, v, c, m) for k, loc, v, c, m in error.lines]) from None


class ArgsKwargs:
    """The arguments of a call, as the lines about them show them."""

    def __init__(self, args, kwargs):
        self.args = args
        self.kwargs = kwargs

    def __repr__(self):
        return f"ArgsKwargs({self.args!r}{', ' + repr(self.kwargs) if self.kwargs else ''})"


def validate_call(func=None, /, *, config=None, validate_return=False):
    if func is None:
        return lambda target: validate_call(target, config=config, validate_return=validate_return)
    parameters = _host.parameters(func)
    nodes = {p[0]: build(p[3], (), config) for p in parameters if p[3] is not _host.EMPTY}
    names, kinds = [p[0] for p in parameters], [p[1] for p in parameters]
    places, spread = len([kind for kind in kinds if kind in ("positional", "both")]), "args" in kinds

    def wrapper(*args, **kwargs):
        lines, made, named = [], [], {}
        for index, value in enumerate(args):
            if index >= places and not spread:
                lines.append(("unexpected_positional_argument", (index,), value, None, None))
                continue
            name = names[index] if index < len(names) else None
            made.append(check(nodes.get(name), value, index, lines))
        for name, value in kwargs.items():
            if name not in names and "kwargs" not in kinds:
                lines.append(("unexpected_keyword_argument", (name,), value, None, None))
                continue
            named[name] = check(nodes.get(name), value, name, lines)
        for index, (name, kind, default, _) in enumerate(parameters):
            if index >= len(args) and name not in kwargs and default is _host.EMPTY and kind in ("both", "keyword"):
                given = ArgsKwargs(args, kwargs)
                lines.append(("missing_argument", (name,), given, None, None))
        if lines:
            raise ValidationError(func.__name__, lines)
        return func(*made, **named)

    wrapper.__name__ = func.__name__
    wrapper.__qualname__ = func.__qualname__
    wrapper.__doc__ = func.__doc__
    return wrapper


def check(node, value, place, lines):
    if node is None:
        return value
    try:
        return node.validate(value, State())
    except Invalid as error:
        lines.extend([(k, (place,) + loc, v, c, m) for k, loc, v, c, m in error.lines])
        return value
