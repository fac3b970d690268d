"""os: the given environment and path arithmetic. There are no files here."""
from _world import environ as _environ, random_bytes
from os import path


class _Environ(dict):
    def __setitem__(self, key, value):
        for text in (key, value):
            if not isinstance(text, str):
                raise TypeError(f"str expected, not {type(text).__name__}")
        dict.__setitem__(self, key, value)

    def __getitem__(self, key):
        if not isinstance(key, str):
            raise TypeError(f"str expected, not {type(key).__name__}")
        if key not in self:
            raise KeyError(key)
        return dict.__getitem__(self, key)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def update(self, other=(), /, **more):
        for key, value in dict(other, **more).items():
            self[key] = value

    def copy(self):
        return dict(self)

    def __repr__(self):
        return f"environ({{{', '.join([f'{key!r}: {value!r}' for key, value in self.items()])}}})"


environ = _Environ(_environ())
name, sep, linesep, pathsep, curdir, pardir, altsep, extsep = "posix", "/", "\n", ":", ".", "..", None, "."


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    pass


def unsetenv(key):
    pass


def urandom(size):
    return random_bytes(size)


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
