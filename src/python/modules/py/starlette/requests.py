"""The request as a program sees it."""
import json

from starlette.datastructures import Address, FormData, Headers, QueryParams, State, URL


class HTTPConnection:
    def __init__(self, scope, receive=None):
        self.scope = scope

    def __getitem__(self, key):
        return self.scope[key]

    def __iter__(self):
        return iter(self.scope)

    def __len__(self):
        return len(self.scope)

    def get(self, key, default=None):
        return self.scope.get(key, default)

    @property
    def app(self):
        return self.scope["app"]

    @property
    def url(self):
        scope = self.scope
        path = scope["path"].replace("?", "%3F").replace("#", "%23").replace("\\", "%5C")
        query = scope["query_string"].decode()
        return URL(f"{scope['scheme']}://{self.host()}{path}{'?' + query if query else ''}")

    def host(self):
        return self.headers.get("host") or self.scope["server"][0]

    @property
    def base_url(self):
        return URL(f"{self.scope['scheme']}://{self.host()}/")

    @property
    def headers(self):
        if "_headers" not in self.__dict__:
            self._headers = Headers(raw=self.scope["headers"])
        return self._headers

    @property
    def query_params(self):
        if "_query_params" not in self.__dict__:
            self._query_params = QueryParams(self.scope["query_string"])
        return self._query_params

    @property
    def path_params(self):
        return self.scope.get("path_params", {})

    @property
    def cookies(self):
        if "_cookies" not in self.__dict__:
            found = {}
            for header in self.headers.getlist("cookie"):
                from starlette._cookies import read_cookies

                found.update(read_cookies(header))
            self._cookies = found
        return self._cookies

    @property
    def client(self):
        return Address(*self.scope["client"])

    @property
    def state(self):
        if "_state" not in self.__dict__:
            self._state = State(self.scope.setdefault("state", {}))
        return self._state

    @property
    def session(self):
        assert "session" in self.scope, "SessionMiddleware must be installed to access request.session"
        return self.scope["session"]

    @property
    def user(self):
        assert "user" in self.scope, "AuthenticationMiddleware must be installed to access request.user"
        return self.scope["user"]

    def url_for(self, name, /, **path_params):
        path = self.scope["app"].url_path_for(name, **path_params)
        return URL(f"{self.scope['scheme']}://{self.host()}{path}")


class Request(HTTPConnection):
    def __init__(self, scope, receive=None, send=None):
        HTTPConnection.__init__(self, scope)

    @property
    def method(self):
        return self.scope["method"]

    async def body(self):
        return self.scope["body"]

    async def stream(self):
        if self.scope["body"]:
            yield self.scope["body"]
        yield b""

    async def json(self):
        return self.read_json()

    def read_json(self):
        if "_json" not in self.__dict__:
            self._json = json.loads(self.scope["body"])
        return self._json

    async def form(self, *, max_files=1000, max_fields=1000, max_part_size=1024 * 1024):
        return self.read_form()

    def read_form(self):
        if "_form" not in self.__dict__:
            kind = (self.headers.get("content-type") or "").partition(";")[0].strip().lower()
            if kind == "application/x-www-form-urlencoded":
                from starlette._text import parse_query

                self._form = FormData(parse_query(self.scope["body"].decode("latin-1")))
            elif kind == "multipart/form-data":
                from starlette._multipart import read_multipart

                self._form = FormData(read_multipart(self.headers["content-type"], self.scope["body"]))
            else:
                self._form = FormData()
        return self._form

    async def is_disconnected(self):
        return False

    async def close(self):
        pass
