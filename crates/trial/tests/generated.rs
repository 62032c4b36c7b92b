//! Random notices in every way of flattening: their tables must come back exactly.
//!
//! `TRIAL_CASES=2000` tries more than the 200 notices a style; `TRIAL_SHRUNK=file` writes the smallest
//! notices that were not recovered; `TRIAL_TRAITS=1` tells which traits of a notice go with failures;
//! `TRIAL_WITHOUT=header again,…` leaves notices with these traits aside; `TRIAL_STYLES=Spaced,Grid` tries these styles only.

use std::collections::BTreeMap;
use std::fmt::Write;
use tongbao_trial::campaign::{Settings, run};
use tongbao_trial::flatten::Style;
use tongbao_trial::floors::floor;

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn tables_come_back_exactly_from_every_style() {
    let cases = number("TRIAL_CASES", 200);
    let mut table = String::from("style         exact  but status  tried  twins  prose       first fault in\n");
    let mut shrunk = String::new();
    let mut below = String::new();
    let mut traits: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let without: Vec<String> = std::env::var("TRIAL_WITHOUT")
        .unwrap_or_default()
        .split(',')
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    let only = std::env::var("TRIAL_STYLES").unwrap_or_default();
    for style in Style::ALL.into_iter().filter(|style| only.is_empty() || only.contains(&format!("{style:?}"))) {
        let keep = std::env::var_os("TRIAL_SHRUNK").map_or(0, |_| number("TRIAL_KEEP", 1));
        let seed = number("TRIAL_SEED", 1) as u8;
        let outcome = run(style, &Settings { cases, shrink: keep, seed, without: without.clone() });
        let _ = writeln!(
            table,
            "{:12} {:6.3} {:11.3} {:6} {:6}  {:4}/{:<5} {:?} {:?}",
            format!("{style:?}"),
            outcome.rate(),
            outcome.but_status as f64 / (outcome.tried - outcome.ambiguous).max(1) as f64,
            outcome.tried,
            outcome.ambiguous,
            outcome.narrative_right,
            outcome.narrated,
            outcome.by_part,
            outcome.by_narrative_part
        );
        let name = format!("{style:?}");
        let told = outcome.narrative_right as f64 / outcome.narrated.max(1) as f64;
        if without.is_empty() && cases >= 200 {
            for (suite, rate) in [("generated", outcome.rate()), ("narrative", told)] {
                if rate < floor(suite, &name) {
                    let _ = writeln!(below, "{suite} {name}: {rate:.3} < {}", floor(suite, &name));
                }
            }
            assert!(outcome.ambiguous * 20 <= outcome.tried, "at most one in twenty may have a twin");
        }
        for (name, (wrong, all)) in outcome.by_trait {
            let sum = traits.entry(name).or_insert((0, 0));
            sum.0 += wrong;
            sum.1 += all;
        }
        for failure in outcome.failures {
            let _ = writeln!(shrunk, "######## {style:?}");
            for fault in failure.faults.iter().take(4) {
                let _ = writeln!(shrunk, "# {fault}");
            }
            let _ = writeln!(shrunk, "{}\n====\n{}\n", failure.text, failure.wanted);
        }
    }
    println!("{table}");
    if std::env::var_os("TRIAL_TRAITS").is_some() {
        let mut traits: Vec<_> = traits.into_iter().filter(|(_, (_, all))| *all > 4).collect();
        traits.sort_by(|(_, a), (_, b)| (b.0 * a.1).cmp(&(a.0 * b.1)));
        for (name, (wrong, all)) in traits {
            println!("{:5.2} {wrong:5}/{all:<5} {name}", wrong as f64 / all as f64);
        }
    }
    if let Some(path) = std::env::var_os("TRIAL_SHRUNK") {
        std::fs::write(path, shrunk).expect("the shrunk notices can be written");
    }
    assert!(below.is_empty(), "\n{below}");
}
