"""Cross-origin rules."""
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY")
SAFE = {"Accept", "Accept-Language", "Content-Language", "Content-Type"}


class CORSMiddleware:
    def __init__(self, app, allow_origins=(), allow_methods=("GET",), allow_headers=(), allow_credentials=False, allow_origin_regex=None, allow_private_network=False, expose_headers=(), max_age=600):
        self.app = app
        if "*" in allow_methods:
            allow_methods = METHODS
        self.every_origin = "*" in allow_origins
        self.every_header = "*" in allow_headers
        self.origins = allow_origins
        self.methods = allow_methods
        self.credentials = allow_credentials
        self.pattern = allow_origin_regex
        self.private = allow_private_network
        self.named = not self.every_origin or allow_credentials
        self.simple = {}
        if self.every_origin:
            self.simple["Access-Control-Allow-Origin"] = "*"
        if allow_credentials:
            self.simple["Access-Control-Allow-Credentials"] = "true"
        if expose_headers:
            self.simple["Access-Control-Expose-Headers"] = ", ".join(expose_headers)
        self.preflight = {
            "Vary": "Origin, Access-Control-Request-Method, Access-Control-Request-Headers, "
            "Access-Control-Request-Private-Network"
        }
        if not self.named:
            self.preflight["Access-Control-Allow-Origin"] = "*"
        self.preflight["Access-Control-Allow-Methods"] = ", ".join(allow_methods)
        self.preflight["Access-Control-Max-Age"] = str(max_age)
        names = sorted(SAFE | set(allow_headers))
        if not self.every_header:
            self.preflight["Access-Control-Allow-Headers"] = ", ".join(names)
        if allow_credentials:
            self.preflight["Access-Control-Allow-Credentials"] = "true"
        self.headers = [name.lower() for name in names]

    def respond(self, scope):
        asked = Headers(raw=scope["headers"])
        origin = asked.get("origin")
        if origin is not None and scope["method"] == "OPTIONS" and "access-control-request-method" in asked:
            return self.answer(asked, origin)
        response = self.app.respond(scope)
        headers = MutableHeaders(raw=response.raw_headers)
        if origin is not None:
            headers.update(self.simple)
        if origin is not None and self.every_origin and self.credentials:
            headers["Access-Control-Allow-Origin"] = origin
        elif origin is not None and not self.every_origin and self.allowed(origin):
            headers["Access-Control-Allow-Origin"] = origin
        headers.add_vary_header("Origin")
        return response

    def allowed(self, origin):
        if self.every_origin:
            return True
        if self.pattern is not None:
            import re

            if re.fullmatch(self.pattern, origin):
                return True
        return origin in self.origins

    def answer(self, asked, origin):
        headers, wrong = dict(self.preflight), []
        if not self.allowed(origin):
            wrong.append("origin")
        elif self.named:
            headers["Access-Control-Allow-Origin"] = origin
        if asked["access-control-request-method"] not in self.methods:
            wrong.append("method")
        names = asked.get("access-control-request-headers")
        if names is not None and self.every_header:
            headers["Access-Control-Allow-Headers"] = names
        elif names is not None:
            for name in names.lower().split(","):
                if name.strip() not in self.headers:
                    wrong.append("headers")
                    break
        if asked.get("access-control-request-private-network") is not None:
            if self.private:
                headers["Access-Control-Allow-Private-Network"] = "true"
            else:
                wrong.append("private-network")
        if wrong:
            return PlainTextResponse("Disallowed CORS " + ", ".join(wrong), 400, headers)
        return PlainTextResponse("OK", 200, headers)
