"""Dates, times and durations: read as ISO 8601 or as numbers, and written again."""
import datetime

from pydantic._scalars import LAX, Node
from pydantic_core._pydantic_core import bad

DIGITS = "0123456789"
WATERSHED = 20_000_000_000


class Fault(Exception):
    """Why a text is not a moment."""


class TzInfo(datetime.tzinfo):
    """A fixed offset, as the compiled core shows it."""

    def __init__(self, seconds=0):
        self.seconds = seconds

    def utcoffset(self, moment):
        return datetime.timedelta(seconds=self.seconds)

    def dst(self, moment):
        return None

    def tzname(self, moment):
        return str(self)

    def fromutc(self, moment):
        return moment + datetime.timedelta(seconds=self.seconds)

    def __str__(self):
        if self.seconds == 0:
            return "UTC"
        size = abs(self.seconds) // 60
        return f"{'-' if self.seconds < 0 else '+'}{size // 60:02}:{size % 60:02}"

    def __repr__(self):
        return f"TzInfo({self.seconds})"

    def __eq__(self, other):
        return isinstance(other, TzInfo) and other.seconds == self.seconds

    def __hash__(self):
        return hash(self.seconds)


def number(text, start, count, what):
    part = text[start : start + count]
    for c in part:
        if c not in DIGITS:
            raise Fault(f"invalid character in {what}")
    return int(part)


def days_in(year, month):
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def read_day(text):
    """Year, month and day at the start of a text."""
    if len(text) < 10:
        raise Fault("input is too short")
    year = number(text, 0, 4, "year")
    if text[4] != "-":
        raise Fault("invalid date separator, expected `-`")
    month = number(text, 5, 2, "month")
    if text[7] != "-":
        raise Fault("invalid date separator, expected `-`")
    day = number(text, 8, 2, "day")
    if month < 1 or month > 12:
        raise Fault("month value is outside expected range of 1-12")
    if day < 1 or day > days_in(year, month):
        raise Fault("day value is outside expected range")
    return year, month, day


def read_clock(text):
    """Hour, minute, second, microsecond and zone."""
    if len(text) < 5:
        raise Fault("input is too short")
    hour = number(text, 0, 2, "hour")
    if text[2] != ":":
        raise Fault("invalid time separator, expected `:`")
    minute = number(text, 3, 2, "minute")
    if hour > 23:
        raise Fault("hour value is outside expected range of 0-23")
    if minute > 59:
        raise Fault("minute value is outside expected range of 0-59")
    second, micro, place = 0, 0, 5
    if text[5:6] == ":":
        if len(text) < 8:
            raise Fault("input is too short")
        second = number(text, 6, 2, "second")
        if second > 59:
            raise Fault("second value is outside expected range of 0-59")
        place = 8
        if text[8:9] in (".", ",") and text[8:9]:
            place = 9
            while place < len(text) and text[place] in DIGITS:
                place += 1
            if place == 9:
                raise Fault("second fraction value is missing")
            micro = int(text[9:place][:6].ljust(6, "0"))
    return hour, minute, second, micro, read_zone(text[place:])


def read_zone(text):
    if text == "":
        return None
    if text in ("Z", "z"):
        return TzInfo(0)
    if text[0] not in "+-\u2212":
        raise Fault("unexpected extra characters at the end of the input")
    if len(text) < 5:
        raise Fault("input is too short")
    hours = number(text, 1, 2, "timezone hour")
    rest = 4 if text[3] == ":" else 3
    if len(text) < rest + 2:
        raise Fault("input is too short")
    minutes = number(text, rest, 2, "timezone minute")
    if minutes > 59:
        raise Fault("timezone minute value is outside expected range of 0-59")
    if len(text) > rest + 2:
        raise Fault("unexpected extra characters at the end of the input")
    seconds = hours * 3600 + minutes * 60
    if seconds >= 86400:
        raise Fault("timezone offset must be less than 24 hours")
    return TzInfo(seconds if text[0] == "+" else -seconds)


