"""Forms with files, as `multipart/form-data` carries them."""
from fastapi.datastructures import UploadFile
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException


class Held:
    """The bytes of a file, read from a place that moves."""

    def __init__(self, data):
        self.data = data
        self.place = 0

    def read(self, size=-1):
        start = self.place
        end = len(self.data) if size is None or size < 0 else min(start + size, len(self.data))
        self.place = end
        return self.data[start:end]

    def seek(self, offset):
        self.place = offset

    def tell(self):
        return self.place

    def close(self):
        pass


def read_multipart(content_type, body):
    boundary = ""
    for part in content_type.split(";")[1:]:
        name, _, value = part.strip().partition("=")
        if name.lower() == "boundary":
            boundary = value.strip('"')
    if not boundary:
        raise HTTPException(400, "Missing boundary in multipart.")
    found = []
    for piece in body.split(b"--" + boundary.encode())[1:]:
        if piece.startswith(b"--"):
            break
        head, _, data = piece[2:].partition(b"\r\n\r\n")
        data = data[:-2]
        headers = {}
        for line in head.decode("latin-1").split("\r\n"):
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        options = {}
        for part in headers.get("content-disposition", "").split(";")[1:]:
            name, _, value = part.strip().partition("=")
            options[name.lower()] = value.strip('"')
        if "filename" in options:
            file = UploadFile(Held(data), size=len(data), filename=options["filename"], headers=Headers(headers))
            found.append((options.get("name", ""), file))
        else:
            found.append((options.get("name", ""), data.decode()))
    return found
