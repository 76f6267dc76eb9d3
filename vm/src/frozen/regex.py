# Work on all matches of a pattern, each of which may be long in being found.


def re_search(work, args):
    return in_steps(work, args)[0]


def re_split(pattern, text, most):
    parts = []
    at = 0
    while True:
        found = _re_find(pattern, text, at)
        if found is None:
            break
        start, end = _re_span(found)
        if start == end:
            break
        parts.append(_re_part(text, at, start))
        if _re_groups(pattern):
            raise NotImplementedError("splitting with sub-captures")
        at = end
        most -= 1
        if most == 0:
            break
    parts.append(_re_part(text, at, None))
    return parts


def re_sub(pattern, replace, text, most, calls):
    out = None
    at = 0
    while True:
        found = _re_find(pattern, text, at)
        if found is None:
            break
        start, end = _re_span(found)
        if start == end:
            break
        if out is None:
            out = bytearray()
        _re_expand(out, found, at, replace(found) if calls else replace)
        at = end
        most -= 1
        if most == 0:
            break
    if out is None:
        return text
    _re_rest(out, text, at)
    return _re_text(text, out)
