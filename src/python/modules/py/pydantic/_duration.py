"""Durations: ISO 8601 (`P1DT2H`), Python's own text (`1 day, 2:00:00`), and back."""
import datetime

from pydantic._temporal import DIGITS, Fault

UNITS = {"Y": 365 * 86400, "M": 30 * 86400, "W": 7 * 86400, "D": 86400}
CLOCK = {"H": 3600, "M": 60, "S": 1}


def read_delta(text):
    sign = 1
    if text[:1] in ("+", "-"):
        sign = -1 if text[0] == "-" else 1
        text = text[1:]
    if text == "":
        raise Fault("input is too short")
    if text[0] == "P":
        return sign * read_iso(text[1:])
    if text[2:3] == ":":
        return sign * read_clock_part(text)
    return sign * read_words(text)


def read_iso(text):
    if text == "":
        raise Fault("input is too short")
    total, in_clock, place = 0, False, 0
    while place < len(text):
        if text[place] == "T":
            if in_clock:
                raise Fault("\"T\" occurred more than once in duration")
            in_clock = True
            place += 1
            continue
        start = place
        while place < len(text) and text[place] in DIGITS:
            place += 1
        if place == start:
            raise Fault("invalid digit in duration")
        amount = int(text[start:place])
        if place < len(text) and text[place] in ".,":
            start = place
            place += 1
            while place < len(text) and text[place] in DIGITS:
                place += 1
            amount += float("0." + text[start + 1 : place])
        if place >= len(text):
            raise Fault("input is too short")
        units = CLOCK if in_clock else UNITS
        if text[place] not in units:
            where = "time" if in_clock else "date"
            raise Fault(f"invalid {where} unit in duration")
        total += amount * units[text[place]]
        place += 1
    return datetime.timedelta(seconds=total)


def read_clock_part(text):
    parts = text.split(":")
    if len(parts) not in (2, 3) or not parts[0]:
        raise Fault("input is too short")
    seconds, _, fraction = (parts[2] if len(parts) == 3 else "0").partition(".")
    for part, name in ((parts[0], "hour"), (parts[1], "minute"), (seconds, "second")):
        for c in part:
            if c not in DIGITS:
                raise Fault(f"invalid character in {name}")
    if len(parts[1]) != 2 or (len(parts) == 3 and len(seconds) != 2):
        raise Fault("input is too short")
    if int(parts[1]) > 59:
        raise Fault("minute value is outside expected range of 0-59")
    if int(seconds) > 59:
        raise Fault("second value is outside expected range of 0-59")
    micro = int(fraction[:6].ljust(6, "0")) if fraction else 0
    return datetime.timedelta(hours=int(parts[0]), minutes=int(parts[1]), seconds=int(seconds), microseconds=micro)


def read_words(text):
    place = 0
    while place < len(text) and text[place] in DIGITS:
        place += 1
    if place == 0:
        raise Fault("invalid digit in duration")
    days = int(text[:place])
    rest = text[place:].lstrip(" ")
    lower = rest.lower()
    for word in ("days", "day", "d"):
        if lower.startswith(word):
            rest = rest[len(word) :]
            break
    else:
        raise Fault("\"day\" identifier in duration not correctly formatted")
    rest = rest.lstrip(" ,")
    made = datetime.timedelta(days=days)
    return made if rest == "" else made + read_clock_part(rest)


def write_delta(value):
    """`P1DT2H3M4.5S`; nothing at all is `PT0S`."""
    sign = ""
    if value.days < 0:
        sign, value = "-", -value
    days, seconds, micro = value.days, value.seconds, value.microseconds
    out = sign + "P"
    if days >= 365:
        out += f"{days // 365}Y"
        days = days % 365
    if days:
        out += f"{days}D"
    clock = ""
    if seconds // 3600:
        clock += f"{seconds // 3600}H"
    if seconds // 60 % 60:
        clock += f"{seconds // 60 % 60}M"
    if seconds % 60 or micro:
        clock += str(seconds % 60)
        if micro:
            clock += "." + f"{micro:06}".rstrip("0")
        clock += "S"
    if clock:
        return out + "T" + clock
    return out if days or value.days else sign + "PT0S"
