//! Builds the page into `dist/`: trunk compiles and assembles, then the wasm is lowered for old
//! browsers and made small, and the service worker learns the list of files and their build id.

use crate::base64;
use crate::glue;
use crate::shell::{self, Outcome};
use crate::slim;
use crate::snip;
use crate::strands;
use crate::tools;
use std::fs;
use std::path::{Path, PathBuf};

/// How much work goes into the wasm.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Finish {
    /// As the compiler left it: for a look in today's browsers. Needs Rust alone.
    Quick,
    /// Lowered to the first version of WebAssembly and optimised for size; needs Node.
    Full,
}

/// Builds the page and returns where it stands.
pub fn build(finish: Finish) -> Outcome<PathBuf> {
    tools::for_page()?;
    let dist = shell::root().join("dist");
    shell::run(
        shell::command("trunk")
            .args(["build", "--skip-version-check"])
            .env("TONGBAO_BUILD", revision())
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags())
            // Trunk reads this as its own switch and knows only true and false.
            .env_remove("NO_COLOR"),
    )?;
    readers(&dist)?;
    join_loader(&dist)?;
    if finish == Finish::Full {
        snip(&dist.join("tongbao_bg.wasm"))?;
        lower(&dist.join("tongbao_bg.wasm"))?;
        lower(&dist.join("readers_bg.wasm"))?;
        glue::quicken(&dist.join("tongbao.js"))?;
        slim::imports(&dist.join("tongbao_bg.wasm"), &dist.join("tongbao.js"))?;
        slim::imports(&dist.join("readers_bg.wasm"), &dist.join("readers.js"))?;
        slim::texts(&dist)?;
        part(&dist)?;
    }
    tidy(&dist)?;
    stamp(&dist)?;
    Ok(dist)
}

/// The most memory that the readers of files may take in the browser: a file, what it unfolds to and its
/// document together. Above it a reading breaks off with a sentence, and the tab lives on.
const READERS_MEMORY: u64 = 1 << 30;

/// Builds the readers of files: a wasm of their own, which the page fetches when it stands.
fn readers(dist: &Path) -> Outcome {
    const TARGET: &str = "wasm32-unknown-unknown";
    shell::run(
        shell::cargo()
            .args(["rustc", "--quiet", "--package", "tongbao-readers-wasm", "--profile", "page", "--target", TARGET])
            .args(["--crate-type", "cdylib", "--", "-C"])
            .arg(format!("link-arg=--max-memory={READERS_MEMORY}"))
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags()),
    )?;
    let wasm = shell::target().join(TARGET).join("page/tongbao_readers_wasm.wasm");
    shell::run(
        shell::command("wasm-bindgen")
            .args(["--target", "no-modules", "--no-modules-global", "tongbao_readers", "--no-typescript"])
            .args(["--out-name", "readers", "--out-dir"])
            .arg(dist)
            .arg(wasm),
    )
}

/// The commit the page is built from, marked where the tree differs from it.
pub fn revision() -> String {
    let commit = shell::printed(shell::command("git").args(["rev-parse", "--short=9", "HEAD"]));
    let changes = shell::printed(shell::command("git").args(["status", "--porcelain", "--untracked-files=no"]));
    match (commit, changes) {
        (Some(commit), Some(changes)) if !changes.is_empty() => format!("{commit}+"),
        (Some(commit), _) => commit,
        (None, _) => "unversioned".to_owned(),
    }
}

/// Compiler flags for the page: instructions of WebAssembly 1.0 only, and no paths of the machine
/// that builds it in the panic messages.
fn flags() -> String {
    let home = |name: &str, under: &str| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(under)))
            .unwrap_or_default()
    };
    let sysroot = shell::printed(shell::command("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    [
        "-C target-cpu=mvp".to_owned(),
        format!("--remap-path-prefix={}=", shell::root().display()),
        format!("--remap-path-prefix={}=crates", home("CARGO_HOME", ".cargo").join("registry/src").display()),
        format!("--remap-path-prefix={sysroot}=rust"),
    ]
    .join(" ")
}

/// Takes the sentences of panics out of the wasm.
fn snip(wasm: &Path) -> Outcome {
    let bytes = fs::read(wasm).map_err(|problem| format!("{}: {problem}", wasm.display()))?;
    let snipped = snip::panics(&bytes).map_err(|problem| format!("{}: {problem}", wasm.display()))?;
    fs::write(wasm, snipped).map_err(|problem| format!("{}: {problem}", wasm.display()))
}

/// Rewrites what the precompiled standard library still uses of newer WebAssembly, and optimises.
fn lower(wasm: &Path) -> Outcome {
    tools::node_packages()?;
    let before = fs::metadata(wasm).map_err(|problem| format!("{}: {problem}", wasm.display()))?.len();
    shell::run(
        shell::command("wasm-opt")
            .args(["--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-sign-ext"])
            .args(["--enable-mutable-globals", "--enable-reference-types", "--enable-multivalue"])
            .args(["--llvm-memory-copy-fill-lowering", "--llvm-nontrapping-fptoint-lowering", "--signext-lowering"])
            // Each of these passes also forbids its feature to the passes after it.
            .args([
                "-O2",
                "--shrink-level=2",
                "--one-caller-inline-max-function-size=20",
                "--strip-debug",
                "--strip-producers",
                "--strip-target-features",
            ])
            .arg(wasm)
            .arg("-o")
            .arg(wasm),
    )?;
    let after = fs::metadata(wasm).map_err(|problem| problem.to_string())?.len();
    println!("{}: {before} bytes as compiled, {after} lowered and optimised", wasm.display());
    Ok(())
}

