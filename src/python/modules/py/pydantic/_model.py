"""How a model class is read, and how its values are made and dumped."""
from typing import Annotated, ClassVar, get_args, get_origin

import _host
from pydantic import _functions
from pydantic._scalars import LAX, STRICT, Node
from pydantic.errors import PydanticUserError
from pydantic.fields import ComputedField, FieldInfo, Limit, PrivateInfo, call_factory, fresh
from pydantic_core._pydantic_core import Invalid, PydanticUndefined, at, bad

KEPT = ("function", "property", "classmethod", "staticmethod", "type", "builtin_function_or_method", "cached_property")


def display(tp):
    """A type as pydantic's own texts write it."""
    if tp is None or tp is type(None):
        return "NoneType"
    args = get_args(tp)
    origin = get_origin(tp)
    if origin is Annotated:
        return display(args[0])
    if args:
        inner = ", ".join([display(a) if not isinstance(a, str) else repr(a) for a in args])
        if _host.is_union(origin):
            return f"Union[{inner}]"
        return f"{getattr(origin, '__name__', None) or str(origin).replace('typing.', '')}[{inner}]"
    if isinstance(tp, type):
        return tp.__name__
    return repr(tp).replace("typing.", "")


def is_class_var(tp):
    if isinstance(tp, str):
        return tp.startswith(("ClassVar", "typing.ClassVar"))
    return tp is ClassVar or get_origin(tp) is ClassVar


def prepare(cls, options):
    """Reads a class body: configuration, fields, private attributes, validators."""
    body = cls.__dict__
    config, fields, private, marks, computed = {}, {}, {}, {}, {}
    for base in reversed(cls.__mro__[1:]):
        if "__pydantic_fields__" not in base.__dict__:
            continue
        config.update(base.model_config)
        fields.update(base.__pydantic_fields__)
        private.update(base.__pydantic_privates__)
        marks.update(base.__pydantic_marks__)
        computed.update(base.__pydantic_computed__)
    config.update(body.get("model_config") or {})
    old = body.get("Config")
    if old is not None:
        names = {"orm_mode": "from_attributes", "allow_population_by_field_name": "populate_by_name", "anystr_strip_whitespace": "str_strip_whitespace"}
        for name, value in old.__dict__.items():
            if not name.startswith("__"):
                config[names.get(name, name)] = value
    config.update(options)
    own = _host.own_annotations(cls)
    inherited = dict(fields)
    for name, tp in own.items():
        if name == "model_config" or is_class_var(tp):
            continue
        value = body.get(name, PydanticUndefined)
        if name.startswith("_"):
            if not name.startswith("__"):
                private[name] = value if isinstance(value, PrivateInfo) else PrivateInfo(value, None)
        else:
            fields[name] = field_of(tp, value)
        if value is not PydanticUndefined:
            delattr(cls, name)
    for name, value in list(body.items()):
        if isinstance(value, _functions.Mark):
            marks[name] = value
            value.name = name
            setattr(cls, name, value.function)
        elif isinstance(value, ComputedField):
            value.node = None
            computed[name] = value
            setattr(cls, name, value.target)
        elif isinstance(value, PrivateInfo):
            private[name] = value
            delattr(cls, name)
        else:
            if name in marks and name not in own:
                del marks[name]
            check_attribute(name, value, own, inherited)
    cls.model_config = config
    cls.__pydantic_fields__ = fields
    cls.__pydantic_privates__ = private
    cls.__pydantic_marks__ = marks
    cls.__pydantic_computed__ = computed
    cls.__pydantic_parts__ = None
    cls.__pydantic_itself__ = None
    cls.model_fields = fields
    cls.model_computed_fields = computed
    _functions.check_names(cls, marks, fields, config)
    if config.get("defer_build"):
        return
    try:
        parts_of(cls)
    except PydanticUserError as error:
        if error.code != "class-not-fully-defined":
            raise


