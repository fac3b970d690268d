"""Routers and routes: which function answers, and what becomes of its value."""
import json

import _host
from fastapi import params
from fastapi._kinds import model_of
from fastapi._paths import Pattern
from fastapi._running import run_route
from fastapi.dependencies.models import Field, get_dependant, invalid_type
from fastapi.dependencies.utils import needs_embedding
from fastapi.exceptions import FastAPIError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

NONE, PARTIAL, FULL = 0, 1, 2
UNSAID = object()


class Route:
    """A function of the request alone, such as the documentation pages."""

    def __init__(self, path, endpoint, *, methods=None, name=None, include_in_schema=True):
        assert path.startswith("/"), "Routed paths must start with '/'"
        self.path = path
        self.endpoint = endpoint
        self.name = name or getattr(endpoint, "__name__", type(endpoint).__name__)
        self.methods = [m.upper() for m in (methods or ["GET"])]
        if "GET" in self.methods and "HEAD" not in self.methods:
            self.methods.append("HEAD")
        self.pattern = Pattern(path)

    def matches(self, path, method):
        found = self.pattern.match(path)
        if found is None:
            return NONE, None, None
        return (FULL if method in self.methods else PARTIAL), self, found

    def respond(self, request):
        response = self.endpoint(request)
        return _host.drive(response) if _host.is_async(self.endpoint) else response

    def flat(self):
        return [self]


class APIRoute(Route):
    def __init__(self, path, endpoint, *, response_model=UNSAID, status_code=None, dependencies=None, methods=None, name=None, response_class=None, provider=None, options=None, strict=True):
        self.path = path
        self.endpoint = endpoint
        assert callable(endpoint), "An endpoint must be a callable"
        self.name = name or getattr(endpoint, "__name__", type(endpoint).__name__)
        self.methods = [m.upper() for m in (methods or ["GET"])]
        self.given = {"response_model": response_model, "status_code": status_code, "response_class": response_class, "options": options, "name": name, "methods": methods}
        self.own_dependencies = list(dependencies or [])
        self.pattern = Pattern(path)
        self.status_code = None if status_code is None else int(status_code)
        self.response_class = response_class
        self.provider = provider
        self.options = options or {}
        self.strict = strict
        self.dependant = get_dependant(self.pattern.format, endpoint, scope="function")
        for depends in reversed(self.own_dependencies):
            assert callable(depends.dependency), "A parameter-less dependency must have a callable dependency"
            scopes = list(getattr(depends, "scopes", None) or [])
            sub = get_dependant(self.pattern.format, depends.dependency, own_scopes=scopes, scope=depends.scope)
            self.dependant.dependencies.insert(0, sub)
        fields = body_fields(self.dependant)
        self.body_fields = fields
        self.embed = needs_embedding(fields)
        self.is_form = any([isinstance(f.info, params.Form) for f in fields])
        self.response_field = self.field_of(response_model)

    def field_of(self, model):
        returned = None
        if model is UNSAID:
            returned = _host.returns(self.endpoint)
            if returned is _host.EMPTY or returned is None or returned is type(None):
                return None
            if isinstance(returned, type) and issubclass_of(returned, Response):
                return None
            if self.dependant.is_gen or self.dependant.is_async_gen:
                return None
            model = returned
        if model is None:
            return None
        allowed = self.status_code is None or not (self.status_code < 200 or self.status_code in (204, 205, 304))
        assert allowed, f"Status code {self.status_code} must not have a response body"
        from pydantic.errors import PydanticSchemaGenerationError
        from pydantic.fields import FieldInfo

        try:
            return Field("response", FieldInfo(annotation=model), model)
        except PydanticSchemaGenerationError:
            raise invalid_type(model) from None

    def respond(self, request):
        return run_route(self, request)


def issubclass_of(tp, cls):
    try:
        return issubclass(tp, cls)
    except TypeError:
        return False


