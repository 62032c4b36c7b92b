//! Invented rows, each with the status and metrics that an officer would give it (`rows/status.tsv`). Every miss is printed.

use tongbao_notice::Options;
use tongbao_notice::judge::judge;
use tongbao_notice::notice::{Notice, RawEntry, RawTask};
use tongbao_notice::place::{Lines, Passage};
use tongbao_notice::report::{NoticeFacts, NoticeKind, Period, Task};

const ROWS: &str = include_str!("rows/status.tsv");

/// The rows of a table: cells between tabs, comments and empty lines left out.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}

/// A notice of one task that ends on this day.
fn judged(day: &str, title: &str, progress: &str, problem: &str) -> Task {
    let period = Period { year: day[..4].parse().ok(), label: String::new(), end: Some(day.to_owned()) };
    let entry = RawEntry {
        progress: Passage::of(progress, Lines::one(2)),
        problem: Passage::of(problem, Lines::one(3)),
        ..RawEntry::default()
    };
    let (title, goal) = title.split_once(" || ").unwrap_or((title, ""));
    let task = RawTask {
        title: Passage::of(title, Lines::one(1)),
        goal: Passage::of(goal, Lines::one(1)),
        entries: vec![entry],
        confidence: 1.0,
        ..RawTask::default()
    };
    let facts = NoticeFacts { kind: NoticeKind::Progress, period: Some(period), ..NoticeFacts::default() };
    let mut report = judge(Notice { facts, tasks: vec![task], ..Notice::default() }, &Options::default());
    report.tasks.remove(0)
}

/// Metrics as the table prints them.
fn printed(task: &Task) -> String {
    let one = |metric: &tongbao_notice::report::Metric| {
        format!("{}/{}", metric.target, metric.actual.map_or("-".to_owned(), |actual| actual.to_string()))
    };
    task.metrics.iter().map(one).collect::<Vec<_>>().join(",")
}

#[test]
fn an_officer_would_judge_so() {
    let mut wrong = Vec::new();
    for row in rows(ROWS) {
        let [day, title, progress, problem, status, metrics] = row.as_slice() else { panic!("six cells: {row:?}") };
        let task = judged(day, title, progress, problem);
        let assessed = task.status.assessed.map_or("none", tongbao_notice::report::Status::word);
        let rule = task.status.rule.as_deref().unwrap_or("");
        if !status.split('/').any(|status| status == assessed) {
            wrong.push(format!("{title} {progress} {problem}: {assessed} by {rule} for {status}"));
        }
        let got = printed(&task);
        if *metrics != "*" && got != *metrics {
            wrong.push(format!("{title} {progress}: metrics {got} for {metrics}"));
        }
    }
    println!("{}", wrong.join("\n"));
    assert!(wrong.is_empty(), "{} of {} rows", wrong.len(), rows(ROWS).count());
}

/// Tables of indicators: columns of goals and of what is reached, without a cell of progress.
const INDICATORS: [(&str, &str); 3] = [
    (
        "序号\t指标名称\t年度目标值\t完成值\t完成率\t责任单位\n1\t城镇新增就业\t4200\t3540\t84.3%\t县人社局\n\
         2\t新建高标准农田\t30000\t18000\t60%\t县农业农村局\n3\t老旧小区改造\t24\t24\t100%\t县住建局\n",
        "城镇新增就业 on_track 4200/3540,新建高标准农田 behind 30000/18000,老旧小区改造 completed 24/24",
    ),
    (
        "序号\t项目名称\t计划数\t实际完成数\t责任单位\n1\t城镇新增就业（人）\t4200\t3540\t县人社局\n\
         2\t新建高标准农田（亩）\t30000\t18000\t县农业农村局\n3\t老旧小区改造（个）\t24\t24\t县住建局\n",
        "城镇新增就业（人） on_track 4200/3540,新建高标准农田（亩） behind 30000/18000,老旧小区改造（个） completed 24/24",
    ),
    (
        "序号\t指标\t目标任务\t1-9月完成\t占年度任务\t责任单位\n1\t固定资产投资\t增长8%\t增长9.2%\t\t县发改局\n\
         2\t一般公共预算收入\t12.6亿元\t9.87亿元\t78.3%\t县财政局\n3\t规上工业增加值\t增长7%以上\t增长5.1%\t\t县工信局\n",
        "固定资产投资 on_track 8/9.2,一般公共预算收入 on_track 12.6/9.87,规上工业增加值 behind 7/5.1",
    ),
];

#[test]
fn tables_of_indicators_report_in_columns() {
    for (table, wanted) in INDICATORS {
        let text = format!("关于2023年三季度重点指标完成情况的通报\n\n附件：重点指标完成情况表\n\n{table}");
        let report = tongbao_notice::analyze(&text, &Options::default());
        let got: Vec<String> = report
            .tasks
            .iter()
            .map(|task| {
                let assessed = task.status.assessed.map_or("none", tongbao_notice::report::Status::word);
                format!("{} {assessed} {}", task.title, printed(task))
            })
            .collect();
        assert_eq!(got.join(","), wanted);
        assert!(report.findings.is_empty(), "{:?}", report.findings);
    }
}
