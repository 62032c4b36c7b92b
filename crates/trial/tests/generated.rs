//! Random notices in every way of flattening: their tables must come back exactly.
//!
//! `TRIAL_CASES=2000` tries more than the 200 notices a style; `TRIAL_SHRUNK=file` writes the smallest
//! notices that were not recovered.

use std::fmt::Write;
use tongbao_trial::campaign::run;
use tongbao_trial::flatten::Style;

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn tables_come_back_exactly_from_every_style() {
    let cases = number("TRIAL_CASES", 200);
    let mut table = String::from("style         exact  tried  twins  prose       first fault in\n");
    let mut shrunk = String::new();
    for style in Style::ALL {
        let keep = std::env::var_os("TRIAL_SHRUNK").map_or(0, |_| number("TRIAL_KEEP", 1));
        let outcome = run(style, cases, keep, number("TRIAL_SEED", 1) as u8);
        let _ = writeln!(
            table,
            "{:12} {:6.3} {:6} {:6}  {:4}/{:<5} {:?} {:?}",
            format!("{style:?}"),
            outcome.rate(),
            outcome.tried,
            outcome.ambiguous,
            outcome.narrative_right,
            outcome.narrated,
            outcome.by_part,
            outcome.by_narrative_part
        );
        for failure in outcome.failures {
            let _ = writeln!(shrunk, "######## {style:?}");
            for fault in failure.faults.iter().take(4) {
                let _ = writeln!(shrunk, "# {fault}");
            }
            let _ = writeln!(shrunk, "{}\n====\n{}\n", failure.text, failure.wanted);
        }
    }
    println!("{table}");
    if let Some(path) = std::env::var_os("TRIAL_SHRUNK") {
        std::fs::write(path, shrunk).expect("the shrunk notices can be written");
    }
}
