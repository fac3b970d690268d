"""Requests as the test client of the real thing sends them, and their responses."""
import json

from starlette._text import HEX, UNRESERVED, quote, unquote, urlencode

QUERY_SAFE = "!$%&'()*+,-./:;=?@[\\]^_`{|}"
PATH_SAFE = "!$%&'()*+,-./:;=@[\\]^_|"
STANDARD = (("accept", "*/*"), ("accept-encoding", "gzip, deflate"), ("connection", "keep-alive"), ("user-agent", "testclient"))


def text_of(value):
    if value is True:
        return "true"
    if value is False:
        return "false"
    return "" if value is None else str(value)


def pairs_of(given):
    items = given.items() if hasattr(given, "items") else given
    pairs = []
    for name, value in items:
        if isinstance(value, (list, tuple)):
            pairs.extend([(str(name), text_of(v)) for v in value])
        else:
            pairs.append((str(name), text_of(value)))
    return pairs


def requote(text, safe):
    """Quotes what needs it and leaves `%41` alone."""
    if "%" not in text:
        return quote(text, safe)
    parts = text.split("%")
    out = [quote(parts[0], safe)]
    for part in parts[1:]:
        if len(part) >= 2 and part[0] in HEX and part[1] in HEX:
            out.append("%" + part[:2] + quote(part[2:], safe))
        else:
            out.append(quote("%" + part, safe))
    return "".join(out)


