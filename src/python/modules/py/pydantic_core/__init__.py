"""The names that programs take from pydantic's compiled core."""
from pydantic_core._pydantic_core import (
    PydanticCustomError,
    PydanticOmit,
    PydanticSerializationError,
    PydanticUndefined,
    PydanticUndefinedType,
    ValidationError,
)

__version__ = "2.50.4"
