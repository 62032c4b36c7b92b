//! Any text as a notice, and whatever the readers make of any bytes.
#![no_main]

use tongbao_notice::Options;
use tongbao_readers::{NativeDecode, read};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(document) = read(bytes, &NativeDecode) {
        let _ = tongbao_notice::analyze_document(&document, &Options::default());
    }
});
