# Digits of pi, one at a time, from a stream of linear fractional transformations of big integers.


def digits(count):
    out = []
    # The transformation (q r; 0 t) so far, and the number of the next term of the series.
    q, r, t, k = 1, 0, 1, 1
    while len(out) < count:
        digit = (q * 3 + r) // t
        if k > 1 and digit == (q * 4 + r) // t:
            out.append(digit)
            q, r = q * 10, (r - digit * t) * 10
        else:
            odd = 2 * k + 1
            q, r, t = q * k, (2 * q + r) * odd, t * odd
            k += 1
    return out


found = digits(1300)
print("".join([str(d) for d in found[-20:]]), sum(found))
