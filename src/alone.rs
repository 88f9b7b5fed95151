//! What the module needs without the standard library: its panic messages and what formats them would be a tenth of the module.
//!
//! A panic is a trap, as with `panic = "abort"`, and says nothing: the loader sees it and closes the form.

use core::panic::PanicInfo;

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
