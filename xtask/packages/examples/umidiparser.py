# From the README of umidiparser: the events of a small file, which is written first.
import umidiparser

track = b"\x00\xff\x51\x03\x07\xa1\x20" b"\x00\xc0\x05" b"\x00\x90\x3c\x40" b"\x60\x3c\x00" b"\x60\x80\x3e\x40" b"\x00\xff\x2f\x00"
with open("song.mid", "wb") as f:
    f.write(b"MThd\x00\x00\x00\x06\x00\x00\x00\x01\x00\x60MTrk" + len(track).to_bytes(4, "big") + track)
for event in umidiparser.MidiFile("song.mid"):
    if event.status == umidiparser.NOTE_ON:
        print("on", event.note, event.channel, event.velocity, event.delta_us)
    elif event.status == umidiparser.NOTE_OFF:
        print("off", event.note, event.delta_us)
    elif event.status == umidiparser.PROGRAM_CHANGE:
        print("program", event.program)
    else:
        print("other event", event)
print(umidiparser.MidiFile("song.mid").length_us())
