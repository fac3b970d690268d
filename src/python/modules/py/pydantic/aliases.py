"""Names to look under when a member is read."""


class AliasPath:
    def __init__(self, first_arg, *args):
        self.path = [first_arg] + list(args)

    def paths(self):
        return [tuple(self.path)]

    def __repr__(self):
        return f"AliasPath(path={self.path!r})"


class AliasChoices:
    def __init__(self, first_choice, *choices):
        self.choices = [first_choice] + list(choices)

    def paths(self):
        return [tuple(c.path) if isinstance(c, AliasPath) else (c,) for c in self.choices]

    def __repr__(self):
        return f"AliasChoices(choices={self.choices!r})"


class AliasGenerator:
    def __init__(self, alias=None, validation_alias=None, serialization_alias=None):
        self.alias = alias
        self.validation_alias = validation_alias
        self.serialization_alias = serialization_alias


def to_pascal(snake):
    return "".join([part[:1].upper() + part[1:] for part in snake.split("_")])


def to_camel(snake):
    made = to_pascal(snake)
    return made[:1].lower() + made[1:]
