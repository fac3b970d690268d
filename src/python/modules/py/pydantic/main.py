"""`BaseModel`: what a model offers to a program."""
from typing import Any

from _introspect import Hidden
from pydantic._internal._model_construction import ModelMetaclass
from pydantic._model import ModelNode, fill, parts_of, prepare
from pydantic._scalars import State
from pydantic_core._pydantic_core import Invalid, PydanticUndefined, ValidationError


def title_of(cls):
    return cls.model_config.get("title") or cls.__name__


def validated(cls, value, st, made=None):
    try:
        return cls.__pydantic_node__().validate(value, st, made)
    except Invalid as error:
        raise ValidationError(title_of(cls), error.lines, st.json) from None


class BaseModel(Hidden, metaclass=ModelMetaclass):
    model_config = {}
    model_fields = {}
    model_computed_fields = {}
    __pydantic_fields__ = {}
    __pydantic_privates__ = {}
    __pydantic_marks__ = {}
    __pydantic_computed__ = {}
    __pydantic_parts__ = None
    __pydantic_itself__ = None
    __pydantic_root__ = False
    __pydantic_custom_init__ = False

    def __init__(self, /, **data):
        validated(type(self), data, State(), self)

    def __init_subclass__(cls, **options):
        cls.__pydantic_custom_init__ = cls.__init__ is not BaseModel.__init__ and not cls.__pydantic_root__
        prepare(cls, options)
        hook = getattr(cls, "__pydantic_init_subclass__", None)
        if hook is not None:
            hook()

    @classmethod
    def __pydantic_node__(cls):
        node = cls.__dict__.get("__pydantic_itself__")
        if node is None:
            node = ModelNode(cls)
            cls.__pydantic_itself__ = node
        return node

    @classmethod
    def __class_getitem__(cls, items):
        from pydantic._generic import with_types

        return with_types(cls, items if isinstance(items, tuple) else (items,))

    def model_post_init(self, context, /):
        pass

    __pydantic_no_post_init__ = model_post_init

    @classmethod
    def model_validate(cls, obj, *, strict=None, extra=None, from_attributes=None, context=None, by_alias=None, by_name=None):
        return validated(cls, obj, State(bool(strict), False, bool(from_attributes), context))

    @classmethod
    def model_validate_json(cls, json_data, *, strict=None, extra=None, context=None, by_alias=None, by_name=None):
        from pydantic._read_json import read

        try:
            value = read(json_data)
        except Invalid as error:
            raise ValidationError(title_of(cls), error.lines, True) from None
        return validated(cls, value, State(bool(strict), True, False, context))

    @classmethod
    def model_construct(cls, _fields_set=None, **values):
        made = cls.__new__(cls)
        found, given = {}, set()
        for part in parts_of(cls):
            item = part.find(values, False)
            if item is PydanticUndefined and part.name in values:
                item = values[part.name]
            if item is not PydanticUndefined:
                found[part.name] = item
                given.add(part.name)
            elif not part.info.is_required():
                found[part.name] = part.default(found)
        extra = None
        if cls.model_config.get("extra") == "allow":
            extra = {k: v for k, v in values.items() if k not in found}
        fill(made, found, given if _fields_set is None else _fields_set, extra)
        return made

    @classmethod
    def model_rebuild(cls, *, force=False, raise_errors=True, _parent_namespace_depth=2, _types_namespace=None):
        cls.__pydantic_parts__ = None
        return True

    @classmethod
    def model_json_schema(cls, *args, **options):
        raise NotImplementedError("model_json_schema() is not available here; model_fields lists the fields")

    @property
    def model_fields_set(self):
        return self.__pydantic_fields_set__

    @property
    def model_extra(self):
        return self.__pydantic_extra__

    def model_dump(self, *, mode="python", include=None, exclude=None, context=None, by_alias=None, exclude_unset=False, exclude_defaults=False, exclude_none=False, exclude_computed_fields=False, round_trip=False, warnings=True, fallback=None, serialize_as_any=False):
        from pydantic._serialize import Out

        out = Out(mode, by_alias, exclude_unset, exclude_defaults, exclude_none, context)
        out.fallback = fallback
        return type(self).__pydantic_node__().dump(self, out, include, exclude)

    def model_dump_json(self, *, indent=None, ensure_ascii=False, include=None, exclude=None, context=None, by_alias=None, exclude_unset=False, exclude_defaults=False, exclude_none=False, exclude_computed_fields=False, round_trip=False, warnings=True, fallback=None, serialize_as_any=False):
        from pydantic._serialize import Out, to_text

        out = Out("json", by_alias, exclude_unset, exclude_defaults, exclude_none, context)
        out.fallback = fallback
        made = type(self).__pydantic_node__().dump(self, out, include, exclude)
        return to_text(made, indent, 0, ensure_ascii)

    def model_copy(self, *, update=None, deep=False):
        from pydantic._copy import copied

        return copied(self, update, deep)

    def dict(self, **options):
        return self.model_dump(**options)

    def json(self, **options):
        return self.model_dump_json(**options)

    def copy(self, *, update=None, deep=False, include=None, exclude=None):
        return self.model_copy(update=update, deep=deep)

    @classmethod
    def parse_obj(cls, obj):
        return cls.model_validate(obj)

    @classmethod
    def parse_raw(cls, data):
        return cls.model_validate_json(data)

    @classmethod
    def from_orm(cls, obj):
        from pydantic.errors import PydanticUserError

        if not cls.model_config.get("from_attributes"):
            raise PydanticUserError("You must set the config attribute `from_attributes=True` to use from_orm", code=None)
        return cls.model_validate(obj)

    @classmethod
    def construct(cls, _fields_set=None, **values):
        return cls.model_construct(_fields_set, **values)

    def __copy__(self):
        return self.model_copy()

    def __deepcopy__(self, memo=None):
        return self.model_copy(deep=True)

    def __getattr__(self, name):
        private = self.__pydantic_private__
        if private is not None and name in private:
            return private[name]
        extra = self.__pydantic_extra__
        if extra is not None and name in extra:
            return extra[name]
        if hasattr(type(self), name):
            # A property that failed: it says itself what is missing.
            return object.__getattribute__(self, name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __setattr__(self, name, value):
        cls = type(self)
        if name in cls.__pydantic_privates__:
            if self.__pydantic_private__ is None:
                object.__setattr__(self, "__pydantic_private__", {})
            self.__pydantic_private__[name] = value
            return
        from pydantic._copy import assign

        assign(self, cls, name, value)

    def __delattr__(self, name):
        private = self.__pydantic_private__
        if private is not None and name in private:
            del private[name]
            return
        if type(self).model_config.get("frozen"):
            line = ("frozen_instance", (name,), None, None, None)
            raise ValidationError(type(self).__name__, [line])
        object.__delattr__(self, name)

    def __eq__(self, other):
        if not isinstance(other, BaseModel):
            return NotImplemented
        return (
            type(self) is type(other)
            and self.__dict__ == other.__dict__
            and self.__pydantic_private__ == other.__pydantic_private__
            and (self.__pydantic_extra__ or {}) == (other.__pydantic_extra__ or {})
        )

    def __hash__(self):
        if type(self).model_config.get("frozen"):
            return hash(tuple(self.__dict__.values()))
        raise TypeError(f"unhashable type: '{type(self).__name__}'")

    def __iter__(self):
        for name, value in self.__dict__.items():
            yield name, value
        for name, value in (self.__pydantic_extra__ or {}).items():
            yield name, value

    def __repr_args__(self):
        shown = []
        held = self.__dict__
        for name, info in type(self).__pydantic_fields__.items():
            if name in held and info.repr:
                shown.append((name, held[name]))
        for name, value in (self.__pydantic_extra__ or {}).items():
            shown.append((name, value))
        for name, field in type(self).__pydantic_computed__.items():
            if field.repr is not False:
                shown.append((name, getattr(self, name)))
        return shown

    def __repr__(self):
        return f"{type(self).__name__}({', '.join([f'{k}={v!r}' for k, v in self.__repr_args__()])})"

    def __str__(self):
        return " ".join([f"{k}={v!r}" for k, v in self.__repr_args__()])


def create_model(model_name, /, *, __config__=None, __base__=None, __module__=None, __validators__=None, **fields):
    body, hints = {}, {}
    for name, given in fields.items():
        if isinstance(given, tuple):
            hints[name] = given[0]
            if given[1] is not Ellipsis:
                body[name] = given[1]
        else:
            hints[name] = given
    body["__annotations__"] = hints
    if __config__ is not None:
        body["model_config"] = __config__
    body["__module__"] = __module__ or "pydantic.main"
    body.update(__validators__ or {})
    base = __base__ or BaseModel
    return ModelMetaclass(model_name, base if isinstance(base, tuple) else (base,), body)
