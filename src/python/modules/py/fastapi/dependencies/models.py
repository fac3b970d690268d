"""The tree of what an endpoint needs."""
import _host
from fastapi import params
from fastapi._kinds import is_complex, is_model, is_scalar, is_scalar_sequence, is_upload, model_of
from pydantic._build import build
from pydantic._scalars import State
from pydantic_core._pydantic_core import Invalid, PydanticUndefined
from starlette.requests import HTTPConnection
from starlette.responses import Response
from typing import Annotated, Any, get_args, get_origin


class Field:
    """One parameter of a function, ready to validate."""

    def __init__(self, name, info, annotation, config=None):
        self.name = name
        self.info = info
        self.annotation = annotation
        self.alias = info.alias or name
        aliased = info.validation_alias
        self.lookup = aliased if isinstance(aliased, str) and aliased else self.alias
        inner = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
        self.plain = inner
        self.model = model_of(inner)
        self.node = build(annotation, () if inner is not annotation else info.metadata, config)

    def validate(self, value, loc):
        """The value and no lines, or nothing and the lines."""
        if value is PydanticUndefined:
            if self.info.is_required():
                return None, [missing(loc)]
            value = self.info.get_default(call_default_factory=True)
            if not self.info.validate_default:
                return value, []
        try:
            return self.node.validate(value, State(attributes=True)), []
        except Invalid as error:
            return None, [line_of(line, loc) for line in error.lines]


def line_of(line, loc):
    from pydantic_core._pydantic_core import message_of

    kind, place, value, ctx, message = line
    made = {"type": kind, "loc": loc + place, "msg": message_of(kind, ctx, message), "input": value}
    if ctx:
        made["ctx"] = dict(ctx)
    return made


def missing(loc):
    return {"type": "missing", "loc": loc, "msg": "Field required", "input": None}


class Dependant:
    def __init__(self, call, path, name=None, use_cache=True, scope=None, own_scopes=None, parent_scopes=None):
        self.call = call
        self.path = path
        self.name = name
        self.use_cache = use_cache
        self.scope = scope
        self.own_scopes = own_scopes or []
        self.parent_scopes = parent_scopes or []
        self.dependencies = []
        self.path_params = []
        self.query_params = []
        self.header_params = []
        self.cookie_params = []
        self.body_params = []
        self.special = {}
        self.is_async = _host.is_async(call)
        self.is_gen = _host.is_gen(call)
        self.is_async_gen = _host.is_async_gen(call)
        self.key = None

    def scopes(self):
        found = list(self.parent_scopes)
        for scope in self.own_scopes:
            if scope not in found:
                found.append(scope)
        return found

    def uses_scopes(self):
        if self.own_scopes or "scopes" in self.special.values() or getattr(type(self.call), "is_security", False):
            return True
        return any([d.uses_scopes() for d in self.dependencies])

    def cache_key(self):
        if self.key is None:
            scopes = tuple(sorted(set(self.scopes()))) if self.uses_scopes() else ()
            scope = self.scope or ("request" if self.is_gen or self.is_async_gen else "")
            self.key = (scopes, scope)
        return self.key


def special_kind(tp):
    if not isinstance(tp, type) or get_origin(tp) is not None:
        return None
    if issubclass(tp, HTTPConnection):
        return "request"
    if issubclass(tp, Response):
        return "response"
    for cls in tp.__mro__:
        name = cls.__module__ + "." + cls.__name__
        if name == "starlette.background.BackgroundTasks":
            return "tasks"
        if name == "fastapi.security.oauth2.SecurityScopes":
            return "scopes"
    return None


def path_names(path):
    return [part.partition("}")[0].partition(":")[0] for part in path.split("{")[1:]]


def get_dependant(path, call, name=None, own_scopes=None, parent_scopes=None, use_cache=True, scope=None):
    made = Dependant(call, path, name, use_cache, scope, own_scopes, parent_scopes)
    current = list(parent_scopes or []) + list(own_scopes or [])
    names = path_names(path)
    for parameter, kind, default, annotation in _host.parameters(call):
        depends, field, special = analyze(parameter, annotation, default, parameter in names)
        if depends is not None:
            check_scope(made, depends)
            own = list(depends.scopes or []) if isinstance(depends, params.Security) else []
            made.dependencies.append(
                get_dependant(path, depends.dependency, parameter, own, current, depends.use_cache, depends.scope)
            )
        elif special is not None:
            made.special[parameter] = special
        else:
            getattr(made, field.info.in_ + "_params").append(field)
    return made


