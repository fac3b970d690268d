"""What the modules written in Python need to know of functions, classes and annotations."""
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from _introspect import EMPTY, evaluate, is_async, is_async_gen, is_gen, load, place_of, returned, signature


driving = 0


def drive(awaitable):
    """Runs an awaitable to its end, whatever it waits for on the way, and gives its value."""
    global driving
    driving += 1
    try:
        while True:
            wanted = awaitable.send(None)
            if wanted is not None:
                wanted.settle()
    except StopIteration as stop:
        return stop.value
    finally:
        driving -= 1


def is_union(origin):
    return origin is Union or origin is UnionType


def own_annotations(cls):
    return dict(cls.__dict__.get("__annotations__", {}))


def annotations(cls):
    """Those of a class and its bases, texts evaluated."""
    found = {}
    for base in reversed(cls.__mro__):
        for name, tp in base.__dict__.get("__annotations__", {}).items():
            found[name] = resolve(tp, base) if has_text(tp) else tp
    return found


def is_text(tp):
    return isinstance(tp, str) or type(tp).__name__ == "ForwardRef"


def has_text(tp):
    """Whether a name in quotes is left in an annotation."""
    if is_text(tp):
        return True
    origin = get_origin(tp)
    if origin is None or origin is Literal:
        return False
    args = get_args(tp)
    if origin is Annotated:
        args = args[:1]
    return any([has_text(arg) for arg in args])


def resolve(tp, owner):
    """The annotation with its texts evaluated where `owner` is defined."""
    if is_text(tp):
        text = tp if isinstance(tp, str) else tp.__forward_arg__
        try:
            found = evaluate(text, owner)
        except NameError as error:
            from pydantic.errors import PydanticUserError

            name = owner.__name__
            raise PydanticUserError(
                f"`{name}` is not fully defined; you should define `{error.name}`, then call `{name}.model_rebuild()`.",
                code="class-not-fully-defined",
            ) from None
        return resolve(found, owner) if has_text(found) else found
    origin, args = get_origin(tp), get_args(tp)
    if origin is Annotated:
        return Annotated[(resolve(args[0], owner),) + args[1:]]
    made = tuple([resolve(arg, owner) if has_text(arg) else arg for arg in args])
    if is_union(origin):
        return Union[made]
    return origin[made if len(made) > 1 else made[0]]


def required(func):
    """The names of the positional parameters without a default."""
    return [p[0] for p in signature(func) if p[1] in ("positional", "both") and p[2] is EMPTY]


def count(func):
    return len(required(func))


def takes_one(func):
    return count(func) == 1


def names(func):
    return [p[0] for p in signature(getattr(func, "__func__", func))]


def class_attribute(cls, name):
    """The attribute as the class holds it, not what it gives."""
    for base in cls.__mro__:
        if name in base.__dict__:
            return base.__dict__[name]
    return None


def dataclass_field_required(cls, name):
    from dataclasses import MISSING

    field = cls.__dataclass_fields__[name]
    return field.default is MISSING and field.default_factory is MISSING


def parameters(call):
    """The parameters of anything that can be called: name, kind, default, annotation, evaluated."""
    if isinstance(call, type) and getattr(call, "__pydantic_fields__", None) is not None and call.__init__.__qualname__ == "BaseModel.__init__":
        return of_model(call)
    if isinstance(call, type) and hasattr(call, "__dataclass_fields__"):
        return of_dataclass(call)
    wrapped = getattr(call, "func", None)
    if type(call).__name__ == "partial":
        left = parameters(wrapped)[len(call.args) :]
        return [(n, k, call.keywords.get(n, d), a) for n, k, d, a in left]
    found = []
    for name, kind, default, annotation in signature(call):
        if annotation is not EMPTY and has_text(annotation):
            try:
                annotation = resolve_for(annotation, call)
            except NameError:
                annotation = EMPTY
        found.append((name, kind, default, annotation))
    return found


def resolve_for(tp, call):
    if is_text(tp):
        return evaluate(tp if isinstance(tp, str) else tp.__forward_arg__, call)
    return resolve(tp, call)


def of_model(cls):
    found = []
    for name, info in cls.__pydantic_fields__.items():
        tp = info.annotation
        if info.metadata:
            tp = Annotated[(tp,) + tuple(info.metadata)]
        default = EMPTY if info.is_required() else info.get_default(call_default_factory=True)
        alias = info.alias or name
        found.append((alias if alias.isidentifier() else name, "keyword", default, tp))
    return found


def of_dataclass(cls):
    from dataclasses import MISSING

    hints, found = annotations(cls), []
    for name, field in cls.__dataclass_fields__.items():
        default = EMPTY
        if field.default is not MISSING:
            default = field.default
        elif field.default_factory is not MISSING:
            default = field.default_factory()
        found.append((name, "both", default, hints.get(name, EMPTY)))
    return found


def returns(call):
    """What a function says it returns, evaluated, or `EMPTY`."""
    tp = returned(call)
    if tp is EMPTY or not has_text(tp):
        return tp
    try:
        return resolve_for(tp, call)
    except NameError:
        return EMPTY


def each(source):
    """The items of an asynchronous iterator, one after the other."""
    iterator = source.__aiter__()

    async def step():
        return await iterator.__anext__()

    while True:
        try:
            item = drive(step())
        except StopAsyncIteration:
            return
        yield item


def step(generator):
    """Runs an asynchronous generator to its next `yield`."""

    async def run():
        return await generator.__anext__()

    return drive(run())


def throw(generator, error):
    """Raises an exception where an asynchronous generator waits."""

    async def run():
        return await generator.athrow(error)

    return drive(run())
