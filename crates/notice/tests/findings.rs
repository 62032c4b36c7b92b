//! The notice against itself: invented notices in which nothing is wrong stay silent, and each slip planted in one of them
//! (`findings/planted.tsv`) is found, in the right task, without other warnings beside it; as printed and as a flat text, a cell a line.

use tongbao_notice::report::{Finding, FindingKind, Report, Severity};
use tongbao_notice::{Options, analyze};

const NOTICES: [(&str, &str); 6] = [
    ("quarterly", include_str!("findings/quarterly.txt")),
    ("lights", include_str!("findings/lights.txt")),
    ("investment", include_str!("findings/investment.txt")),
    ("rectify", include_str!("findings/rectify.txt")),
    ("managed", include_str!("findings/managed.txt")),
    ("twice", include_str!("findings/twice.txt")),
];
const PLANTED: &str = include_str!("findings/planted.tsv");

/// All kinds of findings.
const KINDS: [FindingKind; 15] = [
    FindingKind::CountMismatch,
    FindingKind::RateMismatch,
    FindingKind::SumMismatch,
    FindingKind::ValueMismatch,
    FindingKind::NumberMissing,
    FindingKind::NumberDuplicate,
    FindingKind::UnitUnknown,
    FindingKind::UnitMissing,
    FindingKind::UnitMismatch,
    FindingKind::UnitVariant,
    FindingKind::StatusMismatch,
    FindingKind::Overdue,
    FindingKind::StaleFigure,
    FindingKind::UnreportedTarget,
    FindingKind::RulingUnmatched,
];

/// A slip planted in a notice.
struct Planted {
    notice: &'static str,
    before: String,
    after: String,
    /// What is to be found: `none`, a kind, or `info:` or `none:` and a kind.
    kind: &'static str,
    number: &'static str,
}

fn planted() -> impl Iterator<Item = Planted> {
    PLANTED.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
        let (notice, rest) = line.split_once('\t').expect("a notice");
        let (rest, number) = rest.rsplit_once('\t').expect("a task");
        let (change, kind) = rest.rsplit_once('\t').expect("a kind");
        // Both sides of a change hold the same number of tabs.
        let tabs = change.matches('\t').count();
        let middle = change.match_indices('\t').nth(tabs / 2).expect("two sides").0;
        let lines = |words: &str| words.replace('⏎', "\n");
        Planted { notice, before: lines(&change[..middle]), after: lines(&change[middle + 1..]), kind, number }
    })
}

/// A text as a browser copies its tables: a cell a paragraph.
fn flat(text: &str) -> String {
    let line = |line: &str| if line.contains('\t') { line.replace('\t', "\n\n") + "\n" } else { line.to_owned() };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn warnings(report: &Report) -> Vec<&Finding> {
    report.findings.iter().filter(|finding| finding.severity != Severity::Info).collect()
}

fn told(finding: &Finding) -> String {
    format!("{:?} {:?} {:?} {}", finding.kind, finding.severity, finding.tasks, finding.message)
}

fn word(kind: FindingKind) -> String {
    serde_json::to_value(kind).expect("a word").as_str().expect("a word").to_owned()
}

#[test]
fn a_notice_without_a_slip_is_silent() {
    for (name, printed) in NOTICES {
        for text in [printed.to_owned(), flat(printed)] {
            let report = analyze(&text, &Options::default());
            let loud: Vec<String> = warnings(&report).into_iter().map(told).collect();
            assert!(loud.is_empty(), "{name}: {loud:#?}");
            assert!(report.tasks.len() >= 8, "{name}: {} tasks", report.tasks.len());
            let infos = report.findings.len();
            assert!(infos <= report.tasks.len() / 4, "{name}: {infos} findings worth a look");
        }
    }
}

/// What is wrong with the findings of a text with a slip, if anything.
fn wrong(slip: &Planted, text: &str) -> Option<String> {
    let report = analyze(text, &Options::default());
    let said: Vec<String> = report.findings.iter().map(told).collect();
    let loud = warnings(&report).len();
    let (gravity, kind) = slip.kind.split_once(':').unwrap_or(("", slip.kind));
    let in_task = |finding: &Finding| {
        slip.number == "-" || finding.tasks.iter().any(|id| id.split(['/', '#']).any(|part| part == slip.number))
    };
    let fits = |finding: &&Finding| word(finding.kind) == kind && in_task(finding);
    let hits: Vec<&Finding> = report.findings.iter().filter(fits).collect();
    let fine = match (gravity, kind) {
        ("", "none") => loud == 0,
        ("none", _) => loud == 0 && hits.is_empty(),
        ("info", _) => hits.iter().any(|finding| finding.severity == Severity::Info) && loud <= 1,
        _ => hits.iter().any(|finding| finding.severity != Severity::Info) && loud <= 2,
    };
    (!fine).then(|| format!("{}: {} → {}: {} in {said:#?}", slip.notice, slip.before, slip.after, slip.kind))
}

#[test]
fn each_planted_slip_is_found_and_nothing_else() {
    let mut all = Vec::new();
    for slip in planted() {
        let printed = NOTICES.iter().find(|(name, _)| *name == slip.notice).expect("a notice of this name").1;
        assert!(printed.contains(&slip.before), "{} does not stand in {}", slip.before, slip.notice);
        let changed = printed.replacen(&slip.before, &slip.after, 1);
        all.extend(wrong(&slip, &changed));
        all.extend(wrong(&slip, &flat(&changed)).map(|miss| format!("flat {miss}")));
    }
    println!("{}", all.join("\n"));
    assert!(all.is_empty(), "{} of {}", all.len(), 2 * planted().count());
}

#[test]
fn each_kind_has_a_planted_slip_and_a_silent_twin() {
    for kind in KINDS {
        let word = word(kind);
        let is_planted = |slip: Planted| slip.kind == word || slip.kind.strip_prefix("info:") == Some(word.as_str());
        assert!(planted().any(is_planted), "{word} has no planted slip");
        let is_twin = |slip: Planted| slip.kind.strip_prefix("none:") == Some(word.as_str());
        assert!(planted().any(is_twin), "{word} has no silent twin");
    }
}

#[test]
fn each_kind_is_explained_to_the_officer() {
    let explained = include_str!("../../../JUDGEMENT.md");
    for kind in KINDS.map(word) {
        assert!(explained.lines().any(|line| line.starts_with(&format!("| `{kind}` | "))), "{kind}");
    }
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
