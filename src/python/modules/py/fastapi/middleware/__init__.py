"""Code around every request."""
from starlette.middleware import Middleware
