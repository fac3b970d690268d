import base64
import hashlib

def attempt(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)

view = memoryview(b"header.payload")
print(len(view), view[0], view[-1], view.nbytes, view.readonly, view.format)
print(view[7:].tobytes(), view[:6].tolist(), view[2:4].hex(), list(view[:2]))
print(view[:6] == b"header", view == "header", bytes(view[7:9]))
attempt(lambda: view[99])
attempt(lambda: memoryview("text"))
attempt(lambda: memoryview(5))
data = bytearray(b"abc")
window = memoryview(data)
window[0] = 65
data[1] = 66
print(data, window.tobytes(), window.readonly)
with memoryview(b"xy") as inner:
    print(inner.tolist())
attempt(lambda: view.__setitem__(0, 1))
