//! The colour bands of a resistor, from its value (IEC 60062).

/// The colours of the digits 0 to 9.
const DIGITS: [&str; 10] = [
    "#1c1c1c", "#7a4a21", "#d42a20", "#ee7d1a", "#f2cf1d", "#2f9e44", "#2465d1", "#8a4bc9",
    "#8c8c8c", "#f7f7f5",
];
const GOLD: &str = "#c79a3b";
const SILVER: &str = "#b9bdc3";

/// The three bands (two digits and the multiplier) of a resistance in ohms.
#[must_use]
pub fn bands(ohms: f64) -> [&'static str; 3] {
    if !(ohms.is_finite() && ohms > 0.0) {
        return [DIGITS[0]; 3];
    }
    let mut exponent = (ohms.log10().floor() as i32) - 1;
    let mut digits = (ohms / 10f64.powi(exponent)).round();
    if digits >= 100.0 {
        digits /= 10.0;
        exponent += 1;
    }
    let digits = digits as usize;
    let multiplier = match exponent {
        ..=-2 => SILVER,
        -1 => GOLD,
        other => DIGITS[usize::try_from(other).unwrap_or(0).min(9)],
    };
    [DIGITS[digits / 10 % 10], DIGITS[digits % 10], multiplier]
}

/// A resistance as people write it: `220 Ω`, `4.7 kΩ`.
#[must_use]
pub fn ohms_label(ohms: f64) -> String {
    let (value, unit) = match ohms {
        o if o >= 1e6 => (o / 1e6, "MΩ"),
        o if o >= 1e3 => (o / 1e3, "kΩ"),
        o => (o, "Ω"),
    };
    format!("{} {unit}", (value * 100.0).round() / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_values_have_their_bands() {
        assert_eq!(bands(220.0), [DIGITS[2], DIGITS[2], DIGITS[1]]);
        assert_eq!(bands(1000.0), [DIGITS[1], DIGITS[0], DIGITS[2]]);
        assert_eq!(bands(4700.0), [DIGITS[4], DIGITS[7], DIGITS[2]]);
        assert_eq!(bands(9.99), [DIGITS[1], DIGITS[0], DIGITS[0]]);
        assert_eq!(bands(4.7), [DIGITS[4], DIGITS[7], GOLD]);
    }

    #[test]
    fn labels_use_the_fitting_unit() {
        assert_eq!(ohms_label(220.0), "220 Ω");
        assert_eq!(ohms_label(4700.0), "4.7 kΩ");
    }
}
