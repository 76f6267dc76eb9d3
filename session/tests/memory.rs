//! What cannot fit the board's heap is refused, however the function that asks for it is called.
#![allow(clippy::unwrap_used)] // A test that panics has failed, as it should.

use std::collections::BTreeMap;

use session::{Board, Instant, Session, SessionConfig, Stop};

const PROGRAM: &str = "\
class L(list):
    pass

extend = [].extend
huge = range(10 ** 9)
for f in (
    lambda: list(huge),
    lambda: [0] * 10 ** 9,
    lambda: sorted(huge),
    lambda: [].extend(huge),
    lambda: set(huge),
    lambda: L(huge),
    lambda: extend(huge),
    lambda: max(*[1, 2], key=lambda x: list(huge)),
    lambda: list(map(list, [huge])),
    lambda: 'a' * 10 ** 9,
    lambda: bytearray(10 ** 9),
    lambda: 10 ** 10 ** 8,
    lambda: 1 << 10 ** 9,
):
    try:
        print(len(f()))
    except MemoryError:
        print('MemoryError')
";

#[test]
fn what_cannot_fit_is_refused_on_every_board() {
    for board in Board::ALL {
        let files = BTreeMap::from([("main.py".to_string(), PROGRAM.as_bytes().to_vec())]);
        let mut session = Session::new(SessionConfig::new(board, files, "main.py")).unwrap();
        let stop = session.run(u64::MAX, Instant(u64::MAX));
        assert_eq!(stop, Stop::Done, "{board}");
        let out = String::from_utf8(session.take_output()).unwrap();
        assert_eq!(out, "MemoryError\n".repeat(13), "{board}");
    }
}
