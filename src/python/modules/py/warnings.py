"""warnings. Until a program says otherwise, every warning is shown."""
import _world

_filters = []
_seen = set()
_logs = []


class WarningMessage:
    def __init__(self, message, category, filename="main.py", lineno=0, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file, self.line, self.source = file, line, source

    def __str__(self):
        return (
            f"{{message : {self.message!r}, category : {self.category.__name__!r}, filename : {self.filename!r}, "
            f"lineno : {self.lineno}, line : {self.line!r}}}"
        )


def _shown(category, text, message=None):
    """Whether a warning goes on to be shown; a filter may raise it, and a log may keep it."""
    action = "always"
    for one in _filters:
        if issubclass(category, one[2]) and (not one[1] or one[1].lower() in text.lower()):
            action = one[0]
            break
    if message is None:
        message = category(text)
    if action == "error":
        raise message
    if action == "ignore":
        return False
    if action in ("default", "module", "once"):
        if (category, text) in _seen:
            return False
        _seen.add((category, text))
    if _logs and _logs[-1] is not None:
        _logs[-1].append(WarningMessage(message, category))
        return False
    return True


_world.set_warning_filter(_shown)


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category, text = type(message), str(message)
    else:
        category, text = UserWarning if category is None else category, str(message)
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    _world.warn(category, text)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    warn(message, category)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    if action not in ("error", "ignore", "always", "default", "module", "once"):
        raise AssertionError(f"invalid action: {action!r}")
    _add((action, message, category), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    if action not in ("error", "ignore", "always", "default", "module", "once"):
        raise AssertionError(f"invalid action: {action!r}")
    _add((action, "", category), append)


def _add(item, append):
    if item in _filters:
        if append:
            return
        _filters.remove(item)
    if append:
        _filters.append(item)
    else:
        _filters.insert(0, item)


def resetwarnings():
    _filters.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record, self._filter = record, None if action is None else (action, category)
        self._entered = False

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._saved = list(_filters)
        _logs.append([] if self._record else _logs[-1] if _logs else None)
        if self._filter is not None:
            simplefilter(*self._filter)
        return _logs[-1] if self._record else None

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        _filters[:] = self._saved
        _logs.pop()
