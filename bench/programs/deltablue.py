# DeltaBlue: an incremental solver of one-way and two-way constraints in a hierarchy of strengths.

REQUIRED, PREFERRED, STRONG, NORMAL, WEAK, WEAKEST = range(6)
UNDECIDED, FORWARD, BACKWARD = range(3)


class Variable:
    def __init__(self, value):
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.strength = WEAKEST
        self.stay = True
        self.mark = 0


class Constraint:
    def __init__(self, planner, strength):
        self.planner = planner
        self.strength = strength

    def post(self):
        for variable in self.variables():
            variable.constraints.append(self)
        self.forget_direction()
        self.planner.add(self)

    def is_input(self):
        return False

    def satisfy(self, mark):
        self.choose(mark)
        if not self.is_satisfied():
            if self.strength == REQUIRED:
                raise ValueError("a required constraint cannot be satisfied")
            return None
        for variable in self.inputs():
            variable.mark = mark
        out = self.output()
        beaten = out.determined_by
        if beaten is not None:
            beaten.forget_direction()
        out.determined_by = self
        if not self.planner.propagate(self, mark):
            raise ValueError("a cycle of constraints")
        out.mark = mark
        return beaten

    def inputs_known(self, mark):
        for v in self.inputs():
            if not (v.mark == mark or v.stay or v.determined_by is None):
                return False
        return True

    def remove(self):
        if self.is_satisfied():
            self.planner.remove(self)
        else:
            self.unlink()

    def unlink(self):
        for variable in self.variables():
            variable.constraints.remove(self)


class Unary(Constraint):
    def __init__(self, planner, variable, strength):
        super().__init__(planner, strength)
        self.variable = variable
        self.satisfied = False

    def variables(self):
        return (self.variable,)

    def inputs(self):
        return ()

    def output(self):
        return self.variable

    def is_satisfied(self):
        return self.satisfied

    def forget_direction(self):
        self.satisfied = False

    def choose(self, mark):
        v = self.variable
        self.satisfied = v.mark != mark and self.strength < v.strength

    def recalculate(self):
        self.variable.strength = self.strength
        self.variable.stay = not self.is_input()

    def execute(self):
        pass


class Stay(Unary):
    pass


class Edit(Unary):
    def is_input(self):
        return True


class Binary(Constraint):
    def __init__(self, planner, one, other, strength):
        super().__init__(planner, strength)
        self.one = one
        self.other = other
        self.direction = UNDECIDED

    def variables(self):
        return (self.one, self.other)

    def inputs(self):
        return (self.one,) if self.direction == FORWARD else (self.other,)

    def output(self):
        return self.other if self.direction == FORWARD else self.one

    def is_satisfied(self):
        return self.direction != UNDECIDED

    def forget_direction(self):
        self.direction = UNDECIDED

    def choose(self, mark):
        one, other = self.one, self.other
        if one.mark == mark:
            free = other.mark != mark and self.strength < other.strength
            self.direction = FORWARD if free else UNDECIDED
        elif other.mark == mark:
            free = one.mark != mark and self.strength < one.strength
            self.direction = BACKWARD if free else UNDECIDED
        elif one.strength > other.strength:
            self.direction = BACKWARD if self.strength < one.strength else UNDECIDED
        else:
            self.direction = FORWARD if self.strength < other.strength else UNDECIDED

    def recalculate(self):
        source = self.inputs()[0]
        out = self.output()
        out.strength = max(self.strength, source.strength)
        out.stay = source.stay
        if out.stay:
            self.execute()


class Equal(Binary):
    def execute(self):
        self.output().value = self.inputs()[0].value


class Scale(Binary):
    def __init__(self, planner, source, factor, offset, target, strength):
        super().__init__(planner, source, target, strength)
        self.factor = factor
        self.offset = offset

    def variables(self):
        return (self.one, self.other, self.factor, self.offset)

    def inputs(self):
        if self.direction == FORWARD:
            return (self.one, self.factor, self.offset)
        return (self.other, self.factor, self.offset)

    def execute(self):
        if self.direction == FORWARD:
            self.other.value = self.one.value * self.factor.value + self.offset.value
        else:
            self.one.value = (self.other.value - self.offset.value) // self.factor.value

    def recalculate(self):
        source = self.one if self.direction == FORWARD else self.other
        out = self.output()
        out.strength = max(self.strength, source.strength)
        out.stay = source.stay and self.factor.stay and self.offset.stay
        if out.stay:
            self.execute()


class Planner:
    def __init__(self):
        self.mark = 0

    def new_mark(self):
        self.mark += 1
        return self.mark

    def add(self, constraint):
        mark = self.new_mark()
        beaten = constraint.satisfy(mark)
        while beaten is not None:
            beaten = beaten.satisfy(mark)

    def remove(self, constraint):
        out = constraint.output()
        constraint.forget_direction()
        constraint.unlink()
        unsatisfied = self.forget_downstream(out)
        unsatisfied.sort(key=lambda c: c.strength)
        for other in unsatisfied:
            self.add(other)

    def forget_downstream(self, out):
        out.determined_by = None
        out.strength = WEAKEST
        out.stay = True
        unsatisfied = []
        todo = [out]
        while todo:
            v = todo.pop()
            for c in v.constraints:
                if not c.is_satisfied():
                    unsatisfied.append(c)
            for c in v.constraints:
                if c is not v.determined_by and c.is_satisfied():
                    c.recalculate()
                    todo.append(c.output())
        return unsatisfied

    def propagate(self, constraint, mark):
        todo = [constraint]
        while todo:
            c = todo.pop()
            out = c.output()
            if out.mark == mark:
                self.remove(constraint)
                return False
            c.recalculate()
            self.consumers(out, todo)
        return True

    def consumers(self, v, into):
        determining = v.determined_by
        for c in v.constraints:
            if c is not determining and c.is_satisfied():
                into.append(c)

    def plan(self, edits):
        mark = self.new_mark()
        todo = [c for c in edits if c.is_input() and c.is_satisfied()]
        plan = []
        while todo:
            c = todo.pop()
            out = c.output()
            if out.mark != mark and c.inputs_known(mark):
                plan.append(c)
                out.mark = mark
                self.consumers(out, todo)
        return plan


def change(planner, variable, value):
    edit = Edit(planner, variable, PREFERRED)
    edit.post()
    plan = planner.plan([edit])
    for i in range(10):
        variable.value = value + i
        for c in plan:
            c.execute()
    edit.remove()


def chain(n):
    planner = Planner()
    variables = [Variable(0) for _ in range(n + 1)]
    for a, b in zip(variables, variables[1:]):
        Equal(planner, a, b, REQUIRED).post()
    Stay(planner, variables[-1], STRONG).post()
    change(planner, variables[0], 100)
    return variables[-1].value


def projection(n):
    planner = Planner()
    factor = Variable(10)
    offset = Variable(1000)
    sources = []
    targets = []
    for i in range(n):
        source = Variable(i)
        target = Variable(i)
        sources.append(source)
        targets.append(target)
        Stay(planner, source, NORMAL).post()
        Scale(planner, source, factor, offset, target, REQUIRED).post()
    change(planner, sources[0], 17)
    change(planner, targets[-1], 1050)
    change(planner, factor, 5)
    change(planner, offset, 2000)
    return sum([t.value for t in targets]), sources[-1].value


print(chain(1000), projection(600))
