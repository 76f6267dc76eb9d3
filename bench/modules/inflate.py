# deflate: reading compressed streams, short and long.

import io

try:
    import deflate
except ImportError:
    deflate = None

# A page of text compressed by zlib's best level, as MicroPython's own reader takes it.
LONG = bytes.fromhex(
    "48c76d55ed72c3200c7b155e8d2e6ccdad0bbd4097dbdbcfb66470b2fd689b803f2421d3f6b697b2a5e39e7b6a"
    "78ee474db79af7251df9b3b4f45e5fdb925e5b5f1f29a75e53fec8ab84dd2576eddc96b7d41ea53c5baadf6547"
    "c19c8e75970af8de4b5e5a6af5abdceaf2a38558a2a52c15c6462b9bc48d3ef2daeacefe400474231b8525e129"
    "6ddaec043ac0476c96a3dd9424c2b292b8604333df9fb9ec0f84235a31185fe04272d84db757ef75639af37514"
    "84098d4c3b974d1b6a94548810b49390052fade6b4294b9dbbd44e8380ea7a4cf645045e061cfd4d9a9b683c95"
    "c3aa531965616784cea4c99f891a58b84c60ae0ef2ad52607d4ac4726c445a83e3d2820b01df940d8ed27823ab"
    "5acc60fb48a86d5d749c38f4d1fd4f1a9c0149cd931bd1414ee00ab3c2f5536c302dd90f4340e393b279045b41"
    "9a31fa07e6187051833a214e8e05a193e53fe382f4e80ed88a0c5dd8cbc00dbde3640c05a8c8804847d9440e17"
    "cc13c41a6d7bd865c1f69cf7a3fe3db1eb19e0470be386c3996ccbbc5e286d208cf5308f830eb4b13522dac218"
    "daab1b6a6a010b654f342c38b870133a113a55d1a16620690ce2456dce33bad4b84e8b4f81a91667d8aa4b518f"
    "b1bbcba8fa39dffdef60dac8d6c2e33a20c4fbb0d7eb585bca2f0d7459f7"
)


def inflate(rounds):
    total = 0
    for _ in range(rounds):
        stream = deflate.DeflateIO(io.BytesIO(LONG), deflate.ZLIB)
        while True:
            part = stream.read(512)
            if not part:
                break
            total += len(part) + part[0]
    print(total)


if deflate is None:
    print("SKIP")
else:
    inflate(3000)
