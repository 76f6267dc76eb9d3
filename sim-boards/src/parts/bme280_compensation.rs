//! The BME280's trimming values, and what its converters must give for a driver to find the environment.
//!
//! The datasheet says how drivers come from the converters' values to the environment; here its formulas (appendix 8.1)
//! are solved for those values, by bisection.

/// Trimming values of temperature and pressure, in the registers' order: those of the example in BMP280's datasheet,
/// figure 11.
const T: (u16, i16, i16) = (27504, 26435, -1000);
const P: (u16, [i16; 8]) = (36477, [-10685, 3024, 2855, 140, -7, 15500, -14600, 6000]);

/// Those of humidity, as usual chips have them.
const H1: u8 = 75;
const H2: i16 = 363;
const H3: u8 = 0;
const H4: i16 = 313;
const H5: i16 = 50;
const H6: i8 = 30;

/// The registers from 0x88 on: words, the low byte first, a reserved byte, and H1 (table 16).
pub(super) const BYTES: [u8; 26] = {
    let mut bytes = [0; 26];
    let mut words = [0; 12];
    (words[0], words[1], words[2], words[3]) = (T.0, T.1 as u16, T.2 as u16, P.0);
    let mut place = 0;
    while place < 8 {
        words[4 + place] = P.1[place] as u16;
        place += 1;
    }
    place = 0;
    while place < 12 {
        [bytes[2 * place], bytes[2 * place + 1]] = words[place].to_le_bytes();
        place += 1;
    }
    bytes[25] = H1;
    bytes
};

/// The first register that only the chip with humidity has.
pub(super) const FIRST_HUMIDITY: u8 = 0xa0;

/// The registers from 0xE1 on (table 16).
pub(super) const HUMIDITY: [u8; 7] = {
    let [low, high] = H2.to_le_bytes();
    [
        low,
        high,
        H3,
        (H4 >> 4) as u8,
        (H4 & 0xf | (H5 & 0xf) << 4) as u8,
        (H5 >> 4) as u8,
        H6 as u8,
    ]
};

/// The temperature that the other formulas use: 5120 times the degrees.
pub(super) fn fine_temperature(adc: u32) -> f64 {
    let adc = f64::from(adc);
    let (t1, t2, t3) = (f64::from(T.0), f64::from(T.1), f64::from(T.2));
    let near = (adc / 16384.0 - t1 / 1024.0) * t2;
    let bend = adc / 131_072.0 - t1 / 8192.0;
    near + bend * bend * t3
}

fn pascals(adc: u32, fine: f64) -> f64 {
    let [p2, p3, p4, p5, p6, p7, p8, p9] = P.1.map(f64::from);
    let warm = fine / 2.0 - 64_000.0;
    let offset = (warm * warm * p6 / 32_768.0 + warm * p5 * 2.0) / 4.0 + p4 * 65_536.0;
    let slope = (p3 * warm * warm / 524_288.0 + p2 * warm) / 524_288.0;
    let slope = (1.0 + slope / 32_768.0) * f64::from(P.0);
    let linear = (1_048_576.0 - f64::from(adc) - offset / 4096.0) * 6250.0 / slope;
    let square = p9 * linear * linear / 2_147_483_648.0;
    linear + (square + linear * p8 / 32_768.0 + p7) / 16.0
}

fn percent(adc: u32, fine: f64) -> f64 {
    let warm = fine - 76_800.0;
    let offset = f64::from(H4) * 64.0 + f64::from(H5) / 16_384.0 * warm;
    let bend = 1.0 + f64::from(H3) / 67_108_864.0 * warm;
    let slope = f64::from(H2) / 65_536.0 * (1.0 + f64::from(H6) / 67_108_864.0 * warm * bend);
    let linear = (f64::from(adc) - offset) * slope;
    linear * (1.0 - f64::from(H1) * linear / 524_288.0)
}

