"""From an annotation, evaluated, to the node that validates and dumps it."""
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin

import _host
from pydantic._containers import (
    DictNode,
    ListNode,
    LiteralNode,
    OptionalNode,
    TaggedNode,
    TupleNode,
    UnionNode,
)
from pydantic._scalars import (
    AnyNode,
    BoolNode,
    BytesNode,
    CallableNode,
    FloatNode,
    InstanceNode,
    IntNode,
    Node,
    NoneNode,
    StrNode,
    TypeNode,
)
from pydantic.errors import PydanticSchemaGenerationError
from pydantic_core._pydantic_core import Invalid, PydanticUndefined

PLAIN = {int: IntNode, str: StrNode, float: FloatNode, bool: BoolNode, bytes: BytesNode}
ABSTRACT = {
    "Sequence": list, "MutableSequence": list, "Iterable": list, "Collection": list, "Set": set, "AbstractSet": set,
    "MutableSet": set, "Mapping": dict, "MutableMapping": dict, "defaultdict": dict, "OrderedDict": dict,
    "List": list, "Dict": dict, "FrozenSet": frozenset, "Tuple": tuple,
}
EXTRA = (
    "datetime.datetime", "datetime.date", "datetime.time", "datetime.timedelta", "uuid.UUID", "decimal.Decimal",
    "re.Pattern", "pathlib.Path", "pathlib.PurePath",
)


def build(tp, metadata=(), config=None):
    """The node of an annotation with the constraints and functions around it."""
    while get_origin(tp) is Annotated:
        args = get_args(tp)
        tp, metadata = args[0], list(args[1:]) + list(metadata)
    node = None
    tag = tag_of(metadata)
    if tag is not None:
        node = tagged(tp, tag, config)
    if node is None:
        node = bare(tp, config)
    for item in metadata:
        node = wrap(node, item, tp)
    return node


def tag_of(metadata):
    for item in metadata:
        found = getattr(item, "discriminator", None)
        if isinstance(found, str):
            return found
    return None


def wrap(node, item, tp):
    """One entry of the metadata put around a node."""
    from pydantic.fields import FieldInfo, Limit

    if isinstance(item, Limit):
        return limited(node, item.name, item.value)
    if isinstance(item, FieldInfo):
        for inner in item.metadata:
            node = wrap(node, inner, tp)
        return node
    rules = getattr(item, "limits_of_strings", None)
    if rules is not None:
        for name, value in rules().items():
            node = limited(node, name, value)
        return node
    around = getattr(item, "around_node", None)
    if around is not None:
        return around(node)
    return node


def limited(node, name, value):
    if value is None or node.limit(name, value):
        return node
    return CheckNode(node, name, value)


class CheckNode(Node):
    """A constraint on the outcome of a node that has none of its own."""

    def __init__(self, inner, name, value):
        self.inner = inner
        self.name = name
        self.value = value
        self.label = inner.label
        self.none_ok = inner.none_ok

    def validate(self, value, st):
        made = self.inner.validate(value, st)
        check = None
        if self.name in ("gt", "ge", "lt", "le", "multiple_of"):
            check = IntNode()
            check.limit(self.name, self.value)
            try:
                check.bound(made, value)
            except TypeError:
                raise TypeError(
                    f"Unable to apply constraint '{self.name}' to supplied value {made}"
                ) from None
        elif self.name in ("min_length", "max_length", "pattern"):
            if self.name == "pattern":
                check = StrNode()
                check.limit(self.name, self.value)
                check.check(made, value)
            elif hasattr(type(made), "__len__"):
                check = ListNode(list, None)
                check.limit(self.name, self.value)
                check.sized(len(made), value, None)
        return made

    def dump(self, value, out, include=None, exclude=None):
        return self.inner.dump(value, out, include, exclude)


def tagged(tp, tag, config):
    choices = {}
    for arg in get_args(tp):
        node = build(arg, (), config)
        fields = getattr(getattr(node, "cls", None), "__pydantic_fields__", {})
        if tag not in fields:
            return None
        for value in get_args(fields[tag].annotation) or ():
            choices[getattr(value, "value", value)] = node
    return TaggedNode(tag, choices) if choices else None


def bare(tp, config):
    if tp in PLAIN_KEYS:
        return plain_node(tp, config)
    if tp is Any or tp is object or tp is PydanticUndefined:
        return AnyNode()
    if tp is None or tp is type(None):
        return NoneNode()
    origin = get_origin(tp)
    if origin is not None:
        return generic(tp, origin, get_args(tp), config)
    if isinstance(tp, type):
        return of_class(tp, config)
    name = getattr(tp, "_name", None) or getattr(tp, "__name__", "")
    if name in ABSTRACT:
        return container(ABSTRACT[name], (), config)
    if name == "Callable":
        return CallableNode()
    bound = getattr(tp, "__bound__", None)
    if type(tp).__name__ == "TypeVar":
        return AnyNode() if bound is None else build(bound, (), config)
    supertype = getattr(tp, "__supertype__", None)
    if supertype is not None:
        return build(supertype, (), config)
    maker = getattr(tp, "pydantic_node", None)
    if maker is not None:
        return maker(config)
    raise no_schema(tp)


