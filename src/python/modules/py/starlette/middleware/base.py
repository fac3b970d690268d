"""`@app.middleware("http")` and its class form."""
import _host
from starlette.requests import Request


class BaseHTTPMiddleware:
    def __init__(self, app, dispatch=None):
        self.app = app
        self.dispatch_func = self.dispatch if dispatch is None else dispatch

    def respond(self, scope):
        """Runs the rest of the app inside; what follows the response waits until this one is done."""
        request = Request(scope)
        after = []

        async def call_next(request):
            response = self.app.respond(scope)
            after.append(response)
            return Streamed(response)

        made = self.dispatch_func(request, call_next)
        response = _host.drive(made)
        if isinstance(response, Streamed):
            response.raw_headers = list(response.raw_headers)
        later = getattr(response, "later", None) or []
        for inner in after:
            later = later + (getattr(inner, "later", None) or [])
            inner.later = []
        if getattr(response, "background", None) is not None:
            task = response.background
            response.background = None
            later = [task.run] + later
        response.later = later
        return response

    async def dispatch(self, request, call_next):
        raise NotImplementedError()


class Streamed:
    """What `call_next` gives: the inner response, its body still to be read."""

    def __init__(self, response):
        self.status_code = response.status_code
        self.raw_headers = response.raw_headers
        self.inner = response
        self.media_type = None
        self.background = None

    @property
    def headers(self):
        from starlette.datastructures import MutableHeaders

        return MutableHeaders(raw=self.raw_headers)

    @property
    def body_iterator(self):
        return self.chunks()

    async def chunks(self):
        yield self.inner.whole_body()

    def set_cookie(self, key, value="", max_age=None, expires=None, path="/", domain=None, secure=False, httponly=False, samesite="lax", partitioned=False):
        from starlette.responses import Response

        Response.set_cookie(self, key, value, max_age, expires, path, domain, secure, httponly, samesite, partitioned)

    def delete_cookie(self, key, path="/", domain=None, secure=False, httponly=False, samesite="lax", partitioned=False):
        self.set_cookie(key, "", 0, 0, path, domain, secure, httponly, samesite, partitioned)

    def whole_body(self):
        return self.inner.whole_body()
