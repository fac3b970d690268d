"""format(Decimal, spec)"""


def _taken(spec):
    """Fill, align, sign, zero, width, comma, precision and type of a specification."""
    fill, align, sign, zero = " ", "", "-", False
    if len(spec) > 1 and spec[1] in "<>=^":
        fill, align, spec = spec[0], spec[1], spec[2:]
    elif spec[:1] and spec[0] in "<>=^":
        align, spec = spec[0], spec[1:]
    if spec[:1] and spec[0] in "+- ":
        sign, spec = spec[0], spec[1:]
    if spec[:1] == "0":
        zero, spec = True, spec[1:]
    size = len(spec) - len(spec.lstrip("0123456789"))
    width, spec = int(spec[:size] or "0"), spec[size:]
    comma = spec[:1] == ","
    spec = spec[1:] if comma else spec
    precision = None
    if spec[:1] == ".":
        size = len(spec) - 1 - len(spec[1:].lstrip("0123456789"))
        if not size:
            raise ValueError("invalid format string")
        precision, spec = int(spec[1 : 1 + size]), spec[1 + size :]
    if len(spec) > 1 or spec and spec not in "eEfFgGn%":
        raise ValueError("invalid format string")
    return fill, align, sign, zero, width, comma, precision, spec


def shown(value, spec):
    from decimal import Decimal, _make, _shifted, getcontext

    if not spec:
        return str(value)
    fill, align, sign, zero, width, comma, precision, kind = _taken(spec)
    rounding = getcontext().rounding
    body = value.copy_abs()
    if kind == "%" and not body._kind:
        body = _make(False, body._coefficient, body._exponent + 2)
    if body._kind:
        text = str(body)
    elif kind in ("f", "F", "%"):
        if precision is not None:
            cut = _shifted(body._coefficient, -precision - body._exponent, value._negative, rounding)
            body = _make(False, cut, -precision)
        text = body._plain_digits()
    elif kind in ("e", "E"):
        digits = str(body._coefficient)
        exponent = body.adjusted()
        if precision is not None:
            cut = _shifted(body._coefficient, len(digits) - precision - 1, value._negative, rounding)
            exponent += len(str(cut)) - precision - 1 if cut else 0
            digits = str(cut)[: precision + 1].ljust(precision + 1, "0")
        text = digits[0] + ("." + digits[1:] if len(digits) > 1 else "") + f"{kind}{exponent:+d}"
    else:
        if precision is not None and len(str(body._coefficient)) > max(precision, 1):
            extra = len(str(body._coefficient)) - max(precision, 1)
            body = _make(False, _shifted(body._coefficient, extra, value._negative, rounding), body._exponent + extra)
        text = str(body).replace("E", "e") if kind == "g" else str(body)
    text += "%" if kind == "%" else ""
    head = "-" if value._negative else "" if sign == "-" else sign
    size = 0
    while size < len(text) and text[size].isdigit():
        size += 1
    whole, rest = text[:size], text[size:]
    if zero and not align:
        fill, align = "0", "="
    if comma:
        whole = f"{int(whole or '0'):,}"
        while fill == "0" and align == "=" and len(head + whole + rest) < width:
            digits = "0" + whole.replace(",", "")
            groups = []
            while digits:
                groups.insert(0, digits[-3:])
                digits = digits[:-3]
            whole = ",".join(groups)
    missing = width - len(head + whole + rest)
    if align == "=":
        return head + fill * missing + whole + rest
    text = head + whole + rest
    if align == "<":
        return text + fill * missing
    if align == "^":
        left = max(missing, 0) // 2
        return fill * left + text + fill * (max(missing, 0) - left)
    return fill * missing + text
