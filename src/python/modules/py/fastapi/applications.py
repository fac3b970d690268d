"""The app: its router, and the layers around it."""
import _host
from fastapi.exception_handlers import http_exception_handler, request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.routing import UNSAID, APIRouter
from starlette.datastructures import State
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse


class FastAPI:
    def __init__(self, *, debug=False, routes=None, title="FastAPI", summary=None, description="", version="0.1.0", openapi_url="/openapi.json", openapi_tags=None, servers=None, dependencies=None, default_response_class=None, redirect_slashes=True, docs_url="/docs", redoc_url="/redoc", swagger_ui_oauth2_redirect_url="/docs/oauth2-redirect", middleware=None, exception_handlers=None, on_startup=None, on_shutdown=None, lifespan=None, root_path="", responses=None, strict_content_type=True, **others):
        self.debug = debug
        self.title = title
        self.summary = summary
        self.description = description
        self.version = version
        self.openapi_url = openapi_url
        self.docs_url = docs_url
        self.redoc_url = redoc_url
        self.root_path = root_path
        self.state = State()
        self.lifespan_state = {}
        self.dependency_overrides = {}
        self.exception_handlers = dict(exception_handlers or {})
        self.exception_handlers.setdefault(HTTPException, http_exception_handler)
        self.exception_handlers.setdefault(RequestValidationError, request_validation_exception_handler)
        self.user_middleware = list(middleware or [])
        self.stack = None
        self.last_error = None
        self.router = APIRouter(
            routes=routes, dependencies=dependencies, default_response_class=default_response_class,
            redirect_slashes=redirect_slashes, dependency_overrides_provider=self, on_startup=on_startup,
            on_shutdown=on_shutdown, lifespan=lifespan, strict_content_type=strict_content_type,
        )
        pages = [self.openapi_url]
        if openapi_url and docs_url:
            pages.extend([docs_url, swagger_ui_oauth2_redirect_url])
        if openapi_url and redoc_url:
            pages.append(redoc_url)
        for path in pages:
            if openapi_url and path:
                self.router.add_route(path, self.documentation)

    def documentation(self, request):
        raise NotImplementedError("the generated documentation pages are not available here")

    def openapi(self):
        raise NotImplementedError("the OpenAPI schema is not available here; app.routes lists the routes")

    @property
    def routes(self):
        return self.router.routes

    def add_api_route(self, path, endpoint, **options):
        self.router.add_api_route(path, endpoint, **options)

    def api_route(self, path, *, methods=None, **options):
        return self.router.api_route(path, methods=methods, **options)

    def get(self, path, *, response_model=UNSAID, **options):
        return self.router.get(path, response_model=response_model, **options)

    def post(self, path, *, response_model=UNSAID, **options):
        return self.router.post(path, response_model=response_model, **options)

    def put(self, path, *, response_model=UNSAID, **options):
        return self.router.put(path, response_model=response_model, **options)

    def delete(self, path, *, response_model=UNSAID, **options):
        return self.router.delete(path, response_model=response_model, **options)

    def patch(self, path, *, response_model=UNSAID, **options):
        return self.router.patch(path, response_model=response_model, **options)

    def options(self, path, **options):
        return self.router.options(path, **options)

    def head(self, path, **options):
        return self.router.head(path, **options)

    def trace(self, path, **options):
        return self.router.trace(path, **options)

    def websocket(self, path, **options):
        return self.router.websocket(path, **options)

    def route(self, path, methods=None, name=None, include_in_schema=True):
        return self.router.route(path, methods, name, include_in_schema)

    def add_route(self, path, route, methods=None, name=None, include_in_schema=True):
        self.router.add_route(path, route, methods, name, include_in_schema)

    def mount(self, path, app, name=None):
        self.router.mount(path, app, name)

    def include_router(self, router, **options):
        self.router.include_router(router, **options)

    def url_path_for(self, name, /, **path_params):
        return self.router.url_path_for(name, **path_params)

    def exception_handler(self, exc_class_or_status_code):
        def decorator(func):
            self.add_exception_handler(exc_class_or_status_code, func)
            return func

        return decorator

    def add_exception_handler(self, exc_class_or_status_code, handler):
        self.exception_handlers[exc_class_or_status_code] = handler

    def middleware(self, middleware_type):
        assert middleware_type == "http", 'Currently only middleware("http") is supported.'

        def decorator(func):
            from starlette.middleware.base import BaseHTTPMiddleware

            self.add_middleware(BaseHTTPMiddleware, dispatch=func)
            return func

        return decorator

    def add_middleware(self, middleware_class, *args, **kwargs):
        from starlette.middleware import Middleware

        if self.stack is not None:
            raise RuntimeError("Cannot add middleware after an application has started")
        self.user_middleware.insert(0, Middleware(middleware_class, *args, **kwargs))

    def on_event(self, event_type):
        return self.router.on_event(event_type)

    def add_event_handler(self, event_type, func):
        self.router.add_event_handler(event_type, func)

    def build(self):
        layer = Handling(self)
        for cls, args, kwargs in reversed(self.user_middleware):
            layer = cls(layer, *args, **kwargs)
            if not hasattr(layer, "respond"):
                raise NotImplementedError(
                    f"{type(layer).__name__} works on the level of the server protocol, which is not available here; "
                    '@app.middleware("http") and BaseHTTPMiddleware are'
                )
        self.stack = layer

    def respond(self, scope):
        """The response to one request; `last_error` holds what no handler took."""
        if self.stack is None:
            self.build()
        scope["app"] = self
        if self.lifespan_state:
            scope["state"].update(self.lifespan_state)
        self.last_error = None
        try:
            return self.stack.respond(scope)
        except Exception as error:
            self.last_error = error
            return self.failure(Request(scope), error)

    def failure(self, request, error):
        handler = self.exception_handlers.get(500) or self.exception_handlers.get(Exception)
        if handler is None or self.debug:
            return PlainTextResponse("Internal Server Error", status_code=500)
        made = handler(request, error)
        return _host.drive(made) if _host.is_async(handler) else made

    def run_event(self, kind):
        """The functions registered for `startup` or `shutdown`, and the lifespan around them."""
        router = self.router
        if self.stack is None:
            self.build()
        if router.lifespan_context is not None:
            if kind == "startup":
                router.entered = router.lifespan_context(self)
                held = _host.drive(router.entered.__aenter__())
                self.lifespan_state = dict(held or {})
            else:
                _host.drive(router.entered.__aexit__(None, None, None))
            return
        for func in router.on_startup if kind == "startup" else router.on_shutdown:
            made = func()
            if _host.is_async(func):
                _host.drive(made)


class Handling:
    """Turns exceptions into responses, by status code first, then by class."""

    def __init__(self, app):
        self.app = app

    def respond(self, scope):
        request = Request(scope)
        try:
            return self.app.router.respond(request)
        except Exception as error:
            handler = self.find(error)
            if handler is None:
                raise
            made = handler(request, error)
            if _host.is_async(handler):
                made = _host.drive(made)
            return made

    def find(self, error):
        handlers = self.app.exception_handlers
        if isinstance(error, HTTPException) and error.status_code in handlers and error.status_code != 500:
            return handlers[error.status_code]
        for cls in type(error).__mro__:
            if cls in handlers and cls is not Exception:
                return handlers[cls]
        return None
