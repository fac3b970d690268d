"""The tree of a regular expression, and running it. Nodes are tuples; a node is run with what must follow it."""
IGNORE, MULTI, DOT_ALL, VERBOSE, ASCII = 2, 8, 16, 64, 256
DIGITS = "0123456789"


class Parser:
    def __init__(self, pattern, flags, error):
        self.text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
        self.given = pattern
        self.at = 0
        self.flags = flags
        self.count = 0
        self.names = {}
        self.error = error

    def fail(self, message, at=None):
        raise self.error(message, self.given, self.at if at is None else at)

    def peek(self, size=1):
        return self.text[self.at : self.at + size]

    def whole(self):
        node = self.choice()
        if self.at < len(self.text):
            self.fail("unbalanced parenthesis")
        return node

    def choice(self):
        branches = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            branches.append(self.sequence())
        return branches[0] if len(branches) == 1 else ("or", branches)

    def sequence(self):
        items = []
        while self.at < len(self.text) and self.peek() not in "|)":
            if self.flags & VERBOSE:
                if self.peek() in " \t\n\r\f\v":
                    self.at += 1
                    continue
                if self.peek() == "#":
                    end = self.text.find("\n", self.at)
                    self.at = len(self.text) if end < 0 else end
                    continue
            start = self.at
            item = self.atom()
            if item is not None:
                items.append(self.repeated(item, start))
        return ("seq", items)

    def repeated(self, item, start):
        while True:
            c = self.peek()
            here = self.at
            if c in ("*", "+", "?"):
                self.at += 1
                low, high = {"*": (0, None), "+": (1, None), "?": (0, 1)}[c]
            elif c == "{":
                end = self.text.find("}", self.at)
                low, comma, high = self.text[self.at + 1 : end].partition(",")
                if end < 0 or not (low or comma) or (low and not low.isdigit()) or (high and not high.isdigit()):
                    return item
                self.at = end + 1
                high = int(high) if high else (None if comma else int(low))
                low = int(low) if low else 0
                if high is not None and high < low:
                    self.fail("min repeat greater than max repeat", here + 1)
            else:
                return item
            if item[0] == "repeat":
                self.fail("multiple repeat", here)
            if item[0] == "place":
                self.fail("nothing to repeat", start)
            lazy = self.peek() == "?"
            if lazy:
                self.at += 1
            item = ("repeat", item, low, high, lazy)

    def atom(self):
        c = self.peek()
        if c in "*+?":
            self.fail("nothing to repeat")
        self.at += 1
        if c == "(":
            return self.group()
        if c == "[":
            return self.set()
        if c == ".":
            return ("any", bool(self.flags & DOT_ALL))
        if c == "^":
            return ("place", "line" if self.flags & MULTI else "start")
        if c == "$":
            return ("place", "line_end" if self.flags & MULTI else "end")
        if c == "\\":
            return self.escape()
        return ("char", c.lower() if self.flags & IGNORE else c)

    def group(self):
        start = self.at - 1
        kind, number = "group", None
        if self.peek() == "?":
            self.at += 1
            c = self.peek()
            if self.peek(2) == "P<":
                self.at += 2
                end = self.text.find(">", self.at)
                name = self.text[self.at : end]
                if end < 0 or not name.isidentifier():
                    self.fail(f"bad character in group name {name!r}")
                if name in self.names:
                    self.fail(f"redefinition of group name {name!r} as group {self.count + 1}; was group {self.names[name]}")
                self.names[name] = self.count + 1
                self.at = end + 1
            elif self.peek(2) == "P=":
                end = self.text.find(")", self.at)
                name = self.text[self.at + 2 : end]
                if name not in self.names:
                    self.fail(f"unknown group name {name!r}", self.at + 2)
                self.at = end + 1
                return ("back", self.names[name])
            elif c == ":":
                self.at += 1
                kind = "plain"
            elif c in "=!":
                self.at += 1
                kind = "ahead" if c == "=" else "not ahead"
            elif self.peek(2) in ("<=", "<!"):
                kind = "behind" if self.peek(2) == "<=" else "not behind"
                self.at += 2
            elif c == "#":
                end = self.text.find(")", self.at)
                self.at = end + 1
                return None
            else:
                end = self.text.find(")", self.at)
                for letter in self.text[self.at : end].rstrip(":"):
                    if letter not in "aimsux":
                        self.fail("unknown extension ?" + c, start + 1)
                    self.flags |= {"a": ASCII, "i": IGNORE, "m": MULTI, "s": DOT_ALL, "x": VERBOSE, "u": 0}[letter]
                self.at = end + 1
                return None
        if kind == "group":
            self.count += 1
            number = self.count
        inner = self.choice()
        if self.peek() != ")":
            self.fail("missing ), unterminated subpattern", start)
        self.at += 1
        if kind == "group":
            return ("group", inner, number)
        return inner if kind == "plain" else (kind, inner)

    def escape(self):
        c = self.peek()
        if not c:
            self.fail("bad escape (end of pattern)", self.at - 1)
        self.at += 1
        if c in "dDwWsS":
            return ("set", [("class", c)], False)
        if c in "bBAZ":
            return ("place", {"b": "word", "B": "not word", "A": "start", "Z": "very end"}[c])
        if c in DIGITS and c != "0":
            while self.peek() and self.peek() in DIGITS and len(c) < 2:
                c += self.peek()
                self.at += 1
            if int(c) > self.count:
                self.fail(f"invalid group reference {c}", self.at - len(c))
            return ("back", int(c))
        found = self.letter(c)
        return ("char", found.lower() if self.flags & IGNORE else found)

    def letter(self, c):
        simple = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "0": "\0"}
        if c in simple:
            return simple[c]
        size = {"x": 2, "u": 4, "U": 8}.get(c)
        if size is not None:
            digits = self.peek(size)
            self.at += size
            return chr(int(digits, 16))
        if c.isascii() and c.isalpha():
            self.fail(f"bad escape \\{c}", self.at - 2)
        return c

    def set(self):
        start = self.at - 1
        negated = self.peek() == "^"
        if negated:
            self.at += 1
        items, first = [], True
        while True:
            c = self.peek()
            if not c:
                self.fail("unterminated character set", start)
            self.at += 1
            if c == "]" and not first:
                return ("set", items, negated)
            first = False
            low = self.member(c)
            if self.peek() == "-" and self.text[self.at + 1 : self.at + 2] not in ("]", ""):
                self.at += 1
                top = self.peek()
                self.at += 1
                high = self.member(top)
                if isinstance(low, tuple) or isinstance(high, tuple):
                    self.fail("bad character range")
                if high < low:
                    self.fail(f"bad character range {low}-{high}", self.at - 3)
                items.append((low, high))
            else:
                items.append(low if isinstance(low, tuple) else (low, low))

    def member(self, c):
        if c != "\\":
            return c
        c = self.peek()
        self.at += 1
        if c in "dDwWsS":
            return ("class", c)
        return "\b" if c == "b" else self.letter(c)


