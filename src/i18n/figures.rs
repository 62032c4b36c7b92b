//! What the figures say, in both languages: the phrases of their marks, and the words around them.

use super::Lang;
use super::numbers::{amount, count as number};
use super::words;
use tongbao_figure::phrase::{Phrase, Side};
use tongbao_notice::number::fixed;
use tongbao_notice::query::{Counts, Kind, RANKED_FROM, UnitSort};
use tongbao_notice::report::{ProblemKind, Status};

/// A word or sentence around the figures.
#[derive(Clone, Copy, Debug)]
pub enum Caption {
    /// The legend as a whole.
    Legend,
    /// Heading of the statuses that need attention, with their number.
    NeedAttention,
    /// Heading of the statuses that move or are finished.
    Moving,
    /// Claims against evidence: heading and hint.
    Pairs,
    /// How to read it.
    PairsHint,
    /// Heading of the figure by category, where the notice claims nothing.
    Categories,
    /// Heading of the figure by unit.
    Units,
    /// One cell a task; memberships.
    UnitsHint(u32),
    /// The label of the sort menu.
    Sort,
    /// An order.
    SortBy(UnitSort),
    /// Only units in the lead.
    LeadOnly,
    /// Why that cannot be chosen.
    NoRoles,
    /// The field that looks for a unit.
    FindUnit,
    /// The button that shows all.
    ShowAll(u32),
    /// The button that shows fewer again.
    ShowFewer,
    /// What is not drawn: units, memberships, those that need attention.
    Rest {
        /// How many units.
        units: u32,
        /// How many memberships.
        tasks: u32,
        /// How many of those need attention.
        attention: u32,
    },
    /// Units below this number are not ranked.
    SmallUnits,
    /// No unit of that name.
    NoUnit,
    /// Heading of the figure by theme.
    Themes,
    /// Heading of the kinds of problems.
    Problems,
    /// How many tasks report problems.
    ProblemsHint(u32),
    /// Heading of the metrics.
    Metrics,
    /// How many there are, and how many can be drawn.
    MetricsHint {
        /// All metrics.
        all: u32,
        /// Those with a rate.
        drawn: u32,
    },
    /// Heading of the metrics that are listed and not drawn.
    Listed(u32),
    /// A metric without a number reported.
    Unreported,
    /// The matrix as a whole, and a choice of it.
    Crossing(Kind, Kind),
    /// How to read it.
    MatrixHint,
    /// The label of its menu.
    Look,
    /// The button that shows more rows.
    MoreRows(u32),
    /// A percentage.
    Share(f64),
}

/// Says a caption.
pub fn caption(lang: Lang, caption: Caption) -> String {
    match lang {
        Lang::Zh => caption_zh(caption),
        Lang::En => caption_en(caption),
    }
}

fn caption_zh(caption: Caption) -> String {
    match caption {
        Caption::Legend => "状态图例，也是筛选".into(),
        Caption::NeedAttention => "需关注".into(),
        Caption::Moving => "完成与推进".into(),
        Caption::Pairs => "通报说的，和表里有的".into(),
        Caption::PairsHint => "空心是通报的说法，实心是表内有据；都从中线量起，按本类总数折算".into(),
        Caption::Categories => "按类别".into(),
        Caption::Units => "按单位".into(),
        Caption::UnitsHint(count) => format!("一格一项。一项有多个单位时各记一次，合计 {} 项次", number(count)),
        Caption::Sort => "排序".into(),
        Caption::SortBy(UnitSort::Attention) => "需关注最多".into(),
        Caption::SortBy(UnitSort::Tasks) => "任务最多".into(),
        Caption::SortBy(UnitSort::Done) => "完成最多".into(),
        Caption::SortBy(UnitSort::Rate) => format!("完成率（{RANKED_FROM} 项以上）"),
        Caption::SortBy(UnitSort::Name) => "按名称".into(),
        Caption::LeadOnly => "只计牵头".into(),
        Caption::NoRoles => "这份通报没有分牵头和配合".into(),
        Caption::FindUnit => "找单位".into(),
        Caption::ShowAll(count) => format!("显示全部 {count} 个单位"),
        Caption::ShowFewer => "收起".into(),
        Caption::Rest { units, tasks, attention } => {
            format!("其余 {units} 个单位共 {tasks} 项次，需关注 {attention} 项。")
        }
        Caption::SmallUnits => format!("不足 {RANKED_FROM} 项的单位不进完成率排名。"),
        Caption::NoUnit => "没有这个名字的单位。".into(),
        Caption::Themes => "按主题".into(),
        Caption::Problems => "问题类型".into(),
        Caption::ProblemsHint(count) => format!("{count} 行写了问题，一行可有多类"),
        Caption::Metrics => "指标完成率".into(),
        Caption::MetricsHint { all, drawn } => format!("{} 个数量指标，{} 个能算出完成率", number(all), number(drawn)),
        Caption::Listed(count) => format!("另有 {count} 个指标只列不画：没报数、增长目标、上限目标"),
        Caption::Unreported => "未报数".into(),
        Caption::Crossing(rows, columns) => format!("{} × {}", kind_zh(rows), kind_zh(columns)),
        Caption::MatrixHint => "数字是任务数，角标是其中需关注的".into(),
        Caption::Look => "看".into(),
        Caption::MoreRows(count) => format!("再显示 {count} 行"),
        Caption::Share(share) => percent(share, 1),
    }
}