def check_attribute(name, value, own, inherited):
    if name in own or name.startswith("_") or name in ("model_config", "Config"):
        return
    kind = type(value).__name__
    if kind in KEPT or isinstance(value, type) or callable(value):
        return
    if isinstance(value, FieldInfo):
        raise PydanticUserError(
            f"Field {name!r} requires a type annotation", code="model-field-missing-annotation"
        )
    if name in inherited:
        raise PydanticUserError(
            f"Field '{name}' defined on a base class was overridden by a non-annotated attribute. All field "
            "definitions, including overrides, require a type annotation.",
            code="model-field-overridden",
        )
    raise PydanticUserError(
        f"A non-annotated attribute was detected: `{name} = {value!r}`. All model fields require a type annotation; "
        f"if `{name}` is not meant to be a field, you may be able to resolve this error by annotating it as a "
        "`ClassVar` or updating `model_config['ignored_types']`.",
        code="model-field-missing-annotation",
    )


def field_of(tp, value):
    """The `FieldInfo` of one annotation and its default, what `Annotated` says folded in."""
    info = value.copy() if isinstance(value, FieldInfo) else FieldInfo(default=value)
    info.annotation = tp
    if get_origin(tp) is Annotated:
        unwrap(info)
    return info


def unwrap(info):
    """Moves what `Annotated` carries into the field itself."""
    args = get_args(info.annotation)
    info.annotation = args[0]
    extra = []
    for item in args[1:]:
        if isinstance(item, FieldInfo):
            for name in ("alias", "validation_alias", "serialization_alias", "title", "description", "exclude", "frozen", "discriminator", "validate_default", "default_factory"):
                if getattr(info, name) is None and getattr(item, name) is not None:
                    setattr(info, name, getattr(item, name))
            if info.default is PydanticUndefined and info.default_factory is None:
                info.default = item.default
            extra.extend(item.metadata)
            if not item.repr:
                info.repr = False
        else:
            extra.append(item)
    info.metadata = extra + info.metadata


def parts_of(cls):
    """Each field with its node and names, made on first use so that later names can be meant."""
    parts = cls.__dict__.get("__pydantic_parts__")
    if parts is not None:
        return parts
    from pydantic._build import build

    parts = []
    config = cls.model_config
    cls.__pydantic_parts__ = parts
    try:
        for name, info in cls.__pydantic_fields__.items():
            if _host.has_text(info.annotation):
                info.annotation = _host.resolve(info.annotation, cls)
                if get_origin(info.annotation) is Annotated:
                    unwrap(info)
            metadata = info.metadata
            if info.discriminator is not None:
                metadata = list(metadata) + [info]
            node = build(info.annotation, metadata, config)
            node = _functions.around(cls, name, node, config)
            parts.append(Part(cls, name, info, node, config))
    except BaseException:
        cls.__pydantic_parts__ = None
        raise
    return parts


class Part:
    """One field, ready for use."""

    def __init__(self, cls, name, info, node, config):
        self.name = name
        self.info = info
        self.node = node
        alias, written = info.validation_alias, info.serialization_alias
        maker = config.get("alias_generator")
        if maker is not None and alias is None:
            if not callable(maker):
                maker = maker.alias or maker.validation_alias
            alias = maker(name)
            written = written or alias
        self.lookups = [(name,)]
        if alias is not None:
            self.lookups = alias.paths() if hasattr(alias, "paths") else [(alias,)]
            if config.get("populate_by_name") or config.get("validate_by_name"):
                self.lookups.append((name,))
            if config.get("validate_by_alias") is False:
                self.lookups = [(name,)]
        self.place = self.lookups[0][0]
        if config.get("loc_by_alias") is False:
            self.place = name
        self.written = written or name
        self.validates_default = info.validate_default or (info.validate_default is None and config.get("validate_default"))
        self.writer = _functions.writer_of(cls, name)

    def find(self, value, attributes):
        """The given value, or `PydanticUndefined`."""
        for path in self.lookups:
            found = value
            for step in path:
                found = reach(found, step, attributes)
                if found is PydanticUndefined:
                    break
            if found is not PydanticUndefined:
                return found
        return PydanticUndefined

    def default(self, found):
        info = self.info
        if info.default_factory is not None:
            return call_factory(info.default_factory, found)
        return fresh(info.default)


