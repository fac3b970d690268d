"""FastAPI, as far as lessons need it."""
from fastapi.applications import FastAPI
from fastapi.exceptions import HTTPException
from fastapi.param_functions import Body, Cookie, Depends, File, Form, Header, Path, Query, Security
from fastapi.routing import APIRouter
from starlette import status
from starlette.requests import Request
from starlette.responses import Response

__version__ = "0.165.0"

_PLACES = {
    "BackgroundTasks": "fastapi.background",
    "UploadFile": "fastapi.datastructures",
    "WebSocketException": "fastapi.exceptions",
}
_MODULES = (
    "applications", "background", "concurrency", "datastructures", "dependencies", "encoders", "exception_handlers",
    "exceptions", "params", "requests", "responses", "routing", "security",
)


def __getattr__(name):
    if name in _PLACES:
        import _host

        return getattr(_host.load(_PLACES[name]), name)
    if name in _MODULES:
        import _host

        return _host.load(f"fastapi.{name}")
    if name in ("WebSocket", "WebSocketDisconnect"):
        raise ImportError(f"{name} is not available here: there are requests and responses, but no sockets")
    raise AttributeError(f"module 'fastapi' has no attribute {name!r}")
