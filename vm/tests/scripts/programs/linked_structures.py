# A linked list, a binary tree and a trie.

class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next


class Linked:
    def __init__(self, items=()):
        self.head = None
        for x in items:
            self.head = Node(x, self.head)

    def __iter__(self):
        n = self.head
        while n:
            yield n.value
            n = n.next

    def reverse(self):
        before, n = None, self.head
        while n:
            n.next, before, n = before, n, n.next
        self.head = before
        return self

    def __len__(self):
        return sum(1 for _ in self)


l = Linked("abc")
print(list(l), len(l), list(l.reverse()), "b" in l, list(Linked()))


class Tree:
    def __init__(self):
        self.root = None

    def insert(self, key):
        where = "root"
        node = self
        while getattr(node, where) is not None:
            node = getattr(node, where)
            if key == node.key:
                return False
            where = "left" if key < node.key else "right"
        setattr(node, where, Leaf(key))
        return True

    def walk(self, node=None, depth=0):
        node = node or self.root
        if node.left:
            yield from self.walk(node.left, depth + 1)
        yield node.key, depth
        if node.right:
            yield from self.walk(node.right, depth + 1)


class Leaf:
    def __init__(self, key):
        self.key, self.left, self.right = key, None, None


t = Tree()
print([t.insert(k) for k in (5, 2, 8, 1, 9, 2, 7, 3)])
print(list(t.walk()))


class Trie(dict):
    def add(self, word):
        node = self
        for c in word:
            if c not in node:
                node[c] = Trie()
            node = node[c]
        node["$"] = True

    def words(self, prefix=""):
        for c in sorted(self):
            if c == "$":
                yield prefix
            else:
                yield from self[c].words(prefix + c)


trie = Trie()
for w in "tea ten to inn in i".split():
    trie.add(w)
print(list(trie.words()))
