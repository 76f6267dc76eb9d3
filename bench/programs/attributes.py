# Attributes: reading and writing fields of instances, class variables and nested objects.


class Cell:
    created = 0

    def __init__(self, value):
        self.value = value
        self.total = 0
        self.next = None
        Cell.created += 1


class Meter:
    limit = 50

    def __init__(self):
        self.cell = Cell(1)
        self.count = 0


def ring(size):
    first = last = Cell(0)
    for i in range(1, size):
        last.next = Cell(i)
        last = last.next
    last.next = first
    return first


def main(rounds):
    cell = ring(100)
    meter = Meter()
    for _ in range(rounds):
        cell.total += cell.value
        meter.cell.total = cell.total + meter.count
        if cell.value > meter.limit:
            meter.count += 1
        cell = cell.next
    return meter.cell.total, meter.count, Cell.created


print(main(350000))
