"""The collections of a request: headers, query parameters, forms, URLs, free state."""
from starlette._text import parse_query, urlencode


class Address:
    def __init__(self, host, port):
        self.host = host
        self.port = port

    def __iter__(self):
        return iter((self.host, self.port))

    def __getitem__(self, index):
        return (self.host, self.port)[index]

    def __repr__(self):
        return f"Address(host={self.host!r}, port={self.port!r})"


class URL:
    def __init__(self, url=""):
        self._url = url
        rest, self._hash, self.fragment = url.partition("#")
        rest, self._mark, self.query = rest.partition("?")
        scheme, colon, after = rest.partition("://")
        self.scheme = scheme if colon else ""
        if colon:
            self.netloc, slash, path = after.partition("/")
            self.path = slash + path
        else:
            self.netloc, self.path = "", rest

    @property
    def hostname(self):
        return self.netloc.rpartition("@")[2].partition(":")[0] or None

    @property
    def port(self):
        port = self.netloc.rpartition("@")[2].partition(":")[2]
        return int(port) if port else None

    @property
    def is_secure(self):
        return self.scheme in ("https", "wss")

    def replace(self, **parts):
        scheme = parts.get("scheme", self.scheme)
        netloc = parts.get("netloc", self.netloc)
        if "hostname" in parts or "port" in parts:
            port = parts.get("port", self.port)
            netloc = parts.get("hostname", self.hostname) + (f":{port}" if port is not None else "")
        query, fragment = parts.get("query", self.query), parts.get("fragment", self.fragment)
        text = (scheme + "://" + netloc if netloc else "") + parts.get("path", self.path)
        return URL(text + ("?" + query if query else "") + ("#" + fragment if fragment else ""))

    def include_query_params(self, **given):
        pairs = [(k, v) for k, v in parse_query(self.query) if k not in given]
        return self.replace(query=urlencode(pairs + [(k, str(v)) for k, v in given.items()]))

    def replace_query_params(self, **given):
        return self.replace(query=urlencode([(k, str(v)) for k, v in given.items()]))

    def remove_query_params(self, keys):
        names = [keys] if isinstance(keys, str) else keys
        return self.replace(query=urlencode([(k, v) for k, v in parse_query(self.query) if k not in names]))

    def __eq__(self, other):
        return str(self) == str(other)

    def __str__(self):
        return self._url

    def __repr__(self):
        return f"URL({self._url!r})"


class Lookup:
    """What a mapping offers besides its own `__getitem__`, `keys` and `items`."""

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __iter__(self):
        return iter(self.keys())

    def __ne__(self, other):
        return not self == other


class ImmutableMultiDict(Lookup):
    def __init__(self, value=()):
        if hasattr(value, "multi_items"):
            value = value.multi_items()
        elif hasattr(value, "items"):
            value = value.items()
        self._list = list(value)
        self._dict = dict(self._list)

    def getlist(self, key):
        return [v for k, v in self._list if k == key]

    def keys(self):
        return self._dict.keys()

    def values(self):
        return self._dict.values()

    def items(self):
        return self._dict.items()

    def multi_items(self):
        return list(self._list)

    def __getitem__(self, key):
        return self._dict[key]

    def __contains__(self, key):
        return key in self._dict

    def __len__(self):
        return len(self._dict)

    def __eq__(self, other):
        return isinstance(other, type(self)) and sorted(self._list) == sorted(other._list)

    def __repr__(self):
        return f"{type(self).__name__}({self.multi_items()!r})"


class QueryParams(ImmutableMultiDict):
    def __init__(self, value=()):
        if isinstance(value, bytes):
            value = value.decode("latin-1")
        ImmutableMultiDict.__init__(self, parse_query(value) if isinstance(value, str) else value)
        self._list = [(str(k), str(v)) for k, v in self._list]
        self._dict = dict(self._list)

    def __str__(self):
        return urlencode(self._list)

    def __repr__(self):
        return f"QueryParams({str(self)!r})"


class FormData(ImmutableMultiDict):
    async def close(self):
        pass


class Headers(Lookup):
    def __init__(self, headers=None, raw=None):
        self._list = [] if raw is None else raw
        if headers is not None:
            self._list = [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in headers.items()]

    @property
    def raw(self):
        return self._list

    def keys(self):
        return [k.decode("latin-1") for k, v in self._list]

    def values(self):
        return [v.decode("latin-1") for k, v in self._list]

    def items(self):
        return [(k.decode("latin-1"), v.decode("latin-1")) for k, v in self._list]

    def getlist(self, key):
        name = key.lower().encode("latin-1")
        return [v.decode("latin-1") for k, v in self._list if k == name]

    def mutablecopy(self):
        return MutableHeaders(raw=list(self._list))

    def __getitem__(self, key):
        name = key.lower().encode("latin-1")
        for k, v in self._list:
            if k == name:
                return v.decode("latin-1")
        raise KeyError(key)

    def __contains__(self, key):
        name = key.lower().encode("latin-1")
        return any([k == name for k, v in self._list])

    def __len__(self):
        return len(self._list)

    def __eq__(self, other):
        return isinstance(other, Headers) and sorted(self._list) == sorted(other._list)

    def __repr__(self):
        shown = dict(self.items())
        if len(shown) == len(self._list):
            return f"{type(self).__name__}({shown!r})"
        return f"{type(self).__name__}(raw={self._list!r})"


class MutableHeaders(Headers):
    def __setitem__(self, key, value):
        name, text = key.lower().encode("latin-1"), value.encode("latin-1")
        places = [i for i, pair in enumerate(self._list) if pair[0] == name]
        for i in reversed(places[1:]):
            del self._list[i]
        if places:
            self._list[places[0]] = (name, text)
        else:
            self._list.append((name, text))

    def __delitem__(self, key):
        name = key.lower().encode("latin-1")
        for i in reversed([i for i, pair in enumerate(self._list) if pair[0] == name]):
            del self._list[i]

    def setdefault(self, key, value):
        if key not in self:
            self.append(key, value)
        return self[key]

    def update(self, other):
        for key, value in other.items():
            self[key] = value

    def append(self, key, value):
        self._list.append((key.lower().encode("latin-1"), value.encode("latin-1")))

    def add_vary_header(self, vary):
        self["vary"] = ", ".join(self.getlist("vary") + [vary])


class State:
    """Free attributes."""

    def __init__(self, state=None):
        object.__setattr__(self, "_state", {} if state is None else state)

    def __setattr__(self, key, value):
        self._state[key] = value

    def __getattr__(self, key):
        held = object.__getattribute__(self, "_state")
        if key in held:
            return held[key]
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{key}'")

    def __delattr__(self, key):
        del self._state[key]

    def __getitem__(self, key):
        return self._state[key]

    def __setitem__(self, key, value):
        self._state[key] = value


class UploadFile:
    """A file sent with a form."""

    def __init__(self, file, *, size=None, filename=None, headers=None):
        self.filename = filename
        self.file = file
        self.size = size
        self.headers = headers or Headers()

    @property
    def content_type(self):
        return self.headers.get("content-type")

    async def read(self, size=-1):
        return self.file.read(size)

    async def seek(self, offset):
        self.file.seek(offset)

    async def close(self):
        self.file.close()
