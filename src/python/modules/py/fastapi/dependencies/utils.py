"""Finding the values that an endpoint needs, in the order in which FastAPI finds them."""
import _host
from fastapi import params
from fastapi._kinds import is_model, is_sequence
from fastapi.dependencies.models import get_dependant, missing
from pydantic_core._pydantic_core import PydanticUndefined
from starlette.datastructures import FormData, Headers, ImmutableMultiDict
from starlette.responses import Response


class Solving:
    """One request on its way to its endpoint."""

    def __init__(self, request, body, embed, overrides, request_stack, function_stack):
        self.request = request
        self.body = body
        self.embed = embed
        self.overrides = overrides
        self.stacks = {"request": request_stack, "function": function_stack}
        self.cache = {}
        self.tasks = None
        self.response = Response()
        del self.response.headers["content-length"]
        self.response.status_code = None

    def solve(self, dependant):
        """The arguments of one callable, and what was wrong with the request."""
        values, errors = {}, []
        for sub in dependant.dependencies:
            use = sub
            if self.overrides and sub.call in self.overrides:
                use = get_dependant(sub.path, self.overrides[sub.call], sub.name, None, sub.scopes(), True, sub.scope)
            inner, wrong = self.solve(use)
            if wrong:
                errors.extend(wrong)
                continue
            found = self.one(sub, use, inner)
            if sub.name is not None:
                values[sub.name] = found
        request = self.request
        for fields, received in (
            (dependant.path_params, "path_params"),
            (dependant.query_params, "query_params"),
            (dependant.header_params, "headers"),
            (dependant.cookie_params, "cookies"),
        ):
            if fields:
                errors.extend(from_request(fields, getattr(request, received), values))
        if dependant.body_params:
            errors.extend(from_body(dependant.body_params, self.body, self.embed, values))
        for name, special in dependant.special.items():
            values[name] = self.special(special, dependant)
        return values, errors

    def one(self, sub, use, inner):
        """A dependency's value: the one this request already has, or a new one."""
        calls = self.cache.setdefault(sub.cache_key(), [])
        if sub.use_cache:
            for call, found in calls:
                if call is sub.call or call == sub.call:
                    return found
        if use.is_gen or use.is_async_gen:
            stack = self.stacks["function" if sub.scope == "function" else "request"]
            found = stack.enter(use.call(**inner), use.is_async_gen)
        else:
            found = use.call(**inner)
            if use.is_async:
                found = _host.drive(found)
        calls.append((sub.call, found))
        return found

    def special(self, kind, dependant):
        if kind == "request":
            return self.request
        if kind == "response":
            return self.response
        if kind == "tasks":
            if self.tasks is None:
                from starlette.background import BackgroundTasks

                self.tasks = BackgroundTasks()
            return self.tasks
        from fastapi.security.oauth2 import SecurityScopes

        return SecurityScopes(dependant.scopes())


class Stack:
    """Dependencies with `yield`, left in reverse order."""

    def __init__(self):
        self.held = []

    def enter(self, generator, is_async):
        try:
            value = _host.step(generator) if is_async else next(generator)
        except (StopIteration, StopAsyncIteration):
            raise RuntimeError("generator didn't yield") from None
        self.held.append((generator, is_async))
        return value

    def leave(self, error=None):
        """Runs what follows each `yield`; gives back the exception that is left."""
        while self.held:
            generator, is_async = self.held.pop()
            try:
                if error is None:
                    _host.step(generator) if is_async else next(generator)
                elif is_async:
                    _host.throw(generator, error)
                else:
                    generator.throw(error)
            except (StopIteration, StopAsyncIteration) as stop:
                error = None if stop is not error else error
                continue
            except Exception as raised:
                error = raised
                continue
            error = RuntimeError("generator didn't stop" + ("" if error is None else " after throw()"))
        return error


def from_request(fields, received, values):
    errors = []
    for field in fields:
        if field.model is not None:
            value, wrong = model_from(field, received)
        else:
            value, wrong = field.validate(one_of(field, received, field.lookup), (field.info.in_, field.lookup))
        if wrong:
            errors.extend(wrong)
        else:
            values[field.name] = value
    return errors


