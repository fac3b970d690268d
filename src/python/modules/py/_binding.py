"""Binds arguments to parameters as a `def` does, with its messages, where parameters are only known at run time."""


def _listed(names):
    quoted = [f"'{name}'" for name in names]
    if len(quoted) < 3:
        return " and ".join(quoted)
    return ", ".join(quoted[:-1]) + f", and {quoted[-1]}"


def _plural(count):
    return "" if count == 1 else "s"


def _missing(function, names, kind):
    message = f"{function}() missing {len(names)} required {kind} argument{_plural(len(names))}: {_listed(names)}"
    raise TypeError(message)


def _too_many(function, parameters, count, given_by_name):
    required = len([name for name, optional in parameters if not optional])
    if required < len(parameters):
        takes = f"from {required} to {len(parameters)} positional arguments"
    else:
        takes = f"{len(parameters)} positional argument{_plural(len(parameters))}"
    if given_by_name:
        given = f"{count} positional argument{_plural(count)} (and {given_by_name} keyword-only argument{_plural(given_by_name)})"
    else:
        given = str(count)
    was = "was" if count == 1 and not given_by_name else "were"
    raise TypeError(f"{function}() takes {takes} but {given} {was} given")


def bind(function, parameters, defaults, args, keywords, keyword_only=()):
    """The values of `parameters`, pairs of a name and whether it may be left out, then those of `keyword_only`. What is
    left out is taken from `defaults`."""
    everything = [*parameters, *keyword_only]
    values = dict(zip([name for name, optional in parameters], args))
    names = [name for name, optional in everything]
    for name, value in keywords.items():
        if name not in names:
            raise TypeError(f"{function}() got an unexpected keyword argument '{name}'")
        if name in values:
            raise TypeError(f"{function}() got multiple values for argument '{name}'")
        values[name] = value
    if len(args) > len(parameters):
        by_name = len([name for name, optional in keyword_only if name in values])
        _too_many(function, parameters, len(args), by_name)
    for kind, group in (("positional", parameters), ("keyword-only", keyword_only)):
        absent = [name for name, optional in group if not optional and name not in values]
        if absent:
            _missing(function, absent, kind)
    return [values[name] if name in values else defaults[name] for name in names]
