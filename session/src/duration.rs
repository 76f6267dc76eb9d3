//! Spans of virtual time as people write them: a number and a unit.

use sim_boards::Nanos;

/// The units, each with its nanoseconds.
const UNITS: [(&str, f64); 7] = [
    ("ns", 1.0),
    ("us", 1e3),
    ("ms", 1e6),
    ("s", 1e9),
    ("m", 60e9),
    ("min", 60e9),
    ("h", 3600e9),
];

/// Reads a span such as `5s`, `250ms` or `1.5 min`. A number alone counts in `unit`; without one it is refused.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn duration(text: &str, unit: Option<&str>) -> Result<Nanos, String> {
    let text = text.trim();
    let split = text
        .find(|c: char| c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    let (number, given) = text.split_at(split);
    let wanted = match (given, unit) {
        ("", None) => {
            return Err(format!(
                "\"{text}\" has no unit of time; write for example {text}ms or {text}s"
            ));
        }
        ("", Some(unit)) => unit,
        (given, _) => given,
    };
    let Some((_, scale)) = UNITS.iter().find(|(name, _)| *name == wanted) else {
        return Err(format!(
            "\"{wanted}\" is no unit of time; use ns, us, ms, s, min or h"
        ));
    };
    match number.trim().parse::<f64>() {
        Ok(n) if n >= 0.0 && n.is_finite() => Ok(Nanos((n * scale).round() as u64)),
        _ => Err(format!(
            "\"{text}\" is no duration; write for example 5s or 250ms"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_units() {
        assert_eq!(duration("5s", None), Ok(Nanos(5_000_000_000)));
        assert_eq!(duration("250 ms", None), Ok(Nanos(250_000_000)));
        assert_eq!(duration("1.5", Some("s")), Ok(Nanos(1_500_000_000)));
        for bad in ["5 parsecs", "-1s", "ms", "", "5", "nans"] {
            assert!(duration(bad, None).is_err(), "{bad}");
        }
    }
}
