"""Validators of lists, tuples, sets, dictionaries, unions, literals and defaults."""
from pydantic._scalars import EXACT, LAX, STRICT, Node
from pydantic_core._pydantic_core import Invalid, at, bad

NAMES = {list: "List", set: "Set", frozenset: "Frozenset", tuple: "Tuple", dict: "Dictionary", None: "Value"}
LISTS = (list, tuple, set, frozenset)
VIEWS = ("dict_keys", "dict_values", "dict_items", "generator", "deque")


def gather(value, kind, node, st):
    """The items of anything that may become a `kind`."""
    if type(value) is kind or isinstance(value, kind):
        return value
    if node.is_strict(st) and not (st.json and isinstance(value, list)):
        raise bad(node.error, value)
    if isinstance(value, LISTS) or type(value).__name__ in VIEWS:
        st.floor(LAX)
        return list(value)
    raise bad(node.error, value)


class Sized(Node):
    def limit(self, name, value):
        if name in ("min_length", "max_length"):
            self.limits[name] = value
            return True
        return Node.limit(self, name, value)

    def sized(self, count, value, kind):
        low = self.limits.get("min_length")
        if low is not None and count < low:
            raise bad("too_short", value, {"field_type": NAMES[kind], "min_length": low, "actual_length": count})
        top = self.limits.get("max_length")
        if top is not None and count > top:
            raise bad("too_long", value, {"field_type": NAMES[kind], "max_length": top, "actual_length": count})


class ListNode(Sized):
    """`list`, `set`, `frozenset` and `tuple[X, ...]`."""

    def __init__(self, kind, item):
        self.kind = kind
        self.item = item
        self.limits = {}
        self.error = {list: "list_type", set: "set_type", frozenset: "frozen_set_type", tuple: "tuple_type"}[kind]
        inner = "any" if item is None else item.label
        self.label = f"{kind.__name__}[{inner}, ...]" if kind is tuple else f"{kind.__name__}[{inner}]"

    def validate(self, value, st):
        items = gather(value, self.kind, self, st)
        found, lines = [], []
        item = self.item
        if item is None:
            found = list(items)
        else:
            index = 0
            for given in items:
                try:
                    found.append(item.validate(given, st))
                except Invalid as error:
                    lines.extend(at(error.lines, index))
                index += 1
        if self.kind is not list and self.kind is not tuple:
            for given in found:
                try:
                    hash(given)
                except TypeError:
                    raise bad("set_item_not_hashable", given) from None
        if self.limits:
            top = self.limits.get("max_length")
            if top is not None and len(found) + len(lines) > top:
                self.sized(len(found) + len(lines), value, self.kind)
        if lines:
            raise Invalid(lines)
        made = found if self.kind is list else self.kind(found)
        if self.limits:
            self.sized(len(made), value, self.kind)
        return made

    def dump(self, value, out, include=None, exclude=None):
        if not isinstance(value, self.kind) or self.item is None:
            return Node.dump(self, value, out)
        items = [self.item.dump(v, out) for v in chosen(value, include, exclude)]
        return items if out.json or self.kind is list else self.kind(items)


def chosen(items, include, exclude):
    if include is None and exclude is None:
        return items
    return [
        v for i, v in enumerate(items) if (include is None or i in include) and (exclude is None or i not in exclude)
    ]


class TupleNode(Sized):
    """`tuple[X, Y]`: one validator for each place."""

    error = "tuple_type"

    def __init__(self, items):
        self.items = items
        self.limits = {}
        self.label = f"tuple[{', '.join([i.label for i in items])}]"

    def validate(self, value, st):
        given = list(gather(value, tuple, self, st))
        want = len(self.items)
        found, lines = [], []
        for index in range(want):
            if index >= len(given):
                lines.append(("missing", (index,), value, None, None))
                continue
            try:
                found.append(self.items[index].validate(given[index], st))
            except Invalid as error:
                lines.extend(at(error.lines, index))
        if len(given) > want:
            raise bad("too_long", value, {"field_type": "Tuple", "max_length": want, "actual_length": len(given)})
        if lines:
            raise Invalid(lines)
        return tuple(found)

    def dump(self, value, out, include=None, exclude=None):
        if not isinstance(value, tuple) or len(value) != len(self.items):
            return Node.dump(self, value, out)
        items = [node.dump(v, out) for node, v in zip(self.items, value)]
        return items if out.json else tuple(items)


class DictNode(Sized):
    def __init__(self, key, item):
        self.key = key
        self.item = item
        self.limits = {}
        self.label = f"dict[{key.label if key else 'any'},{item.label if item else 'any'}]"

    def validate(self, value, st):
        if not isinstance(value, dict):
            if self.is_strict(st) or not hasattr(value, "keys") or not hasattr(value, "items"):
                raise bad("dict_type", value)
            st.floor(LAX)
        if self.key is None and not self.limits:
            return dict(value.items())
        found, lines = {}, []
        for key, item in value.items():
            try:
                made = key if self.key is None else self.key.validate(key, st)
            except Invalid as error:
                lines.extend(at(at(error.lines, "[key]"), place_of(key)))
                made = None
            try:
                found[made] = item if self.item is None else self.item.validate(item, st)
            except Invalid as error:
                lines.extend(at(error.lines, place_of(key)))
        if lines:
            raise Invalid(lines)
        self.sized(len(found), value, dict)
        return found

    def dump(self, value, out, include=None, exclude=None):
        from pydantic._serialize import key_text

        if not isinstance(value, dict) or self.item is None:
            return Node.dump(self, value, out)
        found = {}
        for key, item in value.items():
            if (include is not None and key not in include) or (exclude is not None and key in exclude):
                continue
            if out.exclude_none and item is None:
                continue
            found[key_text(key) if out.json else key] = self.item.dump(item, out)
        return found


