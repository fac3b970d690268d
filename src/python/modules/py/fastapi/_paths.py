"""Paths with parameters: `/users/{name}`, `/files/{path:path}`."""
KINDS = ("str", "path", "int", "float", "uuid")
HEX = "0123456789abcdefABCDEF"


def identifier(text):
    return text.isidentifier() and text.isascii()


class Pattern:
    """A path taken apart: literal texts, and names with their kinds between them."""

    def __init__(self, path):
        self.texts, self.names, self.kinds = [], [], []
        text, rest = "", path
        while True:
            before, brace, after = rest.partition("{")
            inside, closed, tail = after.partition("}")
            name, colon, kind = inside.partition(":")
            if not brace:
                break
            if not closed or not identifier(name) or (colon and not identifier(kind)):
                text += before + "{"
                rest = after
                continue
            kind = kind or "str"
            assert kind in KINDS, f"Unknown path convertor '{kind}'"
            self.texts.append(text + before)
            self.names.append(name)
            self.kinds.append(kind)
            text, rest = "", tail
        self.texts.append(text + rest)
        twice = sorted(set([n for n in self.names if self.names.count(n) > 1]))
        if twice:
            raise ValueError(f"Duplicated param name{'s' if len(twice) > 1 else ''} {', '.join(twice)} at path {path}")
        self.format = self.texts[0] + "".join(["{" + n + "}" + t for n, t in zip(self.names, self.texts[1:])])

    def match(self, path):
        """The parameters, or `None`."""
        if not self.names:
            return {} if path == self.texts[0] else None
        if not path.startswith(self.texts[0]):
            return None
        found = self.fit(0, path[len(self.texts[0]) :])
        return None if found is None else dict(zip(self.names, found))

    def fit(self, index, rest):
        kind, after = self.kinds[index], self.texts[index + 1]
        longest = len(rest) if kind == "path" else (rest + "/").index("/")
        last = index + 1 == len(self.names)
        for size in range(longest, -1, -1):
            part, tail = rest[:size], rest[size:]
            if not tail.startswith(after) or (last and tail != after):
                continue
            value = convert(kind, part)
            if value is None:
                continue
            if last:
                return [value]
            more = self.fit(index + 1, tail[len(after) :])
            if more is not None:
                return [value] + more
        return None


def convert(kind, text):
    if kind == "path":
        return text
    if kind == "str":
        return text or None
    if kind == "int":
        return int(text) if text.isascii() and text.isdigit() else None
    if kind == "float":
        whole, dot, part = text.partition(".")
        good = whole.isascii() and whole.isdigit() and (not dot or (part.isascii() and part.isdigit()))
        return float(text) if good else None
    plain = text.replace("-", "")
    if len(plain) == 32 and not plain.strip(HEX):
        from uuid import UUID

        return UUID(text)
    return None
