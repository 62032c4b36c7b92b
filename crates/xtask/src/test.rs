//! `cargo xtask test`: everything, part by part. A part that cannot run is a failure, never a silence.

use crate::budgets;
use crate::pack;
use crate::page::{self, Finish};
use crate::server;
use crate::shell::{self, Outcome};
use crate::tally::{self, Tally};
use crate::tools;
use std::path::PathBuf;
use std::thread;
use std::time::Instant;

/// What the user asked for.
#[derive(Default)]
struct Wish {
    parts: Vec<String>,
    files: Vec<String>,
    as_built: bool,
    /// The budgets for pasting and for one task of the page, where they are not the generous ones of shared machines.
    times_ms: Option<(f64, f64)>,
}

type Part = (&'static str, fn(&Wish) -> Outcome<Tally>);

/// In the order in which a mistake shows soonest.
const PARTS: [Part; 7] = [
    ("fmt", fmt),
    ("clippy", clippy),
    ("native", native),
    ("wasm", wasm),
    ("page", page),
    ("pack", single_file),
    ("browser", browser),
];

/// Runs the parts named in `arguments`, or all.
pub fn run(arguments: &[String]) -> Outcome {
    let wish = understand(arguments)?;
    let start = Instant::now();
    let mut lines = Vec::new();
    let mut all = Tally::default();
    for (name, part) in PARTS {
        if !wish.parts.is_empty() && !wish.parts.iter().any(|wanted| wanted == name) {
            continue;
        }
        println!("\n== {name}");
        let begun = Instant::now();
        let tally = part(&wish).unwrap_or_else(|problem| {
            eprintln!("{name}: {problem}");
            Tally { failed: 1, ..Tally::default() }
        });
        all.add(tally);
        lines.push(format!(
            "{name:8} {:5} passed {:3} failed {:3} skipped {:6} s",
            tally.passed,
            tally.failed,
            tally.skipped,
            begun.elapsed().as_secs()
        ));
    }
    println!("\n{}\nafter {} s", lines.join("\n"), start.elapsed().as_secs());
    let skipped = if all.skipped > 0 { format!(", {} skipped", all.skipped) } else { String::new() };
    println!("{} passed, {} failed{skipped}", all.passed, all.failed);
    if all.failed == 0 { Ok(()) } else { Err("not all is well: see above".to_owned()) }
}

fn understand(arguments: &[String]) -> Outcome<Wish> {
    let mut wish = Wish::default();
    let mut words = arguments.iter();
    for word in words.by_ref() {
        match word.as_str() {
            "--" => break,
            "--as-built" => wish.as_built = true,
            name if PARTS.iter().any(|(part, _)| *part == name) => wish.parts.push(name.to_owned()),
            other => {
                return Err(format!(
                    "test knows no part '{other}'; there are {}",
                    PARTS.map(|(part, _)| part).join(" ")
                ));
            }
        }
    }
    wish.files = words.cloned().collect();
    Ok(wish)
}

fn fmt(_: &Wish) -> Outcome<Tally> {
    shell::run(shell::cargo().args(["fmt", "--all", "--check"])).map(|()| Tally::ONE)
}

fn clippy(_: &Wish) -> Outcome<Tally> {
    shell::run(shell::cargo().args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]))
        .map(|()| Tally::ONE)
}

fn native(_: &Wish) -> Outcome<Tally> {
    let mut tally = tally::count(shell::cargo().args(["test", "--workspace", "--no-fail-fast"]))?;
    // Files that mean harm, against the seconds that hold for what is shipped.
    let hostile = ["test", "--profile", "quick", "--package", "tongbao-readers", "--test", "hostile"];
    tally.add(tally::count(shell::cargo().args(hostile))?);
    Ok(tally)
}

