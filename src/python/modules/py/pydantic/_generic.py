"""Models with type variables: `Page[int]`."""
from typing import Union, get_args, get_origin

import _host
from pydantic._model import display


def variables(tp, found):
    """The type variables of an annotation, in order."""
    if type(tp).__name__ == "TypeVar":
        if tp not in found:
            found.append(tp)
    for arg in get_args(tp):
        variables(arg, found)
    return found


def replaced(tp, types):
    if type(tp).__name__ == "TypeVar":
        return types.get(tp, tp)
    args = get_args(tp)
    if not args:
        return tp
    made = tuple([replaced(arg, types) for arg in args])
    origin = get_origin(tp)
    if _host.is_union(origin):
        return Union[made]
    return origin[made if len(made) > 1 else made[0]]


def with_types(cls, items):
    held = cls.__dict__.get("__pydantic_made__")
    if held is None:
        held = []
        cls.__pydantic_made__ = held
    for known, made in held:
        if known == items:
            return made
    names = []
    for base in cls.__dict__.get("__orig_bases__", ()):
        variables(base, names)
    if not names:
        for info in cls.__pydantic_fields__.values():
            variables(info.annotation, names)
    if len(names) != len(items):
        many = "many" if len(items) > len(names) else "few"
        raise TypeError(f"Too {many} arguments for {cls}; actual {len(items)}, expected {len(names)}")
    types = dict(zip(names, items))
    hints, body = {}, {}
    for name, info in cls.__pydantic_fields__.items():
        if variables(info.annotation, []):
            hints[name] = replaced(info.annotation, types)
            body[name] = info
    body["__annotations__"] = hints
    body["__module__"] = cls.__module__
    made = type(cls)(f"{cls.__name__}[{', '.join([display(i) for i in items])}]", (cls,), body)
    held.append((items, made))
    return made
