"""Sends the requests of a lesson to the program's app."""
import json

from starlette.testclient import build_scope, send


def filled(value, answers):
    """The value with every `{{0.token}}` replaced by that member of an earlier answer."""
    if isinstance(value, str):
        return filled_text(value, answers) if "{{" in value else value
    if isinstance(value, dict):
        return {name: filled(item, answers) for name, item in value.items()}
    if isinstance(value, tuple):
        return tuple([filled(item, answers) for item in value])
    if isinstance(value, list):
        return [filled(item, answers) for item in value]
    return value


def filled_text(text, answers):
    parts = text.split("{{")
    out = parts[0]
    for part in parts[1:]:
        inside, closed, rest = part.partition("}}")
        index, dot, path = inside.partition(".")
        if not closed or not dot or not path or not index.isdigit() or "}" in inside:
            out += "{{" + part
            continue
        out += str(member(answers, int(index), path)) + rest
    return out


def member(answers, index, path):
    if index >= len(answers):
        raise LookupError(f"there is no response {index} yet")
    found = read(answers[index])
    for step in path.split("."):
        try:
            found = found[int(step)] if isinstance(found, list) else found[step]
        except (KeyError, IndexError, TypeError, ValueError):
            raise LookupError(f"response {index} has no member {path}") from None
    return found


def read(body):
    try:
        return json.loads(body)
    except ValueError:
        return None


def prepare(method, path, params, headers, cookies, kind, body, answers):
    """The scope of a request; its body comes as JSON text, form fields, text, or nothing."""
    params, headers, cookies = filled(params, answers), filled(headers, answers), filled(cookies, answers)
    path = filled(path, answers)
    if kind == "json":
        body = json.loads(body)
    body = filled(body, answers)
    return build_scope(
        method.upper(), path, params or None, dict(headers), body if kind == "json" else None,
        body if kind == "form" else None, body if kind == "text" else None, dict(cookies),
    )


def start(app):
    app.run_event("startup")


def stop(app):
    app.run_event("shutdown")


def answer(app, scope):
    """Status, headers as text, body; the exception nobody handled, or nothing."""
    status, headers, body, error = send(app, scope)
    return status, [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers], body, error
