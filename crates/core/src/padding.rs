//! How long a plaintext becomes, so that its length tells little.

/// The bucket for `len` bytes: 256, 512, 1024, 2048 or 4096, then Padmé (PETS 2019, at most 12 % more).
pub(crate) fn bucket(len: usize) -> usize {
    match len {
        0..=256 => 256,
        257..=4096 => len.next_power_of_two(),
        _ => {
            let exponent = len.ilog2();
            let spare_bits = exponent - (exponent.ilog2() + 1);
            let mask = (1 << spare_bits) - 1;
            (len + mask) & !mask
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_fall_into_few_buckets() {
        for (len, padded) in
            [(0, 256), (256, 256), (257, 512), (4096, 4096), (4097, 4352), (9_000, 9_216), (1_000_000, 1_015_808)]
        {
            assert_eq!(bucket(len), padded, "{len}");
        }
    }

    #[test]
    fn padding_costs_at_most_an_eighth() {
        for len in 4097..70_000 {
            let padded = bucket(len);
            assert!(padded >= len && padded - len <= len / 8, "{len} -> {padded}");
            assert_eq!(bucket(padded), padded, "padding again changes nothing: {len}");
        }
    }
}
