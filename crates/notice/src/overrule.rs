//! The user's own rulings (改判) laid over a report.
//!
//! In come a report and the list of rulings that a user made; the report goes out with each of them on its task and with
//! its totals counted anew. What the notice states and what the row supports stay as they are. A ruling says by itself of
//! which notice and task it is, in their own words and not by a place in a list: so it holds when the same notice is pasted
//! again or read from another format, and never falls on the next quarter's notice. The list is all there is to keep: an
//! undone ruling is one taken from it, before the list is laid over the report anew.

use crate::fold::fold;
use crate::report::{NoticeFacts, OwnRuling, Report, Status, Task};
use crate::tally;
use serde::{Deserialize, Serialize};

/// So many letters tell one title from another.
const LONG_ENOUGH: usize = 200;

/// What a user ruled of which task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overruling {
    /// The notice it stands in.
    pub notice: NoticeKey,
    /// The task's id in the report where the ruling was made.
    pub task: String,
    /// The task's title, as printed there.
    pub title: String,
    /// The status and the reason.
    pub ruling: OwnRuling,
}

/// By what a notice is known again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeKey {
    /// Its document number.
    pub document_number: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The last day of its period, ISO 8601.
    pub period_end: Option<String>,
}

impl NoticeKey {
    /// The key of a notice.
    pub fn of(facts: &NoticeFacts) -> Self {
        Self {
            document_number: facts.document_number.clone(),
            title: facts.title.clone(),
            period_end: facts.period.as_ref().and_then(|period| period.end.clone()),
        }
    }

    /// Whether both are of one notice: nothing that both name differs, and something that both name is the same.
    fn is_same(&self, other: &Self) -> bool {
        let facts = [
            agree(self.document_number.as_deref(), other.document_number.as_deref()),
            agree(self.title.as_deref(), other.title.as_deref()),
            agree(self.period_end.as_deref(), other.period_end.as_deref()),
        ];
        !facts.contains(&Some(false)) && (facts.contains(&Some(true)) || self == other)
    }
}

/// Whether two facts are alike; `None` where one of them is not known.
fn agree(a: Option<&str>, b: Option<&str>) -> Option<bool> {
    Some(letters(a?) == letters(b?))
}

impl Overruling {
    /// A ruling on the task at this place of the report; `None` where there is no such task.
    pub fn of(report: &Report, place: usize, status: Status, reason: &str) -> Option<Self> {
        let task = report.tasks.get(place)?;
        Some(Self {
            notice: NoticeKey::of(&report.notice),
            task: task.id.clone(),
            title: task.title.clone(),
            ruling: OwnRuling { status, reason: reason.trim().to_owned() },
        })
    }

    /// Whether both are rulings on one task of one notice.
    pub fn is_on_same_task(&self, other: &Self) -> bool {
        self.notice.is_same(&other.notice) && self.task == other.task && alike(&self.title, &other.title)
    }

    /// The place of its task in the report: the one with its id and title, else the only one with its title.
    fn place(&self, report: &Report) -> Option<usize> {
        let by_id = report.tasks.iter().position(|task| task.id == self.task);
        if let Some(place) = by_id.filter(|place| report.tasks.get(*place).is_some_and(|task| self.is_of(task))) {
            return Some(place);
        }
        let title = letters(&self.title);
        let mut named = report.tasks.iter().enumerate().filter(|(_, task)| letters(&task.title) == title);
        let (place, _) = named.next().filter(|_| !title.is_empty())?;
        named.next().is_none().then_some(place)
    }

    fn is_of(&self, task: &Task) -> bool {
        alike(&self.title, &task.title)
    }
}

/// Lays the rulings over the report in place of those that lay there before; of several on one task the last holds. Returns the
/// place of each ruling's task, `None` where the report has none: a ruling on another notice, or on a task that is gone.
pub fn overrule(report: &mut Report, rulings: &[Overruling]) -> Vec<Option<usize>> {
    for task in &mut report.tasks {
        task.status.ruling = None;
    }
    let here = NoticeKey::of(&report.notice);
    let mut places = Vec::with_capacity(rulings.len());
    for one in rulings {
        let place = if one.notice.is_same(&here) { one.place(report) } else { None };
        if let Some(task) = place.and_then(|place| report.tasks.get_mut(place)) {
            task.status.ruling = Some(one.ruling.clone());
        }
        places.push(place);
    }
    report.totals = tally::totals(&report.tasks);
    places
}

