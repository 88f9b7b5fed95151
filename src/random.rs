//! The browser's random source, as the trait that sealing takes.

use rand_core::{Infallible, TryCryptoRng, TryRng};

/// Never panics: a trap would end the module. A failure is remembered instead, and [`Random::trust`] refuses all that was
/// made since.
#[derive(Default)]
pub(crate) struct Random {
    failed: bool,
}

impl Random {
    /// `made`, if every byte that went into it was random.
    pub(crate) fn trust<T>(&self, made: T) -> Option<T> {
        (!self.failed).then_some(made)
    }
}

/// Whether there is randomness now.
pub(crate) fn works() -> bool {
    getrandom::fill(&mut [0]).is_ok()
}

impl TryRng for Random {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        if getrandom::fill(bytes).is_err() {
            self.failed = true;
        }
        Ok(())
    }
}

impl TryCryptoRng for Random {}
