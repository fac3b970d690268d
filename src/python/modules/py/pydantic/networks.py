"""Addresses. E-mail needs a package that is not part of the versions taught."""
from pydantic._scalars import LAX, Node
from pydantic_core._pydantic_core import bad


def refuse_email():
    raise ImportError("email-validator is not installed, run `pip install 'pydantic[email]'`")


def validate_email(value):
    refuse_email()


class EmailStr:
    """Refused as pydantic refuses it without `email-validator`."""

    @classmethod
    def __pydantic_node__(cls):
        refuse_email()


class NameEmail(EmailStr):
    pass


class AnyUrl:
    schemes = ()

    def __init__(self, url):
        self._text = read_url(url, self.schemes, url)

    @property
    def scheme(self):
        return self._text.partition(":")[0]

    @property
    def host(self):
        rest = self._text.partition("://")[2].partition("/")[0].partition("?")[0].partition("#")[0]
        return rest.rpartition("@")[2].partition(":")[0]

    @property
    def path(self):
        rest = self._text.partition("://")[2]
        _, slash, path = rest.partition("/")
        return "/" + path.partition("?")[0].partition("#")[0] if slash else None

    def __str__(self):
        return self._text

    def __repr__(self):
        return f"{type(self).__name__}({self._text!r})"

    def __eq__(self, other):
        return type(self) is type(other) and self._text == other._text

    def __hash__(self):
        return hash(self._text)

    @classmethod
    def __pydantic_node__(cls):
        return UrlNode(cls)


class AnyHttpUrl(AnyUrl):
    schemes = ("http", "https")


class HttpUrl(AnyUrl):
    schemes = ("http", "https")


class UrlNode(Node):
    def __init__(self, cls):
        self.cls = cls
        self.label = "function-wrap[wrap_val()]"

    def validate(self, value, st):
        if isinstance(value, AnyUrl):
            return value
        if not isinstance(value, str):
            raise bad("url_type", value)
        st.floor(LAX)
        if self.cls is HttpUrl and len(value) > 2083:
            raise bad("url_too_long", value, {"max_length": 2083})
        return self.cls(value)

    def dump(self, value, out, include=None, exclude=None):
        return str(value) if out.json else value


def read_url(text, schemes, given):
    """The text of a URL as the core keeps it: lower-case host, a path of at least `/`."""
    scheme, colon, rest = text.strip().partition(":")
    if text.strip() == "":
        raise bad("url_parsing", given, {"error": "input is empty"})
    if not colon or not scheme[:1].isalpha() or not scheme.replace("+", "a").replace("-", "a").replace(".", "a").isalnum():
        raise bad("url_parsing", given, {"error": "relative URL without a base"})
    scheme = scheme.lower()
    if schemes and scheme not in schemes:
        shown = " or ".join([f"'{s}'" for s in schemes])
        raise bad("url_scheme", given, {"expected_schemes": shown})
    special = scheme in ("http", "https", "ws", "wss", "ftp")
    if special:
        rest = rest.lstrip("/")
    elif rest.startswith("//"):
        rest = rest[2:]
    else:
        return scheme + ":" + rest
    end = len(rest)
    for stop in "/?#":
        found = rest.find(stop)
        if found != -1 and found < end:
            end = found
    host, tail = rest[:end], rest[end:]
    user, at, name = host.rpartition("@")
    bare, _, port = name.partition(":")
    if special and bare == "":
        raise bad("url_parsing", given, {"error": "empty host"})
    if port and not port.isdigit():
        raise bad("url_parsing", given, {"error": "invalid port number"})
    if " " in bare:
        raise bad("url_parsing", given, {"error": "invalid international domain name"})
    usual = {"http": "80", "https": "443", "ws": "80", "wss": "443", "ftp": "21"}.get(scheme)
    shown = bare.lower() + (":" + port if port and port != usual else "")
    if special and tail[:1] != "/":
        tail = "/" + tail
    return f"{scheme}://{user}{at}{shown}{tail}"
