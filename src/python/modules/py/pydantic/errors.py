"""Mistakes in how a model is written, told at the class rather than at its values."""


class PydanticErrorMixin:
    def __init__(self, message, *, code=None):
        self.message = message
        self.code = code

    def __str__(self):
        if self.code is None:
            return self.message
        return f"{self.message}\n\nFor further information visit https://errors.pydantic.dev/2.14/u/{self.code}"


class PydanticUserError(PydanticErrorMixin, TypeError):
    pass


class PydanticUndefinedAnnotation(PydanticErrorMixin, NameError):
    def __init__(self, name, message):
        self.name = name
        PydanticErrorMixin.__init__(self, message=message, code="undefined-annotation")


class PydanticImportError(PydanticErrorMixin, ImportError):
    def __init__(self, message):
        PydanticErrorMixin.__init__(self, message, code="import-error")


class PydanticSchemaGenerationError(PydanticUserError):
    def __init__(self, message):
        PydanticUserError.__init__(self, message, code="schema-for-unknown-type")
