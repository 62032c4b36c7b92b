//! Where tables stand among the tokens: each header with the body below it, page-break headers taken
//! out, the next table's title and annex number cut off.

use super::features::Features;
use super::grammar::Rhythm;
use super::header::{self, HeaderRun};
use super::hinted;
use super::tokens::{Border, Token};
use crate::fold::folded;
use crate::hint::TableHint;
use crate::map::Map;
use crate::phrase::signature;
use crate::place::Lines;

/// A table among the tokens.
#[derive(Clone, Debug)]
pub struct Region {
    /// Its header.
    pub header: HeaderRun,
    /// The same header again, at page breaks, as token ranges.
    pub repeats: Vec<std::ops::Range<usize>>,
    /// The tokens of its body, in order.
    pub body: Vec<usize>,
    /// Its title and where that stands.
    pub title: Option<(String, Lines)>,
}

/// Every header among the tokens, each with its body.
pub fn find(tokens: &[Token<'_>], features: &[Features], hints: &[TableHint]) -> Vec<Region> {
    let names = header::names(tokens, features);
    let mut runs: Vec<HeaderRun> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(run) = hinted::header(tokens, hints, at) {
            at = run.end;
            runs.push(run);
            continue;
        }
        let Some(mut run) = header::header_at(tokens, features, &names, at) else {
            at += 1;
            continue;
        };
        // A title above the header may read like a header cell: a later start with as good a score is better.
        for later in at + 1..(at + 4).min(tokens.len()) {
            if let Some(other) = header::header_at(tokens, features, &names, later) {
                let cut = run.cells.len().saturating_sub(other.cells.len());
                let long = tokens[at].text.chars().count() > 10 || names_table(tokens[at].text.trim_end());
                let looks_like_title = long && tokens[at].border != Border::Row;
                if looks_like_title && cut <= 2 && later == at + 1 || other.score > run.score + 0.1 {
                    run = other;
                }
            }
        }
        at = run.end.max(at + 1);
        runs.push(run);
    }
    let mut regions: Vec<Region> = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let end = runs.get(index + 1).map_or(tokens.len(), |next| next.start);
        let before = if index == 0 { 0 } else { runs[index - 1].end };
        let title = title_before(tokens, features, before, run.start);
        if let Some(last) = regions.last_mut() {
            let same_title = match (&title, &last.title) {
                (Some((a, _)), Some((b, _))) => squeezed(a) == squeezed(b),
                (None, _) => true,
                (Some(_), None) => false,
            };
            if run.same_columns(&last.header) && same_title {
                // The same header once more: a page break. A title repeated above it goes too.
                if let Some((_, lines)) = title {
                    last.body.retain(|i| tokens[*i].lines.first < lines.first);
                }
                last.repeats.push(run.start..run.end);
                last.body.extend(run.end..end);
                continue;
            }
            // What stands right before this header belongs to this table.
            let from = head_start(tokens, features, before, run.start, title.as_ref().map(|title| title.1));
            last.body.retain(|i| *i < from);
        }
        let mut header = run.clone();
        header.settle();
        let end = body_end(tokens, run, end);
        regions.push(Region { header, repeats: Vec::new(), body: (run.end..end).collect(), title });
    }
    for region in &mut regions {
        let end = signed(tokens, features, &region.body).unwrap_or(region.body.len());
        region.body.truncate(end);
    }
    regions
}

