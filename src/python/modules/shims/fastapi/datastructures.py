"""The collections of a request."""
import starlette.datastructures
from starlette.datastructures import URL, Address, FormData, Headers, QueryParams, State


class UploadFile(starlette.datastructures.UploadFile):
    pass
