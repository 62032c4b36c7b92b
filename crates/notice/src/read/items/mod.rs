//! Tasks that the narrative names with a status: lists under a heading (8项进度偏慢的重点工作为：①…),
//! enumerations (A、B、C等9项已完成; 未开工3个,分别是A、B、C; 暂缓1项（A）), quoted names (“A”已完成) and
//! tasks given by their unit (X局负责的“A”).

mod alone;
mod charged;
mod cut;
mod heading;
mod item;
mod owner;
mod sentence;
mod words;

use super::tokens::{self, Token};
use crate::phrase::outline::{self, Label};
use crate::phrase::text::Paragraph;
use crate::place::Lines;
use crate::report::Status;
use charged::{charged, ruled_on_together};
use cut::cut_items;
use heading::{Heading, close_headings};
use item::items_of;
use sentence::sentences;
use std::ops::Range;

pub use alone::alone;
pub use charged::enumerated;
pub use cut::ends_with_count;
pub use item::{find_unit_label, is_noun, names_end, ordinal_bracket, unit_names, without_quotes};
pub use owner::{in_bracket, owner};
pub use sentence::{exhorts, is_rate};
pub use words::tells_of_deeds;

/// The items of a paragraph below an open heading: one, or as many as have markers of their own.
fn items_under(paragraph: &Paragraph, open: &Heading) -> Vec<Named> {
    let text = paragraph.text.as_str();
    let loose = open.left.is_some();
    let pieces = cut_items(text);
    let marked = |piece: &Range<usize>| text.get(piece.clone()).is_some_and(|piece| outline::marker(piece).is_some());
    if pieces.len() > 1 && pieces.iter().all(marked) {
        return pieces.into_iter().flat_map(|piece| items_of(paragraph, piece, open, loose)).collect();
    }
    // 甲局负责的“A”,已完成。乙局牵头的“B”,…: each sentence that begins with units is an item of its own.
    let owned = |piece: &Range<usize>| text.get(piece.clone()).is_some_and(|piece| owner(piece).is_some());
    let starts: Vec<usize> = pieces.iter().filter(|piece| owned(piece)).map(|piece| piece.start).collect();
    if starts.len() > 1 && pieces.first().is_some_and(owned) {
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        return starts
            .iter()
            .zip(ends)
            .flat_map(|(start, end)| items_of(paragraph, *start..end, open, loose))
            .collect();
    }
    items_of(paragraph, 0..text.len(), open, loose)
}

/// A task named in prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Its name in the prose's own words.
    pub text: String,
    /// The units named beside it.
    pub units: Vec<String>,
    /// What the prose says of it; `None` for a stage of the notice's own.
    pub status: Option<Status>,
    /// The word by which it says so.
    pub word: String,
    /// Where that word stands: with the name, or in the heading above it.
    pub word_lines: Lines,
    /// The number printed beside it: (第6项), 第4件.
    pub number: Option<String>,
    /// What the prose reports of it.
    pub progress: String,
    /// The name of the list it stands in.
    pub category: String,
    /// Where it stands.
    pub lines: Lines,
}

/// Reads all named tasks; they come in the order of the text, each once.
pub fn read(prose: &[Paragraph]) -> Vec<Named> {
    let mut reader = Reader::default();
    for paragraph in prose {
        reader.paragraph(paragraph, &tokens::read(&paragraph.text));
    }
    reader.finish()
}

/// 2.甲指挥部:项目23项,未达序时进度2项为:…: a line that counts by status what is listed in it is no item of the list above.
fn counts_its_own(text: &str, tokens: &[Token]) -> bool {
    tokens.windows(2).any(|pair| {
        matches!(pair[0].kind, tokens::Kind::Status(_))
            && pair[1].value().is_some()
            && pair[0].end == pair[1].start
            && sentence::opens_list(&text[pair[1].end..])
    })
}

/// What was read of the named tasks so far.
#[derive(Default)]
pub struct Reader {
    found: Vec<Named>,
    headings: Vec<Heading>,
}

impl Reader {
    /// Reads a paragraph with these tokens.
    pub fn paragraph(&mut self, paragraph: &Paragraph, tokens: &[Token]) {
        let Self { found, headings } = self;
        let text = paragraph.text.as_str();
        let marker = outline::marker(text);
        close_headings(headings, marker.map(|marker| marker.level), text);
        if let Some(heading) = heading::heading(paragraph, 0, marker.map(|marker| marker.level), headings.last()) {
            // The words behind the heading on the same line are its first items.
            let (opened, rest) = heading;
            let items = heading::inline(paragraph, rest, &opened);
            let ended = !items.is_empty() && opened.level.is_none();
            found.extend(items);
            if !ended {
                headings.push(opened);
            }
            return;
        }
        if let Some(open) = headings.last_mut()
            && open.left != Some(0)
            && !counts_its_own(text, tokens)
            && let items = items_under(paragraph, open)
            && !items.is_empty()
        {
            if let Some(left) = &mut open.left {
                *left = left.saturating_sub(items.len() as u32);
            }
            found.extend(items);
            return;
        }
        found.extend(sentences(paragraph, tokens));
        found.extend(charged(paragraph, tokens));
        found.extend(ruled_on_together(paragraph, tokens));
        headings.extend(heading::heading_at_end(paragraph));
    }

