//! The notice against itself: invented notices in which nothing is wrong stay silent, and each slip planted in one of them
//! (`findings/planted.tsv`) is found, in the right task, without another warning beside it.

use tongbao_notice::report::{Finding, Report, Severity};
use tongbao_notice::{Options, analyze};

const NOTICES: [(&str, &str); 3] = [
    ("quarterly", include_str!("findings/quarterly.txt")),
    ("lights", include_str!("findings/lights.txt")),
    ("investment", include_str!("findings/investment.txt")),
];
const PLANTED: &str = include_str!("findings/planted.tsv");

fn warnings(report: &Report) -> Vec<&Finding> {
    report.findings.iter().filter(|finding| finding.severity != Severity::Info).collect()
}

fn told(finding: &Finding) -> String {
    format!("{:?} {:?} {}", finding.kind, finding.tasks, finding.message)
}

#[test]
fn a_notice_without_a_slip_is_silent() {
    for (name, text) in NOTICES {
        let report = analyze(text, &Options::default());
        let loud: Vec<String> = warnings(&report).into_iter().map(told).collect();
        assert!(loud.is_empty(), "{name}: {loud:#?}");
        assert!(report.tasks.len() >= 10, "{name}: {} tasks", report.tasks.len());
        let infos = report.findings.len();
        assert!(infos <= report.tasks.len() / 4, "{name}: {infos} findings worth a look");
    }
}

#[test]
fn each_planted_slip_is_found_and_nothing_else() {
    let mut wrong = Vec::new();
    let mut planted = 0;
    for line in PLANTED.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (name, rest) = line.split_once('\t').expect("a notice");
        let (rest, number) = rest.rsplit_once('\t').expect("a task");
        let (change, kind) = rest.rsplit_once('\t').expect("a kind");
        let text = NOTICES.iter().find(|(other, _)| *other == name).expect("a notice of this name").1;
        // Both sides of a change hold the same number of tabs.
        let tabs = change.matches('\t').count();
        let middle = change.match_indices('\t').nth(tabs / 2).expect("two sides").0;
        let (before, after) = (&change[..middle], &change[middle + 1..]);
        assert!(text.contains(before), "{before} does not stand in {name}");
        let report = analyze(&text.replacen(before, after, 1), &Options::default());
        let loud = warnings(&report);
        let word = |finding: &Finding| serde_json::to_value(finding.kind).expect("a word").as_str().map(str::to_owned);
        let family = |word: &str| word.split('_').next().unwrap_or("").to_owned();
        let right = |finding: &&&Finding| {
            word(finding).is_some_and(|word| family(&word) == family(kind))
                && (number == "-" || finding.tasks.iter().any(|id| id.split(['/', '#']).any(|part| part == number)))
        };
        planted += usize::from(kind != "none");
        let hits = loud.iter().filter(right).count();
        let said: Vec<String> = loud.iter().map(|finding| told(finding)).collect();
        if kind == "none" && !loud.is_empty() {
            wrong.push(format!("{before} → {after}: {said:#?}"));
        } else if kind != "none" && hits == 0 {
            wrong.push(format!("{before} → {after}: no {kind} in {said:#?}"));
        } else if loud.len() > 2 {
            wrong.push(format!("{before} → {after}: too much: {said:#?}"));
        }
    }
    println!("{}", wrong.join("\n"));
    assert!(wrong.is_empty(), "{} of {planted} planted slips", wrong.len());
}

#[test]
fn tasks_behind_the_units_that_they_are_charged_to_find_their_rows() {
    let text = NOTICES[1].1.replace(
        "黄灯事项：1.工业技改投资（市工信局）；2.普惠托位建设（市卫健委）。",
        "（一）黄灯事项（2项）。\n\n市工信局、市发改委1项：工业技改投资；\n\n市卫健委1项：普惠托位建设。",
    );
    let text = text.replace(
        "红灯事项：1.充电基础设施建设（市发改委）；2.污水管网改造（市住建局）。",
        "（二）红灯事项（2项）。\n\n①市发改委2项：充电基础设施建设、污水管网改造。",
    );
    let report = analyze(&text, &Options::default());
    let named: Vec<(Option<&str>, usize)> =
        report.stated.rulings.iter().map(|ruling| (ruling.number.as_deref(), ruling.units.len())).collect();
    assert_eq!(named, [(Some("1"), 2), (Some("5"), 1), (Some("3"), 1), (Some("6"), 1)]);
}
