//! The narrative as paragraphs: which printed lines are one run of words. A paragraph that a page or
//! a viewer broke into visual lines is joined again; headings, list items and labels stand alone.
//! Where a file says what its paragraphs are, nothing is joined.

use crate::notice::{LineKind, Notice};
use crate::phrase::outline;
use crate::phrase::text::Paragraph;
use crate::phrase::units;
use crate::source::Source;

/// A visual line shorter than this (characters) is no full line that could go on in the next.
const FULL_LINE: usize = 24;

/// The paragraphs of all lines that are still narrative.
pub fn paragraphs(source: &Source<'_>, notice: &Notice) -> Vec<Paragraph> {
    let mut found = Vec::new();
    let mut run: Vec<(u32, &str)> = Vec::new();
    for (index, kind) in notice.lines.iter().enumerate() {
        let number = index as u32 + 1;
        if *kind != LineKind::Narrative {
            flush(&mut run, &mut found);
            continue;
        }
        let line = source.line(number);
        if let Some((last_number, last)) = run.last()
            && !(last_number + 1 == number && !notice.whole_paragraphs && goes_on(last, line))
        {
            flush(&mut run, &mut found);
        }
        run.push((number, line));
    }
    flush(&mut run, &mut found);
    found
}

fn flush(run: &mut Vec<(u32, &str)>, found: &mut Vec<Paragraph>) {
    if !run.is_empty() {
        found.push(Paragraph::new(run.drain(..)));
    }
}

/// Whether a line is the rest of the one above it.
fn goes_on(above: &str, below: &str) -> bool {
    let (above, below_trimmed) = (above.trim_end(), below.trim());
    let length = above.chars().count();
    if length < FULL_LINE || below_trimmed.is_empty() {
        return false;
    }
    // A line that begins with blanks begins a paragraph.
    if below.starts_with([' ', '\t', '\u{3000}', '\u{a0}']) {
        return false;
    }
    let Some(last) = above.chars().next_back() else { return false };
    if matches!(last, '。' | '！' | '？' | '!' | '?' | '；' | ';' | '：' | ':' | '|' | '】' | '”') {
        return false;
    }
    let folded = crate::fold::fold(below_trimmed);
    // Behind a label of units only names go on: 配合单位：县财政局 is ended by any other words.
    let names = outline::label(&crate::fold::fold(above)).is_some_and(|(label, _)| label.of_units());
    if names && units::likeness(&folded) == units::Likeness::No {
        return false;
    }
    if outline::marker(&folded).is_some() || folded.starts_with("附件") || outline::label(&folded).is_some() {
        return false;
    }
    !super::facts::ends_like_title(&crate::fold::fold(above)) && crate::phrase::dates::at_position(&folded, 0).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visual_lines_join() {
        assert!(goes_on(
            "为推动年度目标任务落地见效，县政府办公室对2022年 20 项县政府重点工作任务三季度落实",
            "情况开展了专项督查。"
        ));
        assert!(!goes_on("关于2022年三季度县政府重点工作任务落实情况的通报", "各乡镇人民政府"));
        assert!(!goes_on("截至9月底，二十项重点工作任务中，完成五项，正常推进十项，滞后四项", "一、总体情况"));
    }
}
