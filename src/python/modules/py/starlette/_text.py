"""Percent-encoding, query strings and HTTP dates."""
UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
HEX = "0123456789abcdefABCDEF"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def quote(text, safe=""):
    """Percent-encodes what is neither unreserved nor `safe`."""
    keep = UNRESERVED + safe
    if not text.strip(keep):
        return text
    out = []
    for c in text:
        if c in keep:
            out.append(c)
        else:
            out.extend([f"%{b:02X}" for b in c.encode()])
    return "".join(out)


def quote_plus(text):
    return quote(text, " ").replace(" ", "+") if " " in text else quote(text)


def urlencode(pairs):
    return "&".join([quote_plus(k) + "=" + quote_plus(v) for k, v in pairs])


def unquote(text):
    """Undoes percent-encoding; what is no UTF-8 becomes the replacement character."""
    if "%" not in text:
        return text
    parts = text.split("%")
    data = bytearray(parts[0].encode())
    for part in parts[1:]:
        if len(part) >= 2 and part[0] in HEX and part[1] in HEX:
            data.append(int(part[:2], 16))
            data.extend(part[2:].encode())
        else:
            data.extend(("%" + part).encode())
    return bytes(data).decode("utf-8", "replace")


def parse_query(text):
    """The pairs of a query string or a form, blank values kept."""
    pairs = []
    for part in text.split("&"):
        if part:
            name, _, value = part.partition("=")
            pairs.append((unquote(name.replace("+", " ")), unquote(value.replace("+", " "))))
    return pairs


def http_date(moment):
    return (
        f"{DAYS[moment.weekday()]}, {moment.day:02} {MONTHS[moment.month - 1]} {moment.year:04} "
        f"{moment.hour:02}:{moment.minute:02}:{moment.second:02} GMT"
    )
