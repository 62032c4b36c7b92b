//! Prints `lexicon/confidence.tsv`: how often a table is right, by the margin of its least sure row, over the corpus and over
//! generated notices.
//!
//! `cargo run --release -p tongbao-trial --bin calibrate [-- CASES]`: notices a style, 100 where not given.

use tongbao_trial::reliability::{calibrated, of_corpus, of_generated};

fn main() {
    let cases = std::env::args().nth(1).and_then(|value| value.parse().ok()).unwrap_or(100);
    let mut all = of_corpus();
    // Another seed than that of the tests.
    all.extend(of_generated(cases, 7));
    for (margin, chance, count) in calibrated(&all) {
        println!("{margin}\t{chance:.3}\t{count}");
    }
}
