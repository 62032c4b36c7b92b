//! `cargo xtask check`: the fast inner loop, within a minute once built.

use crate::shell::{self, Outcome};
use crate::tools;

/// Format, lints of everything, the page for wasm, unit tests of the pure crates.
pub fn run() -> Outcome {
    tools::wasm_target()?;
    shell::run(shell::cargo().args(["fmt", "--all", "--check"]))?;
    shell::run(shell::cargo().args([
        "clippy",
        "--quiet",
        "--workspace",
        "--exclude",
        "tongbao",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))?;
    shell::run(shell::cargo().args(["check", "--quiet", "-p", "tongbao", "--target", "wasm32-unknown-unknown"]))?;
    shell::run(shell::cargo().args(["test", "--quiet", "--lib", "-p", "tongbao-notice", "-p", "tongbao-figure"]))
}