def stamp_of(text):
    """The number a text holds, when it is nothing but a number."""
    body = text[1:] if text[:1] in ("-", "+") else text
    whole, dot, part = body.partition(".")
    for c in whole + part:
        if c not in DIGITS:
            return None
    if not whole or (dot and not part):
        return None
    return float(text) if dot else int(text)


def from_stamp(value):
    if isinstance(value, float) and value != value:
        raise Fault("NaN values not permitted")
    if abs(value) > WATERSHED:
        value = value / 1000
    start = datetime.datetime(1970, 1, 1, tzinfo=TzInfo(0))
    try:
        return start + datetime.timedelta(seconds=value)
    except OverflowError:
        if value > 0:
            raise Fault("dates after 9999 are not supported as unix timestamps") from None
        raise Fault("dates before 0000 are not supported as unix timestamps") from None


def read_moment(text):
    try:
        year, month, day = read_day(text)
        if len(text) == 10:
            raise Fault("input is too short")
        if text[10] not in "Tt _":
            raise Fault("invalid datetime separator, expected `T`, `t`, `_` or space")
        hour, minute, second, micro, zone = read_clock(text[11:])
        return datetime.datetime(year, month, day, hour, minute, second, micro, zone)
    except Fault:
        stamp = stamp_of(text)
        if stamp is None:
            raise
        return from_stamp(stamp)


def text_of(value, kind):
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            raise bad(kind, value) from None
    return value


class Moment(Node):
    """What the four kinds share: `now` bounds and comparisons."""

    def __init__(self):
        self.limits = {}

    def limit(self, name, value):
        if name in ("gt", "ge", "lt", "le", "now", "zone"):
            self.limits[name] = value
            return True
        return Node.limit(self, name, value)

    def bound(self, made, given):
        for name, kind in (("le", "less_than_equal"), ("lt", "less_than"), ("ge", "greater_than_equal"), ("gt", "greater_than")):
            edge = self.limits.get(name)
            if edge is None:
                continue
            good = {"le": made <= edge, "lt": made < edge, "ge": made >= edge, "gt": made > edge}[name]
            if not good:
                shown = to_iso(edge) if isinstance(edge, datetime.timedelta) else edge.isoformat()
                raise bad(kind, given, {name: shown})
        return made

    def dump(self, value, out, include=None, exclude=None):
        return to_iso(value) if out.json else value


class DatetimeNode(Moment):
    label = "datetime"

    def validate(self, value, st):
        made = self.make(value, st)
        zone = self.limits.get("zone")
        if zone == "aware" and made.tzinfo is None:
            raise bad("timezone_aware", value)
        if zone == "naive" and made.tzinfo is not None:
            raise bad("timezone_naive", value)
        now = self.limits.get("now")
        if now is not None:
            present = datetime.datetime.now(made.tzinfo)
            if now == "past" and not made < present:
                raise bad("datetime_past", value)
            if now == "future" and not made > present:
                raise bad("datetime_future", value)
        return self.bound(made, value)

    def make(self, value, st):
        if isinstance(value, datetime.datetime):
            return value
        strict = self.is_strict(st)
        if isinstance(value, (str, bytes)) and (not strict or st.json):
            st.floor(LAX)
            text = text_of(value, "datetime_type")
            try:
                return read_moment(text)
            except Fault as fault:
                if strict:
                    raise bad("datetime_parsing", value, {"error": str(fault)}) from None
            try:
                year, month, day = read_day(text)
                if len(text) > 10:
                    raise Fault("unexpected extra characters at the end of the input")
            except Fault as fault:
                raise bad("datetime_from_date_parsing", value, {"error": str(fault)}) from None
            return datetime.datetime(year, month, day)
        if strict or isinstance(value, bool):
            raise bad("datetime_type", value)
        st.floor(LAX)
        if isinstance(value, (int, float)):
            try:
                return from_stamp(value)
            except Fault as fault:
                raise bad("datetime_parsing", value, {"error": str(fault)}) from None
        if isinstance(value, datetime.date):
            return datetime.datetime(value.year, value.month, value.day)
        raise bad("datetime_type", value)


