"""statistics: the everyday functions."""
from collections import Counter
from math import fsum, sqrt


class StatisticsError(ValueError):
    pass


def _data(data, name, least=1):
    data = list(data)
    if len(data) < least:
        words = "at least one data point" if least == 1 else "at least two data points"
        raise StatisticsError(f"{name} requires {words}")
    return data


def _quotient(total, count):
    value = total / count
    return int(value) if isinstance(total, int) and value == total // count else value


def mean(data):
    data = _data(data, "mean")
    if all(isinstance(x, int) for x in data):
        return _quotient(sum(data), len(data))
    if any(isinstance(x, float) for x in data):
        return fsum(data) / len(data)
    return sum(data) / len(data)


def fmean(data):
    data = list(data)
    if not data:
        raise StatisticsError("fmean requires at least one data point")
    return fsum(data) / len(data)


def median(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    half = len(data) // 2
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _squares(data):
    middle = mean(data)
    if all(isinstance(x, int) for x in data):
        # Exact: n * sum of squares - square of the sum, over n.
        return len(data) * sum(x * x for x in data) - sum(data) ** 2, len(data)
    return fsum((x - middle) ** 2 for x in data), 1


def pvariance(data, mu=None):
    data = _data(data, "pvariance")
    total, over = _squares(data)
    return _quotient(total, over * len(data))


def variance(data, xbar=None):
    data = _data(data, "variance", 2)
    total, over = _squares(data)
    return _quotient(total, over * (len(data) - 1))


def pstdev(data, mu=None):
    return sqrt(pvariance(_data(data, "pstdev")))


def stdev(data, xbar=None):
    return sqrt(variance(_data(data, "stdev", 2)))
