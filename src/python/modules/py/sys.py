"""sys, as far as a program may know of the machine that runs it"""


class _VersionInfo(tuple):
    __slots__ = ()
    major = property(lambda self: self[0])
    minor = property(lambda self: self[1])
    micro = property(lambda self: self[2])
    releaselevel = property(lambda self: self[3])
    serial = property(lambda self: self[4])

    def __repr__(self):
        return "sys.version_info(major=3, minor=11, micro=7, releaselevel='final', serial=0)"


class _Output:
    """What is written with `print` may also be written here."""

    def __init__(self, name, shown):
        self.name, self._shown, self.encoding = name, shown, "utf-8"

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self._shown:
            from _introspect import write

            write(text)
        return len(text)

    def flush(self):
        pass

    def isatty(self):
        return False

    def __repr__(self):
        return f"<_io.TextIOWrapper name='{self.name}' mode='w' encoding='utf-8'>"


version_info = _VersionInfo((3, 11, 7, "final", 0))
version = "3.11.7 (jwtrace)"
maxsize, maxunicode, byteorder, platform = 2**63 - 1, 0x10FFFF, "little", "linux"
argv, path = ["main.py"], []
stdout, stderr = _Output("<stdout>", True), _Output("<stderr>", False)
__stdout__, __stderr__ = stdout, stderr


def exit(status=None, /):
    raise SystemExit(status) if status is not None else SystemExit()


def exception():
    from _introspect import handled

    return handled()


def exc_info():
    found = exception()
    return (None, None, None) if found is None else (type(found), found, found.__traceback__)


def getrecursionlimit():
    return 1000


def setrecursionlimit(limit, /):
    pass


def getdefaultencoding():
    return "utf-8"


def get_int_max_str_digits():
    return 4300


def intern(string, /):
    return string
