//! Check digits that several countries find in the same way.

/// The digit at a place; letters and places beyond count as nothing.
pub(super) fn digit(n: &[u8], at: usize) -> i32 {
    n.get(at).filter(|byte| byte.is_ascii_digit()).map_or(0, |byte| i32::from(byte - b'0'))
}

/// Each digit by its weight, together.
pub(super) fn sum(n: &[u8], weights: &[i32]) -> i32 {
    weights.iter().enumerate().map(|(i, weight)| digit(n, i) * weight).sum()
}

/// A small number, signed.
pub(super) fn int(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

/// The remainder of a number of any length.
pub(super) fn modulo(n: &[u8], m: i32) -> i32 {
    let m = i64::from(m);
    let rest = n.iter().fold(0, |rest, byte| (rest * 10 + i64::from(byte.wrapping_sub(b'0') % 10)) % m);
    i32::try_from(rest).unwrap_or(0)
}

/// The same; a letter counts as its two digits from A = 10.
pub(super) fn modulo_letters(n: &[u8], m: i32) -> i32 {
    n.iter().fold(0, |rest, byte| match byte {
        b'A'..=b'Z' => (rest * 100 + i32::from(byte - b'A') + 10) % m,
        _ => (rest * 10 + i32::from(byte.wrapping_sub(b'0') % 10)) % m,
    })
}

/// Whether a number has six digits or more, and all of them are zero.
pub(super) fn is_zero(number: &str) -> bool {
    let digits = || number.bytes().filter(u8::is_ascii_digit);
    digits().count() >= 6 && digits().all(|byte| byte == b'0')
}

/// Whether a number has a shape: 9 for a digit, A for a letter, X for either, other characters for themselves.
pub(super) fn fits(number: &str, shape: &str) -> bool {
    number.len() == shape.len()
        && number.bytes().zip(shape.bytes()).all(|(byte, kind)| match kind {
            b'9' => byte.is_ascii_digit(),
            b'A' => byte.is_ascii_uppercase(),
            b'X' => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
            _ => byte == kind,
        })
}

/// ISO 7064 MOD 11,10.
pub(super) fn iso_7064_11_10(n: &[u8]) -> bool {
    let mut product = 10;
    for i in 0..n.len() - 1 {
        let sum = (digit(n, i) + product) % 10;
        product = (if sum == 0 { 10 } else { sum }) * 2 % 11;
    }
    (11 - product) % 10 == digit(n, n.len() - 1)
}

/// Ireland: the letter after seven digits, and perhaps a second one that counts too; nothing for the old form with a
/// letter at its second place.
pub(super) fn irish(n: &[u8]) -> Option<bool> {
    const LETTERS: &[u8; 23] = b"WABCDEFGHIJKLMNOPQRSTUV";
    if !n[1].is_ascii_digit() {
        return None;
    }
    let second = n.get(8).map_or(0, |letter| if *letter == b'W' { 0 } else { i32::from(letter - b'A') + 1 });
    let rest = (sum(n, &[8, 7, 6, 5, 4, 3, 2]) + 9 * second) % 23;
    Some(LETTERS.get(usize::try_from(rest).ok()?) == n.get(7))
}
