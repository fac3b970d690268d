"""Logging. What goes to standard error is not shown; a handler given `sys.stdout` prints."""
import time

NOTSET, DEBUG, INFO, WARNING, ERROR, CRITICAL = 0, 10, 20, 30, 40, 50
WARN, FATAL = WARNING, CRITICAL
_names = {NOTSET: "NOTSET", DEBUG: "DEBUG", INFO: "INFO", WARNING: "WARNING", ERROR: "ERROR", CRITICAL: "CRITICAL"}
BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"


def getLevelName(level):
    if isinstance(level, str):
        for number, name in _names.items():
            if name == level:
                return number
        return {"WARN": WARNING, "FATAL": CRITICAL}.get(level, f"Level {level}")
    return _names.get(level, f"Level {level}")


def addLevelName(level, name):
    _names[level] = name


def _level(level):
    if isinstance(level, bool) or not isinstance(level, (int, str)):
        raise TypeError(f"Level not an integer or a valid string: {level!r}")
    if isinstance(level, str):
        number = getLevelName(level)
        if not isinstance(number, int):
            raise ValueError(f"Unknown level: {level!r}")
        return number
    return level


class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None):
        self.name = name
        self.msg = msg
        if len(args) == 1 and isinstance(args[0], dict) and args[0]:
            args = args[0]
        self.args = args
        self.levelname = getLevelName(level)
        self.levelno = level
        self.pathname = pathname
        self.filename = pathname
        self.module = pathname.rpartition(".")[0]
        self.lineno = lineno
        self.funcName = func
        self.exc_info = exc_info
        self.created = time.time()
        self.msecs = int((self.created - int(self.created)) * 1000)
        self.process, self.processName, self.threadName = 1, "MainProcess", "MainThread"

    def getMessage(self):
        text = str(self.msg)
        return text % self.args if self.args else text


class Formatter:
    default_time_format = "%Y-%m-%d %H:%M:%S"

    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        self.style = style
        self._fmt = fmt or {"%": "%(message)s", "{": "{message}", "$": "${message}"}[style]
        self.datefmt = datefmt

    def formatTime(self, record, datefmt=None):
        moment = time.localtime(record.created)
        if datefmt:
            return time.strftime(datefmt, moment)
        return f"{time.strftime(self.default_time_format, moment)},{record.msecs:03}"

    def format(self, record):
        text = self.formatMessage(record)
        if record.exc_info:
            text = f"{text}\n{self.formatException(record.exc_info)}"
        return text

    def formatMessage(self, record):
        record.message = record.getMessage()
        if "asctime" in self._fmt:
            record.asctime = self.formatTime(record, self.datefmt)
        if self.style == "{":
            return self._fmt.format(**record.__dict__)
        if self.style == "$":
            text = self._fmt
            for name, value in record.__dict__.items():
                text = text.replace("${" + name + "}", str(value))
            return text
        return self._fmt % record.__dict__

    def formatException(self, ei):
        import traceback

        return "".join(traceback.format_exception(*ei)).removesuffix("\n")


class Filterer:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        self.filters.append(filter)

    def removeFilter(self, filter):
        self.filters.remove(filter)

    def filter(self, record):
        for item in self.filters:
            take = item.filter(record) if hasattr(item, "filter") else item(record)
            if not take:
                return False
        return True


