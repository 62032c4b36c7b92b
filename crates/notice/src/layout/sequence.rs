//! What a token says together with the tokens before it: chains of row numbers, numbering of
//! paragraphs, titles repeated at a page break, names broken over lines. Computed once, so that the
//! alignment itself looks only one step back.

use super::costs::costs;
use super::features::{Features, continues_name};
use super::tokens::{Border, Token};
use crate::fold::fold;
use crate::map::{Map, Set};
use crate::phrase::units::{self, Likeness};

/// What the neighbourhood adds to the scores of one token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints {
    /// Added where it goes on in the same cell.
    pub same: f32,
    /// Added where it begins a later cell of the row.
    pub cell: f32,
    /// Added where it begins a row.
    pub row: f32,
    /// Added, beside `row`, where that row begins in the column of the token before.
    pub column_again: f32,
    /// Added in the number column, for a bare number.
    pub chain: f32,
    /// Added in the title column.
    pub title: f32,
    /// Added in unit columns.
    pub unit: f32,
    /// It goes on a name from the token before.
    pub wrapped: bool,
    /// Added as a section row: its numeral goes on from the section before.
    pub section: f32,
    /// A figure behind the word that opens a sum row.
    pub sums: bool,
    /// Its paragraph number once lost digits are told apart.
    pub paragraph: Option<(u8, u32)>,
}

/// How many numbered paragraphs that go on a cell make it the custom of a table.
const NUMBERED: usize = 4;

