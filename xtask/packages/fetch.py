"""Fetches distributions with pip's own client and unpacks them, and runs nothing of them.

`pip download` builds the metadata of a source distribution, which runs the package's code. This asks pip for the
address of each distribution and for its bytes, with the index, proxy and certificates that pip is set up with,
checks the hash that the index gives, and unpacks the files.

    python fetch.py FOLDER NAME==VERSION:sdist NAME==VERSION:wheel …

Each goes to FOLDER/NAME==VERSION. It ends with 1 if any could not be had.
"""

import hashlib
import io
import os
import shutil
import sys
import tarfile
import zipfile

from pip._internal.commands import create_command
from pip._internal.utils.temp_dir import global_tempdir_manager
from pip._vendor.packaging.version import Version

# What unpacks to more is no package for a microcontroller but a trap.
LARGEST = 16 * 1024 * 1024


def find(finder, name, version, kind):
    """The link of the release that is of the wanted kind, or None."""
    for candidate in finder.find_all_candidates(name):
        if Version(str(candidate.version)) == Version(version) and candidate.link.is_wheel == (kind == "wheel"):
            return candidate.link
    return None


def fetch(session, link):
    """The bytes of a distribution."""
    response = session.get(link.url_without_fragment)
    response.raise_for_status()
    content = response.content
    if link.hash_name and hashlib.new(link.hash_name, content).hexdigest() != link.hash:
        raise ValueError(f"{link.filename} has another hash than the index says")
    return content


def members(filename, content):
    """The regular files of an archive, as names and readers. Links are no files."""
    if filename.endswith((".whl", ".zip")):
        archive = zipfile.ZipFile(io.BytesIO(content))
        for info in archive.infolist():
            if not info.is_dir():
                yield info.filename, info.file_size, lambda info=info: archive.read(info)
    else:
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            for info in archive:
                if info.isfile():
                    yield info.name, info.size, lambda info=info: archive.extractfile(info).read()


def unpack(filename, content, folder):
    """Writes the files below a folder, and nothing anywhere else."""
    unfinished = folder + ".unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    os.makedirs(unfinished)
    inside = os.path.realpath(unfinished) + os.sep
    for name, size, read in members(filename, content):
        path = os.path.normpath(os.path.join(inside, name))
        if not path.startswith(inside) or size > LARGEST:
            raise ValueError(f"{filename}: {name} leaves the folder or is too large")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(read())
    # Only a folder with all its files may have the final name.
    os.rename(unfinished, folder)


def main(folder, wanted):
    command = create_command("download", isolated=False)
    options, _ = command.parse_args(["--no-deps", "--pre", "nothing"])
    missing = 0
    with command.main_context(), global_tempdir_manager():
        session = command.get_default_session(options)
        finder = command._build_package_finder(options, session, ignore_requires_python=True)
        for entry in wanted:
            pin, _, kind = entry.rpartition(":")
            name, _, version = pin.partition("==")
            link = find(finder, name, version, kind)
            if link is None:
                print(f"there is no {kind} of {pin}", file=sys.stderr)
                missing += 1
                continue
            unpack(link.filename, fetch(session, link), os.path.join(folder, pin))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
