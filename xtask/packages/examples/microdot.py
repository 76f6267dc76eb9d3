# From the documentation of microdot: routes, and its test client instead of a network.
import asyncio
from microdot import Microdot, redirect
from microdot.test_client import TestClient

app = Microdot()


@app.route("/")
async def index(request):
    return "Hello, world!"


@app.get("/users/<int:user>")
async def user(request, user):
    return {"user": user, "args": request.args.getlist("q")}


@app.post("/form")
def form(request):
    return "got %s" % request.form["name"], 201, {"X-Kind": "form"}


@app.get("/old")
def old(request):
    return redirect("/")


@app.errorhandler(404)
async def not_found(request):
    return "nothing at %s" % request.path, 404


async def main():
    client = TestClient(app)
    for path in ("/", "/users/12?q=a&q=b%20c", "/old", "/nowhere"):
        response = await client.get(path)
        print(response.status_code, response.headers.get("Content-Type"), response.text)
    response = await client.post("/form", headers={"Content-Type": "application/x-www-form-urlencoded"}, body="name=A+b")
    print(response.status_code, response.headers["X-Kind"], response.text)


asyncio.run(main())
