"""Exceptions of FastAPI."""
import starlette.exceptions
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.exceptions import WebSocketException


class HTTPException(StarletteHTTPException):
    def __init__(self, status_code, detail=None, headers=None):
        starlette.exceptions.HTTPException.__init__(self, status_code, detail, headers)


class FastAPIError(RuntimeError):
    pass


class DependencyScopeError(FastAPIError):
    pass


class ValidationException(Exception):
    def __init__(self, errors, *, endpoint_ctx=None):
        self._errors = errors
        self.endpoint_ctx = endpoint_ctx
        where = endpoint_ctx or {}
        self.endpoint_function = where.get("function")
        self.endpoint_path = where.get("path")
        self.endpoint_file = where.get("file")
        self.endpoint_line = where.get("line")

    def errors(self):
        return self._errors

    def __str__(self):
        count = len(self._errors)
        lines = [f"{count} validation error{'' if count == 1 else 's'}:"]
        lines.extend([f"  {error}" for error in self._errors])
        text = "\n".join(lines) + "\n"
        if self.endpoint_file and self.endpoint_line and self.endpoint_function:
            text += f'\n  File "{self.endpoint_file}", line {self.endpoint_line}, in {self.endpoint_function}'
            if self.endpoint_path:
                text += f"\n    {self.endpoint_path}"
        elif self.endpoint_path:
            text += f"\n  Endpoint: {self.endpoint_path}"
        return text.rstrip()


class RequestValidationError(ValidationException):
    def __init__(self, errors, *, body=None, endpoint_ctx=None):
        ValidationException.__init__(self, errors, endpoint_ctx=endpoint_ctx)
        self.body = body


class ResponseValidationError(ValidationException):
    def __init__(self, errors, *, body=None, endpoint_ctx=None):
        ValidationException.__init__(self, errors, endpoint_ctx=endpoint_ctx)
        self.body = body