fn caption_en(caption: Caption) -> String {
    match caption {
        Caption::Legend => "Statuses: legend and filter".into(),
        Caption::NeedAttention => "Need attention".into(),
        Caption::Moving => "Done or moving".into(),
        Caption::Pairs => "What is said, and what the rows show".into(),
        Caption::PairsHint => {
            "Hollow is what the notice says, solid what its rows support; measured from one line, each to its own total"
                .into()
        }
        Caption::Categories => "By category".into(),
        Caption::Units => "By unit".into(),
        Caption::UnitsHint(count) => {
            format!("One cell a task. A task of several units counts once for each: {} in all", number(count))
        }
        Caption::Sort => "Sort".into(),
        Caption::SortBy(UnitSort::Attention) => "Most attention".into(),
        Caption::SortBy(UnitSort::Tasks) => "Most tasks".into(),
        Caption::SortBy(UnitSort::Done) => "Most completed".into(),
        Caption::SortBy(UnitSort::Rate) => format!("Share completed ({RANKED_FROM} or more)"),
        Caption::SortBy(UnitSort::Name) => "By name".into(),
        Caption::LeadOnly => "Lead units only".into(),
        Caption::NoRoles => "This notice does not tell lead units from others".into(),
        Caption::FindUnit => "Find a unit".into(),
        Caption::ShowAll(count) => format!("Show all {count} units"),
        Caption::ShowFewer => "Show fewer".into(),
        Caption::Rest { units, tasks, attention } => {
            format!("{units} more units with {tasks} tasks, {attention} of them need attention. ")
        }
        Caption::SmallUnits => format!("Units with fewer than {RANKED_FROM} tasks are not ranked by share."),
        Caption::NoUnit => "No unit of that name.".into(),
        Caption::Themes => "By theme".into(),
        Caption::Problems => "Kinds of problems".into(),
        Caption::ProblemsHint(1) => "1 row reports problems".into(),
        Caption::ProblemsHint(count) => format!("{count} rows report problems; a row may have several kinds"),
        Caption::Metrics => "Metrics against targets".into(),
        Caption::MetricsHint { all, drawn } => {
            format!("{} numeric targets, {} with a rate", number(all), number(drawn))
        }
        Caption::Listed(count) => {
            format!("{count} more are listed only: nothing reported, growth targets, upper limits")
        }
        Caption::Unreported => "not reported".into(),
        Caption::Crossing(rows, columns) => format!("{} × {}", kind_en(rows), kind_en(columns).to_ascii_lowercase()),
        Caption::MatrixHint => "Tasks; the corner number needs attention".into(),
        Caption::Look => "Show".into(),
        Caption::MoreRows(count) => format!("Show {count} more rows"),
        Caption::Share(share) => percent(share, 1),
    }
}

/// Says a phrase of a figure.
pub fn phrase(lang: Lang, phrase: &Phrase<'_>) -> String {
    match lang {
        Lang::Zh => phrase_zh(phrase),
        Lang::En => phrase_en(phrase),
    }
}

fn status_zh(status: Status) -> &'static str {
    words::status(Lang::Zh, status)
}

fn status_en(status: Status) -> String {
    words::status(Lang::En, status).to_ascii_lowercase()
}

