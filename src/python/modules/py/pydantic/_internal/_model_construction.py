"""The class of model classes."""


class ModelMetaclass(type):
    def __getattr__(self, name):
        raise AttributeError(name)