/// The hints of all tokens of a table.
pub fn hints(tokens: &[&Token<'_>], features: &[&Features]) -> Vec<Hints> {
    let mut hints = vec![Hints::default(); tokens.len()];
    chain(features, &mut hints);
    paragraphs(tokens, features, &mut hints);
    titles(tokens, features, &mut hints);
    wraps(tokens, features, &mut hints);
    sections(features, &mut hints);
    // Where many paragraphs go on the numbering of the one before, one without a number hardly belongs to its cell.
    let numbered = |at: &usize| match (hints[*at].paragraph, hints[*at - 1].paragraph) {
        (Some(here), Some(before)) => here == (before.0, before.1 + 1),
        _ => false,
    };
    let many = (1..tokens.len()).filter(numbered).take(NUMBERED).count() == NUMBERED;
    let again = if many { costs().plain_again_numbered } else { costs().plain_again };
    for i in 1..tokens.len() {
        let figure = features[i].numeric || features[i].percent || features[i].dash || features[i].number.is_some();
        // 一、产业项目(6个): a section that counts its rows may print their sums.
        let counted = features[i - 1].section && tokens[i - 1].text.trim_end().ends_with([')', '）']);
        // A bare number on the chain of row numbers opens the next row.
        hints[i].sums = figure && hints[i].chain <= 0.0 && (features[i - 1].sum || counted || hints[i - 1].sums);
        let plain = hints[i].paragraph.is_none() && features[i].lost_dot.is_none();
        if plain && features[i - 1].stop && (features[i].sentence || features[i].verb_lead) {
            hints[i].same += again;
        }
        if features[i - 1].unfinished {
            hints[i].cell += costs().unfinished_border;
            hints[i].row += costs().unfinished_border;
        }
    }
    hints
}

/// The longest chain of bare numbers that go up by one; a repeated number is a page break, a restart at one a new
/// section, a gap of one or two a lost number.
fn chain(features: &[&Features], hints: &mut [Hints]) {
    let mut ends: Map<u32, (f32, usize)> = Map::new();
    let mut best_any: Option<(f32, usize)> = None;
    let mut before: Vec<Option<usize>> = vec![None; features.len()];
    let mut top: Option<(f32, usize)> = None;
    for (i, feature) in features.iter().enumerate() {
        let Some(value) = feature.number.filter(|value| *value < 1000) else { continue };
        let mut best = (0.0, None);
        let mut offer = |from: Option<&(f32, usize)>, gain: f32| {
            if let Some((score, at)) = from
                && score + gain > best.0
            {
                best = (score + gain, Some(*at));
            }
        };
        offer(value.checked_sub(1).and_then(|v| ends.get(&v)), 1.0);
        offer(ends.get(&value), 0.3);
        offer(value.checked_sub(2).and_then(|v| ends.get(&v)), 0.3);
        offer(value.checked_sub(3).and_then(|v| ends.get(&v)), 0.1);
        if value == 1 {
            let behind_section = i > 0 && features[i.saturating_sub(8)..i].iter().any(|f| f.section || f.sum);
            offer(best_any.as_ref(), if behind_section { 0.5 } else { -1.5 });
        }
        before[i] = best.1;
        let score = best.0;
        if ends.get(&value).is_none_or(|old| score >= old.0) {
            ends.insert(value, (score, i));
        }
        if best_any.is_none_or(|old| score >= old.0) {
            best_any = Some((score, i));
        }
        if top.is_none_or(|old| score > old.0) {
            top = Some((score, i));
        }
        hints[i].chain = costs().off_chain;
    }
    let Some((score, mut at)) = top else { return };
    if score < 1.0 && features.iter().filter(|f| f.number.is_some()).count() > 2 {
        // No chain at all: bare numbers say nothing of rows.
        for hint in hints.iter_mut() {
            hint.chain = 0.0;
        }
        return;
    }
    loop {
        hints[at].chain = costs().on_chain;
        match before[at] {
            Some(next) => at = next,
            None => break,
        }
    }
}

/// Section rows are numbered through: 一、…, 二、….
fn sections(features: &[&Features], hints: &mut [Hints]) {
    let mut last: Option<(u8, u32)> = None;
    for (feature, hint) in features.iter().zip(hints) {
        let Some((style, value)) = feature.paragraph.filter(|_| feature.section) else { continue };
        if last.is_some_and(|last| last == (style, value.saturating_sub(1))) {
            hint.section = costs().section_next;
        }
        last = Some((style, value));
    }
}

/// How many tokens back the last numbered paragraph may lie.
const MEMORY: usize = 5;

fn paragraphs(tokens: &[&Token<'_>], features: &[&Features], hints: &mut [Hints]) {
    let c = costs();
    let mut last: Option<(usize, u8, u32)> = None;
    let mut heading_before = false;
    // Whether the parts of this task, each a row of its own, are numbered through: 1.… and its units, 2.… and its units.
    let mut over_rows = false;
    let mut headings: Set<&str> = Set::new();
    for i in 0..tokens.len() {
        let feature = &features[i];
        if feature.number.is_some() && hints[i].chain > 0.0 {
            over_rows = false;
            last = None;
            headings.clear();
            continue;
        }
        let mut number = feature.paragraph;
        if let (None, Some(digit), Some((at, style, value))) = (number, feature.lost_dot.map(u32::from), last) {
            let words = (at + 1..i).filter(|k| features[*k].unit == Likeness::No).count();
            if digit == value + 1 && words < MEMORY && style == 1 && feature.chars > 4 {
                number = Some((1, digit));
            }
        }
        hints[i].paragraph = number;
        let Some((style, value)) = number else {
            heading_before = feature.colon;
            if feature.colon && feature.chars <= 40 && !headings.take_in(tokens[i].text.as_ref()) {
                hints[i].same -= c.heading_again;
                hints[i].cell += c.heading_again;
                last = None;
            }
            continue;
        };
        hints[i].title += c.numbered_start;
        if let Some((at, last_style, last_value)) = last {
            let near = i - at;
            // Behind the units of a row the numbering may go on in the next row.
            let units_between = near > 1 && (at + 1..i).any(|k| features[k].unit == Likeness::Whole);
            over_rows |= units_between && style == last_style && value == last_value + 1;
            // Behind a whole sentence of another cell the next part begins.
            let next_row = over_rows && near > 1 && features[i - 1].stop;
            if style == last_style && next_row && value == last_value + 1 {
                hints[i].same -= c.paragraph_next;
                hints[i].row += c.paragraph_next;
            } else if style == last_style && !units_between && near <= MEMORY {
                let weight = if near == 1 { 1.0 } else { 0.6 };
                if value == last_value + 1 {
                    hints[i].same += c.paragraph_next * weight;
                    hints[i].cell -= c.paragraph_next * weight;
                    hints[i].row -= c.paragraph_next * weight;
                    if near == 1 {
                        hints[i].column_again = c.column_again;
                    }
                } else if value == 1 && !(near > 1 && heading_before) {
                    hints[i].same -= c.paragraph_restart;
                    hints[i].cell += c.paragraph_restart;
                    hints[i].row += c.paragraph_restart;
                }
            }
        }
        // A finer numbering inside does not end the coarser one, but only the innermost is remembered.
        last = Some((i, style, value));
        heading_before = feature.colon;
    }
}

/// Whether a paragraph may be the first of the numbered parts of a task: a promise, not a report.
fn opens_parts(feature: &Features, hint: &Hints) -> bool {
    matches!(hint.paragraph, Some((..=2, 1))) && feature.verb_lead && !feature.stop && feature.progress < 3
}

fn titles(tokens: &[&Token<'_>], features: &[&Features], hints: &mut [Hints]) {
    let c = costs();
    let mut seen: Map<(u32, &str), usize> = Map::new();
    let mut by_text: Map<&str, usize> = Map::new();
    let mut numbered_title: Option<(u8, u32)> = None;
    let mut last_number: Option<u32> = None;
    for i in 1..tokens.len() {
        let row_number = features[i - 1].number.filter(|_| hints[i - 1].chain > 0.0);
        if let Some(number) = row_number {
            let text = tokens[i].text.as_ref();
            if features[i].chars >= 4 {
                if let Some(first) = seen.insert((number, text), i) {
                    for at in [first, i] {
                        hints[at].title += c.title_known;
                        if let Some(next) = hints.get_mut(at + 1) {
                            next.title += c.title_complete;
                        }
                    }
                }
                by_text.insert(text, i);
            }
            if last_number != Some(number) || hints[i].paragraph.is_some() {
                let behind = i.checked_sub(2).filter(|at| opens_parts(features[*at], &hints[*at]));
                let report = features[i].stop && features[i].progress > 1;
                numbered_title = hints[i].paragraph.filter(|_| !report).or(behind.and_then(|at| hints[at].paragraph));
                numbered_title = numbered_title.filter(|(style, _)| *style <= 2);
            }
            last_number = Some(number);
            continue;
        }
        if numbered_title.is_none() && opens_parts(features[i], &hints[i]) {
            // The row number does not stand right before the title.
            numbered_title = hints[i].paragraph;
            continue;
        }
        if let (Some((style, value)), Some((title_style, title_value))) = (hints[i].paragraph, numbered_title) {
            // A promise, not a report, that goes on the numbering of the title.
            let report = features[i].done_lead || features[i].progress >= 3;
            if style == title_style && value == title_value + 1 && !report && features[i].chars <= 60 {
                let unit_before = features[i - 1].unit != Likeness::No || features[i - 1].chars == 0;
                let status_before = features[i - 1].status || features[i - 1].persons || features[i - 1].date;
                if unit_before || status_before || features[i].verb_lead {
                    hints[i].title += c.subitem;
                    hints[i].row += c.subitem;
                    hints[i].same -= c.subitem;
                    numbered_title = Some((style, value));
                }
            }
        }
    }
    // What follows a row number in one place is a title in any other: a part that a page cut off from its number.
    for i in 1..tokens.len() {
        let known = by_text.get(tokens[i].text.as_ref()).is_some_and(|at| *at != i);
        let numbered = features[i - 1].number.is_some() && hints[i - 1].chain > 0.0;
        if known && !numbered && features[i].chars >= 6 {
            hints[i].title += c.title_known;
        }
    }
}

fn wraps(tokens: &[&Token<'_>], features: &[&Features], hints: &mut [Hints]) {
    let c = costs();
    let mut alone: Map<&str, u32> = Map::new();
    let mut pairs: Map<(&str, &str), u32> = Map::new();
    let short = |i: usize| {
        let f: &Features = features[i];
        f.chars >= 1
            && f.chars <= 10
            && f.unit != Likeness::No
            && f.paragraph.is_none()
            && !f.status
            && !f.date
            && !f.remark
            && !f.sentence
            && !f.unfinished
    };
    for i in 0..tokens.len() {
        if short(i) {
            *alone.entry(tokens[i].text.as_ref()).or_default() += 1;
            if i > 0 && short(i - 1) && tokens[i].border == Border::Line {
                *pairs.entry((tokens[i - 1].text.as_ref(), tokens[i].text.as_ref())).or_default() += 1;
            }
        }
    }
    // The name so far, over the lines it was broken into.
    let mut name = String::new();
    for i in 1..tokens.len() {
        if !(short(i - 1) && short(i)) || tokens[i].border != Border::Line {
            name.clear();
            continue;
        }
        if name.is_empty() {
            name = fold(&tokens[i - 1].text);
        }
        let (a, b) = (tokens[i - 1].text.as_ref(), tokens[i].text.as_ref());
        let next = fold(b);
        let both = format!("{name}{next}");
        let together = pairs.get(&(a, b)).copied().unwrap_or(0);
        let pair = Pair {
            name_complete: units::is_complete(&name),
            next_complete: units::is_complete(&next),
            whole: units::is_complete(&both),
            only_together: together >= 2 && alone.get(a) == Some(&together) && alone.get(b) == Some(&together),
            name: &name,
            next: &next,
        };
        let opens_three = !pair.name_complete
            && !pair.next_complete
            && !pair.whole
            && i + 1 < tokens.len()
            && short(i + 1)
            && units::is_complete(&format!("{both}{}", fold(&tokens[i + 1].text)))
            && units::has_level(&name);
        if pair.is_one_name() || opens_three {
            hints[i].wrapped = true;
            hints[i].cell += c.wrapped_border;
            hints[i].row += c.wrapped_border;
            hints[i].unit += c.wrapped_unit;
            hints[i - 1].unit += c.wrapped_unit * 0.5;
            name = both;
        } else {
            name = next;
        }
    }
}

/// A name and the line after it.
#[allow(clippy::struct_excessive_bools)] // independent observations
struct Pair<'a> {
    name: &'a str,
    next: &'a str,
    name_complete: bool,
    next_complete: bool,
    whole: bool,
    only_together: bool,
}

impl Pair<'_> {
    /// Whether the line goes on the name.
    fn is_one_name(&self) -> bool {
        if !self.whole {
            return false;
        }
        let own = units::has_level(self.next) || units::is_town(self.next);
        if !self.name_complete {
            // Half a name: whatever ends it belongs to it, unless that is a name with a level of its own.
            return !own || self.only_together;
        }
        if own {
            return false;
        }
        let generic = continues_name(self.next);
        let next_length = self.next.chars().count();
        if !self.next_complete || matches!(self.next, "办公室" | "专班" | "领导小组" | "管委会") {
            return generic;
        }
        // A branch named after its place, below a bureau: 市生态环境局 + 某某分局.
        let branch = self.next.ends_with("分局") && next_length <= 5 && self.name.ends_with('局');
        // 农业农村 ends like a village, 新区 like a district, yet the rest never stands alone.
        let place_like = self.name.ends_with(['村', '乡', '市', '区', '县']) && self.name.chars().count() >= 4;
        branch || (place_like && (self.name.ends_with('村') || generic))
    }
}

#[cfg(test)]
mod tests {
    use super::super::features::observe;
    use super::*;
    use crate::place::Lines;
    use std::borrow::Cow;

    fn all(texts: &[&str]) -> Vec<Hints> {
        let tokens: Vec<Token<'_>> = texts
            .iter()
            .enumerate()
            .map(|(index, text)| Token {
                text: Cow::Borrowed(*text),
                lines: Lines::one(index as u32 * 2 + 1),
                blanks: 1,
                border: Border::Line,
                soft_gap: false,
                page_top: false,
            })
            .collect();
        let features: Vec<Features> = texts.iter().map(|text| observe(text)).collect();
        hints(&tokens.iter().collect::<Vec<_>>(), &features.iter().collect::<Vec<_>>())
    }

    #[test]
    fn row_numbers_make_a_chain_and_stray_numbers_do_not() {
        let got = all(&["1", "甲事", "52", "2", "乙事", "47", "3", "丙事"]);
        let on: Vec<bool> = got.iter().map(|hint| hint.chain > 0.0).collect();
        assert_eq!(on, [true, false, false, true, false, false, true, false]);
    }

    #[test]
    fn names_broken_over_lines() {
        let wrapped = |texts: &[&str]| all(texts).iter().map(|hint| hint.wrapped).collect::<Vec<_>>();
        assert_eq!(wrapped(&["县交通", "运输局"]), [false, true]);
        assert_eq!(wrapped(&["市农业农村", "水利局"]), [false, true]);
        assert_eq!(wrapped(&["市发改局", "市经信局"]), [false, false]);
        assert_eq!(wrapped(&["市防汛防台", "抗旱指挥部", "办公室"]), [false, true, true]);
        assert_eq!(wrapped(&["市发改局", "华能玉环电厂"]), [false, false]);
    }

    #[test]
    fn parts_numbered_over_rows_go_on_behind_a_problem() {
        let got = all(&["1.甲路", "市交通局", "2.乙桥完成", "因该项目涉及农田，已立项。", "3228国道完成"]);
        assert!(got[4].row > 0.0 && got[4].same < 0.0);
    }

    #[test]
    fn sections_are_numbered_through() {
        let got = all(&["一、产业发展类", "1", "甲事", "二、民生保障类", "2", "乙事"]);
        assert!(got[0].section == 0.0 && got[3].section > 0.0);
    }

    #[test]
    fn a_sentence_without_a_number_hardly_goes_on_a_cell_where_cells_are_numbered() {
        let numbered = all(&["1.甲。", "2.乙。", "3.丙。", "1.甲。", "2.乙。", "3.丙。", "设备已到位。"]);
        assert!(numbered[6].same <= costs().plain_again_numbered);
        assert!(all(&["设备已到位。", "资金缺口较大。"])[1].same > costs().plain_again_numbered);
    }

    #[test]
    fn a_lost_dot_is_a_paragraph_number_where_it_is_expected() {
        let got = all(&["3.着手开展试点", "497华能电厂完成登记"]);
        assert_eq!(got[1].paragraph, Some((1, 4)));
    }
}
