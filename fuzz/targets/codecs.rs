//! Any bytes as what is compressed, as Base64, and as data: in pieces they come to the same as at once.
#![no_main]

use codecs::base64::{self, Decoder};
use codecs::deflate::Deflate;
use codecs::inflate::{Format, Inflate, Status};

/// Bytes that little input may stand for.
const MOST: usize = 1 << 16;

fn inflated(input: &[u8], format: Format, bits: u8, piece: usize) -> (Status, Vec<u8>) {
    let mut inflate = Inflate::new(format, bits);
    let (mut out, mut status) = (Vec::new(), Status::More);
    for input in input.chunks(piece) {
        let taken;
        (status, taken) = inflate.run(input, &mut out, MOST);
        if status != Status::More {
            break;
        }
        assert_eq!(taken, input.len());
    }
    (status, out)
}

fn decoded(text: &[u8], piece: usize) -> (bool, Vec<u8>) {
    let (mut decoder, mut out) = (Decoder::default(), Vec::new());
    for text in text.chunks(piece) {
        decoder.decode(text, &mut out);
        decoder = Decoder::restore(decoder.save());
    }
    (decoder.is_whole(), out)
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let [first, second, rest @ ..] = data else {
        return;
    };
    let format = [Format::Auto, Format::Raw, Format::Zlib, Format::Gzip][usize::from(first & 3)];
    let bits = 5 + first / 4 % 11;
    let piece = 1 + usize::from(*second);
    assert_eq!(
        inflated(rest, format, bits, piece),
        inflated(rest, format, bits, usize::MAX)
    );
    assert_eq!(decoded(rest, piece), decoded(rest, usize::MAX));

    let (mut deflate, mut packed) = Deflate::new(format, bits);
    let mut at = 0;
    while at < rest.len() {
        deflate.run(rest, &mut at, &mut packed);
    }
    let (end, trailer) = deflate.finish();
    packed.extend([end, trailer].concat());
    let format = if format == Format::Auto { Format::Raw } else { format };
    let (status, out) = inflated(&packed, format, bits, piece);
    assert!(status == Status::Ended || rest.len() >= MOST);
    assert_eq!(out, rest);

    let mut text = Vec::new();
    base64::encode(rest, &mut text);
    assert_eq!(decoded(&text, piece), (true, rest.to_vec()));
});