class DateNode(Moment):
    label = "date"

    def validate(self, value, st):
        made = self.make(value, st)
        now = self.limits.get("now")
        if now is not None:
            today = datetime.date.today()
            if now == "past" and not made < today:
                raise bad("date_past", value)
            if now == "future" and not made > today:
                raise bad("date_future", value)
        return self.bound(made, value)

    def make(self, value, st):
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return value
        strict = self.is_strict(st)
        if strict and not (st.json and isinstance(value, str)):
            raise bad("date_type", value)
        st.floor(LAX)
        if isinstance(value, (str, bytes)):
            text = text_of(value, "date_type")
            try:
                year, month, day = read_day(text)
                if len(text) == 10:
                    return datetime.date(year, month, day)
                fault = Fault("unexpected extra characters at the end of the input")
            except Fault as error:
                fault = error
            if strict:
                raise bad("date_parsing", value, {"error": str(fault)})
            try:
                moment = read_moment(text)
            except Fault as error:
                raise bad("date_from_datetime_parsing", value, {"error": str(error)}) from None
        elif isinstance(value, bool):
            raise bad("date_type", value)
        elif isinstance(value, (int, float)):
            try:
                moment = from_stamp(value)
            except Fault as error:
                raise bad("date_from_datetime_parsing", value, {"error": str(error)}) from None
        elif isinstance(value, datetime.datetime):
            moment = value
        else:
            raise bad("date_type", value)
        if moment.hour or moment.minute or moment.second or moment.microsecond:
            raise bad("date_from_datetime_inexact", value)
        return datetime.date(moment.year, moment.month, moment.day)


class TimeNode(Moment):
    label = "time"

    def validate(self, value, st):
        return self.bound(self.make(value, st), value)

    def make(self, value, st):
        if isinstance(value, datetime.time):
            return value
        if self.is_strict(st) and not (st.json and isinstance(value, str)):
            raise bad("time_type", value)
        st.floor(LAX)
        if isinstance(value, bool) or not isinstance(value, (str, bytes, int, float)):
            raise bad("time_type", value)
        try:
            if isinstance(value, (int, float)):
                if value < 0:
                    raise Fault("time in seconds should be positive")
                if value >= 86400:
                    raise Fault("numeric times may not exceed 86,399 seconds")
                micro = round((value - int(value)) * 1_000_000)
                second = int(value)
                return datetime.time(second // 3600, second // 60 % 60, second % 60, micro, TzInfo(0))
            hour, minute, second, micro, zone = read_clock(text_of(value, "time_type"))
            return datetime.time(hour, minute, second, micro, zone)
        except Fault as fault:
            raise bad("time_parsing", value, {"error": str(fault)}) from None


class DeltaNode(Moment):
    label = "timedelta"

    def validate(self, value, st):
        return self.bound(self.make(value, st), value)

    def make(self, value, st):
        if isinstance(value, datetime.timedelta):
            return value
        if self.is_strict(st) and not (st.json and isinstance(value, str)):
            raise bad("time_delta_type", value)
        st.floor(LAX)
        if isinstance(value, (int, float)):
            if value != value:
                raise bad("time_delta_parsing", value, {"error": "NaN values not permitted"})
            return datetime.timedelta(seconds=value)
        if not isinstance(value, (str, bytes)):
            raise bad("time_delta_type", value)
        from pydantic._duration import read_delta

        try:
            return read_delta(text_of(value, "time_delta_type"))
        except Fault as fault:
            raise bad("time_delta_parsing", value, {"error": str(fault)}) from None


NODES = {
    "datetime.datetime": DatetimeNode, "datetime.date": DateNode, "datetime.time": TimeNode,
    "datetime.timedelta": DeltaNode,
}


def to_iso(value):
    """The text in which the core writes a moment or a duration."""
    if isinstance(value, datetime.timedelta):
        from pydantic._duration import write_delta

        return write_delta(value)
    text = value.isoformat()
    if isinstance(value, (datetime.datetime, datetime.time)) and text[-6:] == "+00:00":
        return text[:-6] + "Z"
    return text
