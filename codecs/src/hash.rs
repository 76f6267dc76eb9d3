//! SHA-256, SHA-1 and MD5 of bytes that come piece by piece.

use alloc::vec::Vec;

/// Bytes that all of these work on at a time.
const BLOCK: usize = 64;

/// Which hash it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// SHA-256
    Sha256,
    /// SHA-1
    Sha1,
    /// MD5
    Md5,
}

/// A hash of all bytes so far.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Hasher {
    kind: Kind,
    /// The words that have come out; MD5 and SHA-1 have fewer.
    words: [u32; 8],
    /// Bytes that make no block yet.
    rest: [u8; BLOCK],
    /// How many bytes there were in all.
    len: u64,
}

impl Hasher {
    /// The hash of nothing.
    pub fn new(kind: Kind) -> Hasher {
        let words = match kind {
            // FIPS 180-4, 5.3.3.
            Kind::Sha256 => [
                0x6a09_e667,
                0xbb67_ae85,
                0x3c6e_f372,
                0xa54f_f53a,
                0x510e_527f,
                0x9b05_688c,
                0x1f83_d9ab,
                0x5be0_cd19,
            ],
            // FIPS 180-4, 5.3.1, whose first four are those of RFC 1321, 3.3.
            Kind::Sha1 | Kind::Md5 => [
                0x6745_2301,
                0xefcd_ab89,
                0x98ba_dcfe,
                0x1032_5476,
                0xc3d2_e1f0,
                0,
                0,
                0,
            ],
        };
        Hasher {
            kind,
            words,
            rest: [0; BLOCK],
            len: 0,
        }
    }

    /// Which hash it is.
    #[inline]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    fn compress(&mut self, blocks: &[[u8; BLOCK]]) {
        match (self.kind, &mut self.words) {
            (Kind::Sha256, words) => sha2::block_api::compress256(words, blocks),
            (Kind::Sha1, [a, b, c, d, e, ..]) => {
                let mut words = [*a, *b, *c, *d, *e];
                sha1::block_api::compress(&mut words, blocks);
                [*a, *b, *c, *d, *e] = words;
            }
            (Kind::Md5, [a, b, c, d, ..]) => {
                let mut words = [*a, *b, *c, *d];
                md5::block_api::compress(&mut words, blocks);
                [*a, *b, *c, *d] = words;
            }
        }
    }

    /// Adds bytes.
    pub fn update(&mut self, mut bytes: &[u8]) {
        let held = (self.len % BLOCK as u64) as usize;
        self.len = self.len.wrapping_add(bytes.len() as u64);
        if held > 0 {
            let (first, others) = bytes.split_at(bytes.len().min(BLOCK - held));
            self.rest[held..held + first.len()].copy_from_slice(first);
            bytes = others;
            if held + first.len() < BLOCK {
                return;
            }
            let block = self.rest;
            self.compress(&[block]);
        }
        let (blocks, last) = bytes.as_chunks();
        self.compress(blocks);
        self.rest[..last.len()].copy_from_slice(last);
    }

    /// The digest.
    pub fn finish(mut self) -> Vec<u8> {
        let bits = self.len.wrapping_mul(8);
        let held = (self.len % BLOCK as u64) as usize;
        let padding = match held < BLOCK - 8 {
            true => BLOCK - 8 - held,
            false => 2 * BLOCK - 8 - held,
        };
        let mut end = [0; 2 * BLOCK];
        end[0] = 0x80;
        let bits = match self.kind {
            Kind::Md5 => bits.to_le_bytes(),
            _ => bits.to_be_bytes(),
        };
        end[padding..padding + 8].copy_from_slice(&bits);
        self.update(&end[..padding + 8]);
        let count = match self.kind {
            Kind::Sha256 => 8,
            Kind::Sha1 => 5,
            Kind::Md5 => 4,
        };
        let mut digest = Vec::with_capacity(4 * count);
        for word in &self.words[..count] {
            digest.extend(match self.kind {
                Kind::Md5 => word.to_le_bytes(),
                _ => word.to_be_bytes(),
            });
        }
        digest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    fn hex(kind: Kind, pieces: &[&[u8]]) -> String {
        let mut hasher = Hasher::new(kind);
        pieces.iter().for_each(|piece| hasher.update(piece));
        let digest = hasher.finish();
        digest.iter().map(|b| alloc::format!("{b:02x}")).collect()
    }

    #[test]
    fn published_digests() {
        let abc = [
            (
                Kind::Sha256,
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            ),
            (Kind::Sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (Kind::Md5, "900150983cd24fb0d6963f7d28e17f72"),
        ];
        for (kind, digest) in abc {
            assert_eq!(hex(kind, &[b"abc"]), digest);
            assert_eq!(hex(kind, &[b"a", b"", b"bc"]), digest);
        }
        assert_eq!(hex(Kind::Md5, &[]), "d41d8cd98f00b204e9800998ecf8427e");
    }

    #[test]
    fn pieces_make_no_difference() {
        let bytes: Vec<u8> = (0..400u32).map(|i| (i * 7) as u8).collect();
        for kind in [Kind::Sha256, Kind::Sha1, Kind::Md5] {
            for len in [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 400] {
                let whole = hex(kind, &[&bytes[..len]]);
                for at in [0, 1, 30, 64, 100, 200] {
                    let (a, b) = bytes[..len].split_at(at.min(len));
                    assert_eq!(hex(kind, &[a, b]), whole);
                }
            }
        }
    }
}
