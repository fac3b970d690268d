"""The lower half of FastAPI: requests, responses, and what lies between."""
__version__ = "1.10.0"
