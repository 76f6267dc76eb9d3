# After the package's example, which looks for its song in the root folder: a computer has another there than a board.
import adafruit_midi_parser

parser = adafruit_midi_parser.MIDIParser()
parser.parse("examples/song.mid")
print(parser.format_type, parser.num_tracks, parser.ticks_per_beat, parser.tempo, parser.bpm)
print(len(parser.events), parser.note_count)
for event in parser.events:
    print(sorted(event.items()))
