//! Any bytes as the HTML that a program put on the clipboard.
#![no_main]

use tongbao_readers::{NativeDecode, read_clipboard};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = read_clipboard(bytes, &NativeDecode);
});
