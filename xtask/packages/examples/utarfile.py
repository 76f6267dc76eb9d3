# A tar archive made by hand is listed and read.
import io
import utarfile


def member(name, content, kind):
    head = bytearray(512)
    head[0 : len(name)] = name
    head[100:108] = b"0000644\0"
    head[124:136] = b"%011o " % len(content)
    head[156:157] = kind
    head[257:263] = b"ustar\0"
    return bytes(head) + content + bytes(-len(content) % 512)


archive = member(b"dir/", b"", b"5") + member(b"dir/hello.txt", b"hello\nworld\n", b"0") + bytes(1024)
tar = utarfile.TarFile(fileobj=io.BytesIO(archive))
for info in tar:
    print(info.name, info.type, info.size)
    if info.type == utarfile.REGTYPE:
        print(tar.extractfile(info).read())