def in_class(kind, c):
    if kind in "dD":
        found = c.isdecimal()
    elif kind in "wW":
        found = c.isalnum() or c == "_"
    else:
        found = c.isspace()
    return found != kind.isupper()


def fits(node, c, fold):
    """Whether one character is what a node of one character wants."""
    kind = node[0]
    if kind == "char":
        return (c.lower() if fold else c) == node[1]
    if kind == "any":
        return node[1] or c != "\n"
    found = False
    for low, high in node[1]:
        if low == "class":
            found = in_class(high, c)
        else:
            found = low <= c <= high or (fold and (low <= c.lower() <= high or low <= c.upper() <= high))
        if found:
            break
    return found != node[2]


def run(node, text, start, end, spans, whole, fold, moves=False):
    """Where the match that starts at `start` ends, or `None`."""
    if not isinstance(text, str):
        text = bytes(text).decode("latin-1")
    def last(place):
        if (whole and place != end) or (moves and place == start):
            return None
        return place

    return step(node, text, start, end, spans, fold, last)


def is_word(text, place):
    return 0 <= place < len(text) and in_class("w", text[place])


def stands(kind, text, place, end):
    if kind == "start":
        return place == 0
    if kind == "line":
        return place == 0 or text[place - 1] == "\n"
    if kind == "very end":
        return place == end
    if kind == "end":
        return place == end or (place == end - 1 and text[place] == "\n")
    if kind == "line_end":
        return place == end or text[place] == "\n"
    edge = is_word(text, place - 1) != (place < end and is_word(text, place))
    return edge if kind == "word" else not edge