class Filter:
    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return self.name == "" or record.name == self.name or record.name.startswith(self.name + ".")


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        Filterer.__init__(self)
        self.level = _level(level)
        self.formatter = None

    def setLevel(self, level):
        self.level = _level(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def format(self, record):
        return (self.formatter or Formatter()).format(record)

    def handle(self, record):
        if self.filter(record):
            self.emit(record)

    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def flush(self):
        pass

    def close(self):
        pass

    def __repr__(self):
        return f"<{type(self).__name__} ({getLevelName(self.level)})>"


class StreamHandler(Handler):
    terminator = "\n"

    def __init__(self, stream=None):
        Handler.__init__(self)
        self.stream = stream

    def __repr__(self):
        name = str(getattr(self.stream, "name", ""))
        return f"<{type(self).__name__} {name + ' ' if name else ''}({getLevelName(self.level)})>"

    def emit(self, record):
        text = self.format(record)
        if self.stream is not None:
            self.stream.write(text + self.terminator)


class NullHandler(Handler):
    def emit(self, record):
        pass


class FileHandler(StreamHandler):
    def __init__(self, *args, **options):
        raise NotImplementedError("files cannot be written here; logging.StreamHandler(sys.stdout) prints")


class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        Filterer.__init__(self)
        self.name = name
        self.level = _level(level)
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False

    def setLevel(self, level):
        self.level = _level(level)

    def getEffectiveLevel(self):
        logger = self
        while logger is not None:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        return not self.disabled and level > _disabled[0] and level >= self.getEffectiveLevel()

    def addHandler(self, handler):
        if handler not in self.handlers:
            self.handlers.append(handler)

    def removeHandler(self, handler):
        if handler in self.handlers:
            self.handlers.remove(handler)

    def hasHandlers(self):
        logger = self
        while logger is not None:
            if logger.handlers:
                return True
            logger = logger.parent if logger.propagate else None
        return False

    def getChild(self, suffix):
        return getLogger(suffix if self is root else f"{self.name}.{suffix}")

    def log(self, level, msg, *args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        if not isinstance(level, int):
            raise TypeError("level must be an integer")
        if not self.isEnabledFor(level):
            return
        from _introspect import here

        func, line = here()
        if exc_info:
            import sys

            given = isinstance(exc_info, BaseException)
            exc_info = (type(exc_info), exc_info, exc_info.__traceback__) if given else sys.exc_info()
            exc_info = None if exc_info[0] is None else exc_info
        record = LogRecord(self.name, level, "main.py", line, msg, args, exc_info, func)
        for name, value in (extra or {}).items():
            setattr(record, name, value)
        if not self.filter(record):
            return
        logger = self
        while logger is not None:
            for handler in logger.handlers:
                if level >= handler.level:
                    handler.handle(record)
            logger = logger.parent if logger.propagate else None

    def debug(self, msg, *args, **options):
        self.log(DEBUG, msg, *args, **options)

    def info(self, msg, *args, **options):
        self.log(INFO, msg, *args, **options)

    def warning(self, msg, *args, **options):
        self.log(WARNING, msg, *args, **options)

    warn = warning

    def error(self, msg, *args, **options):
        self.log(ERROR, msg, *args, **options)

    def exception(self, msg, *args, exc_info=True, **options):
        self.log(ERROR, msg, *args, exc_info=exc_info, **options)

    def critical(self, msg, *args, **options):
        self.log(CRITICAL, msg, *args, **options)

    fatal = critical

    def __repr__(self):
        return f"<{type(self).__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>"


class RootLogger(Logger):
    pass


root = RootLogger("root", WARNING)
_loggers = {}
_disabled = [NOTSET]


def getLogger(name=None):
    if not name or name == "root":
        return root
    if name not in _loggers:
        made = Logger(name)
        made.parent = root
        above = name.rpartition(".")[0]
        while above:
            if above in _loggers:
                made.parent = _loggers[above]
                break
            above = above.rpartition(".")[0]
        for other in _loggers.values():
            if other.name.startswith(name + ".") and not other.parent.name.startswith(name + "."):
                other.parent = made
        _loggers[name] = made
    return _loggers[name]


def basicConfig(*, filename=None, filemode="a", format=None, datefmt=None, style="%", level=None, stream=None, handlers=None, force=False, encoding=None, errors=None):
    if filename is not None:
        FileHandler(filename)
    if force:
        root.handlers = []
    if not root.handlers:
        formatter = Formatter(format or BASIC_FORMAT, datefmt, style)
        for handler in handlers or [StreamHandler(stream)]:
            if handler.formatter is None:
                handler.setFormatter(formatter)
            root.addHandler(handler)
        if level is not None:
            root.setLevel(level)


def disable(level=CRITICAL):
    _disabled[0] = _level(level)


def _through_root(name):
    def call(msg, *args, **options):
        if not root.handlers:
            basicConfig()
        getattr(root, name)(msg, *args, **options)

    call.__name__ = name
    return call


debug, info, warning, error = _through_root("debug"), _through_root("info"), _through_root("warning"), _through_root("error")
critical, exception, warn = _through_root("critical"), _through_root("exception"), _through_root("warning")


def log(level, msg, *args, **options):
    if not root.handlers:
        basicConfig()
    root.log(level, msg, *args, **options)