def check_scope(made, depends):
    if (made.is_gen or made.is_async_gen) and (made.scope or "request") == "request" and depends.scope == "function":
        from fastapi.exceptions import DependencyScopeError

        name = getattr(made.call, "__name__", "<unnamed_callable>")
        raise DependencyScopeError(
            f'The dependency "{name}" has a scope of "request", it cannot depend on dependencies with scope "function".'
        )


def analyze(name, annotation, value, in_path):
    """One parameter: what it depends on, or the field it is, or the special object it takes."""
    info, depends, given = None, None, value is not _host.EMPTY
    tp = Any if annotation is _host.EMPTY else annotation
    whole = tp
    if get_origin(tp) is Annotated:
        args = get_args(tp)
        tp = args[0]
        found = [a for a in args[1:] if isinstance(a, (params.Param, params.Depends))]
        if found and isinstance(found[-1], params.Param):
            info = found[-1].copy()
            info.metadata = list(info.metadata)
            assert info.default is PydanticUndefined, (
                f"`{type(info).__name__}` default value cannot be set in `Annotated` for {name!r}. "
                "Set the default value with `=` instead."
            )
            if given and not isinstance(value, params.Depends):
                assert not in_path, "Path parameters cannot have default values"
                info.default = value
        elif found:
            depends = found[-1]
    if isinstance(value, params.Depends):
        assert depends is None, f"Cannot specify `Depends` in `Annotated` and default value together for {name!r}"
        assert info is None, (
            f"Cannot specify a FastAPI annotation in `Annotated` and `Depends` as a default value together for {name!r}"
        )
        depends = value
    elif isinstance(value, params.FieldInfo):
        assert info is None, (
            f"Cannot specify FastAPI annotations in `Annotated` and default value together for {name!r}"
        )
        info = value
    if depends is not None:
        if depends.dependency is None:
            scopes = getattr(depends, "scopes", None)
            if isinstance(depends, params.Security):
                depends = params.Security(tp, depends.use_cache, depends.scope, scopes)
            else:
                depends = params.Depends(tp, depends.use_cache, depends.scope)
        return depends, None, None
    special = special_kind(tp)
    if special is not None:
        assert info is None, f"Cannot specify FastAPI annotation for type {tp!r}"
        return None, None, special
    if info is None:
        info = inferred(tp, value if given else PydanticUndefined, in_path)
    return None, field_of(name, info, whole, tp, in_path), None


def inferred(tp, default, in_path):
    if in_path:
        return params.Path()
    if is_upload(tp):
        return params.File(default)
    return params.Query(default) if is_scalar(tp) else params.Body(default)


def field_of(name, info, whole, tp, in_path):
    if in_path:
        assert isinstance(info, params.Path), f"Cannot use `{type(info).__name__}` for path param {name!r}"
    if not info.alias and getattr(info, "convert_underscores", False):
        alias = name.replace("_", "-")
    else:
        alias = info.alias or name
    info.alias = alias
    info.annotation = tp
    from pydantic.errors import PydanticSchemaGenerationError

    try:
        field = Field(name, info, whole)
    except PydanticSchemaGenerationError:
        raise invalid_type(whole) from None
    if in_path:
        assert not is_complex(tp), "Path params must be of one of the supported types"
    elif isinstance(info, params.Query):
        assert is_scalar(tp) or is_scalar_sequence(tp) or model_of(tp) is not None, (
            f"Query parameter {name!r} must be one of the supported types"
        )
    return field


def invalid_type(tp):
    from fastapi.exceptions import FastAPIError

    return FastAPIError(
        f"Invalid args for response field! Hint: check that {tp} is a valid Pydantic field type. "
        "If you are using a return type annotation that is not a valid Pydantic field (e.g. Union[Response, dict, "
        "None]) you can disable generating the response model from the type annotation with the path operation "
        "decorator parameter response_model=None. Read more: https://fastapi.tiangolo.com/tutorial/response-model/"
    )
