"""Responses: a status, headers in order, and bytes."""
import json

import _host
from starlette.datastructures import MutableHeaders


class Response:
    media_type = None
    charset = "utf-8"

    def __init__(self, content=None, status_code=200, headers=None, media_type=None, background=None):
        self.status_code = status_code
        if media_type is not None:
            self.media_type = media_type
        self.background = background
        self.body = self.render(content)
        self.init_headers(headers)

    def render(self, content):
        if content is None:
            return b""
        if isinstance(content, (bytes, bytearray)):
            return bytes(content)
        return content.encode(self.charset)

    def init_headers(self, headers=None):
        raw = []
        if headers is not None:
            raw = [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in headers.items()]
        names = [name for name, _ in raw]
        body = getattr(self, "body", None)
        silent = self.status_code < 200 or self.status_code in (204, 304)
        if body is not None and b"content-length" not in names and not silent:
            raw.append((b"content-length", str(len(body)).encode("latin-1")))
        kind = self.media_type
        if kind is not None and b"content-type" not in names:
            if kind.startswith("text/") and "charset=" not in kind.lower():
                kind += "; charset=" + self.charset
            raw.append((b"content-type", kind.encode("latin-1")))
        self.raw_headers = raw

    @property
    def headers(self):
        return MutableHeaders(raw=self.raw_headers)

    def set_cookie(self, key, value="", max_age=None, expires=None, path="/", domain=None, secure=False, httponly=False, samesite="lax", partitioned=False):
        from starlette._cookies import write_cookie

        if partitioned:
            raise ValueError("Partitioned cookies are only supported in Python 3.14 and above.")
        text = write_cookie(key, value, max_age, expires, path, domain, secure, httponly, samesite)
        self.raw_headers.append((b"set-cookie", text.encode("latin-1")))

    def delete_cookie(self, key, path="/", domain=None, secure=False, httponly=False, samesite="lax", partitioned=False):
        self.set_cookie(key, "", 0, 0, path, domain, secure, httponly, samesite, partitioned)

    def whole_body(self):
        return self.body


class HTMLResponse(Response):
    media_type = "text/html"


class PlainTextResponse(Response):
    media_type = "text/plain"


class JSONResponse(Response):
    media_type = "application/json"

    def __init__(self, content, status_code=200, headers=None, media_type=None, background=None):
        Response.__init__(self, content, status_code, headers, media_type, background)

    def render(self, content):
        return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=None, separators=(",", ":")).encode("utf-8")


class RedirectResponse(Response):
    def __init__(self, url, status_code=307, headers=None, background=None):
        from starlette._text import quote

        Response.__init__(self, b"", status_code, headers, None, background)
        self.headers["location"] = quote(str(url), ":/%#?=@[]!$&'()*+,;")


class StreamingResponse(Response):
    def __init__(self, content, status_code=200, headers=None, media_type=None, background=None):
        self.body_iterator = content
        self.status_code = status_code
        self.media_type = self.media_type if media_type is None else media_type
        self.background = background
        self.init_headers(headers)

    def whole_body(self):
        chunks = []
        source = self.body_iterator
        if hasattr(source, "__aiter__"):
            source = _host.each(source)
        for chunk in source:
            chunks.append(chunk if isinstance(chunk, bytes) else chunk.encode(self.charset))
        return b"".join(chunks)


class FileResponse(Response):
    def __init__(self, path, *args, **options):
        raise NotImplementedError("FileResponse reads files, which programs here cannot; Response(content=...) sends bytes")
