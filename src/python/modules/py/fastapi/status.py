"""Status codes by name."""
from starlette.status import *
