"""io in memory: there are no files here"""


class _Memory:
    def __init__(self, initial=None):
        empty = self._empty
        if initial is not None and not isinstance(initial, self._kind):
            raise TypeError(self._wrong.format(type(initial).__name__))
        self._value, self._at, self.closed = empty if initial is None else self._plain(initial), 0, False

    def _open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def getvalue(self):
        self._open()
        return self._value

    def read(self, size=-1, /):
        self._open()
        end = len(self._value) if size is None or size < 0 else self._at + size
        part = self._value[self._at:end]
        self._at += len(part)
        return part

    def readline(self, size=-1, /):
        self._open()
        found = self._value.find(self._newline, self._at)
        return self.read(-1 if found < 0 else found + 1 - self._at)

    def readlines(self, hint=-1, /):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def _put(self, part):
        if self._at > len(self._value):
            self._value += self._filler * (self._at - len(self._value))
        self._value = self._value[: self._at] + part + self._value[self._at + len(part):]
        self._at += len(part)
        return len(part)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def tell(self):
        self._open()
        return self._at

    def seek(self, offset, whence=0, /):
        self._open()
        base = (0, self._at, len(self._value))[whence]
        if base + offset < 0:
            raise ValueError(f"negative seek value {offset}" if whence == 0 else "negative seek position")
        self._at = base + offset
        return self._at

    def truncate(self, size=None, /):
        self._open()
        size = self._at if size is None else size
        self._value = self._value[:size]
        return size

    def close(self):
        self.closed = True

    def flush(self):
        self._open()

    def readable(self):
        self._open()
        return True

    writable = seekable = readable

    def isatty(self):
        return False

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *exc):
        self.close()


class StringIO(_Memory):
    __module__ = "_io"
    _kind, _empty, _newline, _filler = str, "", "\n", "\0"
    _wrong = "initial_value must be str or None, not {}"

    def __init__(self, initial_value="", newline="\n"):
        super().__init__(initial_value)

    def _plain(self, value):
        return str(value)

    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        self._open()
        return self._put(s)


class BytesIO(_Memory):
    __module__ = "_io"
    _kind, _empty, _newline, _filler = (bytes, bytearray), b"", b"\n", b"\0"
    _wrong = "a bytes-like object is required, not '{}'"

    def __init__(self, initial_bytes=b""):
        super().__init__(initial_bytes)

    def _plain(self, value):
        return bytes(value)

    def write(self, b, /):
        if not isinstance(b, (bytes, bytearray)):
            raise TypeError(f"a bytes-like object is required, not '{type(b).__name__}'")
        self._open()
        return self._put(bytes(b))

    def getbuffer(self):
        return memoryview(self._value)


SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
