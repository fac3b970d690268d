"""Regular expressions: the common part, by trying and going back."""
import _re_parse

A = ASCII = 256
I = IGNORECASE = 2
M = MULTILINE = 8
S = DOTALL = 16
X = VERBOSE = 64
U = UNICODE = 32
SPECIAL = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"


class error(Exception):
    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg, self.pattern, self.pos = msg, pattern, pos
        Exception.__init__(self, msg if pos is None else f"{msg} at position {pos}")


PatternError = error


class Match:
    def __init__(self, pattern, string, spans, pos, endpos):
        self.re, self.string, self.spans, self.pos, self.endpos = pattern, string, spans, pos, endpos

    def number(self, group):
        if isinstance(group, str):
            if group not in self.re.groupindex:
                raise IndexError("no such group")
            return self.re.groupindex[group]
        if not 0 <= group <= self.re.groups:
            raise IndexError("no such group")
        return group

    def one(self, group, default=None):
        span = self.spans[self.number(group)]
        return default if span is None else self.string[span[0] : span[1]]

    def group(self, *groups):
        if len(groups) > 1:
            return tuple([self.one(g) for g in groups])
        return self.one(groups[0] if groups else 0)

    def __getitem__(self, group):
        return self.one(group)

    def groups(self, default=None):
        return tuple([self.one(i, default) for i in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return {name: self.one(i, default) for name, i in self.re.groupindex.items()}

    def span(self, group=0):
        return self.spans[self.number(group)] or (-1, -1)

    def start(self, group=0):
        return self.span(group)[0]

    def end(self, group=0):
        return self.span(group)[1]

    @property
    def lastindex(self):
        found = [i for i in range(1, self.re.groups + 1) if self.spans[i] is not None]
        return found[-1] if found else None

    def expand(self, template):
        return filled(template, self)

    def __repr__(self):
        return f"<re.Match object; span={self.span()}, match={self.group()!r}>"


class Pattern:
    def __init__(self, pattern, flags):
        self.pattern = pattern
        parser = _re_parse.Parser(pattern, flags, error)
        self.node = parser.whole()
        self.groups, self.groupindex, self.flags = parser.count, parser.names, parser.flags | (U if isinstance(pattern, str) else 0)

    def at(self, string, start, end, whole=False, moves=False):
        spans = [None] * (self.groups + 1)
        stop = _re_parse.run(self.node, string, start, end, spans, whole, bool(self.flags & I), moves)
        if stop is None:
            return None
        spans[0] = (start, stop)
        return Match(self, string, spans, start, end)

    def bounds(self, string, pos, endpos):
        if isinstance(string, str) != isinstance(self.pattern, str):
            if not isinstance(string, (str, bytes, bytearray)):
                raise TypeError(f"expected string or bytes-like object, got {type(string).__name__!r}")
            kinds = ("string", "bytes-like") if isinstance(self.pattern, str) else ("bytes", "string")
            raise TypeError(f"cannot use a {kinds[0]} pattern on a {kinds[1]} object")
        size = len(string)
        return max(pos, 0), size if endpos is None else min(endpos, size)

    def match(self, string, pos=0, endpos=None):
        start, end = self.bounds(string, pos, endpos)
        return self.at(string, start, end)

    def fullmatch(self, string, pos=0, endpos=None):
        start, end = self.bounds(string, pos, endpos)
        return self.at(string, start, end, True)

    def search(self, string, pos=0, endpos=None):
        start, end = self.bounds(string, pos, endpos)
        for place in range(start, end + 1):
            found = self.at(string, place, end)
            if found is not None:
                return found
        return None

    def finditer(self, string, pos=0, endpos=None):
        place, end = self.bounds(string, pos, endpos)
        moves = False
        while place <= end:
            found = self.at(string, place, end, False, moves)
            if found is None:
                place, moves = place + 1, False
                continue
            yield found
            moves = found.start() == found.end()
            place = found.end()

    def findall(self, string, pos=0, endpos=None):
        found = []
        for match in self.finditer(string, pos, endpos):
            if self.groups == 0:
                found.append(match.group())
            elif self.groups == 1:
                found.append(match.one(1, string[:0]))
            else:
                found.append(match.groups(string[:0]))
        return found

    def subn(self, repl, string, count=0):
        out, place, made = [], 0, 0
        for match in self.finditer(string):
            if count and made >= count:
                break
            start, stop = match.span()
            out.append(string[place:start])
            out.append(repl(match) if callable(repl) else filled(repl, match))
            place, made = stop, made + 1
        out.append(string[place:])
        return string[:0].join(out), made

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def split(self, string, maxsplit=0):
        out, place, made = [], 0, 0
        for match in self.finditer(string):
            if maxsplit and made >= maxsplit:
                break
            start, stop = match.span()
            out.append(string[place:start])
            out.extend(match.groups())
            place, made = stop, made + 1
        return out + [string[place:]]

    def __repr__(self):
        names = [n for n, f in (("re.IGNORECASE", I), ("re.MULTILINE", M), ("re.DOTALL", S), ("re.VERBOSE", X), ("re.ASCII", A)) if self.flags & f]
        return f"re.compile({self.pattern!r}{', ' + '|'.join(names) if names else ''})"

    def __eq__(self, other):
        return isinstance(other, Pattern) and (self.pattern, self.flags) == (other.pattern, other.flags)

    def __hash__(self):
        return hash((self.pattern, self.flags))


def filled(template, match):
    if "\\" not in template:
        return template
    out, i = [], 0
    while i < len(template):
        c = template[i]
        if c != "\\" or i + 1 >= len(template):
            out.append(c)
            i += 1
            continue
        c = template[i + 1]
        i += 2
        if c == "g" and template[i : i + 1] == "<":
            end = template.index(">", i)
            name = template[i + 1 : end]
            out.append(match.one(int(name) if name.isdigit() else name, ""))
            i = end + 1
        elif c.isdigit() and c != "0":
            number = c
            if template[i : i + 1].isdigit():
                number += template[i]
                i += 1
            if int(number) > match.re.groups:
                raise error(f"invalid group reference {int(number)}", template, i - len(number))
            out.append(match.one(int(number), ""))
        else:
            out.append({"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "a": "\a", "f": "\f", "v": "\v"}.get(c, "\\" + c))
    return "".join(out)


_made = {}


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        return pattern
    key = (pattern, int(flags))
    if key not in _made:
        _made[key] = Pattern(pattern, int(flags))
    return _made[key]


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def escape(pattern):
    return "".join(["\\" + c if c in SPECIAL else c for c in pattern])


def purge():
    _made.clear()
