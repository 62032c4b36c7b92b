//! Tables that the reader is sure of are right. The whole table is printed by the binary `reliability`.

use tongbao_trial::floors::floor;
use tongbao_trial::reliability::{of_corpus, of_generated, sure, table};

#[test]
fn what_is_sure_is_right() {
    let mut all = of_corpus();
    all.extend(of_generated(20, 1));
    let (right, share) = sure(&all);
    println!("{}", table(&all));
    assert!(right >= floor("reliability", "sure and right"), "{right:.3} of the sure tables are right");
    assert!(share >= floor("reliability", "sure"), "{share:.3} of all tables are sure");
}
