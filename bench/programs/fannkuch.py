# Fannkuch: the most flips of a prefix that any permutation needs, over all permutations of n.


def fannkuch(n):
    order = list(range(n))
    counts = [0] * n
    checksum = most = 0
    sign = 1
    left = n
    while True:
        while left > 1:
            counts[left - 1] = left
            left -= 1
        first = order[0]
        if first:
            stack = order[:]
            flips = 0
            while first:
                stack[: first + 1] = stack[first::-1]
                flips += 1
                first = stack[0]
            if flips > most:
                most = flips
            checksum += sign * flips
        sign = -sign
        while True:
            if left == n:
                return checksum, most
            head = order[0]
            for i in range(left):
                order[i] = order[i + 1]
            order[left] = head
            counts[left] -= 1
            if counts[left] > 0:
                break
            left += 1


print(fannkuch(8))
