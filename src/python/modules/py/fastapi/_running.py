"""One request through one route: its body, its dependencies, its endpoint, its response."""
import json

import _host
from fastapi.dependencies.utils import Solving, Stack
from fastapi.exceptions import FastAPIError, RequestValidationError, ResponseValidationError
from pydantic_core._pydantic_core import PydanticUndefined
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response, StreamingResponse


def read_body(route, request):
    """The body as the parameters want it: a form, a JSON value, or the bytes."""
    if not route.body_fields:
        return PydanticUndefined
    if route.is_form:
        return request.read_form()
    data = request.scope["body"]
    if not data:
        return PydanticUndefined
    kind = request.headers.get("content-type")
    if not kind:
        return data if route.strict else request.read_json()
    main, _, sub = kind.partition(";")[0].strip().lower().partition("/")
    if main == "application" and (sub == "json" or sub.endswith("+json")):
        return request.read_json()
    return data


def checked_body(route, request, where):
    try:
        return read_body(route, request)
    except json.JSONDecodeError as error:
        line = {
            "type": "json_invalid", "loc": ("body", error.pos), "msg": "JSON decode error", "input": {},
            "ctx": {"error": error.msg},
        }
        raise RequestValidationError([line], body=error.doc, endpoint_ctx=where) from error
    except HTTPException:
        raise
    except Exception as error:
        from fastapi.exceptions import HTTPException as Refusal

        raise Refusal(400, "There was an error parsing the body") from error


def run_route(route, request):
    """The response, its `later` holding what runs once it is sent."""
    outer, inner = Stack(), Stack()
    try:
        response = answer(route, request, outer, inner)
        left = inner.leave()
        if left is not None:
            raise left
    except Exception as error:
        left = outer.leave(inner.leave(error))
        if left is None:
            raise FastAPIError(
                "Response not awaited. There's a high chance that the application code is raising an exception and a "
                "dependency with yield has a block with a bare except, or a block with except Exception, and is not "
                "raising the exception again. Read more about it in the docs: https://fastapi.tiangolo.com/tutorial/"
                "dependencies/dependencies-with-yield/#dependencies-with-yield-and-except"
            ) from None
        if left is error:
            raise
        raise left

    def finish():
        error = None
        if isinstance(response, StreamingResponse):
            response.body = response.whole_body()
        try:
            if response.background is not None:
                response.background.run()
        except Exception as raised:
            error = raised
        left = outer.leave(error)
        if left is not None:
            raise left

    response.later = [finish]
    return response


def answer(route, request, outer, inner):
    where = _host.place_of(route.endpoint)
    where["path"] = f"{request.method} {route.pattern.format}"
    body = checked_body(route, request, where)
    overrides = route.provider.dependency_overrides if route.provider is not None else None
    solving = Solving(request, body, route.embed, overrides, outer, inner)
    values, errors = solving.solve(route.dependant)
    if errors:
        raise RequestValidationError(errors, body=None if body is PydanticUndefined else body, endpoint_ctx=where)
    if route.dependant.is_gen or route.dependant.is_async_gen:
        return streamed(route, values, solving)
    made = route.endpoint(**values)
    if route.dependant.is_async:
        made = _host.drive(made)
    if isinstance(made, Response):
        if made.background is None:
            made.background = solving.tasks
        return made
    return packed(route, made, solving, where)


def packed(route, made, solving, where):
    """A plain value as a response."""
    options = options_of(route, solving)
    field = route.response_field
    if field is None:
        from fastapi.encoders import jsonable_encoder

        content = jsonable_encoder(made)
    else:
        value, errors = field.validate(made, ("response",))
        if errors:
            raise ResponseValidationError(errors, body=made, endpoint_ctx=where)
        content = dumped(route, field, value)
    if field is not None and route.response_class is None:
        from pydantic._serialize import to_bytes

        response = Response(to_bytes(content), media_type="application/json", **options)
    else:
        response = (route.response_class or JSONResponse)(content, **options)
    if response.status_code < 200 or response.status_code in (204, 205, 304):
        response.body = b""
    response.raw_headers.extend(solving.response.raw_headers)
    return response


def dumped(route, field, value):
    from pydantic._serialize import Out

    given = {k[len("response_model_") :]: v for k, v in route.options.items()}
    out = Out(
        "json", given.get("by_alias", True), given.get("exclude_unset", False), given.get("exclude_defaults", False),
        given.get("exclude_none", False),
    )
    return field.node.dump(value, out, as_set(given.get("include")), as_set(given.get("exclude")))


def options_of(route, solving):
    """What the response is made with: the background work, and a status code if one was said."""
    options = {"background": solving.tasks}
    status = solving.response.status_code or route.status_code
    if status:
        options["status_code"] = status
    return options


def as_set(names):
    return set(names) if isinstance(names, (list, tuple)) else names


def streamed(route, values, solving):
    """An endpoint that yields: each value a line of JSON, or a chunk of its own response class."""
    source = route.endpoint(**values)
    if route.dependant.is_async_gen:
        source = _host.each(source)
    options = options_of(route, solving)
    if route.response_class is not None:
        response = route.response_class(source, **options)
    else:
        from fastapi.encoders import jsonable_encoder

        def lines():
            for item in source:
                yield json.dumps(jsonable_encoder(item)).encode() + b"\n"

        response = StreamingResponse(lines(), media_type="application/jsonl", **options)
    response.raw_headers.extend(solving.response.raw_headers)
    return response
