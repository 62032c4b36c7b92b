//! What the figures say, in both languages: the phrases of their marks, and the words around them.

use super::Lang;
use super::message::messages;
use super::numbers::amount;
use super::words;
use tongbao_figure::phrase::{Phrase, Side};
use tongbao_notice::number::fixed;
use tongbao_notice::query::{Counts, Kind, RANKED_FROM, UnitSort};
use tongbao_notice::report::{ProblemKind, Status};

messages! {
/// A word or sentence around the figures.
pub enum Caption<'a> {
    Legend = "状态图例，也是筛选" | "Statuses: legend and filter";
    NeedAttention = "需关注" | "Need attention";
    Moving = "完成与推进" | "Done or moving";
    Pairs = "通报说的，和表里有的" | "What is said, and what the rows show";
    PairsHint = "空心是通报的说法，实心是表内有据；都从中线量起，按本类总数折算" | "Hollow is what the notice says, solid what its rows support; measured from one line, each to its own total";
    Categories = "按类别" | "By category";
    Units = "按单位" | "By unit";
    UnitsHint(memberships: u32) = "一格一项。一项有多个单位时各记一次，合计 {0} 项次" | "One cell a task. A task of several units counts once for each: {0} in all";
    Sort = "排序" | "Sort";
    SortAttention = "需关注最多" | "Most attention";
    SortTasks = "任务最多" | "Most tasks";
    SortDone = "完成最多" | "Most completed";
    SortRate(from: u32) = "完成率（{0} 项以上）" | "Share completed ({0} or more)";
    SortName = "按名称" | "By name";
    LeadOnly = "只计牵头" | "Lead units only";
    NoRoles = "这份通报没有分牵头和配合" | "This notice does not tell lead units from others";
    FindUnit = "找单位" | "Find a unit";
    ShowAll(units: u32) = "显示全部 {0} 个单位" | "Show all {0} units";
    ShowFewer = "收起" | "Show fewer";
    Rest { units: u32, tasks: u32, attention: u32 } = "其余 {0} 个单位共 {1} 项次，需关注 {2} 项。" | "{0} more units with {1} tasks, {2} of them need attention. ";
    SmallUnits(from: u32) = "不足 {0} 项的单位不进完成率排名。" | "Units with fewer than {0} tasks are not ranked by share.";
    NoUnit = "没有这个名字的单位。" | "No unit of that name.";
    Themes = "按主题" | "By theme";
    Problems = "问题类型" | "Kinds of problems";
    ProblemsHint(rows: u32) = "{0} 行写了问题，一行可有多类" | "{0:row reports|rows report} problems; a row may have several kinds";
    Metrics = "指标完成率" | "Metrics against targets";
    MetricsHint { all: u32, drawn: u32 } = "{0} 个数量指标，{1} 个能算出完成率" | "{0} numeric targets, {1} with a rate";
    Listed(metrics: u32) = "另有 {0} 个指标只列不画：没报数、增长目标、上限目标" | "{0} more are listed only: nothing reported, growth targets, upper limits";
    Unreported = "未报数" | "not reported";
    Crossing { rows: &'a str, columns: &'a str } = "{0} × {1}" | "{0} × {1~}";
    MatrixHint = "数字是任务数，角标是其中需关注的" | "Tasks; the corner number needs attention";
    Look = "看" | "Show";
    MoreRows(rows: u32) = "再显示 {0} 行" | "Show {0} more rows";
    // A cell of the matrix, and a button of the legend.
    Cell { row: &'a str, column: &'a str, tasks: u32, attention: Option<u32> } = "{0}，{1}，{2} 项[，其中需关注 {3} 项]" | "{0}, {1}: {2:task|tasks}[, {3} of them need attention]";
    Press(words: &'a str) = "{0}，按下只看这些" | "{0}; press to see only these";
    Pressed(words: &'a str) = "{0}，只看着这些，再按取消" | "{0}; only these are shown, press to go back";
}
}

impl Caption<'_> {
    /// An order of units.
    pub fn sort(sort: UnitSort) -> Self {
        match sort {
            UnitSort::Attention => Self::SortAttention,
            UnitSort::Tasks => Self::SortTasks,
            UnitSort::Done => Self::SortDone,
            UnitSort::Rate => Self::SortRate(RANKED_FROM),
            UnitSort::Name => Self::SortName,
        }
    }
}

