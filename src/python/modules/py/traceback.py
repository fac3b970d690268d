"""traceback, as CPython prints a program whose file it cannot open: lines by number, without their text"""
import sys

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_missing = object()


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None):
        self.filename, self.lineno, self.name, self.line, self.locals = filename, lineno, name, line or "", locals

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __getitem__(self, at):
        return (self.filename, self.lineno, self.name, self.line)[at]

    def __len__(self):
        return 4

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, (FrameSummary, tuple)) else NotImplemented

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    def format(self):
        shown, at = [], 0
        while at < len(self):
            one = self[at]
            same = 1
            while at + same < len(self) and list(self[at + same]) == list(one):
                same += 1
            text = f'  File "{one.filename}", line {one.lineno}, in {one.name}\n'
            shown.extend([text] * min(same, 3))
            if same > 3:
                shown.append(f"  [Previous line repeated {same - 3} more time{'s' if same > 4 else ''}]\n")
            at += same
        return shown


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def extract_tb(tb, limit=None):
    found = [FrameSummary(frame.f_code.co_filename, line, frame.f_code.co_name) for frame, line in walk_tb(tb)]
    if limit is not None:
        found = found[:limit] if limit >= 0 else found[limit:]
    return StackSummary(found)


def format_list(extracted_list):
    found = [one if isinstance(one, FrameSummary) else FrameSummary(*one[:3]) for one in extracted_list]
    return StackSummary(found).format()


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    _print(format_tb(tb, limit), file)


def _exception_only(value):
    if value is None:
        return ["NoneType: None\n"]
    cls = type(value)
    name = cls.__qualname__ if cls.__module__ in ("builtins", "__main__") else f"{cls.__module__}.{cls.__qualname__}"
    try:
        text = str(value)
    except Exception:
        text = "<exception str() failed>"
    from _introspect import suggestion

    text += suggestion(value)
    shown = [f"{name}: {text}\n" if text else f"{name}\n"]
    for note in getattr(value, "__notes__", None) or ():
        shown.extend([f"{line}\n" for line in str(note).split("\n")])
    return shown


def format_exception_only(exc, /, value=_missing):
    return _exception_only(exc if value is _missing else value)


def _one(value, tb, limit):
    lines = [] if tb is None else ["Traceback (most recent call last):\n", *format_tb(tb, limit)]
    return lines + _exception_only(value)


def _chain(value, tb, limit, chain, seen):
    seen.append(value)
    before = []
    if chain and value is not None:
        cause, context = value.__cause__, value.__context__
        if cause is not None and not any([cause is one for one in seen]):
            before = [*_chain(cause, cause.__traceback__, limit, chain, seen), _CAUSE]
        elif cause is None and context is not None and not value.__suppress_context__ and not any([context is one for one in seen]):
            before = [*_chain(context, context.__traceback__, limit, chain, seen), _CONTEXT]
    return before + _one(value, tb, limit)


def format_exception(exc, /, value=_missing, tb=_missing, limit=None, chain=True):
    if (value is _missing) != (tb is _missing):
        raise ValueError("Both or neither of value and tb must be given")
    if value is _missing:
        if exc is not None and not isinstance(exc, BaseException):
            raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
        value, tb = exc, exc.__traceback__ if exc is not None else None
    return _chain(value, tb, limit, chain, [])


def print_exception(exc, /, value=_missing, tb=_missing, limit=None, file=None, chain=True):
    _print(format_exception(exc, value, tb, limit, chain), file)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def _print(lines, file):
    (sys.stderr if file is None else file).write("".join(lines))


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, **options):
        self.exc_type, self._value, self._tb, self._limit = exc_type, exc_value, exc_traceback, limit
        self.stack = extract_tb(exc_traceback, limit)

    @classmethod
    def from_exception(cls, exc, *args, **options):
        return cls(type(exc), exc, exc.__traceback__, *args, **options)

    def format(self, *, chain=True):
        yield from _chain(self._value, self._tb, self._limit, chain, [])

    def format_exception_only(self):
        yield from _exception_only(self._value)

    def __str__(self):
        return str(self._value)
