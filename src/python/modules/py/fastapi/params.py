"""Where a parameter comes from, and what its value must be."""
from pydantic.fields import FieldInfo
from pydantic_core._pydantic_core import PydanticUndefined


class Param(FieldInfo):
    in_ = "query"

    def __init__(self, default=PydanticUndefined, **given):
        own = {}
        for name in ("example", "openapi_examples", "include_in_schema", "convert_underscores", "embed", "media_type", "regex"):
            if name in given:
                own[name] = given.pop(name)
        if own.get("regex") is not None and given.get("pattern") is None:
            given["pattern"] = own["regex"]
        FieldInfo.__init__(self, default=default, **given)
        self.include_in_schema = own.get("include_in_schema", True)
        self.convert_underscores = own.get("convert_underscores", self.in_ == "header")
        self.embed = own.get("embed")
        self.media_type = own.get("media_type")

    def __repr__(self):
        return f"{type(self).__name__}({self.default})"


class Path(Param):
    in_ = "path"

    def __init__(self, default=Ellipsis, **given):
        assert default is Ellipsis, "Path parameters cannot have a default value"
        Param.__init__(self, default, **given)


class Query(Param):
    in_ = "query"


class Header(Param):
    in_ = "header"


class Cookie(Param):
    in_ = "cookie"


class Body(Param):
    in_ = "body"


class Form(Body):
    pass


class File(Form):
    pass


class Depends:
    def __init__(self, dependency=None, use_cache=True, scope=None, max_concurrency=None):
        self.dependency = dependency
        self.use_cache = use_cache
        self.scope = scope
        self.max_concurrency = max_concurrency

    def __repr__(self):
        return (
            f"Depends(dependency={self.dependency!r}, use_cache={self.use_cache!r}, scope={self.scope!r}, "
            f"max_concurrency={self.max_concurrency!r})"
        )


class Security(Depends):
    def __init__(self, dependency=None, use_cache=True, scope=None, scopes=None, max_concurrency=None):
        Depends.__init__(self, dependency, use_cache, scope, max_concurrency)
        self.scopes = scopes

    def __repr__(self):
        return (
            f"Security(dependency={self.dependency!r}, use_cache={self.use_cache!r}, scope={self.scope!r}, "
            f"max_concurrency={self.max_concurrency!r}, scopes={self.scopes!r})"
        )