/// The wasm as it was before it was pulled apart: what the browser compiles.
pub fn plain_wasm() -> PathBuf {
    shell::target().join("page/tongbao_bg.wasm")
}

/// Puts the part of the loader that puts the wasm together before the rest of it: one script less to ask for.
fn join_loader(dist: &Path) -> Outcome {
    let path = dist.join("loader.js");
    let read = |path: &Path| fs::read_to_string(path).map_err(|problem| format!("{}: {problem}", path.display()));
    let joined = [read(&shell::root().join(JOINER))?, read(&path)?].concat();
    fs::write(&path, joined).map_err(|problem| format!("{}: {problem}", path.display()))
}

/// The function that makes a wasm of its strands.
const JOINER: &str = "static/strands.js";

/// Whether the function that a script defines puts strands together to the very wasm, and leaves a wasm as it is.
const SAME: &str = "const fs=require('fs'),[joiner,parts,plain]=process.argv.slice(1).map(file=>fs.readFileSync(file));\
    const whole=new Function(joiner+';return wholeWasm')();\
    process.exit(Buffer.from(whole(parts)).equals(plain)&&whole(plain)===plain?0:1)";

/// Pulls the wasm of the first load apart into strands, and sees that the browser's own code gets it back to the byte.
/// It keeps its name, by which servers know that it is worth compressing.
fn part(dist: &Path) -> Outcome {
    let (path, plain) = (dist.join("tongbao_bg.wasm"), plain_wasm());
    let wasm = fs::read(&path).map_err(|problem| format!("{}: {problem}", path.display()))?;
    let strands = strands::part(&wasm).map_err(|problem| format!("{}: {problem}", path.display()))?;
    for (path, bytes) in [(&path, &strands), (&plain, &wasm)] {
        fs::create_dir_all(path.parent().unwrap_or(dist)).map_err(|problem| problem.to_string())?;
        fs::write(path, bytes).map_err(|problem| format!("{}: {problem}", path.display()))?;
    }
    shell::run(shell::command("node").args(["-e", SAME]).arg(shell::root().join(JOINER)).arg(&path).arg(&plain))
        .map_err(|problem| format!("{JOINER} does not put the wasm together again: {problem}"))
}

/// Takes out what only trunk and we read: its leftover link, comments and empty lines. Puts the icon
/// inside: browsers ask for one again with every change of the address, and the page is to ask for nothing.
fn tidy(dist: &Path) -> Outcome {
    let path = dist.join("index.html");
    let icon = dist.join("favicon.svg");
    let picture = fs::read(&icon).map_err(|problem| format!("{}: {problem}", icon.display()))?;
    let inside = format!("href=\"data:image/svg+xml;base64,{}\"", base64::encode(&picture));
    fs::remove_file(&icon).map_err(|problem| format!("{}: {problem}", icon.display()))?;
    let written = fs::read_to_string(&path).map_err(|problem| format!("{}: {problem}", path.display()))?;
    let written = written.replace("href=\"favicon.svg\"", &inside);
    let mut kept = String::with_capacity(written.len());
    let mut rest = written.as_str();
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    let lines: Vec<&str> =
        kept.lines().filter(|line| !line.trim().is_empty() && !line.contains("<link data-trunk")).collect();
    fs::write(&path, lines.join("\n") + "\n").map_err(|problem| format!("{}: {problem}", path.display()))
}

/// Writes the list of files and the build id, made from their contents, into the service worker.
fn stamp(dist: &Path) -> Outcome {
    let mut files = list(dist)?;
    files.retain(|name| name != "sw.js");
    let mut hash = Hash::default();
    for name in &files {
        hash.eat(name.as_bytes());
        hash.eat(&fs::read(dist.join(name)).map_err(|problem| format!("{name}: {problem}"))?);
    }
    let names: Vec<String> =
        files.iter().map(|name| format!("'{}'", if name == "index.html" { "./" } else { name })).collect();
    let path = dist.join("sw.js");
    let script = fs::read_to_string(&path).map_err(|problem| format!("{}: {problem}", path.display()))?;
    let stamped = script
        .replace("const BUILD = '';", &format!("const BUILD = '{}';", hash.hex()))
        .replace("const FILES = [];", &format!("const FILES = [{}];", names.join(", ")));
    if stamped == script {
        return Err("static/sw.js has no place for the build id and the list of files".to_owned());
    }
    fs::write(&path, stamped).map_err(|problem| format!("{}: {problem}", path.display()))
}

/// All files below `folder`, as relative names with `/`, in order.
pub fn list(folder: &Path) -> Outcome<Vec<String>> {
    fn walk(folder: &Path, prefix: &str, names: &mut Vec<String>) -> std::io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                walk(&entry.path(), &format!("{name}/"), names)?;
            } else {
                names.push(name);
            }
        }
        Ok(())
    }
    let mut names = Vec::new();
    walk(folder, "", &mut names).map_err(|problem| format!("{}: {problem}", folder.display()))?;
    names.sort();
    Ok(names)
}

/// FNV-1a of 64 bits: tells two builds apart; nothing rests on it being hard to forge.
struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    fn eat(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn hex(&self) -> String {
        format!("{:016x}", self.0)
    }
}
