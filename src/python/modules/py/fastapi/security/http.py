"""The schemes of the Authorization header: Basic, Bearer, Digest."""
from fastapi.exceptions import HTTPException
from fastapi.security.base import SecurityBase
from fastapi.security.utils import get_authorization_scheme_param
from pydantic.main import BaseModel
from starlette.requests import HTTPConnection


class HTTPBasicCredentials(BaseModel):
    username: str
    password: str


class HTTPAuthorizationCredentials(BaseModel):
    scheme: str
    credentials: str


class HTTPBase(SecurityBase):
    scheme = ""

    def __init__(self, *, scheme, scheme_name=None, description=None, auto_error=True):
        self.scheme = scheme
        self.scheme_name = scheme_name or type(self).__name__
        self.auto_error = auto_error

    def make_authenticate_headers(self):
        return {"WWW-Authenticate": self.scheme.title()}

    def make_not_authenticated_error(self):
        return HTTPException(401, "Not authenticated", self.make_authenticate_headers())

    def refuse(self):
        if self.auto_error:
            raise self.make_not_authenticated_error()

    def read(self, request, want=None):
        scheme, credentials = get_authorization_scheme_param(request.headers.get("Authorization"))
        if not (scheme and credentials) or (want is not None and scheme.lower() != want):
            return self.refuse()
        return HTTPAuthorizationCredentials(scheme=scheme, credentials=credentials)

    async def __call__(self, request: HTTPConnection):
        return self.read(request)


class HTTPBearer(HTTPBase):
    def __init__(self, *, bearerFormat=None, scheme_name=None, description=None, auto_error=True):
        HTTPBase.__init__(self, scheme="bearer", scheme_name=scheme_name, auto_error=auto_error)

    async def __call__(self, request: HTTPConnection):
        return self.read(request, "bearer")


class HTTPDigest(HTTPBase):
    def __init__(self, *, scheme_name=None, description=None, auto_error=True):
        HTTPBase.__init__(self, scheme="digest", scheme_name=scheme_name, auto_error=auto_error)

    async def __call__(self, request: HTTPConnection):
        return self.read(request, "digest")


class HTTPBasic(HTTPBase):
    def __init__(self, *, scheme_name=None, realm=None, description=None, auto_error=True):
        HTTPBase.__init__(self, scheme="basic", scheme_name=scheme_name, auto_error=auto_error)
        self.realm = realm

    def make_authenticate_headers(self):
        return {"WWW-Authenticate": f'Basic realm="{self.realm}"' if self.realm else "Basic"}

    async def __call__(self, request: HTTPConnection):
        import base64

        scheme, param = get_authorization_scheme_param(request.headers.get("Authorization"))
        if scheme.lower() != "basic":
            return self.refuse()
        try:
            data = base64.b64decode(param).decode("ascii")
        except ValueError as error:
            raise self.make_not_authenticated_error() from error
        username, separator, password = data.partition(":")
        if not separator:
            raise self.make_not_authenticated_error()
        return HTTPBasicCredentials(username=username, password=password)
