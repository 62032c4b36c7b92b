//! Lists with labels: headings and numbered items with 责任单位：, 进展情况：, 存在问题： and the like. A
//! heading is a numbered line with a label on it or right below it; a heading above such headings is
//! a group that gives its units to them. Claimed lines are taken from the prose.

mod line;
mod open;
mod reader;

use super::{prose, tokens};
use crate::notice::{LineKind, Notice};
use crate::phrase::category::short_name;
use crate::phrase::text::Paragraph;
use crate::source::Source;
pub use line::{is_section, is_that};

use line::Line;
use open::Open;
use reader::Reader;

/// Fewer labelled tasks than this are no list.
const FEWEST: usize = 2;

/// Reads the lists among the lines that no table claimed; the paragraphs that are no part of one go out.
pub fn read(source: &Source<'_>, notice: &mut Notice) -> Vec<Paragraph> {
    let paragraphs = prose::paragraphs(source, notice);
    if lists(&paragraphs, notice) { prose::paragraphs(source, notice) } else { paragraphs }
}

/// Whether some of these paragraphs are lists, which are read.
fn lists(paragraphs: &[Paragraph], notice: &mut Notice) -> bool {
    let lines: Vec<Line<'_>> = paragraphs.iter().flat_map(Line::cut).collect();
    let labelled = |line: &Line<'_>| line.bare.is_some() || line.labels.iter().any(|label| label.kind.of_task());
    let judged = |pair: &[Line<'_>]| pair[0].marker.is_some() && pair[1].verdict();
    if !lines.iter().any(|line| labelled(line) || line.marker.is_some() && line.issue().is_some())
        && !lines.windows(2).any(judged)
        && !lines.iter().any(Line::names_units)
    {
        return false;
    }
    let mut reader = Reader { lines: &lines, tasks: Vec::new(), groups: Vec::new(), open: None, claimed: Vec::new() };
    reader.run();
    // One task alone is a list only where it is reported on behind a label, or named as a fault to be mended.
    // Where it is one of several headings of a kind, whoever reads them all reads it too.
    let one_of_many = |task: &Open| {
        let peers = lines
            .iter()
            .filter(|line| line.marker.is_some_and(|marker| task.level == Some(marker.level)) && !line.is_section());
        peers.count() > FEWEST
    };
    if reader.tasks.len() < FEWEST && !reader.tasks.iter().any(|task| task.stands_alone() && !one_of_many(task)) {
        return false;
    }
    let category = category_of(paragraphs);
    // Units alone make a task only where nothing else does: a list of slow tasks with their units belongs to the narrative.
    let bare = !reader.tasks.iter().any(Open::tells);
    if bare && (!notice.tasks.is_empty() || !super::items::read(paragraphs).is_empty()) {
        return false;
    }
    // Beside tasks that are reported on, a list of names with units is the plan of another year.
    if reader.tasks.iter().filter(|task| task.reported()).count() >= FEWEST || !notice.tasks.is_empty() {
        reader.tasks.retain(Open::reported);
    }
    let Reader { tasks, claimed, .. } = reader;
    let numbered_groups = tasks.iter().any(|task| !task.group_units)
        && tasks.iter().any(|task| task.group_number.is_some() && task.group_units)
        || tasks.iter().any(|task| task.group_number.is_some() && task.group_units);
    for task in tasks {
        task.finish(&category, numbered_groups, notice);
    }
    for lines in claimed {
        for line in lines.first..=lines.last {
            if let Some(kind) = notice.lines.get_mut(line as usize - 1)
                && *kind == LineKind::Narrative
            {
                *kind = LineKind::Placed;
            }
        }
    }
    true
}

/// What a list in this text is a list of: the noun that its title counts.
fn category_of(paragraphs: &[Paragraph]) -> String {
    let title = paragraphs.iter().take(40).find(|paragraph| {
        let text = paragraph.text.trim();
        // 一、总体情况 heads a part of the notice.
        let heads_a_part = crate::phrase::outline::marker(text).is_some();
        super::facts::ends_like_title(text)
            && !heads_a_part
            && !text.contains(['>', '。', ':'])
            && text.chars().count() < 60
    });
    let Some(title) = title else { return String::new() };
    let best = tokens::grammar()
        .heads
        .iter()
        .filter(|(_, generic)| !generic)
        .filter_map(|(word, _)| title.text.rfind(word).map(|at| (word.len(), at)))
        .max();
    best.map_or_else(
        || short_name(&title.clean(0..title.text.len())),
        |(length, at)| super::category::short(&title.clean(at..at + length)),
    )
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::notice::Notice;
    use crate::report::UnitRole;

    fn read(text: &str) -> Notice {
        crate::read::read(&Document::loose(text), &crate::Options::default())
    }

    #[test]
    fn headings_with_labels_and_inherited_units() {
        let notice = read(
            "一、学前教育扩容工程（责任单位：市教育局、市财政局）\n\n目标任务：新建幼儿园6所。\n\n进展情况：6所已全部竣工。\n\n完成率：86.4%\n\n二、健康惠民行动（牵头单位：市卫生健康委；配合单位：市妇联）\n\n（1）免费筛查\n\n目标任务：筛查5万人。\n\n进展情况：共完成5.3万人。\n\n（2）村卫生室建设\n\n目标任务：完成120个。\n\n进展情况：已有98个完成。\n\n存在问题：资金不足。\n",
        );
        let read: Vec<(String, String, Vec<String>)> = notice
            .tasks
            .iter()
            .map(|task| {
                (
                    task.number.clone().unwrap_or_default(),
                    task.title.text(),
                    task.units
                        .iter()
                        .filter(|unit| unit.role == UnitRole::Lead)
                        .map(|unit| unit.name.clone())
                        .collect(),
                )
            })
            .collect();
        assert_eq!(
            read,
            [
                ("1".into(), "学前教育扩容工程".into(), vec!["市教育局".into(), "市财政局".into()]),
                ("2.1".into(), "免费筛查".into(), vec!["市卫生健康委".into()]),
                ("2.2".into(), "村卫生室建设".into(), vec!["市卫生健康委".into()]),
            ]
        );
        assert_eq!(notice.tasks[2].entries[0].problem.text(), "资金不足。");
    }

    /// The tasks of a text: number, title, units with an `*` behind those that help, report.
    fn told(text: &str) -> Vec<(String, String, Vec<String>, String)> {
        let name = |unit: &crate::report::Unit| match unit.role {
            UnitRole::Lead => unit.as_printed.clone(),
            _ => unit.as_printed.clone() + "*",
        };
        let tasks = read(text).tasks;
        let told = tasks.iter().map(|task| {
            let number = task.number.clone().unwrap_or_default();
            (number, task.title.text(), task.units.iter().map(name).collect(), task.entries[0].progress.text())
        });
        told.collect()
    }

    #[test]
    fn units_of_a_heading_are_those_of_what_is_numbered_below() {
        let found = told(
            "一、产业发展（牵头单位：市工信局）\n1.新增规上企业20家。\n2.建设标准厂房10万平方米。\n二、城市建设\n责任单位：市住建局、各区政府\n1.改造老旧小区30个。\n2.新建公园5个。\n",
        );
        let units: Vec<_> = found.iter().map(|task| (task.1.as_str(), task.2.join(" "))).collect();
        assert_eq!(
            units,
            [
                ("新增规上企业20家", "市工信局".to_owned()),
                ("建设标准厂房10万平方米", "市工信局".to_owned()),
                ("改造老旧小区30个", "市住建局 各区政府".to_owned()),
                ("新建公园5个", "市住建局 各区政府".to_owned()),
            ]
        );
    }

    #[test]
    fn a_heading_that_is_a_unit_has_to_do_what_is_reported_below() {
        let found = told(
            "民生实事进展\n（一）市教育局\n1.新建幼儿园6所。已全部竣工。\n2.改造食堂12个。正在施工。\n（二）市住建局\n1.改造老旧小区30个。已开工28个。\n2.新建公园5个。已建成3个。\n",
        );
        assert_eq!(
            found.iter().map(|task| task.2.join(" ")).collect::<Vec<_>>(),
            ["市教育局", "市教育局", "市住建局", "市住建局"]
        );
        assert_eq!(found[0].3, "已全部竣工。");
        // What units are blamed for are no tasks.
        assert!(told("存在问题\n（一）市教育局\n1.报送材料不及时。\n2.台账不规范。\n（二）市住建局\n1.重视不够。\n2.推诿扯皮。\n").is_empty());
    }

    #[test]
    fn a_report_goes_on_behind_the_bracket_with_the_units() {
        let found = told(
            "1.智慧养老平台。（责任单位：县民政局；配合单位：县大数据中心、国网县供电公司）平台框架已搭建。\n2.医共体建设（县卫健局、县人民医院）。信息系统已上线。\n",
        );
        assert_eq!(found[0].2, ["县民政局", "县大数据中心*", "国网县供电公司*"]);
        assert_eq!(found[0].3, "平台框架已搭建。");
        assert_eq!((found[1].1.as_str(), found[1].3.as_str()), ("医共体建设", "信息系统已上线。"));
        assert_eq!(found[1].2, ["县卫健局", "县人民医院"]);
    }

    #[test]
    fn a_numbered_label_begins_a_card() {
        let found = told(
            "一、项目名称：养老提升工程\n牵头单位：区民政局\n进展情况：食堂建成12家。\n\n二、项目名称：停车扩容工程\n牵头单位：区城管局\n进展情况：已新增1180个。\n",
        );
        assert_eq!(found.iter().map(|task| task.1.as_str()).collect::<Vec<_>>(), ["养老提升工程", "停车扩容工程"]);
        assert_eq!(found[1].2, ["区城管局"]);
    }

    #[test]
    fn what_was_found_on_the_spot_is_the_report() {
        let notice = read(
            "现将督查结果通报如下：\n1.甲科技园项目，要求6月底完成地面附属物清理。责任单位：高新区。\n督查结果：工作推进缓慢。清理未做。\n2.乙农产品市场项目，要求6月底完成道路硬化。责任单位：河东区。\n督查结果：道路硬化提前完成。\n",
        );
        let task = &notice.tasks[0];
        assert_eq!((task.title.text().as_str(), task.units[0].name.as_str()), ("甲科技园项目", "高新区"));
        assert_eq!(task.goal.text(), "要求6月底完成地面附属物清理");
        assert_eq!(task.entries[0].progress.text(), "工作推进缓慢。清理未做。");
        assert_eq!(notice.tasks.len(), 2);
    }

    #[test]
    fn promise_and_report_in_one_heading() {
        let notice = read(
            "一、加强住房建设。新开工住房1.5万套。\n\n完成情况：已开工1.55万套。\n\n二、提高补助标准。标准提高到240元。\n\n完成情况：已提高到240元。\n",
        );
        assert_eq!(notice.tasks.len(), 2);
        assert_eq!(notice.tasks[0].title.text(), "加强住房建设");
        assert_eq!(notice.tasks[0].goal.text(), "新开工住房1.5万套。");
        assert_eq!(notice.tasks[1].entries[0].progress.text(), "已提高到240元。");
    }

    #[test]
    fn prose_is_no_list() {
        let notice = read("一、高度重视。各单位要加强领导。\n\n二、强化督查。定期通报。\n");
        assert!(notice.tasks.is_empty());
    }
}
