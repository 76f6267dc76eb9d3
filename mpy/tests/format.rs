//! Reading and writing `.mpy` files: a golden file survives the round trip, damaged ones are refused.

use mpy::{Listing, MpyError, RawConst, disassemble, line_at, read, write};

/// What mpy-cross 1.29 makes of `compile/generator.py` without its first line. The tests name lines
/// and names of it, so that it stays as it is.
const GOLDEN: &[&str] = &[
    "4d06001f100808672e7079000f0e6d616368696e65000a706175736500064c6564000a626c696e6b00046f6e00143c6c",
    "697374636f6d703e008177026e002f2d3582130b82350803302e3508092d312e35652b333030051461206c6f6e672065",
    "6e6f75676820737472696e67000605627974657300071431323334353637383930313233343536373839300a03070131",
    "01040902326a0a020701310803322e35827c180801266c6980511b021602532c00230010036233001605543201100434",
    "0216041108110583340123013402595163028258e1c8c0c0400a0509034026b080425357c4b423022303230423052306",
    "2a06675981e5585ad7432859595163811c0006046840110a160b1004160c320016065163016c1108060d606032002307",
    "3401630181504108070e60602b00b05f4b0dc1120f3400140636002f14423163",
];

fn golden() -> Vec<u8> {
    let hex = GOLDEN.concat();
    (0..hex.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(&hex[i..i + 2], 16).expect("hex digits"))
        .collect()
}

#[test]
fn a_file_of_mpy_cross_survives_the_round_trip() {
    let bytes = golden();
    let module = read(&bytes).expect("a valid file");
    assert_eq!(module.qstrs[0], b"g.py");
    assert_eq!(module.qstrs[module.root.simple_name as usize], b"<module>");
    assert!(
        module.qstrs.iter().any(|q| q == b"super") && module.qstrs.iter().any(|q| q == b"print")
    );
    assert_eq!(module.root.children.len(), 2);
    assert_eq!(module.root.children[0].arg_names.len(), 2);
    assert_eq!(
        line_at(&module.root.line_info, module.root.bytecode.len() - 1),
        8
    );
    assert!(module.constants.contains(&RawConst::Complex(0.0, 2.0)));
    assert_eq!(write(&module), bytes);
    let listing = disassemble(&module, &Listing::default()).expect("a valid file");
    assert!(
        listing.contains("LOAD_METHOD") || listing.contains("LOAD_SUPER_METHOD"),
        "{listing}"
    );
}

#[test]
fn every_truncation_is_refused() {
    let bytes = golden();
    for len in 0..bytes.len() {
        assert!(
            read(&bytes[..len]).is_err(),
            "the first {len} bytes were accepted"
        );
    }
}

#[test]
fn no_damage_makes_the_reader_panic() {
    let bytes = golden();
    for at in 0..bytes.len() {
        for value in [
            0x00,
            0x01,
            0x7f,
            0x80,
            0xff,
            bytes[at] ^ 1,
            bytes[at] ^ 0x80,
        ] {
            let mut damaged = bytes.clone();
            damaged[at] = value;
            if let Ok(module) = read(&damaged) {
                let _ = disassemble(&module, &Listing::default());
                let _ = write(&module);
            }
        }
    }
}

#[test]
fn refusals_say_why() {
    let good = golden();
    let changed = |at: usize, value: u8| {
        let mut bytes = good.clone();
        bytes[at] = value;
        read(&bytes).map(|_| ()).map_err(|e| e.to_string())
    };
    let refused = |text: &str| Err(String::from(text));
    assert_eq!(
        changed(0, b'X'),
        refused("not an .mpy file: it does not start with 'M'")
    );
    assert_eq!(
        changed(1, 5),
        refused(
            ".mpy version 5, made by mpy-cross for MicroPython 1.12 to 1.18; compile its source again \
             with pinwheel compile, or with an mpy-cross of 1.19 or later, which make version 6"
        )
    );
    assert_eq!(
        changed(2, 5 << 2 | 3),
        refused(
            "the .mpy file holds native code for armv7m; take out @micropython.native, .viper and \
             .asm_ decorators, and compile it again without -march"
        )
    );
    assert_eq!(changed(2, 2), Ok(()));
    assert_eq!(changed(3, 46), Ok(()));
    assert!(matches!(changed(4, 200), Err(text) if text.contains("corrupt at byte 4")));
    let mut longer = good.clone();
    longer.push(0);
    assert_eq!(
        read(&longer),
        Err(MpyError::TrailingBytes { at: good.len() })
    );
    // An announced length far beyond the file must not be allocated.
    assert!(matches!(
        read(&[b'M', 6, 0, 31, 0xff, 0xff, 0xff, 0x7f, 0]),
        Err(MpyError::Corrupt { .. })
    ));
}