messages! {
/// What a mark of a figure says.
pub enum Mark<'a> {
    Attention = "需关注" | "Attention";
    Flow = "完成与推进" | "Done or moving";
    Total = "共" | "All";
    Strip(total: u32) = "总体状态条，共 {0} 项" | "All statuses, {0:task|tasks}";
    StripStatus { status: &'a str, count: u32, share: &'a str } = "{0} {1} 项，占 {2}" | "{0}: {1:task|tasks}, {2}";
    StripBare { status: &'a str, count: u32 } = "{0} {1} 项，通报只给了数，没有点名" | "{0}: {1:task|tasks}, counted by the notice and not named";
    Groups(kind: &'a str) = "按{0}，中线左边是需关注的任务，右边是完成与推进的任务" | "By {0~}: left of the line tasks that need attention, right of it tasks done or moving";
    Problem { name: &'a str, total: u32 } = "{0}问题 {1} 项" | "{0}: {1:task|tasks}";
    Group { name: &'a str, total: u32, parts: &'a str } = "{0}，共 {1} 项[：{2}]" | "{0}, {1:task|tasks}[: {2}]";
    Part { status: &'a str, count: u32 } = "{0} {1}" | "{1} {0~}";
    And = "、" | ", ";
    GroupStatus { name: &'a str, status: &'a str, count: u32, total: u32 } = "{0}，{1} {2} 项，共 {3} 项" | "{0}: {2} {1~} of {3:task|tasks}";
    All(total: u32) = "共 {0}" | "{0} in all";
    Numbers { attention: u32, total: u32 } = "需关注 {0} · 共 {1}" | "{0} of {1} need attention";
    Pairs = "通报的说法与表内证据对照" | "What the notice says against what its rows support";
    Claimed = "通报称" | "Said";
    Supported = "表内有据" | "In the rows";
    Items(total: u32) = "{0} 项" | "{0:item|items}";
    Rows(total: u32) = "{0} 行" | "{0:row|rows}";
    NoneNamed = "没有点名" | "none of them named";
    AllNamed = "都点了名" | "all named";
    SomeNamed(named: u32) = "点名 {0} 项" | "{0} of them named";
    Claim { category: &'a str, status: &'a str, count: u32, total: u32, named: &'a str } = "{0}，通报称{1} {2} 项，共 {3}，{4}" | "{0}: the notice says {2} {1~} of {3}, {4}";
    Support { category: &'a str, status: &'a str, count: u32, total: u32 } = "{0}，表内有据的{1} {2} 行，共 {3}" | "{0}: rows support {2} {1~} of {3}";
    CountOf { count: u32, status: &'a str } = "{0} {1}" | "{0} {1~}";
    NeedingAttention = "需关注" | "needing attention";
    More { what: &'a str, by: u32 } = "{0} 多 {1} 项" | "{1} more {0~}";
    Fewer { what: &'a str, by: u32 } = "{0} 差 {1} 项" | "{1} fewer {0~}";
    Agreement = "两处一致" | "Both agree";
    MoreRows { items: u32, rows: u32, split: &'a str } = "{0} 项在表内占 {1} 行[（第 {2} 项拆成多行）]" | "{0} items stand in {1} rows[ (nos. {2} take several)]";
    FewerRows { items: u32, rows: u32 } = "通报说 {0} 项，表内列出 {1} 行" | "The notice speaks of {0} items and lists {1}";
    NamedButMoving { status: &'a str, count: u32 } = "；{0}的 {1} 项，表内都在走" | "; the {1} named {0~} all move by their rows";
    Problems = "问题类型" | "Kinds of problems";
    Metrics(count: u32) = "{0} 个可比指标的完成率分布" | "How far {0} comparable metrics have come";
    Metric { task: &'a str, name: &'a str, target: &'a str, actual: &'a str, unit: &'a str, rate: &'a str, due: Option<&'a str> } = "[{0} ]{1}：目标 {2} {4}，已报 {3} {4}，{5}[，时序 {6}]" | "[{0} ]{1}: target {2} {4}, reported {3} {4}, {5}[, due {6}]";
    AndMore(share: &'a str) = "≥{0}" | "≥{0}";
    Due(share: &'a str) = "{0} 时序" | "{0} due";
    Goal = "100% 目标" | "100% target";
}
}

/// Says a phrase of a figure.
pub fn phrase(lang: Lang, phrase: &Phrase<'_>) -> String {
    let word = |status: Status| words::status(lang, status);
    let mark = match *phrase {
        Phrase::Status(status) => return word(status).to_owned(),
        Phrase::Name(kind, name) => return group_name(lang, kind, name),
        Phrase::Percent(share) => return percent(share, 0),
        Phrase::Attention => Mark::Attention,
        Phrase::Flow => Mark::Flow,
        Phrase::Total => Mark::Total,
        Phrase::Strip { total } => Mark::Strip(total),
        Phrase::StripMark { status, count, share } => {
            return lang.say(Mark::StripStatus { status: word(status), count, share: &percent(share, 1) });
        }
        Phrase::StripBare { status, count } => Mark::StripBare { status: word(status), count },
        Phrase::Groups(kind) => Mark::Groups(words::kind(lang, kind)),
        Phrase::Group { kind: Kind::Problem, name, ref counts } => Mark::Problem { name, total: counts.total() },
        Phrase::Group { name, ref counts, .. } => {
            return lang.say(Mark::Group { name, total: counts.total(), parts: &parts(lang, counts) });
        }
        Phrase::GroupMark { name, status, count, total, .. } => {
            Mark::GroupStatus { name, status: word(status), count, total }
        }
        Phrase::Numbers { attention: 0, total } => Mark::All(total),
        Phrase::Numbers { attention, total } => Mark::Numbers { attention, total },
        Phrase::Pairs => Mark::Pairs,
        Phrase::Side(Side::Claimed) => Mark::Claimed,
        Phrase::Side(Side::Supported) => Mark::Supported,
        Phrase::SideTotal { side: Side::Claimed, total } => Mark::Items(total),
        Phrase::SideTotal { side: Side::Supported, total } => Mark::Rows(total),
        Phrase::PairMark { category, side: Side::Claimed, status, count, total, named } => {
            let named = lang.say(match named {
                0 => Mark::NoneNamed,
                named if named == count => Mark::AllNamed,
                named => Mark::SomeNamed(named),
            });
            return lang.say(Mark::Claim { category, status: word(status), count, total, named: &named });
        }
        Phrase::PairMark { category, side: Side::Supported, status, count, total, .. } => {
            Mark::Support { category, status: word(status), count, total }
        }
        Phrase::CountOf { count, status } => Mark::CountOf { count, status: word(status) },
        Phrase::Difference { status, by } => {
            let attention = lang.say(Mark::NeedingAttention);
            let (what, more, by) = (status.map_or(attention.as_str(), word), by > 0, by.unsigned_abs() as u32);
            return lang.say(if more { Mark::More { what, by } } else { Mark::Fewer { what, by } });
        }
        Phrase::Agreement => Mark::Agreement,
        Phrase::ItemsAndRows { items, rows, split } if rows > items => {
            let split = split.join(&lang.say(Mark::And));
            return lang.say(Mark::MoreRows { items, rows, split: &split });
        }
        Phrase::ItemsAndRows { items, rows, .. } => Mark::FewerRows { items, rows },
        Phrase::NamedButMoving { status, count } => Mark::NamedButMoving { status: word(status), count },
        Phrase::Problems => Mark::Problems,
        Phrase::Metrics { count } => Mark::Metrics(count),
        Phrase::Metric { task, name, actual, target, unit, rate, due } => {
            let (target, actual, rate) = (&*amount(target), &*amount(actual), &*percent(rate, 1));
            let due = due.map(|due| percent(due, 0));
            return lang.say(Mark::Metric { task, name, target, actual, unit, rate, due: due.as_deref() });
        }
        Phrase::PercentAndMore(share) => return lang.say(Mark::AndMore(&percent(share, 0))),
        Phrase::Due(share) => return lang.say(Mark::Due(&percent(share, 0))),
        Phrase::Goal => Mark::Goal,
    };
    lang.say(mark)
}

/// 未完成 1、偏慢 1、…; nothing where there is nothing.
fn parts(lang: Lang, counts: &Counts) -> String {
    let part = |(status, count)| lang.say(Mark::Part { status: words::status(lang, status), count });
    counts.present().map(part).collect::<Vec<_>>().join(&lang.say(Mark::And))
}

/// How a group is called on the page: kinds of problems and themes are ours and have a word in each language, units
/// and categories stay as printed.
pub fn group_name(lang: Lang, kind: Kind, name: &str) -> String {
    match kind {
        Kind::Problem => ProblemKind::from_word(name).map_or(name, |kind| words::problem(lang, kind)).to_owned(),
        Kind::Theme => words::theme(lang, name).to_owned(),
        Kind::Status => Status::from_word(name).map_or(name, |status| words::status(lang, status)).to_owned(),
        _ => name.to_owned(),
    }
}

/// A cell of the matrix in words.
pub fn cell(lang: Lang, row: &str, column: &str, tasks: u32, attention: u32) -> String {
    let attention = (attention > 0).then_some(attention);
    lang.say(Caption::Cell { row, column, tasks, attention })
}

/// What a button of the legend says.
pub fn legend(lang: Lang, status: Status, count: u32, share: f64, pressed: bool, open: bool) -> String {
    let words = phrase(lang, &Phrase::StripMark { status, count, share });
    match (open, pressed) {
        (false, _) => words,
        (true, false) => lang.say(Caption::Press(&words)),
        (true, true) => lang.say(Caption::Pressed(&words)),
    }
}

/// What a matrix crosses.
pub fn crossing(lang: Lang, rows: Kind, columns: Kind) -> String {
    lang.say(Caption::Crossing { rows: words::kind(lang, rows), columns: words::kind(lang, columns) })
}

/// A share as the page prints it beside a mark: 7.9%.
pub fn share(share: f64) -> String {
    percent(share, 1)
}

/// A share with so many decimals.
fn percent(share: f64, decimals: u32) -> String {
    fixed(share * 100.0, decimals) + "%"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::message::tests::faults;

    #[test]
    fn every_caption_and_mark_has_its_words_in_both_languages() {
        assert_eq!(faults(Caption::ALL), Vec::<String>::new());
        assert_eq!(faults(Mark::ALL), Vec::<String>::new());
    }

    #[test]
    fn a_mark_of_the_strip_says_its_number_and_share() {
        let mark = Phrase::StripMark { status: Status::Behind, count: 11, share: 11.0 / 140.0 };
        assert_eq!(phrase(Lang::Zh, &mark), "偏慢 11 项，占 7.9%");
        assert_eq!(phrase(Lang::En, &mark), "Behind: 11 tasks, 7.9%");
    }

    #[test]
    fn a_unit_says_its_tasks_by_status() {
        let counts = [(Status::NotCompleted, 1), (Status::OnTrack, 8)].into_iter().collect();
        let group = Phrase::Group { kind: Kind::Unit, name: "市住建局", counts };
        assert_eq!(phrase(Lang::Zh, &group), "市住建局，共 9 项：未完成 1、正常推进 8");
        assert_eq!(phrase(Lang::En, &group), "市住建局, 9 tasks: 1 not completed, 8 on track");
    }

    #[test]
    fn items_in_several_rows_are_explained() {
        let split = ["3".to_owned(), "8".to_owned()];
        let note = Phrase::ItemsAndRows { items: 12, rows: 14, split: &split };
        assert_eq!(phrase(Lang::Zh, &note), "12 项在表内占 14 行（第 3、8 项拆成多行）");
        let fewer = Phrase::ItemsAndRows { items: 126, rows: 26, split: &[] };
        assert_eq!(phrase(Lang::Zh, &fewer), "通报说 126 项，表内列出 26 行");
    }

    #[test]
    fn differences_say_more_and_fewer() {
        let by = |by| phrase(Lang::Zh, &Phrase::Difference { status: Some(Status::Completed), by });
        assert_eq!((by(-16), by(3)), ("已完成 差 16 项".to_owned(), "已完成 多 3 项".to_owned()));
    }
}