/// The core within wasm: it must give the very report that the native command line gives.
fn wasm(_: &Wish) -> Outcome<Tally> {
    tools::wasm_target()?;
    tools::wasm_bindgen()?;
    tools::node()?;
    let report = shell::target().join("native-report.json");
    let notice = shell::root().join("tests/notices/yuhuan-2021-q3.txt");
    let printed = shell::printed(shell::command(cli()?).args(["analyze", "--format", "json"]).arg(notice))
        .ok_or("the command line could not read the sample")?;
    std::fs::write(&report, printed).map_err(|problem| format!("{}: {problem}", report.display()))?;
    tally::count(
        shell::cargo()
            .args(["test", "--package", "tongbao-notice", "--target", "wasm32-unknown-unknown", "--test", "wasm"])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
            .env("TONGBAO_NATIVE_REPORT", report),
    )
}

fn page(_: &Wish) -> Outcome<Tally> {
    tools::node()?;
    let dist = page::build(Finish::Full)?;
    budgets::old_browsers(&dist)?;
    budgets::no_paths(&dist)?;
    let mut tally = Tally { passed: 3, ..Tally::default() };
    tally.add(budgets::sizes(&dist)?);
    Ok(tally)
}

/// The page as `test page` left it, or built now.
fn built(wish: &Wish) -> Outcome<PathBuf> {
    let dist = shell::root().join("dist");
    let left = wish.as_built || wish.parts.is_empty() || wish.parts.iter().any(|part| part == "page");
    if left && dist.join("tongbao_bg.wasm").is_file() { Ok(dist) } else { page::build(Finish::Full) }
}

fn single_file(wish: &Wish) -> Outcome<Tally> {
    pack::pack(&built(wish)?).map(|_| Tally::ONE)
}

/// The page in a real Chromium, served from this program.
fn browser(wish: &Wish) -> Outcome<Tally> {
    tools::node()?;
    tools::browser()?;
    tools::node_packages()?;
    let dist = built(wish)?;
    let packed = pack::pack(&dist)?;
    let listener = server::open(0).map_err(|problem| format!("no free port: {problem}"))?;
    let port = listener.local_addr().map_err(|problem| problem.to_string())?.port();
    // Ends with this program.
    thread::spawn(move || server::serve(&listener, dist));
    let folder = shell::root().join("tests/browser");
    let mut files: Vec<String> = page::list(&folder.join("cases"))?;
    files.retain(|name| {
        name.ends_with(".test.mjs") && (wish.files.is_empty() || wish.files.iter().any(|wanted| name.contains(wanted)))
    });
    if files.is_empty() {
        return Err("no browser test file has such a name".to_owned());
    }
    tally::count(
        shell::command("node")
            .args(["--test", "--test-reporter=spec", "--test-concurrency=1"])
            .args(files.iter().map(|name| format!("cases/{name}")))
            .current_dir(&folder)
            .env("TONGBAO_ADDRESS", format!("http://localhost:{port}/"))
            .env("TONGBAO_PACKED", packed)
            .env("TONGBAO_CLI", cli()?)
            .env("TONGBAO_TARGET", shell::target())
            .envs(wish.times_ms.into_iter().flat_map(|(paint, task)| {
                [("TONGBAO_PAINT_BUDGET_MS", paint.to_string()), ("TONGBAO_TASK_BUDGET_MS", task.to_string())]
            })),
    )
}

/// Only the speed of the page, held against budgets in milliseconds: from paste to painted, and of one task.
pub fn speed(paint: f64, task: f64) -> Outcome {
    let wish = Wish {
        parts: vec!["browser".to_owned()],
        files: vec!["70-speed".to_owned()],
        times_ms: Some((paint, task)),
        ..Wish::default()
    };
    let tally = browser(&wish)?;
    if tally.failed == 0 { Ok(()) } else { Err("the page is slower than its budgets".to_owned()) }
}

/// The command line, built as the tests build it.
fn cli() -> Outcome<PathBuf> {
    shell::run(shell::cargo().args(["build", "--quiet", "--package", "tongbao-cli"]))?;
    Ok(shell::target().join("debug").join(format!("tongbao{}", std::env::consts::EXE_SUFFIX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_files_are_told_apart() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let wish = understand(&words("browser --as-built -- 10-sample page")).unwrap();
        assert_eq!((wish.parts, wish.files, wish.as_built), (words("browser"), words("10-sample page"), true));
        assert!(understand(&words("brwoser")).is_err());
    }
}
