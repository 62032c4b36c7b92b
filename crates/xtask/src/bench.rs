//! `cargo xtask bench`: what a user waits for, measured and held against `tests/budgets.toml`.

use crate::budgets;
use crate::shell::{self, Outcome};
use crate::test;
use std::process::Stdio;
use std::time::Instant;

/// The whole process of the command line on the sample, the core's own benches, the page.
pub fn run() -> Outcome {
    let budgets = budgets::read()?;
    shell::run(shell::cargo().args(["build", "--release", "--quiet", "--package", "tongbao-cli"]))?;
    let program = shell::target().join("release").join(format!("tongbao{}", std::env::consts::EXE_SUFFIX));
    let notice = shell::root().join("tests/notices/yuhuan-2021-q3.txt");
    let mut times = Vec::new();
    for turn in 0..31 {
        let begun = Instant::now();
        let status = shell::command(&program)
            .args(["analyze", "--format", "json"])
            .arg(&notice)
            .stdout(Stdio::null())
            .status()
            .map_err(|problem| format!("{}: {problem}", program.display()))?;
        if !status.success() {
            return Err(format!("the command line failed on the sample: {status}"));
        }
        // The first run also brings the program from the disk.
        if turn > 0 {
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
    }
    times.sort_by(f64::total_cmp);
    let (median, most) = (times[times.len() / 2], budgets::get(&budgets, "cli.sample_ms")?);
    println!("tongbao analyze, whole process on the sample: median {median:.1} ms of {most} ms");
    shell::run(shell::cargo().args(["bench", "--quiet", "--package", "tongbao-trial"]))?;
    let page = test::speed(
        budgets::get(&budgets, "page.paste_to_painted_ms")?,
        budgets::get(&budgets, "page.longest_task_ms")?,
    );
    if median > most {
        return Err(format!("the command line takes {median:.1} ms on the sample, its budget is {most} ms"));
    }
    page
}
