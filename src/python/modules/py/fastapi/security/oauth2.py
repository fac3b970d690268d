"""OAuth2: bearer tokens, the password form, scopes."""
from typing import Annotated

from fastapi.exceptions import HTTPException
from fastapi.param_functions import Form
from fastapi.security.base import SecurityBase
from fastapi.security.utils import get_authorization_scheme_param
from starlette.requests import HTTPConnection


class OAuth2PasswordRequestForm:
    def __init__(self, *, grant_type: Annotated[str | None, Form(pattern="^password$")] = None, username: Annotated[str, Form()], password: Annotated[str, Form()], scope: Annotated[str, Form()] = "", client_id: Annotated[str | None, Form()] = None, client_secret: Annotated[str | None, Form()] = None):
        self.grant_type = grant_type
        self.username = username
        self.password = password
        self.scopes = scope.split()
        self.client_id = client_id
        self.client_secret = client_secret


class OAuth2PasswordRequestFormStrict(OAuth2PasswordRequestForm):
    def __init__(self, grant_type: Annotated[str, Form(pattern="^password$")], username: Annotated[str, Form()], password: Annotated[str, Form()], scope: Annotated[str, Form()] = "", client_id: Annotated[str | None, Form()] = None, client_secret: Annotated[str | None, Form()] = None):
        OAuth2PasswordRequestForm.__init__(
            self, grant_type=grant_type, username=username, password=password, scope=scope, client_id=client_id,
            client_secret=client_secret,
        )


class OAuth2(SecurityBase):
    def __init__(self, *, flows=None, scheme_name=None, description=None, auto_error=True):
        self.scheme_name = scheme_name or type(self).__name__
        self.auto_error = auto_error

    def make_not_authenticated_error(self):
        return HTTPException(401, "Not authenticated", {"WWW-Authenticate": "Bearer"})

    def refuse(self):
        if self.auto_error:
            raise self.make_not_authenticated_error()

    async def __call__(self, request: HTTPConnection):
        return request.headers.get("Authorization") or self.refuse()


class Bearer(OAuth2):
    async def __call__(self, request: HTTPConnection):
        scheme, param = get_authorization_scheme_param(request.headers.get("Authorization"))
        if scheme.lower() != "bearer":
            return self.refuse()
        return param


class OAuth2PasswordBearer(Bearer):
    def __init__(self, tokenUrl, scheme_name=None, scopes=None, description=None, auto_error=True, refreshUrl=None):
        OAuth2.__init__(self, scheme_name=scheme_name, auto_error=auto_error)


class OAuth2AuthorizationCodeBearer(Bearer):
    def __init__(self, authorizationUrl, tokenUrl, refreshUrl=None, scheme_name=None, scopes=None, description=None, auto_error=True):
        OAuth2.__init__(self, scheme_name=scheme_name, auto_error=auto_error)


class OpenIdConnect(OAuth2):
    def __init__(self, *, openIdConnectUrl, scheme_name=None, description=None, auto_error=True):
        OAuth2.__init__(self, scheme_name=scheme_name, auto_error=auto_error)


class SecurityScopes:
    def __init__(self, scopes=None):
        self.scopes = scopes or []
        self.scope_str = " ".join(self.scopes)
