//! Counts that the narrative states: 126项重点工作中,28项已完成全年目标,90项正常推进. Tokens of a paragraph
//! in, groups with their total and their parts out. A number is a part where a status phrase stands
//! right before or after it, else it may be a total; nothing is computed that is not printed.

mod groups;
mod nouns;
mod part;
mod reader;
mod seen;
mod total;

use super::category;
use crate::phrase::text::Paragraph;
use crate::report::StatedCount;
use reader::Reader;

/// Reads the counts of all paragraphs.
pub fn read(prose: &[Paragraph], subject: &str) -> Vec<StatedCount> {
    let mut reader = Reader::new(category::short(subject));
    for paragraph in prose {
        reader.paragraph(paragraph);
    }
    reader.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Status;

    fn counts(text: &str) -> Vec<StatedCount> {
        read(&[Paragraph::new([(1, text)])], "")
    }

    fn parts(count: &StatedCount) -> Vec<(&str, u32)> {
        count.parts.iter().map(|part| (part.word.as_str(), part.count)).collect()
    }

    #[test]
    fn number_before_status() {
        let counts = counts(
            "126项市政府重点工作中，28项已完成全年目标，90项正常推进，8项进度偏慢；12项民生实事项目中，8项已完成全年目标，4项尚未完成年度目标任务。",
        );
        assert_eq!(counts.len(), 2);
        assert_eq!((counts[0].category.as_str(), counts[0].total), ("重点工作", Some(126)));
        assert_eq!(parts(&counts[0]), [("已完成全年目标", 28), ("正常推进", 90), ("进度偏慢", 8)]);
        assert_eq!((counts[1].category.as_str(), counts[1].total), ("民生实事", Some(12)));
        assert_eq!(counts[1].parts[1].status, Some(Status::NotCompleted));
    }

    #[test]
    fn status_before_number() {
        let counts = counts("2023年安排重点工作任务20项，完成5项，正常推进10项，滞后4项，未启动1项。");
        assert_eq!(parts(&counts[0]), [("完成", 5), ("正常推进", 10), ("滞后", 4), ("未启动", 1)]);
        assert_eq!(counts[0].total, Some(20));
    }

    #[test]
    fn a_total_and_its_done_ones() {
        let counts = counts("截至目前，10项暖民心行动38个指标已完成32个，其中6项暖民心行动已全部完成年度指标任务。");
        assert_eq!(parts(&counts[0])[0], ("已完成", 32));
    }

    #[test]
    fn what_is_no_part() {
        assert!(
            counts("建成公园10个，新建学校5所，完成投资12亿元，召开会议5次。")
                .iter()
                .all(|count| count.parts.is_empty())
        );
        assert!(counts("86个小区已全部开工，3个农贸市场已完成改造。").iter().all(|count| count.parts.is_empty()));
    }

    #[test]
    fn shares_belong_to_their_part() {
        let counts = counts("欠进度的有17个，占总任务的7.7%；超进度的有10个，占总任务的4.5%。");
        assert_eq!(counts[0].parts[0].share, Some(0.077));
        assert_eq!(counts[0].parts[1].share, Some(0.045));
    }

    fn of<'c>(counts: &'c [StatedCount], category: &str) -> &'c StatedCount {
        counts.iter().find(|count| count.category.contains(category)).expect(category)
    }

    #[test]
    fn things_are_divided_in_their_own_measure() {
        let counts_of = |text| counts(text);
        let found = counts_of("全县48处饮水安全工程已完成投资3.2亿元，31处已完工，9处正在施工。");
        assert_eq!(found[0].total, Some(48));
        assert_eq!(parts(&found[0]), [("已完工", 31), ("正在施工", 9)]);
        let found = counts_of("6条断头路打通已完成4条，11座危桥改造已完工7座。");
        assert_eq!(parts(of(&found, "断头路")), [("已完成", 4)]);
        assert_eq!(parts(of(&found, "危桥")), [("已完工", 7)]);
        // Things beside tasks divide nothing of them, and alone they are no count.
        let found = counts_of("58项任务涉及12家企业、34个部门，已完成26项。");
        assert_eq!(parts(of(&found, "任务")), [("已完成", 26)]);
        assert!(counts_of("新建公厕26座、改造35座，惠及群众3万户。").is_empty());
    }

    #[test]
    fn a_row_of_numbers_each_behind_its_status() {
        let found = counts("市级示范村开工24个、完工20个，到位资金600万元。");
        assert_eq!(parts(&found[0]), [("开工", 24), ("完工", 20)]);
        assert!(counts("建成公园10个，扩建学校5所。").iter().all(|count| count.parts.is_empty()));
    }

    #[test]
    fn stages_in_the_words_of_the_notice() {
        let found = counts("全年实施项目30个，一是已完成的12个；二是正在开展土地报批的项目8个；另有已移交5个。");
        assert_eq!(parts(&found[0])[1..], [("正在开展土地报批", 8), ("已移交", 5)]);
        assert_eq!(found[0].parts[1].status, None);
        // 列入…的 says what is counted, not how far it is.
        let found = counts("主要指标任务10项，列入本次通报的为4项。");
        assert!(found.iter().all(|count| count.parts.is_empty()));
    }

    #[test]
    fn sets_by_the_unit_in_charge() {
        let found = counts(
            "县教体局牵头的12项任务，已完成5项；县住建局牵头的9项，全部按序时推进；县交运局牵头的7项中3项滞后。",
        );
        assert_eq!(of(&found, "县教体局").total, Some(12));
        assert_eq!(parts(of(&found, "县住建局")), [("全部按序时推进", 9)]);
        assert_eq!(parts(of(&found, "县交运局")), [("滞后", 3)]);
    }

    #[test]
    fn a_status_goes_on_over_and() {
        let found = counts("个别部门未完成1个中央投资项目和2个省级重点项目。");
        assert_eq!(found.iter().flat_map(parts).collect::<Vec<_>>(), [("未完成", 1), ("未完成", 2)]);
    }

    #[test]
    fn planned_ones_are_a_total() {
        let found = counts("省级项目54项，其中：计划新开工22项，已开工15项。");
        assert_eq!(of(&found, "计划新开工").total, Some(22));
        let found = counts("重点项目137个，其中计划年内完工项目39个，已完工19个。");
        assert_eq!(of(&found, "计划年内完工").total, Some(39));
        assert!(
            found
                .iter()
                .flat_map(|count| &count.parts)
                .all(|part| { part.count != 39 || part.status != Some(Status::Completed) })
        );
    }

    #[test]
    fn a_set_that_is_all_done_is_no_part_of_another() {
        let found = counts("四大类项目112个，已完成33个；同时，4个市级民生实事全部完成。");
        assert_eq!(of(&found, "民生实事").total, Some(4));
        assert_eq!(parts(of(&found, "民生实事")), [("全部完成", 4)]);
    }

    #[test]
    fn what_looks_like_a_status_or_a_count() {
        // A status as part of a noun, an amount, and the name of a programme.
        assert!(counts("90个重点项目开工建设进度相对较好。").iter().all(|count| count.parts.is_empty()));
        assert!(counts("6个市级投资项目完成7163万元。").iter().all(|count| count.parts.is_empty()));
        assert!(counts("列入省“四个一百”重点项目54项。").iter().all(|count| count.total == Some(54)));
    }

    #[test]
    fn who_carries_out_is_told_beside() {
        let found = counts("今年承办提案92件，分别交由78家单位承办，已办结60件。");
        assert!(found.iter().any(|count| count.total == Some(78) && count.parts.is_empty()));
        assert_eq!(parts(of(&found, "提案")), [("已办结", 60)]);
    }

    #[test]
    fn a_part_is_divided_behind_it() {
        let found =
            counts("收到建议128件，已办结112件，办结率87.5%；正在办理13件，未答复3件。其中已办结的建议均已公开。");
        assert_eq!(parts(&found[0]), [("已办结", 112), ("正在办理", 13), ("未答复", 3)]);
        let found = counts("收到建议128件，已办结112件，其中A类（已解决）76件，B类（正在解决）36件。");
        assert_eq!(parts(&found[0]), [("已办结", 112)]);
        assert_eq!((found[1].total, parts(&found[1])), (Some(112), vec![("已解决", 76), ("正在解决", 36)]));
        let found = counts("重点工作58项，已完成26项，其中提前完成8项；滞后4项。");
        assert!(parts(&found[0]).contains(&("已完成", 26)));
        assert_eq!(parts(of(&found, "已完成")), [("提前完成", 8)]);
        // What is said of all divides nothing.
        let found = counts("30项重点工作全部启动，其中达到序时进度22项，进度滞后6项。");
        assert_eq!(parts(&found[0]), [("全部启动", 30), ("达到序时进度", 22), ("进度滞后", 6)]);
    }

    #[test]
    fn what_has_not_begun_stands_beside_what_has() {
        let found = counts("全县重点项目50个，已开工项目33个，未开工项目17个，开工率为66%。");
        assert_eq!((found.len(), found[0].total), (1, Some(50)));
        assert_eq!(parts(&found[0]), [("已开工", 33), ("未开工", 17)]);
    }

    #[test]
    fn a_number_before_a_list_is_the_part() {
        let found = counts("2.城乡建设指挥部：项目23项，未达序时进度2项为：甲片区改造工程、乙污水处理厂。");
        assert_eq!((found[0].total, parts(&found[0])), (Some(23), vec![("未达序时进度", 2)]));
    }

    #[test]
    fn classes_that_divide_nothing_are_totals() {
        let one = |line, text| Paragraph::new([(line, text)]);
        let first = one(1, "1、新建项目。新建项目共185个，总投资624亿元。至9月底，开工建设160个，开工率为86.5%。");
        let found = read(&[first, one(2, "2、续建项目。续建项目共118个，总投资1238亿元。")], "");
        assert_eq!((found[0].total, parts(&found[0])), (Some(185), vec![("开工建设", 160)]));
        assert_eq!((found[1].total, found[1].parts.len()), (Some(118), 0));
    }

    #[test]
    fn a_bound_is_no_share() {
        let found = counts("指标任务10项，其中3项未达到序时进度（完成占比低于91.7%，下同）。");
        assert_eq!(found[0].parts[0].share, None);
    }

    #[test]
    fn an_indicator_with_its_rate_is_no_count() {
        let found = counts("新签约亿元以上项目46个，完成年度目标的76.7%。");
        assert!(found.iter().all(|count| count.parts.is_empty()));
    }
}
