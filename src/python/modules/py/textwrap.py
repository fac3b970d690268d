"""textwrap: what takes and gives indentation; lines are not filled here."""


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
