"""The request classes."""
from starlette.requests import HTTPConnection, Request
