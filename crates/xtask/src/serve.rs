//! `cargo xtask serve`: builds the page and serves it on this machine.

use crate::page::{self, Finish};
use crate::server;
use crate::shell::Outcome;
use std::time::Instant;

/// Builds, prints the address and serves until interrupted. `--port N` chooses where to start looking for a free port.
pub fn run(arguments: &[String]) -> Outcome {
    let mut port = 8080;
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--port" => {
                port =
                    words.next().and_then(|number| number.parse().ok()).ok_or("--port needs a number up to 65535")?;
            }
            other => return Err(format!("serve knows --port N, not '{other}'")),
        }
    }
    let start = Instant::now();
    let dist = page::build(Finish::Quick)?;
    let listener = server::open(port).map_err(|problem| format!("no free port from {port} on: {problem}"))?;
    let address = listener.local_addr().map_err(|problem| problem.to_string())?;
    println!(
        "\nThe page stands after {} s. Open http://localhost:{}/   (Ctrl+C ends)",
        start.elapsed().as_secs(),
        address.port()
    );
    server::serve(&listener, dist);
    Ok(())
}
