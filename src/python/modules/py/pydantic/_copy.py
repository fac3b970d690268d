"""Copying a model and assigning to its members."""
import _host
from pydantic._model import fill, parts_of
from pydantic._scalars import State
from pydantic_core._pydantic_core import Invalid, ValidationError


def deep_copy(value):
    if isinstance(value, list):
        return [deep_copy(v) for v in value]
    if type(value) is dict:
        return {deep_copy(k): deep_copy(v) for k, v in value.items()}
    if type(value) in (set, tuple):
        return type(value)([deep_copy(v) for v in value])
    if getattr(type(value), "__pydantic_fields__", None) is not None:
        return copied(value, None, True)
    return value


def copied(model, update, deep):
    cls = type(model)
    made = cls.__new__(cls)
    found = dict(model.__dict__)
    extra = model.__pydantic_extra__
    given = set(model.__pydantic_fields_set__)
    if deep:
        found = {k: deep_copy(v) for k, v in found.items()}
    if extra is not None:
        extra = dict(extra)
    for name, value in (update or {}).items():
        if extra is None or name in cls.__pydantic_fields__:
            found[name] = value
        else:
            extra[name] = value
        given.add(name)
    fill(made, found, given, extra)
    if model.__pydantic_private__ is not None:
        object.__setattr__(made, "__pydantic_private__", dict(model.__pydantic_private__))
    return made


def assign(model, cls, name, value):
    config = cls.model_config
    info = cls.__pydantic_fields__.get(name)
    if config.get("frozen") or (info is not None and info.frozen):
        kind = "frozen_instance" if config.get("frozen") else "frozen_field"
        raise ValidationError(cls.__name__, [(kind, (name,), value, None, None)])
    if info is None:
        if isinstance(_host.class_attribute(cls, name), property):
            object.__setattr__(model, name, value)
        elif config.get("extra") == "allow":
            if model.__pydantic_extra__ is None:
                object.__setattr__(model, "__pydantic_extra__", {})
            model.__pydantic_extra__[name] = value
        elif config.get("validate_assignment"):
            raise ValidationError(cls.__name__, [("no_such_attribute", (name,), value, {"attribute": name}, None)])
        else:
            raise ValueError(f'"{cls.__name__}" object has no field "{name}"')
        return
    if config.get("validate_assignment"):
        for part in parts_of(cls):
            if part.name == name:
                st = State()
                st.data = {k: v for k, v in model.__dict__.items() if k != name}
                try:
                    value = part.node.validate(value, st)
                except Invalid as error:
                    lines = [(k, (name,) + loc, v, c, m) for k, loc, v, c, m in error.lines]
                    raise ValidationError(cls.__name__, lines) from None
    object.__setattr__(model, name, value)
    model.__pydantic_fields_set__.add(name)