def build_scope(method, url, params=None, headers=None, json_body=None, data=None, content=None, cookies=None, base=None):
    """The request taken apart as an app receives it."""
    if "://" in url:
        url = "/" + url.partition("://")[2].partition("/")[2]
    path, mark, query = url.partition("#")[0].partition("?")
    if not path.startswith("/"):
        path = "/" + path
    query = requote(query, QUERY_SAFE) if params is None else urlencode(pairs_of(params))
    raw = requote(path, PATH_SAFE)
    sent = [(k, v) for k, v in STANDARD]
    mine = dict(base or {})
    mine.update(headers or {})
    if cookies:
        mine["Cookie"] = "; ".join([f"{k}={v}" for k, v in cookies.items()])
    for name, value in mine.items():
        sent = [pair for pair in sent if pair[0] != name.lower()]
        sent.append((name.lower(), str(value)))
    body, kind = b"", None
    if content is not None:
        body = content.encode() if isinstance(content, str) else content
    elif data:
        body, kind = urlencode(pairs_of(data)).encode(), "application/x-www-form-urlencoded"
    elif json_body is not None:
        text = json.dumps(json_body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        body, kind = text.encode(), "application/json"
    names = [name for name, _ in sent]
    if body and "content-length" not in names:
        sent.append(("content-length", str(len(body))))
    if kind is not None and "content-type" not in names:
        sent.append(("content-type", kind))
    first = [] if "host" in names else [("host", "testserver")]
    if not body and method in ("POST", "PUT", "PATCH") and "content-length" not in names:
        first.append(("content-length", "0"))
    return {
        "type": "http", "http_version": "1.1", "method": method, "path": unquote(raw), "raw_path": raw.encode(),
        "root_path": "", "scheme": "http", "query_string": query.encode(),
        "headers": [(k.encode("latin-1"), v.encode()) for k, v in first + sent], "client": ("testclient", 50000),
        "server": ("testserver", 80), "state": {}, "body": body, "target": raw + ("?" + query if query else ""),
    }


def send(app, scope):
    """The response and its whole body; then what was to run after it. The error, when one got out."""
    response = app.respond(scope)
    error = app.last_error
    body = response.whole_body() if scope["method"] != "HEAD" else b""
    headers = list(response.raw_headers)
    for job in getattr(response, "later", None) or []:
        try:
            job()
        except Exception as raised:
            error = raised
    return response.status_code, headers, body, error


class HTTPStatusError(Exception):
    __module__ = "httpx"

    def __init__(self, message, *, request, response):
        super().__init__(message)
        self.request, self.response = request, response


class Response:
    __module__ = "httpx"

    def __init__(self, status, headers, content, url):
        from starlette.datastructures import Headers

        self.status_code = status
        self.headers = Headers(raw=headers)
        self.content = content
        self.url = url

    @property
    def text(self):
        return self.content.decode("utf-8", "replace")

    def json(self):
        return json.loads(self.content)

    @property
    def cookies(self):
        found = {}
        for header in self.headers.getlist("set-cookie"):
            name, _, value = header.partition(";")[0].partition("=")
            found[name] = value
        return found

    @property
    def is_success(self):
        return 200 <= self.status_code < 300

    @property
    def is_error(self):
        return self.status_code >= 400

    @property
    def reason_phrase(self):
        from starlette.exceptions import PHRASES

        return PHRASES.get(self.status_code, "")

    def raise_for_status(self):
        kinds = {1: "Informational response", 3: "Redirect response", 4: "Client error", 5: "Server error"}
        kind = kinds.get(self.status_code // 100)
        if kind is None:
            return self
        text = f"{kind} '{self.status_code} {self.reason_phrase}' for url '{self.url}'\n"
        if self.status_code // 100 == 3 and "location" in self.headers:
            text += f"Redirect location: '{self.headers['location']}'\n"
        more = f"https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/{self.status_code}"
        raise HTTPStatusError(f"{text}For more information check: {more}", request=None, response=self)

    def __repr__(self):
        return f"<Response [{self.status_code} {self.reason_phrase}]>"


class TestClient:
    __test__ = False

    def __init__(self, app, base_url="http://testserver", raise_server_exceptions=True, root_path="", backend="asyncio", backend_options=None, cookies=None, headers=None, follow_redirects=True, client=("testclient", 50000)):
        self.app = app
        self.raises = raise_server_exceptions
        self.follows = follow_redirects
        self.headers = dict(headers or {})
        self.cookies = dict(cookies or {})

    def __enter__(self):
        self.app.run_event("startup")
        return self

    def __exit__(self, *details):
        self.app.run_event("shutdown")

    def request(self, method, url, *, params=None, headers=None, json=None, data=None, content=None, cookies=None, follow_redirects=None, auth=None, files=None, timeout=None):
        if files is not None:
            raise NotImplementedError("files= is not available here; data= sends a form")
        held = dict(self.cookies)
        held.update(cookies or {})
        base = dict(self.headers)
        if auth is not None:
            import base64

            token = base64.b64encode(f"{auth[0]}:{auth[1]}".encode()).decode()
            base["Authorization"] = "Basic " + token
        scope = build_scope(method.upper(), url, params, headers, json, data, content, held, base)
        status, sent, body, error = send(self.app, scope)
        if error is not None and self.raises:
            raise error
        response = Response(status, sent, body, "http://testserver" + scope["target"])
        self.keep(response)
        follows = self.follows if follow_redirects is None else follow_redirects
        if follows and status in (301, 302, 303, 307, 308) and "location" in response.headers:
            if status == 303 or (status in (301, 302) and method == "POST"):
                return self.request("GET", response.headers["location"], headers=headers)
            return self.request(method, response.headers["location"], headers=headers, json=json, data=data, content=content)
        return response

    def keep(self, response):
        for header in response.headers.getlist("set-cookie"):
            parts = header.split(";")
            name, _, value = parts[0].partition("=")
            if any([p.strip().lower() == "max-age=0" for p in parts[1:]]):
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value

    def get(self, url, **options):
        return self.request("GET", url, **options)

    def post(self, url, **options):
        return self.request("POST", url, **options)

    def put(self, url, **options):
        return self.request("PUT", url, **options)

    def patch(self, url, **options):
        return self.request("PATCH", url, **options)

    def delete(self, url, **options):
        return self.request("DELETE", url, **options)

    def options(self, url, **options):
        return self.request("OPTIONS", url, **options)

    def head(self, url, **options):
        return self.request("HEAD", url, **options)
