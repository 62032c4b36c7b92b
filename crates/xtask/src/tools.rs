//! The tools the project needs, in pinned versions, installed where they are missing: those of the
//! Rust world under `target/tools`, so that nothing of the user's own is touched.

use crate::shell::{self, Outcome};
use std::time::Instant;

/// Trunk puts the page together. 0.22 needs a newer compiler than the one we ask for.
const TRUNK: &str = "0.21.14";
/// Must be the version of the crate `wasm-bindgen` in `Cargo.toml`.
const WASM_BINDGEN: &str = "0.2.130";

/// The wasm target of the compiler, trunk and wasm-bindgen.
pub fn for_page() -> Outcome {
    wasm_target()?;
    // Unoptimised builds of these tools take half the minutes and do our small work as fast.
    // wasm-bindgen-cli does not build with its own lock file.
    from_crates("trunk", "trunk", TRUNK, &["--locked"], "3 minutes")?;
    wasm_bindgen()
}

/// wasm-bindgen with its test runner.
pub fn wasm_bindgen() -> Outcome {
    from_crates("wasm-bindgen", "wasm-bindgen-cli", WASM_BINDGEN, &[], "1 to 2 minutes")
}

/// The compiler's own parts for wasm.
pub fn wasm_target() -> Outcome {
    let sysroot = shell::printed(shell::command("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    if std::path::Path::new(&sysroot).join("lib/rustlib/wasm32-unknown-unknown").is_dir() {
        return Ok(());
    }
    println!("The compiler lacks the target wasm32-unknown-unknown; adding it.");
    shell::run(shell::command("rustup").args(["target", "add", "wasm32-unknown-unknown"])).map_err(|problem| {
        format!(
            "{problem}\nThe page needs the target wasm32-unknown-unknown. With rustup: rustup target add \
             wasm32-unknown-unknown. With a system's own Rust: install its package for that target."
        )
    })
}

fn from_crates(program: &str, package: &str, version: &str, flags: &[&str], time: &str) -> Outcome {
    let there = shell::target().join("tools/bin").join(program).with_extension(std::env::consts::EXE_EXTENSION);
    let found = shell::printed(shell::command(&there).arg("--version"));
    if found.is_some_and(|line| line.split_whitespace().any(|word| word == version)) {
        return Ok(());
    }
    println!("Installing {package} {version} into target/tools (once; about {time} on 2 cores)…");
    let start = Instant::now();
    let tools = shell::target().join("tools");
    shell::run(
        shell::cargo()
            .args(["install", package, "--version", version, "--debug", "--force", "--quiet"])
            .args(flags)
            .arg("--root")
            .arg(&tools)
            // Away from the project's own builds, whatever the user has set.
            .env("CARGO_TARGET_DIR", tools.join("build"))
            .env_remove("RUSTFLAGS"),
    )?;
    println!("{package} {version} stands after {} s.", start.elapsed().as_secs());
    // What the build leaves behind is a gigabyte that nothing needs again.
    let _ = std::fs::remove_dir_all(tools.join("build"));
    Ok(())
}

/// What Node brings: wasm-opt, the browser driver and the accessibility checks, pinned in
/// `tests/browser/package-lock.json`.
pub fn node_packages() -> Outcome {
    let folder = shell::root().join("tests/browser");
    let locked = std::fs::read(folder.join("package-lock.json"))
        .map_err(|problem| format!("tests/browser/package-lock.json: {problem}"))?;
    // npm leaves a copy of what it installed; ours is kept beside it to see a changed lock file.
    let mark = folder.join("node_modules/.tongbao-lock");
    if std::fs::read(&mark).is_ok_and(|installed| installed == locked) {
        return Ok(());
    }
    if shell::printed(shell::command("npm").arg("--version")).is_none() {
        return Err("npm is missing: install Node.js 20 or newer (Debian: apt-get install -y nodejs npm)".to_owned());
    }
    println!("Installing the Node packages of tests/browser (once; under a minute)…");
    shell::run(shell::command("npm").args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&folder))?;
    std::fs::write(&mark, locked).map_err(|problem| format!("{}: {problem}", mark.display()))
}

/// Node itself, for wasm-opt, the wasm tests and the browser tests.
pub fn node() -> Outcome {
    system(&["node", "npm"], &["nodejs", "npm"], "Node.js 20 or newer with npm")?;
    let version = shell::printed(shell::command("node").arg("--version")).unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next().and_then(|number| number.parse::<u32>().ok());
    if major.is_some_and(|major| major >= 20) {
        Ok(())
    } else {
        Err(format!("Node.js 20 or newer is needed; this is {version}"))
    }
}

/// A Chromium of the system, and a font with Chinese characters for the pictures.
pub fn browser() -> Outcome {
    if std::env::var_os("CHROMIUM").is_none() && !cfg!(target_os = "macos") {
        system(&["chromium|chromium-browser|google-chrome"], &["chromium"], "Chromium")?;
    }
    let chinese = shell::printed(shell::command("fc-list").args([":lang=zh", "family"]));
    if cfg!(target_os = "linux") && chinese.is_none_or(|fonts| fonts.is_empty()) {
        install(&["fontconfig", "fonts-noto-cjk"], "a font with Chinese characters")?;
    }
    Ok(())
}

/// Sees that programs of the system are there. `a|b` means either.
fn system(programs: &[&str], packages: &[&str], what: &str) -> Outcome {
    let there = |program: &&str| {
        program.split('|').any(|name| {
            std::env::var_os("PATH")
                .is_some_and(|paths| std::env::split_paths(&paths).any(|folder| folder.join(name).is_file()))
        })
    };
    if programs.iter().all(there) { Ok(()) } else { install(packages, what) }
}

/// Installs packages of the system where we may, else says the line that does.
fn install(packages: &[&str], what: &str) -> Outcome {
    let line = format!("apt-get install -y --no-install-recommends {}", packages.join(" "));
    let may = shell::printed(shell::command("id").arg("-u")).is_some_and(|user| user == "0")
        && shell::printed(shell::command("apt-get").arg("--version")).is_some();
    if !may {
        return Err(format!("{what} is missing. On Debian or Ubuntu: sudo {line}"));
    }
    println!("{what} is missing; installing it from the system's packages.");
    shell::run(shell::command("apt-get").args(["update", "-qq"]))?;
    shell::run(
        shell::command("apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}
