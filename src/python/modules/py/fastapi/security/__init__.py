"""Security schemes; each is loaded when it is asked for."""
_PLACES = {
    "HTTPBasic": "http", "HTTPBearer": "http", "HTTPDigest": "http", "HTTPAuthorizationCredentials": "http",
    "HTTPBasicCredentials": "http", "OAuth2": "oauth2", "OAuth2PasswordBearer": "oauth2",
    "OAuth2PasswordRequestForm": "oauth2", "OAuth2PasswordRequestFormStrict": "oauth2",
    "OAuth2AuthorizationCodeBearer": "oauth2", "OpenIdConnect": "oauth2", "SecurityScopes": "oauth2",
    "APIKeyHeader": "api_key", "APIKeyQuery": "api_key", "APIKeyCookie": "api_key",
}

__all__ = list(_PLACES)


def __getattr__(name):
    if name in _PLACES:
        import _host

        return getattr(_host.load("fastapi.security." + _PLACES[name]), name)
    raise AttributeError(f"module 'fastapi.security' has no attribute {name!r}")
