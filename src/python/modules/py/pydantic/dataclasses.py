"""Dataclasses whose arguments are validated."""
import dataclasses

import _host
from pydantic._build import build
from pydantic._scalars import State
from pydantic.fields import FieldInfo
from pydantic.type_adapter import ArgsKwargs
from pydantic_core._pydantic_core import Invalid, ValidationError


def dataclass(_cls=None, *, config=None, **options):
    if _cls is None:
        return lambda cls: dataclass(cls, config=config, **options)
    infos = {}
    for name in _cls.__dict__.get("__annotations__", {}):
        value = _cls.__dict__.get(name)
        if isinstance(value, FieldInfo):
            infos[name] = value
            if value.default_factory is not None:
                setattr(_cls, name, dataclasses.field(default_factory=value.default_factory))
            elif value.is_required():
                delattr(_cls, name)
            else:
                setattr(_cls, name, value.default)
    made = dataclasses.dataclass(_cls, **options)
    hints = _host.annotations(made)
    nodes = {name: build(hints[name], infos[name].metadata if name in infos else (), config) for name in made.__dataclass_fields__}
    plain = made.__init__

    def __init__(self, *args, **kwargs):
        found, lines = {}, []
        names = list(nodes)
        given = ArgsKwargs(args, kwargs)
        for index, value in enumerate(args):
            if index >= len(names):
                lines.append(("unexpected_positional_argument", (index,), value, None, None))
            elif names[index] in kwargs:
                lines.append(("multiple_argument_values", (names[index],), kwargs[names[index]], None, None))
            else:
                check(nodes[names[index]], value, index, names[index], found, lines)
        for name in names[len(args) :]:
            if name in kwargs:
                check(nodes[name], kwargs[name], name, name, found, lines)
            elif _host.dataclass_field_required(made, name):
                lines.append(("missing", (name,), given, None, None))
        if lines:
            raise ValidationError(made.__name__, lines)
        plain(self, **found)

    __init__.__qualname__ = f"{made.__qualname__}.__init__"
    made.__init__ = __init__
    return made


def check(node, value, place, name, found, lines):
    try:
        found[name] = node.validate(value, State())
    except Invalid as error:
        lines.extend([(k, (place,) + loc, v, c, m) for k, loc, v, c, m in error.lines])
