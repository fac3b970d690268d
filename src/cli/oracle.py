"""Runs one program on this Python with its own libraries and a frozen clock; the job comes in and the answer goes out as JSON."""
import contextlib
import datetime
import importlib.metadata
import io
import json
import os
import re
import sys
import time
import types

sys.path[:] = [place for place in sys.path if place]
job = json.load(sys.stdin)
now = [job["now"]]
os.environ["TZ"] = job["zone"]
if hasattr(time, "tzset"):
    time.tzset()
Real = datetime.datetime


class Kind(type):
    def __instancecheck__(cls, thing):
        return isinstance(thing, Real)


class Frozen(Real, metaclass=Kind):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(now[0], tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(now[0], datetime.timezone.utc).replace(tzinfo=None)

    @classmethod
    def today(cls):
        return cls.now()


# What repr and the name of the type show.
Frozen.__name__, Frozen.__qualname__, Frozen.__module__ = "datetime.datetime", "datetime", "datetime"
datetime.datetime = Frozen
time.time = lambda: float(now[0])
time.time_ns = lambda: int(now[0] * 1_000_000_000)

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
KEPT = ("www-authenticate", "content-type", "location", "set-cookie", "allow", "content-length")
responses = []


def filled(value):
    if isinstance(value, str):
        return re.sub(r"\{\{(\d+)\.([^}|]+)(?:\|\s*alter (-?\d+)\s*)?\}\}", member, value)
    if isinstance(value, dict):
        return {name: filled(item) for name, item in value.items()}
    if isinstance(value, list):
        return [filled(item) for item in value]
    return value


def member(found):
    value = json.loads(responses[int(found[1])]["body"])
    for step in found[2].strip().split("."):
        value = value[int(step)] if isinstance(value, list) else value[step]
    text = str(value)
    if found[3] is None:
        return text
    at = int(found[3]) % len(text)
    return text[:at] + ALPHABET[(ALPHABET.index(text[at]) + 1) % 64] + text[at + 1:]


def shown(value):
    if isinstance(value, types.ModuleType):
        return f"<module {value.__name__!r}>"
    if type(value) in (set, frozenset) and value:
        body = "{" + ", ".join(sorted(map(shown, value))) + "}"
        return body if type(value) is set else f"frozenset({body})"
    return re.sub(r"( at| @) 0x[0-9a-fA-F]+", r"\1 0x...", repr(value))


def send(client, request):
    request = filled(request)
    if request.get("at") is not None:
        now[0] = request["at"]
    options = {name: request[name] for name in ("json", "data", "content") if name in request}
    headers = [tuple(pair) for pair in request["headers"]]
    if request["cookies"]:
        headers.append(("Cookie", "; ".join("=".join(pair) for pair in request["cookies"])))
    if request["params"]:
        options["params"] = [tuple(pair) for pair in request["params"]]
    answer = client.request(request["method"], request["path"], headers=headers, **options)
    client.cookies.clear()
    kept = {name: value for name, value in answer.headers.items() if name in KEPT}
    responses.append({"status": answer.status_code, "body": answer.text, "headers": kept})


def versions():
    found = {"Python": sys.version.split()[0]}
    for name in ("PyJWT", "python-jose", "fastapi"):
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            found[name] = importlib.metadata.version(name)
    return found


def main():
    module = types.ModuleType(job["module"])
    sys.modules[job["module"]] = module
    printed, raised = io.StringIO(), None
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
        try:
            exec(compile(job["source"], "main.py", "exec"), module.__dict__)
            if job["requests"]:
                from fastapi.testclient import TestClient
                with TestClient(module.app, raise_server_exceptions=False, follow_redirects=False) as client:
                    for request in job["requests"]:
                        send(client, request)
        except ModuleNotFoundError as error:
            return {"cannot": f"the module {error.name} is not installed for it"}
        except BaseException as error:
            raised = [type(error).__qualname__, str(error)]
    hidden = re.compile("__.*__")
    names = [name for name in module.__dict__ if not hidden.fullmatch(name)]
    values = {name: shown(module.__dict__[name]) for name in names}
    return {"versions": versions(), "stdout": printed.getvalue(), "raised": raised, "globals": values, "responses": responses}


answer = main()
sys.stdout.write(json.dumps(answer))
