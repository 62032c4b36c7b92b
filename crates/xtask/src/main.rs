//! The project's own commands. `cargo xtask help` lists them; each stands in a file of its name.
//! Only the standard library is used, so that the first command starts within seconds.

mod page;
mod serve;
mod server;
mod shell;
mod tools;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N]            build the page and serve it on localhost; needs Rust alone
  help                          this text

What is installed goes under target/ and tests/browser/node_modules/, never over your own tools.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = arguments.split_first().map_or(("help", &[][..]), |(first, rest)| (first.as_str(), rest));
    let result = match command {
        "serve" => serve::run(rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no command '{other}'\n\n{HELP}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("xtask: {problem}");
            ExitCode::FAILURE
        }
    }
}