def place_of(key):
    return key if isinstance(key, (str, int)) and not isinstance(key, bool) else str(key)


class OptionalNode(Node):
    none_ok = True

    def __init__(self, inner):
        self.inner = inner
        self.label = f"nullable[{inner.label}]"

    def limit(self, name, value):
        return self.inner.limit(name, value)

    def validate(self, value, st):
        return None if value is None else self.inner.validate(value, st)

    def dump(self, value, out, include=None, exclude=None):
        return None if value is None else self.inner.dump(value, out, include, exclude)


class UnionNode(Node):
    """Smart mode: an exact match wins at once, else the most exact, else the first."""

    def __init__(self, choices, left_to_right=False):
        self.choices = choices
        self.left_to_right = left_to_right
        self.none_ok = any([c.none_ok for c in choices])
        self.label = f"union[{','.join([c.label for c in choices])}]"

    def limit(self, name, value):
        if name == "union_mode":
            self.left_to_right = value == "left_to_right"
            return True
        return Node.limit(self, name, value)

    def validate(self, value, st):
        before, before_set = st.exact, st.fields_set
        best, best_exact, best_set, lines = None, -1, -1, []
        for choice in self.choices:
            st.exact, st.fields_set = EXACT, 0
            try:
                made = choice.validate(value, st)
            except Invalid as error:
                lines.extend(at(error.lines, getattr(choice, "tag", None) or choice.label))
                continue
            if self.left_to_right or (st.exact == EXACT and st.fields_set == 0):
                best, best_exact, best_set = [made], st.exact, st.fields_set
                break
            if (st.fields_set, st.exact) > (best_set, best_exact):
                best, best_exact, best_set = [made], st.exact, st.fields_set
        st.exact, st.fields_set = before, before_set
        if best is None:
            raise Invalid(lines)
        st.floor(best_exact)
        if best_set > 0:
            st.fields_set += best_set
        return best[0]

    def dump(self, value, out, include=None, exclude=None):
        for choice in self.choices:
            if fits(choice, value):
                return choice.dump(value, out, include, exclude)
        return Node.dump(self, value, out)


def fits(node, value):
    """Whether a value already is what the node makes; decides which choice writes it."""
    cls = getattr(node, "cls", None)
    if isinstance(cls, type):
        return type(value) is cls or isinstance(value, cls)
    kind = getattr(node, "kind", None)
    if kind is not None and not isinstance(value, kind):
        return False
    from pydantic._scalars import State

    st = State(strict=True)
    try:
        node.validate(value, st)
    except Invalid:
        return False
    return st.exact >= STRICT


class TaggedNode(Node):
    """A union told apart by one field."""

    def __init__(self, by, choices):
        self.by = by
        self.choices = choices
        self.label = f"tagged-union[{','.join([choice.label for choice in choices.values()])}]"

    def validate(self, value, st):
        if isinstance(value, dict):
            tag = value.get(self.by, TaggedNode)
        elif st.json or isinstance(value, type) or type(value).__module__ in ("builtins", "datetime", "collections"):
            raise bad("model_attributes_type", value)
        else:
            tag = getattr(value, self.by, TaggedNode)
        if tag is TaggedNode:
            raise bad("union_tag_not_found", value, {"discriminator": repr(self.by)})
        tag = getattr(tag, "value", tag)
        if tag not in self.choices:
            known = ", ".join([repr(k) for k in self.choices])
            raise bad("union_tag_invalid", value, {"discriminator": repr(self.by), "tag": str(tag), "expected_tags": known})
        try:
            return self.choices[tag].validate(value, st)
        except Invalid as error:
            raise Invalid(at(error.lines, tag)) from None

    def dump(self, value, out, include=None, exclude=None):
        for choice in self.choices.values():
            if fits(choice, value):
                return choice.dump(value, out, include, exclude)
        return Node.dump(self, value, out)


def one_of(values):
    shown = [repr(v) for v in values]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " or " + shown[-1]


class LiteralNode(Node):
    def __init__(self, values):
        self.values = values
        self.label = f"literal[{','.join([repr(v) for v in values])}]"

    def validate(self, value, st):
        for known in self.values:
            if type(known) is type(value) and known == value:
                return known
        for known in self.values:
            if hasattr(type(known), "__members__") and known.value == value:
                st.floor(LAX)
                return known
        shown = [getattr(v, "value", v) if hasattr(type(v), "__members__") else v for v in self.values]
        raise bad("literal_error", value, {"expected": one_of(shown)})
