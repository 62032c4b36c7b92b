//! The project's own commands. `cargo xtask help` lists them; each stands in a file of its name.
//! Only the standard library is used, so that the first command starts within seconds.

mod base64;
mod bench;
mod budgets;
mod check;
mod glue;
mod pack;
mod page;
mod serve;
mod server;
mod sha256;
mod shell;
mod slim;
mod snip;
mod strands;
mod tally;
mod test;
mod tools;
mod varint;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N]        build the page and serve it on localhost; needs Rust alone
  check                   the fast inner loop: format, lints and the tests of the pure crates
  test [PART…] [-- NAME…] everything, or only some parts: fmt clippy native wasm page pack browser.
                          Names after -- choose browser test files (10-sample, 30-silence…)
          [--as-built]    browser: use dist/ and target/pack/ as they stand
  pack                    write target/pack/tongbao.html: the whole page in one file
  bench                   times of the command line, the core and the page against tests/budgets.toml
  help                    this text

What is installed goes under target/ and tests/browser/node_modules/, never over your own tools.
Only browsers, Node and fonts come from the system.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = arguments.split_first().map_or(("help", &[][..]), |(first, rest)| (first.as_str(), rest));
    let result = match command {
        "serve" => serve::run(rest),
        "check" => check::run(),
        "test" => test::run(rest),
        "pack" => pack::run(),
        "bench" => bench::run(),
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
