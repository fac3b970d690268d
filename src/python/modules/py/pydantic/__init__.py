"""Data validation by type hints, as far as lessons need it. Names are loaded when they are asked for."""
from pydantic.fields import Field
from pydantic.main import BaseModel
from pydantic_core._pydantic_core import ValidationError

__version__ = VERSION = "2.14.3"

_PLACES = {
    "pydantic.main": ("create_model",),
    "pydantic.fields": ("PrivateAttr", "computed_field"),
    "pydantic.functional_validators": (
        "field_validator", "model_validator", "validator", "root_validator", "AfterValidator", "BeforeValidator",
        "WrapValidator", "PlainValidator", "field_serializer", "model_serializer", "PlainSerializer",
    ),
    "pydantic._functions": ("ValidationInfo",),
    "pydantic.config": ("ConfigDict",),
    "pydantic.aliases": ("AliasChoices", "AliasPath", "AliasGenerator"),
    "pydantic.type_adapter": ("TypeAdapter", "RootModel", "validate_call"),
    "pydantic.networks": ("EmailStr", "NameEmail", "AnyUrl", "AnyHttpUrl", "HttpUrl", "validate_email"),
    "pydantic.errors": (
        "PydanticUserError", "PydanticSchemaGenerationError", "PydanticUndefinedAnnotation", "PydanticImportError",
    ),
    "pydantic.types": (
        "PositiveInt", "NegativeInt", "NonNegativeInt", "NonPositiveInt", "PositiveFloat", "NegativeFloat",
        "NonNegativeFloat", "NonPositiveFloat", "FiniteFloat", "StrictInt", "StrictFloat", "StrictStr", "StrictBool",
        "StrictBytes", "conint", "confloat", "constr", "conlist", "conset", "condecimal", "StringConstraints", "Strict",
        "SecretStr", "SecretBytes", "Json", "PastDate", "FutureDate", "PastDatetime", "FutureDatetime",
        "AwareDatetime", "NaiveDatetime", "UUID1", "UUID3", "UUID4", "UUID5",
    ),
}

__all__ = ["BaseModel", "Field", "ValidationError", "VERSION"] + [name for names in _PLACES.values() for name in names]


def __getattr__(name):
    for module, names in _PLACES.items():
        if name in names:
            import _host

            return getattr(_host.load(module), name)
    if name == "BaseSettings":
        from pydantic.errors import PydanticImportError

        raise PydanticImportError(
            "`BaseSettings` has been moved to the `pydantic-settings` package. See https://pydantic.dev/docs/validation/"
            "2.14/migration/#basesettings-has-moved-to-pydantic-settings for more details."
        )
    raise AttributeError(f"module 'pydantic' has no attribute {name!r}")