/// The letters and digits of a text, folded.
fn letters(text: &str) -> Vec<char> {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two titles are one: the same letters, or nearly so, as a damaged copy has them. Their beginnings are enough.
fn alike(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (letters(a), letters(b));
    a.truncate(LONG_ENOUGH);
    b.truncate(LONG_ENOUGH);
    if a == b {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let shared = short.windows(2).filter(|pair| long.windows(2).any(|other| other == *pair)).count();
    // A digit more or less makes another task (改造1号楼, 改造2号楼); a lost letter does not.
    let digits = |letters: &[char]| letters.iter().filter(|c| c.is_ascii_digit()).copied().collect::<String>();
    digits(&a) == digits(&b) && shared * 10 >= long.len().saturating_sub(1) * 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, analyze};

    const NOTICE: &str = "关于2023年二季度重点工作进展情况的通报\n督查通报〔2023〕7号\n\
        序号\t重点任务\t责任单位\t进展情况\n\
        1\t新建口袋公园8个\t县住建局\t建成口袋公园5个。\n\
        2\t新建污水管网30公里\t县水务局\t完成污水管网铺设6公里。\n\
        3\t改造老旧厂房12处\t县工信局\t项目进度滞后。\n";

    #[test]
    fn a_ruling_is_shown_beside_both_views_and_counted() {
        let mut report = analyze(NOTICE, &Options::default());
        let before = report.clone();
        let one = Overruling::of(&report, 1, Status::Completed, " 现场核查已完工 ").expect("there is a second task");
        assert_eq!(overrule(&mut report, std::slice::from_ref(&one)), [Some(1)]);
        let status = &report.tasks[1].status;
        assert_eq!(status.merged(), Status::Completed);
        assert_eq!(status.ruling.as_ref().map(|ruling| ruling.reason.as_str()), Some("现场核查已完工"));
        assert_eq!(status.assessed, before.tasks[1].status.assessed);
        assert_eq!(status.stated, before.tasks[1].status.stated);
        assert_eq!(report.totals.overall.merged.get(&Status::Completed), Some(&1));
        // Undone: the list without it.
        overrule(&mut report, &[]);
        assert_eq!(report, before);
    }

    #[test]
    fn it_survives_another_paste_of_the_same_notice() {
        let mut report = analyze(NOTICE, &Options::default());
        let one = Overruling::of(&report, 2, Status::OnTrack, "").expect("there is a third task");
        // Other blanks and marks, a row more before it, a letter lost.
        let again = NOTICE.replace("1\t新建口袋", "0\t开通公交线路2条\t县交通局\t开通1条。\n1\t新建口袋");
        let again = again.replace("改造老旧厂房12处", "改造 老旧厂房１２处").replace("〔2023〕", "[2023]");
        let mut report_again = analyze(&again, &Options::default());
        assert_eq!(overrule(&mut report_again, std::slice::from_ref(&one)), [Some(3)]);
        assert_eq!(report_again.tasks[3].status.merged(), Status::OnTrack);
        assert_eq!(overrule(&mut report, &[one.clone(), one]), [Some(2), Some(2)]);
    }

    #[test]
    fn it_never_falls_on_another_notice_or_task() {
        let report = analyze(NOTICE, &Options::default());
        let one = Overruling::of(&report, 1, Status::Completed, "").expect("there is a second task");
        for other in [
            NOTICE.replace("〔2023〕7号", "〔2023〕8号"),
            NOTICE.replace("二季度", "三季度"),
            NOTICE.replace("污水管网30公里", "污水管网40公里"),
        ] {
            let mut other = analyze(&other, &Options::default());
            assert_eq!(overrule(&mut other, std::slice::from_ref(&one)), [None]);
            assert!(other.tasks.iter().all(|task| task.status.ruling.is_none()));
        }
    }

    #[test]
    fn of_two_rulings_on_a_task_the_last_holds() {
        let mut report = analyze(NOTICE, &Options::default());
        let rule = |status: Status| Overruling::of(&report, 0, status, "").expect("there is a first task");
        let (first, second) = (rule(Status::Behind), rule(Status::Completed));
        assert!(first.is_on_same_task(&second));
        overrule(&mut report, &[first, second]);
        assert_eq!(report.tasks[0].status.merged(), Status::Completed);
        assert!(Overruling::of(&report, 9, Status::Behind, "").is_none());
    }
}