fn phrase_zh(phrase: &Phrase<'_>) -> String {
    match phrase {
        Phrase::Status(status) => status_zh(*status).into(),
        Phrase::Name(kind, name) => group_name(Lang::Zh, *kind, name),
        Phrase::Attention => "需关注".into(),
        Phrase::Flow => "完成与推进".into(),
        Phrase::Total => "共".into(),
        Phrase::Strip { total } => format!("总体状态条，共 {} 项", number(*total)),
        Phrase::StripMark { status, count, share } => {
            format!("{} {count} 项，占 {}", status_zh(*status), percent(*share, 1))
        }
        Phrase::StripBare { status, count } => format!("{} {count} 项，通报只给了数，没有点名", status_zh(*status)),
        Phrase::Groups(kind) => {
            format!("按{}，中线左边是需关注的任务，右边是完成与推进的任务", kind_zh(*kind))
        }
        Phrase::Group { kind: Kind::Problem, name, counts } => format!("{name}问题 {} 项", counts.total()),
        Phrase::Group { name, counts, .. } => format!("{name}，共 {} 项{}", counts.total(), parts_zh(counts)),
        Phrase::GroupMark { name, status, count, total, .. } => {
            format!("{name}，{} {count} 项，共 {total} 项", status_zh(*status))
        }
        Phrase::Numbers { attention: 0, total } => format!("共 {total}"),
        Phrase::Numbers { attention, total } => format!("需关注 {attention} · 共 {total}"),
        Phrase::Pairs => "通报的说法与表内证据对照".into(),
        Phrase::Side(Side::Claimed) => "通报称".into(),
        Phrase::Side(Side::Supported) => "表内有据".into(),
        Phrase::SideTotal { side: Side::Claimed, total } => format!("{} 项", number(*total)),
        Phrase::SideTotal { side: Side::Supported, total } => format!("{} 行", number(*total)),
        Phrase::PairMark { category, side: Side::Claimed, status, count, total, named } => {
            let named = match named {
                0 => "，没有点名".to_owned(),
                named if named == count => "，都点了名".to_owned(),
                named => format!("，点名 {named} 项"),
            };
            format!("{category}，通报称{} {} 项，共 {}{named}", status_zh(*status), number(*count), number(*total))
        }
        Phrase::PairMark { category, side: Side::Supported, status, count, total, .. } => {
            format!("{category}，表内有据的{} {count} 行，共 {total}", status_zh(*status))
        }
        Phrase::CountOf { count, status } => [&number(*count), " ", status_zh(*status)].concat(),
        Phrase::Difference { status, by } => {
            let what = status.map_or("需关注", status_zh);
            format!("{what} {} {} 项", if *by > 0 { "多" } else { "差" }, by.unsigned_abs())
        }
        Phrase::Agreement => "两处一致".into(),
        Phrase::ItemsAndRows { items, rows, split: [] } if rows > items => format!("{items} 项在表内占 {rows} 行"),
        Phrase::ItemsAndRows { items, rows, split } if rows > items => {
            format!("{items} 项在表内占 {rows} 行（第 {} 项拆成多行）", split.join("、"))
        }
        Phrase::ItemsAndRows { items, rows, .. } => {
            format!("通报说 {} 项，表内列出 {} 行", number(*items), number(*rows))
        }
        Phrase::NamedButMoving { status, count } => format!("；{}的 {count} 项，表内都在走", status_zh(*status)),
        Phrase::Problems => "问题类型".into(),
        Phrase::Metrics { count } => format!("{count} 个可比指标的完成率分布"),
        Phrase::Metric { task, name, actual, target, unit, rate, due } => {
            let due = due.map(|due| format!("，时序 {}", percent(due, 0))).unwrap_or_default();
            let (target, actual) = (amount(*target), amount(*actual));
            let task = [task, " "].concat();
            let task = task.trim_start();
            format!("{task}{name}：目标 {target} {unit}，已报 {actual} {unit}，{}{due}", percent(*rate, 1))
        }
        Phrase::Percent(share) => percent(*share, 0),
        Phrase::PercentAndMore(share) => format!("≥{}", percent(*share, 0)),
        Phrase::Due(share) => format!("{} 时序", percent(*share, 0)),
        Phrase::Goal => "100% 目标".into(),
    }
}

