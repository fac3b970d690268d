"""Names that once switched something on."""


class _Feature:
    def __init__(self, optional, mandatory):
        self.optional = optional
        self.mandatory = mandatory

    def __repr__(self):
        return f"_Feature({self.optional!r}, {self.mandatory!r}, 16777216)"


annotations = _Feature((3, 7, 0, "beta", 1), None)
division = _Feature((2, 2, 0, "alpha", 2), (3, 0, 0, "alpha", 0))
print_function = _Feature((2, 6, 0, "alpha", 2), (3, 0, 0, "alpha", 0))
