# Calls the test functions of the module MODULE, and the test methods of its classes named Test…, each on an
# instance of its own, as such tests are written to be called. The line that sets MODULE is put before this one.
import sys


def tests(module):
    for name in sorted(dir(module)):
        if name.startswith("test"):
            test = getattr(module, name)
            if callable(test):
                yield name, test
        elif name.startswith("Test"):
            group = getattr(module, name)
            if isinstance(group, type):
                for method in sorted(dir(group)):
                    if method.startswith("test"):
                        yield name + "." + method, lambda: in_group(group, method)


def in_group(group, method):
    instance = group()
    for before in ("setup_method", "setUp"):
        if hasattr(instance, before):
            getattr(instance, before)()
    getattr(instance, method)()


def main():
    # Helpers lie beside the tests, and are imported by their own names.
    sys.path.append("/".join(MODULE.split(".")[:-1]))
    module = __import__(MODULE)
    for part in MODULE.split(".")[1:]:
        module = getattr(module, part)
    passed = failed = 0
    for name, test in tests(module):
        try:
            test()
        except BaseException as error:
            if "skip" in type(error).__name__.lower():
                print("skip", name, error)
                continue
            failed += 1
            print("FAIL", name)
            sys.print_exception(error, sys.stdout)
        else:
            passed += 1
            print("pass", name)
    print(passed, "passed,", failed, "failed")
    if failed or not passed:
        sys.exit(1)


main()