fn phrase_en(phrase: &Phrase<'_>) -> String {
    match phrase {
        Phrase::Status(status) => words::status(Lang::En, *status).into(),
        Phrase::Name(kind, name) => group_name(Lang::En, *kind, name),
        Phrase::Attention => "Attention".into(),
        Phrase::Flow => "Done or moving".into(),
        Phrase::Total => "All".into(),
        Phrase::Strip { total } => format!("All statuses, {}", tasks_en(*total)),
        Phrase::StripMark { status, count, share } => {
            format!("{}: {}, {}", words::status(Lang::En, *status), tasks_en(*count), percent(*share, 1))
        }
        Phrase::StripBare { status, count } => {
            format!("{}: {}, counted by the notice and not named", words::status(Lang::En, *status), tasks_en(*count))
        }
        Phrase::Groups(kind) => {
            let kind = kind_en(*kind).to_ascii_lowercase();
            format!("By {kind}: left of the line tasks that need attention, right of it tasks done or moving")
        }
        Phrase::Group { kind: Kind::Problem, name, counts } => format!("{name}: {}", tasks_en(counts.total())),
        Phrase::Group { name, counts, .. } => format!("{name}, {}{}", tasks_en(counts.total()), parts_en(counts)),
        Phrase::GroupMark { name, status, count, total, .. } => {
            format!("{name}: {count} {} of {}", status_en(*status), tasks_en(*total))
        }
        Phrase::Numbers { attention: 0, total } => format!("{total} in all"),
        Phrase::Numbers { attention, total } => format!("{attention} of {total} need attention"),
        Phrase::Pairs => "What the notice says against what its rows support".into(),
        Phrase::Side(Side::Claimed) => "Said".into(),
        Phrase::Side(Side::Supported) => "In the rows".into(),
        Phrase::SideTotal { side: Side::Claimed, total } => format!("{} items", number(*total)),
        Phrase::SideTotal { side: Side::Supported, total } => format!("{} rows", number(*total)),
        Phrase::PairMark { category, side: Side::Claimed, status, count, total, named } => {
            let named = match named {
                0 => ", none of them named".to_owned(),
                named if named == count => ", all named".to_owned(),
                named => format!(", {named} of them named"),
            };
            format!(
                "{category}: the notice says {} {} of {}{named}",
                number(*count),
                status_en(*status),
                number(*total)
            )
        }
        Phrase::PairMark { category, side: Side::Supported, status, count, total, .. } => {
            format!("{category}: rows support {count} {} of {total}", status_en(*status))
        }
        Phrase::CountOf { count, status } => [&number(*count), " ", &status_en(*status)].concat(),
        Phrase::Difference { status, by } => {
            let what = status.map_or_else(|| "needing attention".to_owned(), status_en);
            format!("{} {} {what}", by.unsigned_abs(), if *by > 0 { "more" } else { "fewer" })
        }
        Phrase::Agreement => "Both agree".into(),
        Phrase::ItemsAndRows { items, rows, split: [] } if rows > items => {
            format!("{items} items stand in {rows} rows")
        }
        Phrase::ItemsAndRows { items, rows, split } if rows > items => {
            format!("{items} items stand in {rows} rows (nos. {} take several)", split.join(", "))
        }
        Phrase::ItemsAndRows { items, rows, .. } => {
            format!("The notice speaks of {} items and lists {}", number(*items), number(*rows))
        }
        Phrase::NamedButMoving { status, count } => {
            format!("; the {count} named {} all move by their rows", status_en(*status))
        }
        Phrase::Problems => "Kinds of problems".into(),
        Phrase::Metrics { count } => format!("How far {count} comparable metrics have come"),
        Phrase::Metric { task, name, actual, target, unit, rate, due } => {
            let due = due.map(|due| format!(", due {}", percent(due, 0))).unwrap_or_default();
            let (target, actual) = (amount(*target), amount(*actual));
            let task = [task, " "].concat();
            let task = task.trim_start();
            format!("{task}{name}: target {target} {unit}, reported {actual} {unit}, {}{due}", percent(*rate, 1))
        }
        Phrase::Percent(share) => percent(*share, 0),
        Phrase::PercentAndMore(share) => format!("≥{}", percent(*share, 0)),
        Phrase::Due(share) => format!("{} due", percent(*share, 0)),
        Phrase::Goal => "100% target".into(),
    }
}

fn tasks_en(count: u32) -> String {
    number(count) + if count == 1 { " task" } else { " tasks" }
}

