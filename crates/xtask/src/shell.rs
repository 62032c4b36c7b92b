//! Running other programs: from the project's root, with the project's own tools first on the path,
//! each command shown before it runs.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a command of ours comes to: nothing, or a sentence that says what went wrong.
pub type Outcome<T = ()> = Result<T, String>;

/// The project's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map(Path::to_path_buf).unwrap_or_default()
}

/// Where builds go.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |set| root().join(set))
}

/// The cargo that runs this program.
pub fn cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A command that starts in the project's root and finds the project's tools first.
pub fn command(program: impl Into<OsString>) -> Command {
    let mut paths = vec![target().join("tools/bin"), root().join("tests/browser/node_modules/.bin")];
    paths.extend(env::var_os("PATH").iter().flat_map(env::split_paths));
    let mut command = Command::new(program.into());
    command.current_dir(root()).stdin(Stdio::null());
    if let Ok(joined) = env::join_paths(paths) {
        command.env("PATH", joined);
    }
    command
}

/// How a command is shown: its words, without the environment.
pub fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let mut words = vec![program.to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

/// Runs a command to its end, its output shown; anything but success is an error.
pub fn run(command: &mut Command) -> Outcome {
    println!("$ {}", shown(command));
    let status = command.status().map_err(|problem| format!("{} did not start: {problem}", shown(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed: {status}", shown(command))) }
}

/// Runs a command and returns what it printed, trimmed; `None` where it is missing or fails.
pub fn printed(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
