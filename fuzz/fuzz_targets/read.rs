//! Any bytes as a file of any kind.
#![no_main]

use tongbao_readers::{NativeDecode, read};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = read(bytes, &NativeDecode);
});
