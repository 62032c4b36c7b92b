//! The page held against `tests/budgets.toml`: how much a first visit loads, and that the wasm is one
//! that old browsers take.

use crate::page;
use crate::shell::{self, Outcome};
use crate::tally::Tally;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The budgets by `section.name`.
pub fn read() -> Outcome<BTreeMap<String, f64>> {
    let text = fs::read_to_string(shell::root().join("tests/budgets.toml"))
        .map_err(|problem| format!("tests/budgets.toml: {problem}"))?;
    parse(&text)
}

/// Reads the little of TOML the file uses: sections, `name = number`, comments.
fn parse(text: &str) -> Outcome<BTreeMap<String, f64>> {
    let mut section = String::new();
    let mut budgets = BTreeMap::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or("").trim();
        if line.is_empty() {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            name.clone_into(&mut section);
            continue;
        }
        let (name, value) =
            line.split_once('=').ok_or_else(|| format!("tests/budgets.toml, line {}: no '='", at + 1))?;
        let value = value
            .trim()
            .replace('_', "")
            .parse()
            .map_err(|_| format!("tests/budgets.toml, line {}: no number", at + 1))?;
        budgets.insert(format!("{section}.{}", name.trim()), value);
    }
    Ok(budgets)
}

/// One budget; a missing one is an error, so that a renamed line cannot switch its check off.
pub fn get(budgets: &BTreeMap<String, f64>, name: &str) -> Outcome<f64> {
    budgets.get(name).copied().ok_or_else(|| format!("tests/budgets.toml has no {name}"))
}

/// Checks the sizes of the built page and of the packed one.
pub fn sizes(dist: &Path) -> Outcome<Tally> {
    let budgets = read()?;
    // All there is but the samples, the service worker and the readers of files, which come later.
    let mut first = page::list(dist)?;
    first.retain(|name| {
        let end = name.rsplit('.').next().unwrap_or("");
        ["html", "css", "js", "wasm", "svg"].contains(&end) && name != "sw.js" && !name.starts_with("readers")
    });
    let mut compressed = 0.0;
    println!("first load, brotli:");
    for name in first {
        let bytes = compressed_by("brotliCompress", &dist.join(&name))?;
        println!("  {name:18} {:8.1} KB", bytes / 1024.0);
        compressed += bytes / 1024.0;
    }
    let raw = fs::metadata(page::plain_wasm()).map_err(|problem| problem.to_string())?.len() as f64 / 1024.0;
    let mut tally = Tally::default();
    let readers =
        compressed_by("gzip", &dist.join("readers_bg.wasm"))? + compressed_by("gzip", &dist.join("readers.js"))?;
    for (name, value) in
        [("page.first_load_brotli_kb", compressed), ("page.wasm_kb", raw), ("page.readers_gzip_kb", readers / 1024.0)]
    {
        let most = get(&budgets, name)?;
        let holds = value <= most;
        println!("  {name}: {value:.1} of {most} KB{}", if holds { "" } else { "  TOO MUCH" });
        tally.add(if holds { Tally::ONE } else { Tally { failed: 1, ..Tally::default() } });
    }
    Ok(tally)
}

/// How many bytes a file has as a web server sends it: after `brotliCompress` or `gzip` of node's zlib.
fn compressed_by(method: &str, path: &Path) -> Outcome<f64> {
    let script = "const [file,method]=process.argv.slice(1);process.stdout.write(String(require('zlib')[method+'Sync'](require('fs').readFileSync(file)).length))";
    shell::printed(shell::command("node").args(["-e", script]).arg(path).arg(method))
        .and_then(|count| count.parse().ok())
        .ok_or_else(|| format!("{} could not be compressed by node", path.display()))
}

/// Both wasms of the page as the browser compiles them.
fn wasms(dist: &Path) -> [PathBuf; 2] {
    [page::plain_wasm(), dist.join("readers_bg.wasm")]
}

/// The wasm must be valid as WebAssembly 1.0, which Chromium 86, Firefox 91 and Safari 14 take.
pub fn old_browsers(dist: &Path) -> Outcome {
    wasms(dist).iter().try_for_each(|path| {
        shell::run(
            shell::command("wasm-opt")
                .args(["--mvp-features", "--enable-mutable-globals"])
                .arg(path)
                .args(["-o", if cfg!(windows) { "NUL" } else { "/dev/null" }]),
        )
    })
}

/// The wasm must not tell where it was built.
pub fn no_paths(dist: &Path) -> Outcome {
    let home = std::env::var("HOME").unwrap_or_default();
    for wasm in wasms(dist) {
        let name = wasm.display().to_string();
        let wasm = fs::read(&wasm).map_err(|problem| format!("{name}: {problem}"))?;
        for path in [shell::root().display().to_string(), home.clone()] {
            if path.len() > 4 && wasm.windows(path.len()).any(|window| window == path.as_bytes()) {
                return Err(format!("{name} holds the path {path} of the machine that built it"));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_and_comments_are_read() {
        let budgets = parse("# all\n[page]\nload = 300 # KB\n\n[cli]\nload = 1_000.5\n").unwrap();
        assert_eq!(budgets.get("page.load"), Some(&300.0));
        assert_eq!(budgets.get("cli.load"), Some(&1000.5));
        assert!(parse("page").is_err());
        assert!(get(&budgets, "page.other").is_err());
    }

    #[test]
    fn the_file_of_the_project_is_read() {
        assert!(read().unwrap().len() >= 4);
    }
}
