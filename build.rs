//! Leaves the names of functions in the linked wasm, of all that the profile `page` strips: `cargo xtask` knows by them
//! which functions panic (`crates/xtask/src/snip.rs`), and takes them out last.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-bins=--keep-section=name");
    }
}
