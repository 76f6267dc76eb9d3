//! CRC-32 and Adler-32, which go on from what they came to before.

/// The CRCs of all bytes; the polynomial is that of Ethernet, reflected.
const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        let mut crc = i as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 {
                crc >> 1 ^ 0xedb8_8320
            } else {
                crc >> 1
            };
            bit += 1;
        }
        table[i] = crc;
        i += 1;
    }
    table
};

/// CRC-32 of `bytes` behind those whose CRC-32 was `before`; of nothing it is 0.
pub fn crc32(before: u32, bytes: &[u8]) -> u32 {
    let step = |crc: u32, &byte: &u8| crc >> 8 ^ TABLE[usize::from(crc as u8 ^ byte)];
    !bytes.iter().fold(!before, step)
}

const ADLER: u32 = 65521;
/// So many bytes can be added before the sums must be reduced.
const ADLER_RUN: usize = 5552;

/// Adler-32 of `bytes` behind those whose Adler-32 was `before`; of nothing it is 1.
pub fn adler32(before: u32, bytes: &[u8]) -> u32 {
    let (mut a, mut b) = (before & 0xffff, before >> 16);
    for run in bytes.chunks(ADLER_RUN) {
        for &byte in run {
            a += u32::from(byte);
            b += a;
        }
        a %= ADLER;
        b %= ADLER;
    }
    b << 16 | a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_sums() {
        assert_eq!(crc32(0, b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(crc32(0, b"1234"), b"56789"), 0xcbf4_3926);
        assert_eq!(adler32(1, b"Wikipedia"), 0x11e6_0398);
        assert_eq!(adler32(adler32(1, b"Wiki"), b"pedia"), 0x11e6_0398);
    }
}
