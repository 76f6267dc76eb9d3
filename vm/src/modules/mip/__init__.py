# mip: installing packages from an index or from the repositories that they are kept in.

import sys

import requests

__version__ = "0.4.2"

_INDEX = "https://micropython.org/pi/v2"
_BLOCK = 128

_WEB = ("http://", "https://")
# Where hosts of repositories have their files: by owner, name, branch or tag, and path.
_HOSTS = {
    "github:": "https://raw.githubusercontent.com/{0}/{1}/{2}/{3}",
    "gitlab:": "https://gitlab.com/{0}/{1}/-/raw/{2}/{3}",
    "codeberg:": "https://codeberg.org/api/v1/repos/{0}/{1}/raw/{3}?ref={2}",
}


def _is_url(name):
    return name.startswith(_WEB) or name.startswith(tuple(_HOSTS))


def _rewrite_url(url, branch=None):
    for host, form in _HOSTS.items():
        if url.startswith(host):
            owner, name, *path = url[len(host) :].split("/")
            return form.format(owner, name, branch or "HEAD", "/".join(path))
    return url


# Makes the folders that a file is to lie in.
def _ensure_path_exists(path):
    import os

    at = path.find("/", 1)
    while at >= 0:
        folder = path[:at]
        try:
            os.stat(folder)
        except OSError:
            os.mkdir(folder)
        at = path.find("/", at + 1)


# Gives each block of a stream to `take`.
def _copy(stream, take):
    block = memoryview(bytearray(_BLOCK))
    while True:
        n = stream.readinto(block)
        if not n:
            return
        take(block[:n])


# Whether the file is there already, by the first digits of its hash.
def _check_exists(path, digits):
    from binascii import hexlify
    from hashlib import sha256

    try:
        with open(path, "rb") as file:
            hash = sha256()
            _copy(file, hash.update)
    except OSError:
        return False
    return hexlify(hash.digest()).decode()[: len(digits)] == digits


def _download_file(url, path):
    with requests.get(url) as response:
        if response.status_code != 200:
            print("Error", response.status_code, "requesting", url)
            return False
        print("Copying:", path)
        _ensure_path_exists(path)
        with open(path, "wb") as file:
            _copy(response.raw, file.write)
    return True


# What `package.json` names: files by their hashes, files by their addresses, and other packages.
def _install_json(address, index, target, version, mpy):
    with requests.get(_rewrite_url(address, version)) as response:
        if response.status_code != 200:
            print("Package not found:", address)
            return False
        package = response.json()
    for name, digits in package.get("hashes", ()):
        path = target + "/" + name
        if _check_exists(path, digits):
            print("Exists:", path)
        elif not _download_file("%s/file/%s/%s" % (index, digits[:2], digits), path):
            print("File not found:", name, digits)
            return False
    folder = address.rpartition("/")[0]
    for name, url in package.get("urls", ()):
        if folder and not _is_url(url):
            url = folder + "/" + url
        if not _download_file(_rewrite_url(url, version), target + "/" + name):
            print("File not found:", name, url)
            return False
    for name, wanted in package.get("deps", ()):
        if not _install_package(name, index, target, wanted, mpy):
            return False
    return True


def _install_package(package, index, target, version, mpy):
    if not _is_url(package):
        version = version or "latest"
        print("Installing %s (%s) from %s to %s" % (package, version, index, target))
        # Which `.mpy` files run here.
        kind = sys.implementation._mpy & 0xFF if mpy and hasattr(sys.implementation, "_mpy") else "py"
        address = "%s/package/%s/%s/%s.json" % (index, kind, package, version)
    elif package.endswith((".py", ".mpy")):
        print("Downloading %s to %s" % (package, target))
        name = package.rpartition("/")[2]
        return _download_file(_rewrite_url(package, version), target + "/" + name)
    else:
        address = package
        if not address.endswith(".json"):
            address = address.rstrip("/") + "/package.json"
        print("Installing %s to %s" % (address, target))
    return _install_json(address, index, target, version, mpy)


def _library():
    for path in sys.path:
        if path.endswith("/lib") and not path.startswith("/rom"):
            return path
    return None


def install(package, index=None, target=None, version=None, mpy=True):
    target = target or _library()
    if not target:
        print("Unable to find lib dir in sys.path")
    elif _install_package(package, (index or _INDEX).rstrip("/"), target, version, mpy):
        print("Done")
    else:
        print("Package may be partially installed")
