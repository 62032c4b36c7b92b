//! Whole notices against readings made by hand. Their floors stand in `floors.tsv`.

use tongbao_notice::{Options, analyze};
use tongbao_trial::corpus::{SAMPLE, specimen, specimens};
use tongbao_trial::floors::floors;
use tongbao_trial::score::{Figures, score};

#[test]
fn the_sample_is_read_as_a_careful_reader_reads_it() {
    let sample = specimen(SAMPLE);
    let figures = score(&sample.gold, &analyze(&sample.text, &Options::default()));
    print!("{}", figures.table());
    let below = figures.below(&floors("sample"));
    assert!(below.is_empty(), "\n{below}");
}

#[test]
fn whole_notices_are_read_in_every_way_of_copying_them() {
    let mut pooled = Figures::default();
    for specimen in specimens().into_iter().filter(|specimen| specimen.notice != SAMPLE) {
        let figures = score(&specimen.gold, &analyze(&specimen.text, &Options::default()));
        println!(
            "{:32} found {:.3} precision {:.3} titles {:.3} units {:.3} progress {:.3}",
            specimen.name,
            figures.rate("tasks found"),
            figures.rate("task precision"),
            figures.rate("titles"),
            figures.rate("units"),
            figures.rate("progress cells"),
        );
        pooled.pool(&specimen.name, figures);
    }
    print!("{}", pooled.table());
    let below = pooled.below(&floors("whole"));
    assert!(below.is_empty(), "\n{below}");
}