/// The multiple of `step` up to `top` at which a growing function is nearest to a value.
fn nearest(value: f64, top: u32, step: u32, function: impl Fn(u32) -> f64) -> u32 {
    let (mut low, mut high) = (0, top / step);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if function(middle * step) < value {
            low = middle;
        } else {
            high = middle;
        }
    }
    let (low, high) = (low * step, high * step);
    let closer = (function(low) - value).abs() < (function(high) - value).abs();
    if closer { low } else { high }
}

/// Converters of temperature and pressure have this many bits at most.
const BITS: u32 = 20;
const TOP: u32 = (1 << BITS) - 1;

/// What the converter of temperature gives, of which the lowest of its 20 bits are nought beyond `bits`.
pub(super) fn adc_temperature(celsius: f64, bits: u32) -> u32 {
    nearest(celsius, TOP, 1 << (BITS - bits), |adc| {
        fine_temperature(adc) / 5120.0
    })
}

/// What the converter of pressure gives at the temperature that drivers find.
pub(super) fn adc_pressure(pascals_: f64, fine: f64, bits: u32) -> u32 {
    // The pressure falls as the value grows.
    nearest(-pascals_, TOP, 1 << (BITS - bits), |adc| {
        -pascals(adc, fine)
    })
}

/// What the converter of humidity gives at the temperature that drivers find.
pub(super) fn adc_humidity(percent_: f64, fine: f64) -> u16 {
    nearest(percent_, 0xffff, 1, |adc| percent(adc, fine)) as u16
}

/// Temperature in °C, pressure in hPa and humidity in percent from a burst of all data registers, by the integer formulas
/// of section 4.2.3.
#[cfg(test)]
pub(super) fn as_drivers_do(raw: &[u8]) -> [f64; 3] {
    let word = |bytes: &[u8]| {
        i64::from(bytes[0]) << 12 | i64::from(bytes[1]) << 4 | i64::from(bytes[2]) >> 4
    };
    let (p, t, h) = (
        word(&raw[..3]),
        word(&raw[3..6]),
        i64::from(raw[6]) << 8 | i64::from(raw[7]),
    );
    let (t1, t2, t3) = (i64::from(T.0), i64::from(T.1), i64::from(T.2));
    let near = (((t >> 3) - (t1 << 1)) * t2) >> 11;
    let bend = (((((t >> 4) - t1) * ((t >> 4) - t1)) >> 12) * t3) >> 14;
    let fine = near + bend;
    let celsius = (fine * 5 + 128) >> 8;

    let [p2, p3, p4, p5, p6, p7, p8, p9] = P.1.map(i64::from);
    let warm = fine - 128_000;
    let offset = warm * warm * p6 + ((warm * p5) << 17) + (p4 << 35);
    let slope = ((warm * warm * p3) >> 8) + ((warm * p2) << 12);
    let slope = (((1_i64 << 47) + slope) * i64::from(P.0)) >> 33;
    let linear = (((1_048_576 - p) << 31) - offset) * 3125 / slope;
    let square = (p9 * (linear >> 13) * (linear >> 13)) >> 25;
    let pascals = ((linear + square + ((p8 * linear) >> 19)) >> 8) + (p7 << 4);

    let (h1, h2, h3) = (i64::from(H1), i64::from(H2), i64::from(H3));
    let (h4, h5, h6) = (i64::from(H4), i64::from(H5), i64::from(H6));
    let warm = fine - 76_800;
    let slope = ((((warm * h6) >> 10) * (((warm * h3) >> 11) + 32_768)) >> 10) + 2_097_152;
    let linear =
        (((h << 14) - (h4 << 20) - h5 * warm + 16_384) >> 15) * ((slope * h2 + 8192) >> 14);
    let linear = linear - (((((linear >> 15) * (linear >> 15)) >> 7) * h1) >> 4);
    let humidity = linear.clamp(0, 419_430_400) >> 12;
    [
        celsius as f64 / 100.0,
        pascals as f64 / 25_600.0,
        humidity as f64 / 1024.0,
    ]
}
