//! AES as streams of bytes are put through it: block by block, chained, or as a counter's keystream.

use aes::cipher::{Array, BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use aes::{Aes128, Aes256};

/// Bytes of a block.
pub const BLOCK: usize = 16;

/// How blocks depend on each other.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mode {
    /// Not at all.
    Ecb,
    /// Each on the one before.
    Cbc,
    /// Each on its number; the bytes that are left of a block are used first.
    Ctr,
}

/// The key of a cipher.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Key {
    /// Of AES-128.
    Short([u8; 16]),
    /// Of AES-256.
    Long([u8; 32]),
}

/// A cipher, and how far it is.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Cipher {
    key: Key,
    mode: Mode,
    /// The block before, or the counter.
    chain: [u8; BLOCK],
    /// The keystream of the counter's last block.
    stream: [u8; BLOCK],
    /// How much of that is used up.
    used: usize,
}

/// A cipher with its keys made.
enum Rounds {
    Short(Aes128),
    Long(Aes256),
}

impl Rounds {
    fn encrypt(&self, block: &mut [u8; BLOCK]) {
        let mut whole = Array::from(*block);
        match self {
            Rounds::Short(cipher) => cipher.encrypt_block(&mut whole),
            Rounds::Long(cipher) => cipher.encrypt_block(&mut whole),
        }
        *block = whole.into();
    }

    fn decrypt(&self, block: &mut [u8; BLOCK]) {
        let mut whole = Array::from(*block);
        match self {
            Rounds::Short(cipher) => cipher.decrypt_block(&mut whole),
            Rounds::Long(cipher) => cipher.decrypt_block(&mut whole),
        }
        *block = whole.into();
    }
}

impl Cipher {
    /// A cipher that has done nothing; `start` is the first block or number that others depend on.
    pub fn new(key: Key, mode: Mode, start: [u8; BLOCK]) -> Cipher {
        Cipher {
            key,
            mode,
            chain: start,
            stream: [0; BLOCK],
            used: BLOCK,
        }
    }

    /// How blocks depend on each other.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Encrypts or decrypts bytes in place. Only for a counter may they end within a block.
    pub fn process(&mut self, bytes: &mut [u8], encrypts: bool) {
        let rounds = match &self.key {
            Key::Short(key) => Rounds::Short(Aes128::new(&Array::from(*key))),
            Key::Long(key) => Rounds::Long(Aes256::new(&Array::from(*key))),
        };
        if self.mode == Mode::Ctr {
            return self.count(&rounds, bytes);
        }
        for block in bytes.as_chunks_mut().0 {
            match (self.mode, encrypts) {
                (Mode::Cbc, true) => {
                    mix(block, &self.chain);
                    rounds.encrypt(block);
                    self.chain = *block;
                }
                (Mode::Cbc, false) => {
                    let before = core::mem::replace(&mut self.chain, *block);
                    rounds.decrypt(block);
                    mix(block, &before);
                }
                (_, true) => rounds.encrypt(block),
                (_, false) => rounds.decrypt(block),
            }
        }
    }

    fn count(&mut self, rounds: &Rounds, bytes: &mut [u8]) {
        for byte in bytes {
            if self.used == BLOCK {
                self.stream = self.chain;
                rounds.encrypt(&mut self.stream);
                self.chain = u128::from_be_bytes(self.chain)
                    .wrapping_add(1)
                    .to_be_bytes();
                self.used = 0;
            }
            *byte ^= self.stream[self.used];
            self.used += 1;
        }
    }
}

fn mix(block: &mut [u8; BLOCK], with: &[u8; BLOCK]) {
    block.iter_mut().zip(with).for_each(|(a, b)| *a ^= b);
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    fn bytes<const N: usize>(hex: &str) -> [u8; N] {
        core::array::from_fn(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap())
    }

    /// The examples of NIST SP 800-38A, appendix F, first two blocks.
    #[test]
    fn published_examples() {
        let text: [u8; 32] =
            bytes("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51");
        let short = Key::Short(bytes("2b7e151628aed2a6abf7158809cf4f3c"));
        let long = Key::Long(bytes(
            "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
        ));
        let start = bytes("000102030405060708090a0b0c0d0e0f");
        let counter = bytes("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
        let examples = [
            (
                short,
                Mode::Ecb,
                start,
                "3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf",
            ),
            (
                short,
                Mode::Cbc,
                start,
                "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2",
            ),
            (
                short,
                Mode::Ctr,
                counter,
                "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff",
            ),
            (
                long,
                Mode::Ecb,
                start,
                "f3eed1bdb5d2a03c064b5a7e3db181f8591ccb10d410ed26dc5ba74a31362870",
            ),
            (
                long,
                Mode::Cbc,
                start,
                "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d",
            ),
            (
                long,
                Mode::Ctr,
                counter,
                "601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c5",
            ),
        ];
        for (key, mode, start, expected) in examples {
            let mut done = text;
            let mut cipher = Cipher::new(key, mode, start);
            // A counter may stop anywhere, the others between blocks.
            let piece = if mode == Mode::Ctr { 5 } else { BLOCK };
            done.chunks_mut(piece)
                .for_each(|part| cipher.process(part, true));
            assert_eq!(done, bytes::<32>(expected), "{mode:?}");
            Cipher::new(key, mode, start).process(&mut done, false);
            assert_eq!(Vec::from(done), text, "{mode:?}");
        }
    }
}
