# Classes with state, errors of their own, and a log.

class BankError(Exception):
    pass


class Insufficient(BankError):
    def __init__(self, need, have):
        super().__init__("need %d, have %d" % (need, have))
        self.missing = need - have


class Account:
    count = 0

    def __init__(self, owner, balance=0):
        type(self).count += 1
        self.number = Account.count
        self.owner = owner
        self._balance = balance
        self.history = []

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self._balance += amount
        self.history.append(("+", amount))
        return self

    def withdraw(self, amount):
        if amount > self._balance:
            raise Insufficient(amount, self._balance)
        self._balance -= amount
        self.history.append(("-", amount))
        return self

    def __repr__(self):
        return "<%s #%d %s: %d>" % (type(self).__name__, self.number, self.owner, self.balance)


class Savings(Account):
    rate = 5

    def add_interest(self):
        return self.deposit(self.balance * self.rate // 100)


def transfer(a, b, amount):
    a.withdraw(amount)
    try:
        b.deposit(amount)
    except ValueError:
        a.deposit(amount)
        raise


ada, bob = Account("Ada", 100), Savings("Bob", 1000)
ada.deposit(50).withdraw(30)
bob.add_interest()
transfer(bob, ada, 200)
print(ada, bob, ada.history, bob.history)
for work in (lambda: ada.withdraw(10000), lambda: ada.deposit(-5), lambda: transfer(ada, bob, 5000), lambda: setattr(ada, "balance", 1)):
    try:
        work()
    except BankError as error:
        print(type(error).__name__, error, error.missing)
    except (ValueError, AttributeError) as error:
        print(type(error).__name__, error)
print(ada.balance + bob.balance, Account.count, Savings.count, sorted([bob, ada], key=lambda a: a.balance))
