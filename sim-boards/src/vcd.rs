//! Traces as Value Change Dump files (IEEE 1364-2005, clause 18), for GTKWave, PulseView and the like.

use crate::time::Instant;
use crate::trace::{Mark, Trace};
use core::fmt::Write as _;

/// Writes a trace as VCD with a timescale of 1 ns, up to `end`.
///
/// Only signals that change are declared. There is no date in it: the same run gives the same
/// bytes.
#[must_use]
pub fn write(trace: &Trace, end: Instant) -> String {
    let mut changes_of = vec![false; trace.signals().len()];
    for change in trace.changes() {
        changes_of[usize::from(change.signal)] = true;
    }
    let declared: Vec<usize> = (0..changes_of.len()).filter(|&n| changes_of[n]).collect();
    let mut code_of = vec![String::new(); changes_of.len()];
    for (order, &signal) in declared.iter().enumerate() {
        code_of[signal] = code(order);
    }

    let mut out = String::from("$version Pinwheel $end\n$timescale 1 ns $end\n");
    if trace.dropped() > 0 {
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "$comment {} earlier changes were dropped $end",
            trace.dropped()
        );
    }
    out.push_str("$scope module board $end\n");
    for &signal in &declared {
        let name = &trace.signals()[signal].name;
        let _ = writeln!(out, "$var wire 1 {} {name} $end", code_of[signal]);
    }
    out.push_str("$upscope $end\n$enddefinitions $end\n");

    let mut now = trace.started();
    let _ = writeln!(out, "#{}\n$dumpvars", now.0);
    for &signal in &declared {
        let initial = letter(trace.signals()[signal].initial);
        let _ = writeln!(out, "{initial}{}", code_of[signal]);
    }
    out.push_str("$end\n");
    for change in trace.changes() {
        if change.at != now {
            now = change.at;
            let _ = writeln!(out, "#{}", now.0);
        }
        let code = &code_of[usize::from(change.signal)];
        let _ = writeln!(out, "{}{code}", letter(change.mark));
    }
    if end > now {
        let _ = writeln!(out, "#{}", end.0);
    }
    out
}

fn letter(mark: Mark) -> char {
    match mark {
        Mark::Low => '0',
        Mark::High => '1',
        Mark::Floating => 'z',
        Mark::Contention => 'x',
    }
}

/// The identifier code of the n-th variable: printable ASCII, shortest first.
fn code(mut n: usize) -> String {
    let mut code = String::new();
    loop {
        code.push(char::from(b'!' + (n % 94) as u8));
        n /= 94;
        if n == 0 {
            return code;
        }
        n -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_is_written_as_vcd() {
        let mut trace = Trace::new(10);
        let names = ["GP0", "GP1", "LED_GP25"];
        trace.start(
            Instant::ZERO,
            names.map(|name| (String::from(name), Mark::Low)),
        );
        trace.record(Instant(500), 2, Mark::High);
        trace.record(Instant(500), 0, Mark::Floating);
        trace.record(Instant(900), 2, Mark::Low);
        assert_eq!(
            write(&trace, Instant(1_000)),
            "$version Pinwheel $end\n$timescale 1 ns $end\n$scope module board $end\n\
             $var wire 1 ! GP0 $end\n$var wire 1 \" LED_GP25 $end\n$upscope $end\n\
             $enddefinitions $end\n#0\n$dumpvars\n0!\n0\"\n$end\n#500\n1\"\nz!\n#900\n0\"\n#1000\n"
        );
    }

    #[test]
    fn identifier_codes_are_distinct() {
        let codes: std::collections::BTreeSet<String> = (0..10_000).map(code).collect();
        assert_eq!(codes.len(), 10_000);
        assert_eq!(code(0), "!");
        assert_eq!(code(93), "~");
        assert_eq!(code(94), "!!");
    }

    #[test]
    fn dropped_changes_are_mentioned() {
        let mut trace = Trace::new(1);
        trace.start(Instant::ZERO, [("GP0".into(), Mark::Low)]);
        trace.record(Instant(1), 0, Mark::High);
        trace.record(Instant(2), 0, Mark::Low);
        let vcd = write(&trace, Instant(2));
        assert!(vcd.contains("$comment 1 earlier changes were dropped $end"));
        assert!(vcd.contains("#1\n$dumpvars\n1!\n$end\n#2\n0!\n"));
    }
}
