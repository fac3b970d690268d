"""The functions a program calls to say where a parameter comes from."""
from fastapi import params
from pydantic_core._pydantic_core import PydanticUndefined


def Path(default=Ellipsis, **given):
    return params.Path(default, **given)


def Query(default=PydanticUndefined, **given):
    return params.Query(default, **given)


def Header(default=PydanticUndefined, **given):
    return params.Header(default, **given)


def Cookie(default=PydanticUndefined, **given):
    return params.Cookie(default, **given)


def Body(default=PydanticUndefined, **given):
    return params.Body(default, **given)


def Form(default=PydanticUndefined, **given):
    return params.Form(default, **given)


def File(default=PydanticUndefined, **given):
    return params.File(default, **given)


def Depends(dependency=None, *, use_cache=True, scope=None, max_concurrency=None):
    return params.Depends(dependency, use_cache, scope, max_concurrency)


def Security(dependency=None, *, scopes=None, use_cache=True, max_concurrency=None):
    return params.Security(dependency, use_cache, None, scopes, max_concurrency)
