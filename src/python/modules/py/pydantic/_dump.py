"""Dumping a model: which members, under which names, in which shape."""
from pydantic._model import parts_of
from pydantic._serialize import plain, split


def dump_model(value, cls, out, include=None, exclude=None):
    """The dictionary of a model as class `cls` sees it; what a subclass adds is left out."""
    whole = whole_writer(cls)
    if whole is not None:
        return whole(value, out, lambda v: members(v, cls, out, include, exclude))
    return members(value, cls, out, include, exclude)


def whole_writer(cls):
    for name, mark in cls.__pydantic_marks__.items():
        if mark.kind == "write_model":
            return mark.write_whole
    return None


def wanted(name, include, exclude):
    """What to take of one member: `None` for nothing, else the selections below it."""
    take = split(include, name)
    if include is not None and take is None:
        return None
    leave = split(exclude, name)
    if leave is True:
        return None
    return (None if take is True else take, leave)


def members(value, cls, out, include, exclude):
    if cls.__pydantic_root__:
        return parts_of(cls)[0].node.dump(value.root, out, include, exclude)
    found = {}
    held = value.__dict__
    given = value.__pydantic_fields_set__
    by_alias = out.by_alias
    if by_alias is None:
        by_alias = bool(cls.model_config.get("serialize_by_alias"))
    for part in parts_of(cls):
        name = part.name
        if name not in held or part.info.exclude:
            continue
        if out.exclude_unset and name not in given:
            continue
        chosen = wanted(name, include, exclude)
        if chosen is None:
            continue
        item = held[name]
        if out.exclude_none and item is None:
            continue
        if out.exclude_defaults and not part.info.is_required() and item == part.default(None):
            continue
        if part.writer is not None:
            made = part.writer(value, item, out, part)
        else:
            made = part.node.dump(item, out, chosen[0], chosen[1])
        found[part.written if by_alias else name] = made
    for name, item in (value.__pydantic_extra__ or {}).items():
        chosen = wanted(name, include, exclude)
        if chosen is not None and not (out.exclude_none and item is None):
            found[name] = plain(item, out)
    for name, field in cls.__pydantic_computed__.items():
        chosen = wanted(name, include, exclude)
        if chosen is None:
            continue
        item = getattr(value, name)
        if out.exclude_none and item is None:
            continue
        found[field.alias if by_alias and field.alias else name] = computed(field, item, out)
    return found


def computed(field, item, out):
    """A computed member is written by what its function says it returns."""
    if field.node is None:
        import _host
        from pydantic._build import build

        returned = field.return_type
        if returned is None:
            returned = _host.returns(field.target.fget)
        field.node = build(returned) if returned is not _host.EMPTY else False
    return field.node.dump(item, out) if field.node else plain(item, out)
