# The types that have no names of their own.
import types

print(isinstance(lambda: 1, types.FunctionType), isinstance((x for x in ()), types.GeneratorType))
print(isinstance(types, types.ModuleType), isinstance(len, types.BuiltinFunctionType))
