//! The core within wasm gives, byte for byte, the report that the native program gives: what the page
//! shows is what the command line prints. Run by `cargo xtask test wasm`, which makes the native report.
#![cfg(target_arch = "wasm32")]

use tongbao_notice::{Options, analyze};
use wasm_bindgen_test::wasm_bindgen_test;

const NOTICE: &str = include_str!("../../../tests/notices/yuhuan-2021-q3.txt");

#[wasm_bindgen_test]
fn the_sample_gives_the_native_report() {
    let report = analyze(NOTICE, &Options::default());
    let printed = serde_json::to_string_pretty(&report).expect("a report is plain data");
    let native = include_str!(env!("TONGBAO_NATIVE_REPORT"));
    for (number, (here, there)) in printed.lines().zip(native.trim_end().lines()).enumerate() {
        assert_eq!(here, there, "line {} of the report", number + 1);
    }
    assert_eq!(printed.lines().count(), native.trim_end().lines().count());
}

#[wasm_bindgen_test]
fn odd_texts_do_no_harm() {
    for text in ["", "\0", "\u{fffd}\n\u{fffd}", "1\n2\n3\n", "序号\n任务\n责任单位\n", "𠮷\u{200b}\u{feff}e\u{301}"]
    {
        let report = analyze(text, &Options::default());
        assert!(report.tasks.len() <= 3, "{text:?}");
    }
}