/// Where a text is signed right below its table, as a place among the tokens of its body. Where a column of days stands right
/// behind one of units, its last day is no signature.
fn signed(tokens: &[Token<'_>], features: &[Features], body: &[usize]) -> Option<usize> {
    let text = |at: usize| body.get(at).map(|i| tokens[*i].text.as_ref());
    let border = |at: usize| body.get(at).map(|i| tokens[*i].border);
    let is_day = |at: &usize| features[body[*at]].date && text(*at).is_some_and(signature::is_day);
    let mut days = (0..body.len()).rev().filter(is_day);
    let day = days.next()?;
    let opens = |at: &usize| signature::opens(&mut (*at..=day).filter_map(text));
    let first = (day.saturating_sub(3)..day).find(opens)?;
    let elsewhere = (0..first).any(|at| text(at) == text(first));
    let in_column = days.any(|other| {
        border(other) == border(day)
            && text(other.wrapping_sub(1)).is_some_and(|above| signature::signs(&folded(above)))
    });
    (!elsewhere && !in_column).then_some(first)
}

/// Where the body of a piped table ends: behind its last piped line and the lines that go on right below it.
fn body_end(tokens: &[Token<'_>], run: &HeaderRun, end: usize) -> usize {
    if tokens.get(run.start).is_none_or(|token| token.border != Border::Row) {
        return end;
    }
    let last = (run.end..end).rev().find(|i| matches!(tokens[*i].border, Border::Row | Border::Tab));
    let mut to = last.map_or(run.end, |last| last + 1);
    while to < end && tokens[to].border == Border::Line && tokens[to].blanks == 0 && !tokens[to].soft_gap {
        to += 1;
    }
    to
}

fn squeezed(text: &str) -> String {
    super::features::squeezed(&folded(text)).into_owned()
}

/// How many tokens above a header its title may stand.
const TITLE_REACH: usize = 10;

fn is_annex(text: &str) -> bool {
    let text = squeezed(text);
    text.starts_with('附') && text.chars().count() <= 8
}

/// Whether a paragraph reads like the title of a table.
pub fn is_title(text: &str) -> bool {
    let plain = squeezed(text);
    let bare = match plain.rfind('(') {
        Some(at) if plain.ends_with(')') && at > 0 => plain.get(..at).unwrap_or(&plain),
        _ => &plain,
    };
    let count = bare.chars().count();
    (4..=60).contains(&count)
        && !plain.contains(['。', ';', '?', '!'])
        && (names_table(bare) || bare.ends_with("情况") || bare.ends_with("通报"))
}

/// Whether a text ends in a word for a table.
fn names_table(text: &str) -> bool {
    ["表", "清单", "台账", "一览"].iter().any(|word| text.ends_with(word))
}

fn title_before(tokens: &[Token<'_>], features: &[Features], before: usize, start: usize) -> Option<(String, Lines)> {
    let reach = before.max(start.saturating_sub(TITLE_REACH));
    let found = (reach..start).rev().find(|i| is_title(&tokens[*i].text));
    if let Some(i) = found {
        let token = &tokens[i];
        return Some((token.text.to_string(), token.lines));
    }
    let last = start.checked_sub(1).filter(|i| *i >= before)?;
    let token = &tokens[last];
    let feature = &features[last];
    let plain = !feature.sentence && !feature.chrome && !feature.numeric && feature.number.is_none();
    ((4..=40).contains(&token.text.chars().count()) && plain && before == 0 && !token.text.contains(['：', ':']))
        .then(|| (token.text.to_string(), token.lines))
}

/// The title among the tokens right above the first row of a table without a header.
pub fn title_above(tokens: &[Token<'_>], start: usize) -> Option<(String, Lines)> {
    let reach = start.saturating_sub(TITLE_REACH);
    tokens
        .get(reach..start)?
        .iter()
        .rev()
        .find(|token| is_title(&token.text))
        .map(|token| (token.text.to_string(), token.lines))
}

/// Where the head of a table begins: its annex number or title, whichever is first, at most a few tokens above.
fn head_start(tokens: &[Token<'_>], features: &[Features], before: usize, start: usize, title: Option<Lines>) -> usize {
    let mut from = start;
    let reach = before.max(start.saturating_sub(TITLE_REACH));
    for i in (reach..start).rev() {
        let titled = title.is_some_and(|lines| lines.first <= tokens[i].lines.first);
        if titled || is_annex(&tokens[i].text) {
            from = i;
        } else if !(from == start || is_annex(&tokens[i].text)) || features[i].chars > 60 {
            break;
        }
    }
    from
}

/// In a table of fewer lines one surplus blank line is no accident.
const FEW_LINES: usize = 40;

/// How the blank lines of a body speak.
pub fn rhythm(tokens: &[&Token<'_>]) -> Rhythm {
    let mut counts: Map<i32, usize> = Map::new();
    let mut tabs = 0;
    let mut lines = 0;
    for token in tokens.iter().skip(1) {
        match token.border {
            Border::Tab => tabs += 1,
            Border::Line if !token.soft_gap => {
                *counts.entry(i32::from(token.blanks)).or_default() += 1;
                lines += 1;
            }
            _ => {}
        }
    }
    let usual = counts.iter().max_by_key(|(blanks, count)| (**count, -**blanks)).map_or(0, |(blanks, _)| *blanks);
    let surplus: usize = counts.iter().filter(|(blanks, _)| **blanks > usual).map(|(_, count)| count).sum();
    // A page that doubles every line feed puts two more for each empty cell where one is usual otherwise.
    // So does a page that prints an empty cell as a paragraph of its own.
    let least = counts.iter().map(|(blanks, _)| *blanks - usual).filter(|surplus| *surplus > 0).min();
    let unit = ((usual + 1) / 2).max(1).max(least.filter(|least| *least == usual + 1).unwrap_or(0));
    Rhythm {
        usual,
        unit,
        speaks: surplus >= if lines < FEW_LINES { 1 } else { 2.max(lines / 100) },
        tabs: tabs * 5 >= tokens.len(),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Options, analyze};

    #[test]
    fn a_table_ends_where_the_text_is_signed_right_below_it() {
        let rows = [
            "序号",
            "任务",
            "责任单位",
            "进展",
            "1",
            "修路五公里",
            "县交通局",
            "已开工。",
            "2",
            "建桥",
            "县水利局",
            "已完工。",
        ];
        for separator in ["\n", "\t"] {
            let rows: Vec<String> = rows.chunks(4).map(|row| row.join(separator)).collect();
            let text = format!("关于重点工作的通报\n{}\n白河县人民政府督查室\n2023年10月12日\n", rows.join("\n"));
            let report = analyze(&text, &Options::default());
            assert_eq!(report.notice.issuers, ["白河县人民政府督查室"], "{separator:?}");
            assert_eq!(report.tasks[1].entries[0].progress, "已完工。", "{separator:?}");
        }
    }

    #[test]
    fn a_signature_is_told_from_a_column_of_days_by_its_own_lines() {
        let text = "关于重点工作的通报\n序号\t任务\t责任单位\t完成时限\n1\t修路五公里\t县交通局\t2023年11月20日\n2\t建桥\t县水利局\t2023年11月12日\n白河县人民政府督查室\n2023年10月12日\n";
        let report = analyze(text, &Options::default());
        assert_eq!(report.notice.signed_on.as_deref(), Some("2023-10-12"));
        assert_eq!(report.tasks[1].deadline.as_deref(), Some("2023年11月12日"));
    }

    #[test]
    fn tasks_before_their_units_are_no_ranking_and_progress_in_words_is_no_rate() {
        let text = "| 序号 | 目标任务 | 责任单位 | 完成进度 | 完成率 |\n|---|---|---|---|---|\n| 1 | 改造小区38个 | 县住建局 | 完工29个，在建9个。 | 76.3% |\n| 2 | 新建公园12个 | 县城管局 | 建成12个。 | 100% |\n";
        let report = analyze(text, &Options::default());
        assert_eq!((report.tasks.len(), report.tasks[0].title.as_str()), (2, "改造小区38个"));
        assert_eq!(report.tasks[1].entries[0].progress, "建成12个。");
    }

    #[test]
    fn a_column_of_days_is_no_signature() {
        let rows = [
            "序号",
            "任务",
            "责任单位",
            "完成时限",
            "1",
            "修路五公里",
            "县交通运输局",
            "2023年10月12日",
            "2",
            "建桥",
            "县农业农村局",
            "2023年11月12日",
        ];
        let text = format!("关于重点工作的通报\n{}\n", rows.join("\n"));
        let report = analyze(&text, &Options::default());
        assert_eq!(report.tasks[1].deadline.as_deref(), Some("2023年11月12日"));
    }
}
