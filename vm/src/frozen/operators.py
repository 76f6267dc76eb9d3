# Operators over generators and users' iterators.


def extend_items(target, items):
    for item in items:
        target.append(item)
    return target
