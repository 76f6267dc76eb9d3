# The Richards benchmark: an operating system's scheduler with idle, worker, handler and device tasks.

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)
DEVICE, WORK = range(2)
PACKET_BYTES = 4


class Packet:
    def __init__(self, link, owner, kind):
        self.link = link
        self.owner = owner
        self.kind = kind
        self.datum = 0
        self.data = [0] * PACKET_BYTES

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    def __init__(self, system, owner, priority, queue):
        self.system = system
        self.owner = owner
        self.priority = priority
        self.queue = queue
        self.next = system.tasks
        self.pending = queue is not None
        self.waiting = queue is None
        self.holding = False
        system.tasks = self
        system.table[owner] = self

    def run(self, packet):
        raise NotImplementedError

    def blocked(self):
        return self.holding or (self.waiting and not self.pending)

    def start(self):
        packet = None
        if self.waiting and self.pending:
            packet = self.queue
            self.queue = packet.link
            self.waiting = False
            self.pending = self.queue is not None
        return self.run(packet)

    def wait(self):
        self.waiting = True
        return self

    def hold(self):
        self.system.held += 1
        self.holding = True
        return self.next

    def release(self, owner):
        task = self.system.find(owner)
        task.holding = False
        return task if task.priority > self.priority else self

    def send(self, packet):
        task = self.system.find(packet.owner)
        self.system.sent += 1
        packet.link = None
        packet.owner = self.owner
        return task.accept(packet, self)

    def accept(self, packet, sender):
        if self.queue is None:
            self.queue = packet
            self.pending = True
            if self.priority > sender.priority:
                return self
        else:
            packet.append_to(self.queue)
        return sender


class Idle(Task):
    def __init__(self, system, owner, priority, count):
        super().__init__(system, owner, priority, None)
        self.waiting = False
        self.control = 1
        self.count = count

    def run(self, packet):
        self.count -= 1
        if self.count == 0:
            return self.hold()
        if self.control & 1 == 0:
            self.control >>= 1
            return self.release(DEVICE_A)
        self.control = self.control >> 1 ^ 0xD008
        return self.release(DEVICE_B)


class Worker(Task):
    def __init__(self, system, owner, priority, queue):
        super().__init__(system, owner, priority, queue)
        self.waiting = True
        self.destination = HANDLER_A
        self.letter = 0

    def run(self, packet):
        if packet is None:
            return self.wait()
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        packet.owner = self.destination
        packet.datum = 0
        for i in range(PACKET_BYTES):
            self.letter = self.letter % 26 + 1
            packet.data[i] = 64 + self.letter
        return self.send(packet)


class Handler(Task):
    def __init__(self, system, owner, priority, queue):
        super().__init__(system, owner, priority, queue)
        self.waiting = True
        self.work = None
        self.device = None

    def run(self, packet):
        if packet is not None:
            if packet.kind == WORK:
                self.work = packet.append_to(self.work)
            else:
                self.device = packet.append_to(self.device)
        work = self.work
        if work is None:
            return self.wait()
        if work.datum >= PACKET_BYTES:
            self.work = work.link
            return self.send(work)
        device = self.device
        if device is None:
            return self.wait()
        self.device = device.link
        device.datum = work.data[work.datum]
        work.datum += 1
        return self.send(device)


class Device(Task):
    def __init__(self, system, owner, priority):
        super().__init__(system, owner, priority, None)
        self.held_packet = None

    def run(self, packet):
        if packet is None:
            packet = self.held_packet
            if packet is None:
                return self.wait()
            self.held_packet = None
            return self.send(packet)
        self.held_packet = packet
        return self.hold()


class System:
    def __init__(self):
        self.tasks = None
        self.table = [None] * 6
        self.held = 0
        self.sent = 0

    def find(self, owner):
        task = self.table[owner]
        if task is None:
            raise ValueError("no task %d" % owner)
        return task

    def schedule(self):
        task = self.tasks
        while task is not None:
            if task.blocked():
                task = task.next
            else:
                task = task.start()


def queue_of(count, owner, kind):
    queue = None
    for _ in range(count):
        queue = Packet(queue, owner, kind)
    return queue


def simulate(idles):
    system = System()
    Idle(system, IDLE, 0, idles)
    Worker(system, WORKER, 1000, queue_of(2, IDLE, WORK))
    Handler(system, HANDLER_A, 2000, queue_of(3, DEVICE_A, DEVICE))
    Handler(system, HANDLER_B, 3000, queue_of(3, DEVICE_B, DEVICE))
    Device(system, DEVICE_A, 4000)
    Device(system, DEVICE_B, 5000)
    system.schedule()
    return system.sent, system.held


print(simulate(10000))
