# Work on all matches of a pattern, each of which may be long in being found.


def re_search(work, args):
    return in_steps(work, args)[0]


# Has the text before each match, and what is to be in place of it, taken into `out`, so often at most; an
# empty match ends that. Where the last one ended.
def re_matches(pattern, text, at, most, out, take, replace, calls):
    while True:
        found = _re_find(pattern, text, at)
        if found is None:
            break
        start, end = _re_span(found)
        if start == end:
            break
        take(out, found, at, replace(found) if calls else replace)
        at = end
        most -= 1
        if most == 0:
            break
    return at


# What is before byte `at` is done.
def re_split(pattern, text, most, parts, at):
    at = re_matches(pattern, text, at, most, parts, _re_cut, None, False)
    parts.append(_re_part(text, at, None))
    return parts


def re_sub(pattern, replace, text, most, calls, out, at):
    at = re_matches(pattern, text, at, most, out, _re_expand, replace, calls)
    if not at:
        return text
    _re_rest(out, text, at)
    return _checked_text_like(text, out)
