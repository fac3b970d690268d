"""`jsonable_encoder`: anything into what `json.dumps` takes."""
TEXT = ("UUID", "IPv4Address", "IPv6Address", "IPv4Network", "IPv6Network", "IPv4Interface", "IPv6Interface", "AnyUrl", "HttpUrl", "SecretStr", "SecretBytes", "NameEmail", "PurePath")
LISTS = (list, set, frozenset, tuple)


def jsonable_encoder(obj, include=None, exclude=None, by_alias=True, exclude_unset=False, exclude_defaults=False, exclude_none=False, custom_encoder=None, sqlalchemy_safe=True):
    kind = type(obj)
    if custom_encoder:
        for cls, encoder in custom_encoder.items():
            if kind is cls or isinstance(obj, cls):
                return encoder(obj)
    if obj is None or kind in (str, int, float, bool):
        return obj
    if include is not None and not isinstance(include, (set, dict)):
        include = set(include)
    if exclude is not None and not isinstance(exclude, (set, dict)):
        exclude = set(exclude)

    def again(value, **more):
        return jsonable_encoder(
            value, by_alias=by_alias, exclude_unset=exclude_unset, exclude_defaults=exclude_defaults,
            exclude_none=exclude_none, custom_encoder=custom_encoder, sqlalchemy_safe=sqlalchemy_safe, **more,
        )

    if getattr(kind, "__pydantic_fields__", None) is not None:
        made = obj.model_dump(
            mode="json", include=include, exclude=exclude, by_alias=by_alias, exclude_unset=exclude_unset,
            exclude_none=exclude_none, exclude_defaults=exclude_defaults,
        )
        return jsonable_encoder(
            made, exclude_none=exclude_none, exclude_defaults=exclude_defaults, sqlalchemy_safe=sqlalchemy_safe
        )
    if hasattr(kind, "__dataclass_fields__"):
        return again({name: getattr(obj, name) for name in kind.__dataclass_fields__}, include=include, exclude=exclude)
    if hasattr(kind, "__members__"):
        return obj.value
    if isinstance(obj, (str, int, float)):
        return obj
    if isinstance(obj, dict):
        made = {}
        for key, value in obj.items():
            if (include is not None and key not in include) or (exclude is not None and key in exclude):
                continue
            if sqlalchemy_safe and isinstance(key, str) and key.startswith("_sa"):
                continue
            if value is None and exclude_none:
                continue
            made[again(key)] = again(value)
        return made
    if isinstance(obj, LISTS) or kind.__name__ in ("generator", "deque"):
        return [again(item, include=include, exclude=exclude) for item in obj]
    known, made = by_type(obj, kind)
    if known:
        return made
    try:
        data = dict(obj)
    except Exception as error:
        errors = [error]
        try:
            data = vars(obj)
        except Exception as second:
            errors.append(second)
            raise ValueError(errors) from second
    return again(data, include=include, exclude=exclude)


def by_type(obj, kind):
    if isinstance(obj, bytes):
        return True, obj.decode()
    for cls in kind.__mro__:
        name = cls.__name__
        if name in ("datetime", "date", "time") and cls.__module__ == "datetime":
            return True, obj.isoformat()
        if name == "timedelta" and cls.__module__ == "datetime":
            return True, obj.total_seconds()
        if name == "Decimal":
            exponent = obj.as_tuple().exponent
            whole = isinstance(exponent, int) and exponent >= 0
            return True, int(obj) if whole else float(obj)
        if name in TEXT:
            return True, str(obj)
        if name == "Pattern":
            return True, obj.pattern
    return False, None
