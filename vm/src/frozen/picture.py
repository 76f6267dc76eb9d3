# Drawing that takes long, a part at a time.


def framebuf_draw(job, args, done):
    while done is not None:
        done = _framebuf_draw(job, args, done)