def body_fields(dependant):
    found = list(dependant.body_params)
    for sub in dependant.dependencies:
        found.extend(body_fields(sub))
    return found


class Included:
    """A router inside another: its routes under a prefix, those added later too."""

    def __init__(self, parent, router, prefix, dependencies, response_class):
        self.parent = parent
        self.router = router
        self.prefix = parent.prefix + prefix
        self.dependencies = list(parent.dependencies) + list(dependencies or [])
        self.response_class = response_class or parent.default_response_class
        self.made = {}

    def candidates(self):
        found = []
        for index, route in enumerate(self.router.routes):
            made = self.made.get(index)
            if made is None:
                made = self.under(route)
                self.made[index] = made
            found.append(made)
        return found

    def under(self, route):
        if isinstance(route, Included):
            made = Included(self.router, route.router, "", None, route.response_class)
            made.prefix = self.prefix + route.prefix
            made.dependencies = self.dependencies + route.dependencies
            made.parent = self.parent
            made.response_class = route.response_class or self.response_class
            return made
        if not isinstance(route, APIRoute):
            return Route(self.prefix + route.path, route.endpoint, methods=route.methods, name=route.name)
        given = dict(route.given)
        given["response_class"] = given["response_class"] or self.router.default_response_class or self.response_class
        return APIRoute(
            self.prefix + route.path, route.endpoint, dependencies=self.dependencies + route.own_dependencies,
            provider=self.parent.provider, strict=route.strict, **given,
        )

    def matches(self, path, method):
        return first_match(self.candidates(), path, method)

    def flat(self):
        found = []
        for route in self.candidates():
            found.extend(route.flat())
        return found


def first_match(routes, path, method):
    partial = (NONE, None, None)
    for route in routes:
        found = route.matches(path, method)
        if found[0] == FULL:
            return found
        if found[0] == PARTIAL and partial[0] == NONE:
            partial = found
    return partial


class Mount:
    """Another app under a path."""

    def __init__(self, path, app, name=None):
        self.path = path.rstrip("/")
        self.app = app
        self.name = name

    def matches(self, path, method):
        if path.startswith(self.path + "/"):
            return FULL, self, {}
        return NONE, None, None

    def respond(self, request):
        if not hasattr(self.app, "respond"):
            raise NotImplementedError(f"{type(self.app).__name__} cannot be mounted here; another FastAPI app can")
        scope = dict(request.scope)
        scope["path"] = scope["path"][len(self.path) :] or "/"
        return self.app.respond(scope)

    def flat(self):
        return []


