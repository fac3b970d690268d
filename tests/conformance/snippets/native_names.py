import jwt

functions = [str.join, len, dict.fromkeys, jwt.encode, ValueError.with_traceback, int.__add__, "a".upper, [].append]
for function in functions:
    print(function.__name__, function.__qualname__)
print(repr(bytes.hex), repr(len), repr(str.__len__))
