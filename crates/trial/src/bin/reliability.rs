//! Prints the reliability table of the confidences of tables, over the corpus and over generated notices.
//!
//! `cargo run --release -p tongbao-trial --bin reliability [-- CASES]`: notices a style, 200 where not given.

use tongbao_trial::reliability::{of_corpus, of_generated, table};

fn main() {
    let cases = std::env::args().nth(1).and_then(|value| value.parse().ok()).unwrap_or(200);
    println!("Corpus, as it is and changed\n{}", table(&of_corpus()));
    println!("Generated, {cases} a style\n{}", table(&of_generated(cases, 1)));
}
