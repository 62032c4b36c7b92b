//! Prints generated notices: `cargo run -p tongbao-trial --example draw -- STYLE [COUNT [SEED]]`.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tongbao_trial::flatten::Style;
use tongbao_trial::plan::plans;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|value| value.parse::<u8>().ok()).unwrap_or(1);
    let Some(style) = Style::ALL.into_iter().find(|style| Some(&format!("{style:?}")) == arguments.first()) else {
        println!("styles: {:?}", Style::ALL);
        return;
    };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[number(2); 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    for _ in 0..number(1) {
        if let Ok(tree) = plans().new_tree(&mut runner) {
            let notice = tree.current().notice(style.carries());
            println!("{}\n%%%%", style.document(&notice).text);
            for sheet in &notice.sheets {
                println!("{:#?}", sheet.wanted());
            }
        }
    }
}
