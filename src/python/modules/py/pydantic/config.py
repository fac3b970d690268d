"""`ConfigDict`: calling it makes a plain dictionary, as calling a `TypedDict` does."""


class ConfigDict:
    def __new__(cls, *args, **given):
        made = dict(*args)
        made.update(given)
        return made
