//! base64url without padding (RFC 4648 §5), refusing spare bits. Not inlined, for the bytes of the page.

use alloc::{string::String, vec::Vec};
use base64ct::{Base64UrlUnpadded, Encoding};

/// `bytes` as base64url without padding.
#[inline(never)]
pub fn encode(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// The bytes of `text`; `None` for a foreign character, padding, or spare bits that are not zero.
#[inline(never)]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    Base64UrlUnpadded::decode_vec(text).ok()
}

/// The `N` bytes of `text`; `None` also when there are more or fewer of them.
pub fn decode_exact<const N: usize>(text: &str) -> Option<[u8; N]> {
    decode(text)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_for_each_byte_string() {
        assert_eq!(decode("AA").as_deref(), Some(&[0][..]));
        for spelling in ["AB", "AA==", "A", "A+", "A/", " AA", "AA\n"] {
            assert_eq!(decode(spelling), None, "{spelling:?}");
        }
    }
}
