"""API keys in a header, a query parameter or a cookie."""
from fastapi.security.base import SecurityBase
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection


class APIKeyBase(SecurityBase):
    def __init__(self, *, name, scheme_name=None, description=None, auto_error=True):
        self.name = name
        self.scheme_name = scheme_name or type(self).__name__
        self.auto_error = auto_error

    def make_not_authenticated_error(self):
        return HTTPException(401, "Not authenticated", {"WWW-Authenticate": "APIKey"})

    def check_api_key(self, api_key):
        if not api_key:
            if self.auto_error:
                raise self.make_not_authenticated_error()
            return None
        return api_key


class APIKeyQuery(APIKeyBase):
    async def __call__(self, request: HTTPConnection):
        return self.check_api_key(request.query_params.get(self.name))


class APIKeyHeader(APIKeyBase):
    async def __call__(self, request: HTTPConnection):
        return self.check_api_key(request.headers.get(self.name))


class APIKeyCookie(APIKeyBase):
    async def __call__(self, request: HTTPConnection):
        return self.check_api_key(request.cookies.get(self.name))
