# JSON that is long, comes from a stream or goes to one, or is up to users' methods.


# What `_json_read` asks for: an integer whose digits are many, or to store in a large dict.
def json_answer(state, asked):
    if len(asked) == 2:
        state[3] = int(asked[0])
    else:
        asked[0][asked[1]] = asked[2]


def json_read(source, state, asked):
    while True:
        if asked is not None:
            if len(asked) == 1:
                return asked[0]
            json_answer(state, asked)
        asked = _json_read(source, state)


# What a stream can keep is read in blocks, of which no more is taken than what was looked at.
def json_load(state, stream):
    data = b""
    keeps = _stream_peek(stream) is not None
    try:
        while True:
            asked = _json_read(data, state)
            if asked is not None:
                if len(asked) == 1:
                    return asked[0]
                json_answer(state, asked)
            elif state[1] >= len(data):
                if keeps:
                    _stream_skip(stream, len(data))
                    data = _stream_peek(stream)
                else:
                    data = stream_read(stream, 1)
                state[1] = 0
                if not data:
                    state[2] = True
    finally:
        if keeps:
            _stream_skip(stream, state[1])


def json_text(state, asked):
    text = bytearray()
    while True:
        text.extend(state[0])
        if asked is True:
            return _text_like("", text)
        if asked is not None:
            text.extend(repr_value(asked[0]).encode())
        asked = _json_write(state)


def json_dump(state, stream):
    asked = None
    while asked is not True:
        try:
            asked = _json_write(state)
        finally:
            if state[1] is None:
                stream_put(stream, state[0])
            else:
                for piece in state[1]:
                    stream_write(stream, piece)
        if type(asked) is tuple:
            stream_put(stream, repr_value(asked[0]))
