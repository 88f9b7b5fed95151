//! The hash that stands for a name; `crates/xtask` makes the packs by it.

/// The hash of a folded name: FNV-1a, folded to 28 bits.
pub(super) fn hash(name: &str) -> u32 {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash >> 28) ^ (hash & 0x0fff_ffff)
}
