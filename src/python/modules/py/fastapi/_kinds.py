"""What an annotation is to a route: one value, several, or a whole structure."""
from typing import Annotated, get_args, get_origin

import _host

SEQUENCES = (list, tuple, set, frozenset)
SEQUENCE_NAMES = ("Sequence", "List", "Set", "FrozenSet", "Tuple", "deque")
MAPPING_NAMES = ("Mapping", "MutableMapping", "Dict", "dict", "defaultdict", "OrderedDict")


def subclass(tp, kinds):
    return isinstance(tp, type) and get_origin(tp) is None and issubclass(tp, kinds)


def plain_sequence(tp):
    if subclass(tp, (str, bytes)):
        return False
    if subclass(tp, SEQUENCES):
        return True
    return (getattr(tp, "__name__", None) or getattr(tp, "_name", None)) in SEQUENCE_NAMES and not _host.is_union(tp)


def is_sequence(tp):
    origin = get_origin(tp)
    if origin is Annotated:
        return is_sequence(get_args(tp)[0])
    if _host.is_union(origin):
        return any([is_sequence(arg) for arg in get_args(tp)])
    return plain_sequence(tp) or (origin is not None and plain_sequence(origin))


def is_model(tp):
    return isinstance(tp, type) and getattr(tp, "__pydantic_fields__", None) is not None


def plain_complex(tp):
    if tp is None:
        return False
    if is_model(tp) or plain_sequence(tp) or subclass(tp, dict):
        return True
    if isinstance(tp, type) and hasattr(tp, "__dataclass_fields__"):
        return True
    name = getattr(tp, "__name__", None) or getattr(tp, "_name", None)
    return name in MAPPING_NAMES or name == "UploadFile"


def is_complex(tp):
    origin = get_origin(tp)
    if _host.is_union(origin):
        return any([is_complex(arg) for arg in get_args(tp)])
    if origin is Annotated:
        return is_complex(get_args(tp)[0])
    return plain_complex(tp) or (origin is not None and plain_complex(origin))


def is_scalar(tp):
    return tp is Ellipsis or not is_complex(tp)


def is_scalar_sequence(tp):
    origin = get_origin(tp)
    if origin is Annotated:
        return is_scalar_sequence(get_args(tp)[0])
    if _host.is_union(origin):
        found = False
        for arg in get_args(tp):
            if is_scalar_sequence(arg):
                found = True
            elif not is_scalar(arg):
                return False
        return found
    return is_sequence(tp) and all([is_scalar(arg) for arg in get_args(tp)])


def model_of(tp):
    """The model of an annotation, of `Model | None` too."""
    if get_origin(tp) is Annotated:
        tp = get_args(tp)[0]
    if _host.is_union(get_origin(tp)):
        rest = [arg for arg in get_args(tp) if arg is not type(None)]
        tp = rest[0] if len(rest) == 1 and len(get_args(tp)) == 2 else None
    return tp if is_model(tp) else None


def is_upload(tp):
    if _host.is_union(get_origin(tp)):
        return any([is_upload(arg) for arg in get_args(tp)])
    return getattr(tp, "__name__", None) == "UploadFile" or (
        is_sequence(tp) and bool(get_args(tp)) and all([is_upload(arg) for arg in get_args(tp)])
    )
