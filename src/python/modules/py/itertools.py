"""itertools. Each name is a class, whose objects hand on what a generator makes."""

_missing = object()


class _Iterator:
    __slots__ = ("_inner",)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._inner)


class count(_Iterator):
    __slots__ = ("_value", "_step")

    def __init__(self, start=0, step=1):
        self._value, self._step = start, step

    def __next__(self):
        value = self._value
        self._value = value + self._step
        return value

    def __repr__(self):
        return f"count({self._value!r})" if self._step == 1 else f"count({self._value!r}, {self._step!r})"


class repeat(_Iterator):
    __slots__ = ("_object", "_left")

    def __init__(self, object, times=None):
        self._object, self._left = object, None if times is None else max(times, 0)

    def __next__(self):
        if self._left is not None:
            if self._left == 0:
                raise StopIteration
            self._left -= 1
        return self._object

    def __repr__(self):
        return f"repeat({self._object!r})" if self._left is None else f"repeat({self._object!r}, {self._left})"


class cycle(_Iterator):
    def __init__(self, iterable, /):
        def walk(source):
            kept = []
            for item in source:
                kept.append(item)
                yield item
            while kept:
                for item in kept:
                    yield item

        self._inner = walk(iter(iterable))


class accumulate(_Iterator):
    def __init__(self, iterable, func=None, *, initial=None):
        def walk(source):
            total = next(source, _missing) if initial is None else initial
            if total is _missing:
                return
            yield total
            for item in source:
                total = total + item if func is None else func(total, item)
                yield total

        self._inner = walk(iter(iterable))


class chain(_Iterator):
    def __init__(self, *iterables):
        def walk(sources):
            for source in sources:
                for item in source:
                    yield item

        self._inner = walk(iterables)

    @classmethod
    def from_iterable(cls, iterable, /):
        def walk(sources):
            for source in sources:
                for item in source:
                    yield item

        made = cls()
        made._inner = walk(iter(iterable))
        return made


class compress(_Iterator):
    def __init__(self, data, selectors):
        self._inner = (item for item, chosen in zip(data, selectors) if chosen)


class dropwhile(_Iterator):
    def __init__(self, predicate, iterable, /):
        def walk(source):
            dropping = True
            for item in source:
                if dropping and predicate(item):
                    continue
                dropping = False
                yield item

        self._inner = walk(iter(iterable))


class takewhile(_Iterator):
    def __init__(self, predicate, iterable, /):
        def walk(source):
            for item in source:
                if not predicate(item):
                    return
                yield item

        self._inner = walk(iter(iterable))


class filterfalse(_Iterator):
    def __init__(self, function, iterable, /):
        self._inner = (item for item in iterable if not (item if function is None else function(item)))


class islice(_Iterator):
    def __init__(self, iterable, *bounds):
        if not 1 <= len(bounds) <= 3:
            raise TypeError(f"islice expected at {'least 2' if not bounds else 'most 4'} arguments, got {len(bounds) + 1}")
        start, stop, step = (0, bounds[0], 1) if len(bounds) == 1 else (*bounds, 1)[:3]
        start, step = 0 if start is None else start, 1 if step is None else step
        if not (stop is None or isinstance(stop, int) and stop >= 0):
            raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if not (isinstance(start, int) and start >= 0):
            raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if not (isinstance(step, int) and step >= 1):
            raise ValueError("Step for islice() must be a positive integer or None.")

        def walk(source):
            place, wanted = 0, start
            while stop is None or place < stop:
                item = next(source, _missing)
                if item is _missing:
                    return
                if place == wanted:
                    wanted += step
                    yield item
                place += 1

        self._inner = walk(iter(iterable))


class starmap(_Iterator):
    def __init__(self, function, iterable, /):
        self._inner = (function(*args) for args in iterable)


class pairwise(_Iterator):
    def __init__(self, iterable, /):
        def walk(source):
            before = next(source, _missing)
            for item in source:
                yield before, item
                before = item

        self._inner = walk(iter(iterable))


class zip_longest(_Iterator):
    def __init__(self, *iterables, fillvalue=None):
        def walk(sources):
            while sources:
                row = [next(source, _missing) for source in sources]
                if all([item is _missing for item in row]):
                    return
                yield tuple([fillvalue if item is _missing else item for item in row])

        self._inner = walk([iter(iterable) for iterable in iterables])


class groupby(_Iterator):
    def __init__(self, iterable, key=None):
        def walk(source):
            item = next(source, _missing)
            while item is not _missing:
                current = item if key is None else key(item)
                state = [item]

                def group(current=current, state=state):
                    while state[0] is not _missing and (state[0] if key is None else key(state[0])) == current:
                        yield state[0]
                        state[0] = next(source, _missing)

                yield current, group()
                while state[0] is not _missing and (state[0] if key is None else key(state[0])) == current:
                    state[0] = next(source, _missing)
                item = state[0]

        self._inner = walk(iter(iterable))


class product(_Iterator):
    def __init__(self, *iterables, repeat=1):
        pools = [tuple(iterable) for iterable in iterables] * repeat

        def walk(places):
            if not all(pools):
                return
            while True:
                yield tuple([pool[place] for pool, place in zip(pools, places)])
                at = len(places) - 1
                while at >= 0 and places[at] == len(pools[at]) - 1:
                    places[at] = 0
                    at -= 1
                if at < 0:
                    return
                places[at] += 1

        self._inner = walk([0] * len(pools))


def _chosen(pool, size, next_choice, first):
    places = first
    while places is not None:
        yield tuple([pool[place] for place in places])
        places = next_choice(places, len(pool), size)


def _next_combination(places, total, size):
    places = list(places)
    for at in range(size - 1, -1, -1):
        if places[at] < total - size + at:
            places[at] += 1
            for after in range(at + 1, size):
                places[after] = places[after - 1] + 1
            return places
    return None


def _next_with_replacement(places, total, size):
    for at in range(size - 1, -1, -1):
        if places[at] < total - 1:
            return [*places[:at], *[places[at] + 1] * (size - at)]
    return None


def _next_permutation(places, total, size):
    places = list(places)
    for at in range(size - 1, -1, -1):
        free = [one for one in range(places[at] + 1, total) if one not in places[:at]]
        if free:
            places[at:] = [free[0]]
            rest = [one for one in range(total) if one not in places]
            return [*places, *rest[: size - at - 1]]
    return None


class combinations(_Iterator):
    def __init__(self, iterable, r):
        pool = tuple(iterable)
        if r < 0:
            raise ValueError("r must be non-negative")
        self._inner = _chosen(pool, r, _next_combination, list(range(r)) if r <= len(pool) else None)


class combinations_with_replacement(_Iterator):
    def __init__(self, iterable, r):
        pool = tuple(iterable)
        if r < 0:
            raise ValueError("r must be non-negative")
        self._inner = _chosen(pool, r, _next_with_replacement, [0] * r if pool or not r else None)


class permutations(_Iterator):
    def __init__(self, iterable, r=None):
        pool = tuple(iterable)
        size = len(pool) if r is None else r
        if size < 0:
            raise ValueError("r must be non-negative")
        self._inner = _chosen(pool, size, _next_permutation, list(range(size)) if size <= len(pool) else None)


def tee(iterable, n=2):
    source, queues = iter(iterable), [[] for _ in range(n)]

    def walk(queue):
        while True:
            if not queue:
                item = next(source, _missing)
                if item is _missing:
                    return
                for one in queues:
                    one.append(item)
            yield queue.pop(0)

    return tuple([walk(queue) for queue in queues])