/// 未完成 1、偏慢 1、…, behind a colon; nothing where there is nothing.
fn parts_zh(counts: &Counts) -> String {
    let parts: Vec<String> = counts.present().map(|(status, count)| format!("{} {count}", status_zh(status))).collect();
    if parts.is_empty() { String::new() } else { format!("：{}", parts.join("、")) }
}

fn parts_en(counts: &Counts) -> String {
    let parts: Vec<String> = counts.present().map(|(status, count)| format!("{count} {}", status_en(status))).collect();
    if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) }
}

/// How a group is called on the page: kinds of problems and themes are ours and have a word in each language, units
/// and categories stay as printed.
pub fn group_name(lang: Lang, kind: Kind, name: &str) -> String {
    match kind {
        Kind::Problem => ProblemKind::from_word(name).map_or(name, |kind| words::problem(lang, kind)).to_owned(),
        Kind::Theme => theme(lang, name).to_owned(),
        Kind::Status => Status::from_word(name).map_or(name, |status| words::status(lang, status)).to_owned(),
        _ => name.to_owned(),
    }
}

/// A theme. The report has them in Chinese.
pub fn theme(lang: Lang, name: &str) -> &str {
    match (lang, name) {
        (Lang::Zh, _) => name,
        (Lang::En, "政府自身建设") => "Government itself",
        (Lang::En, "经济与产业") => "Economy, industry",
        (Lang::En, "科技与人才") => "Science, talent",
        (Lang::En, "改革与数字化") => "Reform, digital",
        (Lang::En, "对外开放与招商") => "Trade, investment",
        (Lang::En, "基础设施与交通") => "Infrastructure",
        (Lang::En, "城乡建设") => "Town and country",
        (Lang::En, "生态环境") => "Environment",
        (Lang::En, "农业农村与海洋") => "Farming, sea",
        (Lang::En, "文化旅游体育") => "Culture, sport",
        (Lang::En, "教育") => "Education",
        (Lang::En, "医疗卫生") => "Health",
        (Lang::En, "社会保障与民生") => "Welfare",
        (Lang::En, "平安与治理") => "Public safety",
        (Lang::En, "国防与双拥") => "Defence",
        (Lang::En, _) => name,
    }
}

fn kind_zh(kind: Kind) -> &'static str {
    match kind {
        Kind::Status | Kind::Stated | Kind::Assessed => "状态",
        Kind::Unit => "单位",
        Kind::Theme => "主题",
        Kind::Category => "类别",
        Kind::Problem => "问题",
        Kind::Flag => "核对",
        Kind::Search => "搜索",
    }
}

fn kind_en(kind: Kind) -> &'static str {
    match kind {
        Kind::Status | Kind::Stated | Kind::Assessed => "Status",
        Kind::Unit => "Unit",
        Kind::Theme => "Theme",
        Kind::Category => "Category",
        Kind::Problem => "Problem",
        Kind::Flag => "Check",
        Kind::Search => "Search",
    }
}

/// A cell of the matrix in words.
pub fn cell(lang: Lang, row: &str, column: &str, tasks: u32, attention: u32) -> String {
    match (lang, attention) {
        (Lang::Zh, 0) => format!("{row}，{column}，{tasks} 项"),
        (Lang::Zh, _) => format!("{row}，{column}，{tasks} 项，其中需关注 {attention} 项"),
        (Lang::En, 0) => format!("{row}, {column}: {}", tasks_en(tasks)),
        (Lang::En, _) => format!("{row}, {column}: {}, {attention} of them need attention", tasks_en(tasks)),
    }
}

/// What a button of the legend says.
pub fn legend(lang: Lang, status: Status, count: u32, share: f64, pressed: bool, open: bool) -> String {
    let words = phrase(lang, &Phrase::StripMark { status, count, share });
    match (lang, open, pressed) {
        (_, false, _) => words,
        (Lang::Zh, true, false) => format!("{words}，按下只看这些"),
        (Lang::Zh, true, true) => format!("{words}，只看着这些，再按取消"),
        (Lang::En, true, false) => format!("{words}; press to see only these"),
        (Lang::En, true, true) => format!("{words}; only these are shown, press to go back"),
    }
}

/// A share with so many decimals.
fn percent(share: f64, decimals: u32) -> String {
    fixed(share * 100.0, decimals) + "%"
}

#[cfg(test)]
mod tests {
    use super::*;

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
