//! How many tests passed and failed: counted from what the test runners print.

use crate::shell::{self, Outcome};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

/// Counts of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Did what they should.
    pub passed: usize,
    /// Did not.
    pub failed: usize,
    /// Were there but did not run.
    pub skipped: usize,
}

impl Tally {
    /// One check that passed.
    pub const ONE: Self = Self { passed: 1, failed: 0, skipped: 0 };

    /// Both together.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// What a line of a test runner's output adds: cargo's `test result: ok. 3 passed; 0 failed; 1
    /// ignored` or one of Node's closing lines `# pass 3`, `ℹ fail 0`.
    fn read(&mut self, line: &str) {
        let number = |word: &str, after: &str| -> Option<usize> {
            after.split("; ").find_map(|part| part.strip_suffix(word)?.trim().rsplit(' ').next()?.parse().ok())
        };
        if let Some((_, counts)) = line.split_once("test result: ") {
            self.passed += number("passed", counts).unwrap_or(0);
            self.failed += number("failed", counts).unwrap_or(0);
            self.skipped += number("ignored", counts).unwrap_or(0);
        } else if let Some(rest) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) {
            let mut words = rest.split(' ');
            if let (Some(word), Some(Ok(count)), None) =
                (words.next(), words.next().map(str::parse::<usize>), words.next())
            {
                match word {
                    "pass" => self.passed += count,
                    "fail" | "cancelled" => self.failed += count,
                    "skipped" | "todo" => self.skipped += count,
                    _ => {}
                }
            }
        }
    }
}

/// Runs a test runner, its output shown, and counts. A runner that fails without having counted a
/// failure counts as one; one that ran no test is an error.
pub fn count(command: &mut Command) -> Outcome<Tally> {
    println!("$ {}", shell::shown(command));
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|problem| format!("{} did not start: {problem}", shell::shown(command)))?;
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        let mut reader = BufReader::new(output);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            tally.read(String::from_utf8_lossy(&line).trim_end());
            let _ = std::io::stdout().write_all(&line);
            line.clear();
        }
    }
    let status = child.wait().map_err(|problem| problem.to_string())?;
    if !status.success() && tally.failed == 0 {
        tally.failed = 1;
    }
    if tally == Tally::default() {
        return Err(format!("{} ran no test", shell::shown(command)));
    }
    Ok(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_runners_are_understood() {
        let mut tally = Tally::default();
        for line in [
            "test result: ok. 12 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.04s",
            "test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.04s",
            "# tests 9",
            "# pass 7",
            "ℹ fail 2",
            "# pass of what",
            "pass 100",
        ] {
            tally.read(line);
        }
        assert_eq!(tally, Tally { passed: 22, failed: 3, skipped: 2 });
    }
}