def step(node, text, place, end, spans, fold, then):
    kind = node[0]
    if kind in ("char", "any", "set"):
        return then(place + 1) if place < end and fits(node, text[place], fold) else None
    if kind == "seq":
        return in_turn(node[1], 0, text, place, end, spans, fold, then)
    if kind == "or":
        for branch in node[1]:
            found = step(branch, text, place, end, spans, fold, then)
            if found is not None:
                return found
        return None
    if kind == "place":
        return then(place) if stands(node[1], text, place, end) else None
    if kind == "repeat":
        return again(node, text, place, end, spans, fold, then)
    if kind == "group":
        number = node[2]

        def close(stop):
            old, spans[number] = spans[number], (place, stop)
            found = then(stop)
            if found is None:
                spans[number] = old
            return found

        return step(node[1], text, place, end, spans, fold, close)
    if kind == "back":
        span = spans[node[1]]
        if span is None:
            return None
        part = text[span[0] : span[1]]
        return then(place + len(part)) if text[place : place + len(part)] == part and place + len(part) <= end else None
    if kind in ("ahead", "not ahead"):
        found = step(node[1], text, place, end, spans, fold, lambda stop: stop) is not None
        return then(place) if found == (kind == "ahead") else None
    found = False
    for start in range(place, -1, -1):
        if step(node[1], text, start, place, spans, fold, lambda stop: stop if stop == place else None) is not None:
            found = True
            break
    return then(place) if found == (kind == "behind") else None


def in_turn(items, index, text, place, end, spans, fold, then):
    while index < len(items) and items[index][0] in ("char", "any", "set"):
        if place >= end or not fits(items[index], text[place], fold):
            return None
        place, index = place + 1, index + 1
    if index == len(items):
        return then(place)

    def rest(stop):
        return in_turn(items, index + 1, text, stop, end, spans, fold, then)

    return step(items[index], text, place, end, spans, fold, rest)


def again(node, text, place, end, spans, fold, then):
    _, inner, low, high, lazy = node
    if inner[0] in ("char", "any", "set"):
        most = end - place if high is None else min(high, end - place)
        if lazy:
            count = 0
            while count <= most:
                if count >= low:
                    found = then(place + count)
                    if found is not None:
                        return found
                if count < most and fits(inner, text[place + count], fold):
                    count += 1
                else:
                    return None
            return None
        count = 0
        while count < most and fits(inner, text[place + count], fold):
            count += 1
        while count >= low:
            found = then(place + count)
            if found is not None:
                return found
            count -= 1
        return None
    return many(node, 0, text, place, -1, end, spans, fold, then)


def many(node, count, text, place, before, end, spans, fold, then):
    _, inner, low, high, lazy = node

    def more():
        if (high is not None and count >= high) or (place == before and count >= low):
            return None

        def next_one(stop):
            return many(node, count + 1, text, stop, place, end, spans, fold, then)

        return step(inner, text, place, end, spans, fold, next_one)

    if count < low:
        return more()
    if lazy:
        found = then(place)
        return more() if found is None else found
    found = more()
    return then(place) if found is None else found
