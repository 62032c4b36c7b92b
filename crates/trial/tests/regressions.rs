//! Small notices that were once read wrong. Each file of `regressions/` holds comment lines that say
//! what went wrong, the text, a line `====`, and the tasks that it holds: number, title, lead units,
//! supporting units, then progress, problem and next steps of each entry, with tabs between. A file that
//! begins with `# OPEN` is told of, but does not fail.

#![allow(clippy::format_push_string, reason = "what failed is told in plain words")]

use std::path::PathBuf;
use tongbao_notice::{Options, analyze};
use tongbao_trial::compare::task_faults;
use tongbao_trial::sheet::Wanted;

#[test]
fn what_was_once_read_wrong_is_read_right() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/regressions");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("tests/regressions is a directory")
        .map(|entry| entry.expect("an entry of tests/regressions").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    let mut wrong = String::new();
    for path in paths {
        let file = std::fs::read_to_string(&path).expect("a regression is UTF-8 text");
        let (text, wanted) = file.split_once("\n====\n").expect("a line ==== before the tasks");
        let lines: Vec<&str> = text.lines().skip_while(|line| line.starts_with('#')).collect();
        let wanted: Vec<Wanted> = wanted.lines().filter(|line| !line.is_empty()).map(Wanted::parse).collect();
        let open = file.starts_with("# OPEN");
        for fault in task_faults(&wanted, &analyze(&lines.join("\n"), &Options::default())) {
            let told = format!("{}: {fault}\n", path.file_name().unwrap_or_default().to_string_lossy());
            if open {
                print!("still open: {told}");
            } else {
                wrong += &told;
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
