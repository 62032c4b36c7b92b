//! Evidence as the source prints it. A cell healed over a page foot runs on where the page does not:
//! words that do not stand in one piece are cut to the longer piece that does, so that a click can
//! highlight them. A place of a finding that hardly stands where it is said to stand is none.

use crate::place::Lines;
use crate::report::{Evidence, Report};
use crate::source::Source;

/// Cuts all evidence of a report to what stands in the source in one piece.
pub fn settle(report: &mut Report, source: &Source<'_>) {
    let cut = |text: &mut String, lines: Lines| {
        if let Some(piece) = piece(text, lines, source) {
            *text = piece;
        }
    };
    for task in &mut report.tasks {
        for Evidence { text, lines } in task.status.evidence.iter_mut().chain(&mut task.status.stated_evidence) {
            cut(text, *lines);
        }
        for problem in &mut task.problems {
            cut(&mut problem.text, problem.lines);
        }
        for Evidence { text, lines } in task.metrics.iter_mut().filter_map(|metric| metric.evidence.as_mut()) {
            cut(text, *lines);
        }
    }
    for finding in &mut report.findings {
        finding.places.retain_mut(|Evidence { text, lines }| {
            let all = text.len();
            cut(text, *lines);
            text.len() * 2 >= all
        });
    }
}

/// The longest beginning or end of `text` that stands in these lines, an empty one where nothing does; none where all of it
/// stands. Blanks do not count.
fn piece(text: &str, lines: Lines, source: &Source<'_>) -> Option<String> {
    if source.line(lines.first).contains(text) {
        return None;
    }
    let dense = |text: &str| text.replace(char::is_whitespace, "");
    let printed: String = source.within(lines).map(|(_, line)| dense(line)).collect();
    let stands = |words: &str| printed.contains(&dense(words));
    if stands(text) {
        return None;
    }
    let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    // A longer piece stands only where each shorter one does.
    let first = cuts.partition_point(|at| stands(text.get(..*at).unwrap_or("")));
    let last = cuts.partition_point(|at| !stands(text.get(*at..).unwrap_or("")));
    let beginning = cuts.get(first.saturating_sub(1)).and_then(|at| text.get(..*at)).unwrap_or("").trim();
    let end = cuts.get(last).and_then(|at| text.get(*at..)).unwrap_or("").trim();
    Some((if end.len() > beginning.len() { end } else { beginning }).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_over_a_page_foot_are_cut_to_one_piece() {
        let source = Source::new("农村劳动力转移\n\n- 3 -\n\n就业5430人，其中");
        assert_eq!(piece("农村劳动力转移就业5430人", Lines::new(1, 5), &source).as_deref(), Some("农村劳动力转移"));
        assert_eq!(piece("转移就业5430人", Lines::new(1, 5), &source).as_deref(), Some("就业5430人"));
        assert_eq!(piece("就业5430人", Lines::new(3, 5), &source), None);
    }
}
