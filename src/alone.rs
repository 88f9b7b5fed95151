//! What the module needs without the standard library, whose panic messages and their formatting weigh as much as all of
//! the sealing (docs/decisions).
//!
//! A panic is a trap, as with `panic = "abort"`, and says nothing: the loader sees it and closes the form.

use core::panic::PanicInfo;

#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
