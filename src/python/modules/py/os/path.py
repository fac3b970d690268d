"""os.path: arithmetic on the texts of paths."""
sep = "/"


def join(a, *p):
    path = a
    for part in p:
        if part.startswith(sep):
            path = part
        elif not path or path.endswith(sep):
            path += part
        else:
            path += sep + part
    return path


def split(p):
    place = p.rfind(sep) + 1
    head, tail = p[:place], p[place:]
    if head and head != sep * len(head):
        head = head.rstrip(sep)
    return head, tail


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    start = p.rfind(sep) + 1
    dot = p.rfind(".")
    if dot > start and p[start:dot].strip("."):
        return p[:dot], p[dot:]
    return p, ""


def isabs(s):
    return s.startswith(sep)


def normpath(path):
    if not path:
        return "."
    parts = []
    for part in path.split(sep):
        if part in ("", "."):
            continue
        if part != ".." or not path.startswith(sep) and not parts or parts and parts[-1] == "..":
            parts.append(part)
        elif parts:
            parts.pop()
    return (sep if path.startswith(sep) else "") + sep.join(parts) or "."


def exists(path):
    return False


isfile = isdir = exists