class APIRouter:
    def __init__(self, *, prefix="", tags=None, dependencies=None, default_response_class=None, responses=None, callbacks=None, routes=None, redirect_slashes=True, default=None, dependency_overrides_provider=None, route_class=None, on_startup=None, on_shutdown=None, lifespan=None, deprecated=None, include_in_schema=True, generate_unique_id_function=None, strict_content_type=True, max_body_size=None, form_limits=None):
        if prefix:
            assert prefix.startswith("/"), "A path prefix must start with '/'"
            assert not prefix.endswith("/"), "A path prefix must not end with '/', as the routes will start with '/'"
        self.prefix = prefix
        self.tags = tags or []
        self.dependencies = list(dependencies or [])
        self.default_response_class = default_response_class
        self.routes = list(routes or [])
        self.redirect_slashes = redirect_slashes
        self.provider = dependency_overrides_provider
        self.strict = strict_content_type
        self.on_startup = list(on_startup or [])
        self.on_shutdown = list(on_shutdown or [])
        self.lifespan_context = lifespan

    def add_api_route(self, path, endpoint, *, response_model=UNSAID, status_code=None, dependencies=None, methods=None, name=None, response_class=None, **options):
        self.routes.append(
            APIRoute(
                self.prefix + path, endpoint, response_model=response_model, status_code=status_code,
                dependencies=self.dependencies + list(dependencies or []), methods=methods, name=name,
                response_class=response_class or self.default_response_class, provider=self.provider,
                options={k: v for k, v in options.items() if k.startswith("response_model_")}, strict=self.strict,
            )
        )

    def api_route(self, path, *, methods=None, **options):
        def decorator(func):
            self.add_api_route(path, func, methods=methods, **options)
            return func

        return decorator

    def get(self, path, **options):
        return self.api_route(path, methods=["GET"], **options)

    def post(self, path, **options):
        return self.api_route(path, methods=["POST"], **options)

    def put(self, path, **options):
        return self.api_route(path, methods=["PUT"], **options)

    def delete(self, path, **options):
        return self.api_route(path, methods=["DELETE"], **options)

    def patch(self, path, **options):
        return self.api_route(path, methods=["PATCH"], **options)

    def options(self, path, **options):
        return self.api_route(path, methods=["OPTIONS"], **options)

    def head(self, path, **options):
        return self.api_route(path, methods=["HEAD"], **options)

    def trace(self, path, **options):
        return self.api_route(path, methods=["TRACE"], **options)

    def websocket(self, path, **options):
        raise NotImplementedError("websockets are not available here; get, post, put, patch and delete are")

    def add_route(self, path, endpoint, methods=None, name=None, include_in_schema=True):
        self.routes.append(Route(path, endpoint, methods=methods, name=name))

    def route(self, path, methods=None, name=None, include_in_schema=True):
        def decorator(func):
            self.add_route(path, func, methods, name)
            return func

        return decorator

    def mount(self, path, app, name=None):
        self.routes.append(Mount(path, app, name))

    def include_router(self, router, *, prefix="", tags=None, dependencies=None, default_response_class=None, responses=None, callbacks=None, deprecated=None, include_in_schema=True, generate_unique_id_function=None, max_body_size=None, form_limits=None):
        assert self is not router, (
            "Cannot include the same APIRouter instance into itself. Did you mean to include a different router?"
        )
        if prefix:
            assert prefix.startswith("/"), "A path prefix must start with '/'"
            assert not prefix.endswith("/"), "A path prefix must not end with '/', as the routes will start with '/'"
        else:
            for route in router.routes:
                if isinstance(route, APIRoute) and not route.path:
                    raise FastAPIError(f"Prefix and path cannot be both empty (path operation: {route.name})")
        self.routes.append(Included(self, router, prefix, dependencies, default_response_class))
        self.on_startup.extend(router.on_startup)
        self.on_shutdown.extend(router.on_shutdown)

    def on_event(self, event_type):
        def decorator(func):
            self.add_event_handler(event_type, func)
            return func

        return decorator

    def add_event_handler(self, event_type, func):
        (self.on_startup if event_type == "startup" else self.on_shutdown).append(func)

    def url_path_for(self, name, /, **path_params):
        for route in self.routes:
            for inner in route.flat():
                if inner.name == name and sorted(inner.pattern.names) == sorted(path_params):
                    path = inner.pattern.texts[0]
                    for key, text in zip(inner.pattern.names, inner.pattern.texts[1:]):
                        path += str(path_params[key]) + text
                    return path
        raise LookupError(f'No route exists for name "{name}" and params "{", ".join(path_params)}".')

    def respond(self, request):
        scope = request.scope
        path, method = scope["path"], scope["method"]
        match, route, found = first_match(self.routes, path, method)
        if match != NONE:
            scope["route"] = route
            scope["endpoint"] = getattr(route, "endpoint", None)
            scope["path_params"] = found
            if match == PARTIAL:
                raise HTTPException(405, headers={"Allow": ", ".join(route.methods)})
            return route.respond(request)
        if self.redirect_slashes and path != "/":
            other = path.rstrip("/") if path.endswith("/") else path + "/"
            if first_match(self.routes, other, method)[0] != NONE:
                from starlette.requests import Request
                from starlette.responses import RedirectResponse

                moved = dict(scope)
                moved["path"] = other
                return RedirectResponse(str(Request(moved).url))
        raise HTTPException(404)
