"""The collections of a request."""
import starlette.datastructures
from pydantic._scalars import Node
from pydantic_core._pydantic_core import Invalid
from starlette.datastructures import URL, Address, FormData, Headers, QueryParams, State


class UploadNode(Node):
    label = "upload-file"

    def validate(self, value, st):
        if not isinstance(value, starlette.datastructures.UploadFile):
            error = ValueError(f"Expected UploadFile, received: {type(value)}")
            raise Invalid([("value_error", (), value, {"error": error}, None)])
        return value


class UploadFile(starlette.datastructures.UploadFile):
    @classmethod
    def __pydantic_node__(cls):
        return UploadNode()
