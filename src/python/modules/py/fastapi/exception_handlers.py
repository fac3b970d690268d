"""What FastAPI answers to its own exceptions."""
from starlette.responses import JSONResponse, Response


def body_allowed(status):
    return status is None or not (status < 200 or status in (204, 205, 304))


async def http_exception_handler(request, exc):
    headers = getattr(exc, "headers", None)
    if not body_allowed(exc.status_code):
        return Response(status_code=exc.status_code, headers=headers)
    return JSONResponse({"detail": exc.detail}, status_code=exc.status_code, headers=headers)


async def request_validation_exception_handler(request, exc):
    from fastapi.encoders import jsonable_encoder

    return JSONResponse(status_code=422, content={"detail": jsonable_encoder(exc.errors())})