def one_of(field, received, alias):
    """The value sent under a name; a list where one is wanted."""
    several = is_sequence(field.plain)
    if several and isinstance(received, (ImmutableMultiDict, Headers)):
        value = received.getlist(alias)
        if not value:
            return PydanticUndefined
        return value
    value = received.get(alias)
    if value is None or (isinstance(received, FormData) and isinstance(value, str) and value == ""):
        return PydanticUndefined
    return value


def model_from(field, received):
    """A model whose members are query parameters, headers or cookies."""
    model, taken, used, own = field.model, {}, [], []
    headers = isinstance(received, Headers)
    from pydantic._model import parts_of

    for part in parts_of(model):
        name = part.place
        sent = name.replace("_", "-") if headers and name == part.name and field.info.convert_underscores else name
        own.append(sent)
        used.append(sent.lower() if headers else sent)
        if headers:
            used.append(name.lower())
        if is_sequence(part.info.annotation) and isinstance(received, (ImmutableMultiDict, Headers)):
            value = received.getlist(sent)
            if value:
                taken[name] = value
        else:
            value = received.get(sent)
            if value is not None:
                taken[name] = value
    for key in received.keys():
        if key not in used and key not in taken:
            several = received.getlist(key) if isinstance(received, (ImmutableMultiDict, Headers)) else [received[key]]
            taken[key] = several[0] if len(several) == 1 else several
    value = taken
    if field.plain is not model and not any([name in received for name in own]):
        value = PydanticUndefined
    made, errors = field.validate(value, (field.info.in_,))
    if headers:
        names = {part.place: sent for part, sent in zip(parts_of(model), own)}
        for error in errors:
            loc = error["loc"]
            if len(loc) > 1 and loc[1] in names:
                error["loc"] = (loc[0], names[loc[1]]) + loc[2:]
    return made, errors


def form_model(field):
    if isinstance(field.info, params.Form) and not field.info.embed:
        return field.model
    return None


def needs_embedding(fields):
    """Whether the body is an object with one member for each parameter."""
    if not fields:
        return False
    if len(set([f.name for f in fields])) > 1:
        return True
    first = fields[0]
    if first.info.embed:
        return True
    return isinstance(first.info, params.Form) and not is_model(first.plain) and form_model(first) is None


def from_body(fields, body, embed, values):
    first = fields[0]
    is_form = isinstance(body, FormData)
    single = len(fields) == 1 and not embed and not needs_embedding(fields) and form_model(first) is None
    if single:
        value, wrong = first.validate(body, ("body",))
        values[first.name] = value
        return wrong
    errors = []
    for field in fields:
        loc = ("body", field.lookup)
        value = PydanticUndefined
        model = form_model(field)
        if is_form and model is not None:
            value, loc = form_values(field, model, body), ("body",)
        elif is_form:
            value = one_of(field, body, field.lookup)
            if type(value).__name__ == "UploadFile" and field.plain is bytes:
                value = _host.drive(value.read())
        elif body is not PydanticUndefined and not isinstance(body, bytes):
            if not isinstance(body, dict):
                errors.append(missing(loc))
                continue
            value = body.get(field.lookup, PydanticUndefined)
        made, wrong = field.validate(value, loc)
        if wrong:
            errors.extend(wrong)
        else:
            values[field.name] = made
    return errors


def form_values(field, model, body):
    from pydantic._model import parts_of

    taken, used = {}, []
    for part in parts_of(model):
        used.append(part.place)
        several = is_sequence(part.info.annotation)
        value = body.getlist(part.place) if several else body.get(part.place)
        if value is not None and value != "" and value != []:
            taken[part.place] = value
    if field.plain is not model and not any([name in body for name in used]):
        return PydanticUndefined
    for key in body.keys():
        if key not in used:
            several = body.getlist(key)
            taken[key] = several[0] if len(several) == 1 else several
    return taken
