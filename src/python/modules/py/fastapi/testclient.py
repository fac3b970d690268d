"""A client that calls the app directly."""
from starlette.testclient import TestClient