PLAIN_KEYS = (int, str, float, bool, bytes)


def plain_node(tp, config):
    node = PLAIN[tp]()
    if config:
        if tp is str:
            for key in ("strip_whitespace", "min_length", "max_length", "to_lower", "to_upper"):
                if config.get("str_" + key):
                    node.limits[key] = config["str_" + key]
            if config.get("coerce_numbers_to_str"):
                node.limits["coerce_numbers"] = True
        elif tp is float and config.get("allow_inf_nan") is False:
            node.limits["allow_inf_nan"] = False
    return node


def no_schema(tp):
    return PydanticSchemaGenerationError(
        f"Unable to generate pydantic-core schema for {tp!r}. Set `arbitrary_types_allowed=True` in the model_config"
        " to ignore this error or implement `__get_pydantic_core_schema__` on your type to fully support it.\n\nIf you"
        " got this error by calling handler(<some type>) within `__get_pydantic_core_schema__` then you likely need to"
        " call `handler.generate_schema(<some type>)` since we do not call `__get_pydantic_core_schema__` on"
        " `<some type>` otherwise to avoid infinite recursion."
    )


def generic(tp, origin, args, config):
    if origin is Union or _host.is_union(origin):
        return union(args, config)
    if origin is Literal:
        values = []
        for arg in args:
            values.append(arg)
        return LiteralNode(values)
    if origin is ClassVar:
        return AnyNode()
    if origin in (list, dict, set, frozenset, tuple):
        return container(origin, args, config)
    if origin is type:
        return TypeNode(args[0] if args and isinstance(args[0], type) else None)
    name = getattr(origin, "__name__", "") or getattr(origin, "_name", "") or ""
    if name in ABSTRACT:
        return container(ABSTRACT[name], args, config)
    if name == "Callable":
        return CallableNode()
    if name in ("Required", "NotRequired", "Final", "ReadOnly"):
        return build(args[0], (), config)
    return bare(origin, config)


def union(args, config):
    rest = [a for a in args if a is not None and a is not type(None)]
    nodes = [build(a, (), config) for a in rest]
    inner = nodes[0] if len(nodes) == 1 else UnionNode(nodes)
    return inner if len(rest) == len(args) else OptionalNode(inner)


def inner(arg, config):
    return None if arg is Any or arg is object else build(arg, (), config)


def container(kind, args, config):
    if kind is dict:
        if len(args) == 2:
            return DictNode(inner(args[0], config), inner(args[1], config))
        return DictNode(None, None)
    if kind is tuple and args:
        if len(args) == 2 and args[1] is Ellipsis:
            return ListNode(tuple, inner(args[0], config))
        if args == ((),):
            args = ()
        return TupleNode([build(a, (), config) for a in args])
    return ListNode(kind, inner(args[0], config) if args else None)


def of_class(tp, config):
    if tp in (list, dict, set, frozenset, tuple):
        return container(tp, (), config)
    maker = getattr(tp, "__pydantic_node__", None)
    if maker is not None:
        return maker()
    name = f"{tp.__module__}.{tp.__qualname__}"
    if name in EXTRA:
        from pydantic._special import special

        return special(name, tp)
    if hasattr(tp, "__members__"):
        from pydantic._special import EnumNode

        return EnumNode(tp, config)
    if hasattr(tp, "__dataclass_fields__"):
        from pydantic._special import DataclassNode

        return DataclassNode(tp)
    if hasattr(tp, "__total__") and hasattr(tp, "__required_keys__"):
        from pydantic.errors import PydanticUserError

        raise PydanticUserError(
            "Please use `typing_extensions.TypedDict` instead of `typing.TypedDict` on Python < 3.12.",
            code="typed-dict-version",
        )
    if tp is type:
        return TypeNode(None)
    if name in ("collections.abc.Callable", "builtins.function"):
        return CallableNode()
    if config and config.get("arbitrary_types_allowed"):
        return InstanceNode(tp)
    if tp.__name__ in ABSTRACT and tp.__module__ in ("collections.abc", "collections", "typing"):
        return container(ABSTRACT[tp.__name__], (), config)
    raise no_schema(tp)


def run(node, value, st):
    """Validates and lets a plain exception of a learner's own validator pass."""
    try:
        return node.validate(value, st)
    except Invalid as error:
        return error
