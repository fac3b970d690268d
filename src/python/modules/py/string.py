"""string"""

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


def _names(template):
    """The literal texts of a template, each with the name after it and how it is written; a name of `None` is `$$`, an
    empty one an error."""
    place = 0
    while place < len(template):
        dollar = template.find("$", place)
        if dollar < 0:
            yield template[place:], "", None, dollar
            return
        rest = template[dollar + 1 :]
        braced = rest.startswith("{")
        body = rest[1:] if braced else rest
        size = 0
        while size < len(body) and body[size].isascii() and (body[size].isalpha() or body[size] == "_" or size and body[size].isdigit()):
            size += 1
        if rest.startswith("$"):
            yield template[place:dollar], "$", "$$", dollar
            place = dollar + 2
        elif size and (not braced or body[size : size + 1] == "}"):
            shown = f"${{{body[:size]}}}" if braced else f"${body[:size]}"
            yield template[place:dollar], body[:size], shown, dollar
            place = dollar + len(shown)
        else:
            yield template[place:dollar], "", "$", dollar
            place = dollar + 1


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _filled(self, values, safe):
        found = []
        for literal, name, shown, place in _names(self.template):
            found.append(literal)
            if shown is None:
                continue
            if name == "$":
                found.append("$")
            elif name and (not safe or name in values):
                found.append(str(values[name]))
            elif safe:
                found.append(shown)
            else:
                before = self.template[:place].split("\n")
                raise ValueError(f"Invalid placeholder in string: line {len(before)}, col {len(before[-1]) + 1}")
        return "".join(found)

    def substitute(self, mapping={}, /, **kws):
        return self._filled({**mapping, **kws}, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._filled({**mapping, **kws}, True)