def reach(value, step, attributes):
    if isinstance(value, dict):
        return value.get(step, PydanticUndefined)
    if isinstance(value, (list, tuple)) and isinstance(step, int):
        return value[step] if -len(value) <= step < len(value) else PydanticUndefined
    if attributes and isinstance(step, str):
        return getattr(value, step, PydanticUndefined)
    return PydanticUndefined


def fields_from(cls, value, st):
    """Validates the members of a dictionary or an object: values, names given, extras."""
    config = cls.model_config
    attributes = st.attributes if not config.get("from_attributes") else True
    whole = isinstance(value, dict)
    if not whole and (st.json or not attributes or not has_attributes(value)):
        if attributes and not st.json:
            raise bad("model_attributes_type", value)
        raise bad("model_type", value, {"class_name": cls.__name__})
    found, given, lines, used = {}, set(), [], []
    outer = st.data
    st.data = found
    for part in parts_of(cls):
        item = part.find(value, not whole)
        used.extend([path[0] for path in part.lookups])
        name = part.name
        if item is PydanticUndefined:
            if part.info.is_required():
                lines.append(("missing", (part.place,), value, None, None))
                continue
            item = part.default(found)
            if not part.validates_default:
                found[name] = item
                continue
        else:
            given.add(name)
        try:
            st.field = name
            found[name] = part.node.validate(item, st)
        except Invalid as error:
            lines.extend(at(error.lines, part.place))
    st.data = outer
    extra = None
    rule = config.get("extra")
    if rule == "allow":
        extra = {}
    if whole and rule in ("allow", "forbid"):
        for key, item in value.items():
            if key in used:
                continue
            if rule == "forbid":
                lines.append(("extra_forbidden", (key,), item, None, None))
            else:
                extra[key] = item
                given.add(key)
    if lines:
        raise Invalid(lines)
    st.fields_set += len(given)
    return found, given, extra


def has_attributes(value):
    return not isinstance(value, type) and type(value).__module__ not in ("builtins", "datetime", "collections")


class ModelNode(Node):
    def __init__(self, cls):
        self.cls = cls
        self.label = cls.__name__

    def validate(self, value, st, made=None):
        cls = self.cls
        if made is None and isinstance(value, cls) and "wrap" not in _functions.modes_of(cls):
            if type(value) is not cls:
                st.floor(STRICT)
            st.fields_set += len(value.__pydantic_fields_set__)
            if cls.model_config.get("revalidate_instances", "never") == "never":
                return value
            value = dict(value.__dict__)
        if (st.strict or cls.model_config.get("strict")) and made is None and not st.json and not isinstance(value, cls):
            raise bad("model_type", value, {"class_name": cls.__name__})
        st.depth += 1
        if st.depth > 200:
            raise bad("recursion_loop", value)
        try:
            return _functions.run_model(cls, value, st, made, self.construct)
        finally:
            st.depth -= 1

    def construct(self, value, st, made):
        cls = self.cls
        if isinstance(value, cls) and made is None:
            return value
        if made is None:
            made = cls.__new__(cls)
            if cls.__pydantic_custom_init__ and isinstance(value, dict):
                made.__init__(**value)
                return made
        strict = st.strict
        if cls.model_config.get("strict"):
            st.strict = True
        try:
            found, given, extra = fields_from(cls, value, st)
        finally:
            st.strict = strict
        fill(made, found, given, extra)
        if cls.model_post_init is not cls.__pydantic_no_post_init__:
            made.model_post_init(st.context)
        return made

    def dump(self, value, out, include=None, exclude=None):
        from pydantic._dump import dump_model

        if not isinstance(value, self.cls):
            return Node.dump(self, value, out, include, exclude)
        return dump_model(value, self.cls, out, include, exclude)


def fill(made, found, given, extra):
    """Puts validated values into a new instance."""
    set_raw = object.__setattr__
    for name, value in found.items():
        set_raw(made, name, value)
    set_raw(made, "__pydantic_fields_set__", given)
    set_raw(made, "__pydantic_extra__", extra)
    privates = type(made).__pydantic_privates__
    held = None
    if privates:
        held = {}
        for name, info in privates.items():
            if info.default is not PydanticUndefined or info.default_factory is not None:
                held[name] = info.get_default()
    set_raw(made, "__pydantic_private__", held)
