"""textwrap, without hyphens: lines break at spaces"""


def dedent(text):
    lines = text.split("\n")
    lines = [line if line.strip() else "" for line in lines]
    margin = None
    for line in lines:
        if line:
            indent_ = line[:len(line) - len(line.lstrip(" \t"))]
            if margin is None:
                margin = indent_
            while not indent_.startswith(margin):
                margin = margin[:-1]
    return "\n".join(line[len(margin or ""):] for line in lines)


def indent(text, prefix, predicate=None):
    keep = predicate or str.strip
    return "".join(prefix + line if keep(line) else line for line in text.splitlines(True))


def wrap(text, width=70, *, initial_indent="", subsequent_indent="", break_long_words=True, max_lines=None, placeholder=" [...]", **options):
    if width <= 0:
        raise ValueError(f"invalid width {width!r} (must be > 0)")
    words, lines, line = text.split(), [], []

    def room():
        return width - len(subsequent_indent if lines else initial_indent)

    def close():
        lines.append((subsequent_indent if lines else initial_indent) + " ".join(line))
        line.clear()

    while words:
        word = words.pop(0)
        if len(" ".join([*line, word])) <= room():
            line.append(word)
        elif line:
            words.insert(0, word)
            close()
        elif break_long_words:
            line.append(word[: max(room(), 1)])
            words.insert(0, word[max(room(), 1):])
            close()
        else:
            line.append(word)
            close()
    if line:
        close()
    if max_lines is not None and len(lines) > max_lines:
        kept = lines[max_lines - 1].split(" ")
        while kept and len(" ".join(kept) + placeholder) > width:
            kept.pop()
        lines = [*lines[: max_lines - 1], " ".join(kept) + (placeholder if kept else placeholder.lstrip())]
    return lines


def fill(text, width=70, **options):
    return "\n".join(wrap(text, width, **options))


def shorten(text, width, **options):
    return fill(" ".join(text.strip().split()), width, max_lines=1, **options)