    /// The tasks, each once.
    pub fn finish(self) -> Vec<Named> {
        once(self.found)
    }
}

/// Each task once; the units named beside it at several places are joined.
fn once(found: Vec<Named>) -> Vec<Named> {
    let mut places: crate::map::Map<(String, Option<String>, Option<Status>), usize> = crate::map::Map::new();
    let mut out: Vec<Named> = Vec::new();
    for named in found {
        let key = (named.text.clone(), named.number.clone(), named.status);
        if let Some(at) = places.get(&key) {
            // What is said of it at greater length is its report.
            if named.progress.len() > out[*at].progress.len() {
                out[*at].progress = named.progress;
            }
            let units = &mut out[*at].units;
            for unit in named.units {
                if !units.contains(&unit) {
                    units.push(unit);
                }
            }
            continue;
        }
        places.insert(key, out.len());
        out.push(named);
    }
    out
}

/// Whether a paragraph is a label line; lists with labels are read elsewhere.
pub fn is_label(text: &str) -> bool {
    outline::label(text).is_some_and(|(label, _)| label.of_task() && label != Label::Extra)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(lines: &[&str]) -> Vec<(String, Option<Status>, Vec<String>)> {
        let prose: Vec<Paragraph> =
            lines.iter().enumerate().map(|(at, line)| Paragraph::new([(at as u32 + 1, *line)])).collect();
        read(&prose).into_iter().map(|named| (named.text, named.status, named.units)).collect()
    }

    #[test]
    fn a_list_under_its_heading() {
        let found = names(&[
            "2项进展偏慢的市政府重点工作为：",
            "①实现“小升规”60家（责任单位：市经信局）；",
            "新建高标准农田6700亩（责任单位：市农业农村水利局）。",
            "各单位要高度重视。",
        ]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], ("实现“小升规”60家".into(), Some(Status::Behind), vec!["市经信局".into()]));
        assert_eq!(found[1].0, "新建高标准农田6700亩");
    }

    #[test]
    fn enumerations() {
        let found = names(&["其中，老旧小区改造、扶残助残工程等项目进度相对缓慢，其他项目正按序时推进。"]);
        assert_eq!(found.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(), ["老旧小区改造", "扶残助残工程"]);
        let found = names(&["未开工3个，分别是再生铝、水库除险加固、实训基地项目；停工1个，为云计算数据中心项目。"]);
        assert_eq!(found.len(), 4);
        assert_eq!(found[3].1, Some(Status::Suspended));
        let found = names(&["暂缓实施1项（市健康驿站），其余正常。"]);
        assert_eq!(found[0].0, "市健康驿站");
        let found = names(&["其中“提高困难群众生活保障水平”和“县（市）人民医院提质升级”已完成。"]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_numbered_list_within_a_sentence() {
        let found =
            names(&["目前，进度较慢的项目，一是甲乡污水管网建设，二是乙桥工程，因资金不足停工，三是免费婚检。"]);
        assert_eq!(
            found.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(),
            ["甲乡污水管网建设", "乙桥工程", "免费婚检"]
        );
        assert!(names(&["工作进展缓慢，一是责任不落实，二是推进不力。"]).is_empty());
    }

    #[test]
    fn a_heading_may_end_a_paragraph() {
        let found = names(&[
            "86项任务中78项按计划推进，8项进度相对滞后。滞后的任务有：",
            "1.“税收超亿元企业突破20家”未达进度。去年，我市有16家。",
            "2.“5个乡村旅游点”未如期完成。目前，这项工作尚未正式启动。",
        ]);
        assert_eq!(
            found.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(),
            ["税收超亿元企业突破20家", "5个乡村旅游点"]
        );
    }

    #[test]
    fn a_line_that_counts_and_lists_is_no_item() {
        let found = names(&[
            "未达序时进度项目2项为：甲高速互通连接线（投资滞后）、乙产业园（开工滞后）。",
            "一、重点工作指挥部滞后情况",
            "2.城乡建设指挥部：项目23项，未达序时进度2项为：丙片区改造工程、丁污水处理厂扩容项目。",
        ]);
        assert_eq!(
            found.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(),
            ["甲高速互通连接线", "乙产业园", "丙片区改造工程", "丁污水处理厂扩容项目"]
        );
    }

    #[test]
    fn what_inspectors_did_names_no_tasks() {
        assert!(names(&["督查组先后督查了甲商务区、乙路网、丙引水等在建项目，并发出了整改要求。"]).is_empty());
        assert!(
            names(&[
                "对重点工作和重点项目未完成年度任务项目进行专项督查，现将有关事项通知如下：",
                "一、督查目的",
                "围绕重大决策部署，确保目标任务见到成效。",
            ])
            .is_empty()
        );
    }

    #[test]
    fn who_completed_something_is_no_task() {
        assert!(names(&["截至9月中旬，甲市、乙省等7省市已完成313项整改任务。"]).is_empty());
    }

    #[test]
    fn numbers_beside_the_name() {
        let found =
            read(&[Paragraph::new([(1, "其中2项已完成，分别是：提高报销比例（第五项）、实施培训工程（第十一项）。")])]);
        assert_eq!(found[1].number.as_deref(), Some("11"));
        assert_eq!(found[1].text, "实施培训工程");
    }
}
