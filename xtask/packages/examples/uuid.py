# A random UUID has the shape that RFC 4122 gives it.
import uuid

u = str(uuid.uuid4())
print([len(part) for part in u.split("-")], u[14], u[19] in "89ab")
print(uuid.uuid4() != uuid.uuid4())
