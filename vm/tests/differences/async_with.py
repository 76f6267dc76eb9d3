# `async with` is refused when the file is loaded, so nothing of it runs.
# Cause: it looks at both words of an unwinding jump on the stack, and the VM keeps one word.
# Workaround: await __aenter__ and __aexit__ in a try statement.


class Manager:
    async def __aenter__(self):
        return "entered"

    async def __aexit__(self, *error):
        print("left")


async def main():
    async with Manager() as manager:
        print(manager)


try:
    main().send(None)
except StopIteration:
    print("done")
