//! How the model changes: a pure function of what was and what happened.

use super::action::Action;
use super::model::{Before, Busy, Look, Model, Tab, Toast};
use super::rulings::{self, Rulings};
use crate::job::protocol::{Fault, Step};
use std::rc::Rc;
use tongbao_notice::query::{Basis, Choice, Filter};
use tongbao_notice::report::Status;

/// The model after `action`.
pub fn reduce(model: Model, action: Action) -> Model {
    let mut model = after(model, action);
    // Until the first reading the address says by which day it is to be judged; from then on the address is told.
    if !model.addressed {
        model.look.as_of.clone_from(&model.options.as_of);
    }
    model
}

fn after(mut model: Model, action: Action) -> Model {
    match action {
        Action::Speak(lang) => model.lang = lang,
        Action::Dress(theme) => model.theme = theme,
        Action::Paper(paper) => model.paper = paper,
        Action::Sheet(open) => model.sheet = open,
        Action::Drag(over) => model.dragging = over,
        Action::AskAnother(asking) => {
            model.asking = asking;
            model.fault = None;
        }
        Action::Begin(name, given) => {
            model.busy = Some(busy(name, false));
            model.given = given;
            model.fault = None;
            model.toast = None;
            // What was set for the notice on screen is not for this one.
            model.options = model.reading.as_ref().map(|reading| reading.options.clone()).unwrap_or_default();
            model.dragging = false;
            model.sheet = false;
        }
        Action::Again => model.busy = Some(busy(None, true)),
        Action::ShowBusy => {
            if let Some(busy) = &mut model.busy {
                busy.shown = true;
            }
        }
        Action::Step(step, lines, rows) => {
            if let Some(busy) = &mut model.busy {
                (busy.step, busy.lines, busy.rows) = (step, lines.max(busy.lines), rows.max(busy.rows));
            }
        }
        Action::Cancel => give_up(&mut model),
        Action::Fail(fault) => fail(&mut model, fault),
        Action::Give(given) => model.given = given,
        Action::Forgive => model.fault = None,
        Action::Arrive(reading) => arrive(&mut model, reading),
        Action::Whole(place, task) => model.whole = Some((place, task)),
        Action::Choose(filter) => choose(&mut model, filter),
        Action::Press { choices, add } => {
            let filter = pressed(&model.look.filter, &choices, add);
            choose(&mut model, filter);
        }
        Action::Undo => {
            let before = model.past.pop();
            put_back(&mut model, before);
        }
        Action::Reassess(open) => model.look.ruling = open.then(|| reason(&model)),
        Action::Rule(place, status) => {
            let reason = model.look.ruling.clone().unwrap_or_default();
            rule(&mut model, place, status, &reason);
        }
        Action::Explain(place, reason) => {
            model.look.ruling = Some(reason.clone());
            let ruled = model.reading.as_ref().and_then(|reading| reading.task(place)?.status.ruling.as_ref());
            if let Some(status) = ruled.map(|ruling| ruling.status) {
                rule(&mut model, place, status, &reason);
            }
        }
        Action::Unrule(place) => {
            if let Some(reading) = model.reading.clone() {
                let rulings = rulings::without(&model.rulings, &reading, place);
                model.past.push(Before::Rulings(model.rulings.clone()));
                lay(&mut model, rulings);
            }
        }
        Action::UndoRuling => {
            let before = model.past.take(|before| matches!(before, Before::Rulings(_)));
            put_back(&mut model, before);
        }
        Action::Told => model.toast = None,
        Action::Understand(open) => {
            model.look.understood = open;
            model.look.overview |= open;
        }
        Action::Set(options) => {
            if options != model.options {
                model.past.push(Before::Options(std::mem::replace(&mut model.options, options)));
            }
        }
        Action::Base(basis) => model.look.basis = basis,
        Action::Scope(scope) => model.look.scope = scope,
        Action::Sort(sort) => model.look.sort = sort,
        Action::Tab(tab) => {
            model.look.tab = tab;
            model.look.task = None;
            model.look.overview = false;
            model.look.spread &= tab == Tab::Ledger;
        }
        Action::Open(id) => open(&mut model, &id),
        Action::OpenAt(place) => {
            let id = model.reading.as_ref().and_then(|reading| reading.task(place)).map(|task| task.id.clone());
            open(&mut model, &id.unwrap_or_default());
        }
        Action::Close => model.look.task = None,
        Action::Line(line) => show_line(&mut model, line),
        Action::Words(line) => {
            model.look.task = None;
            show_line(&mut model, line);
        }
        Action::Spread => {
            model.look.spread = !model.look.spread;
            model.look.task = None;
            model.look.tab = Tab::Ledger;
        }
        Action::Overview => {
            model.look.overview = true;
            model.look.task = None;
        }
        Action::Back => back(&mut model),
        Action::Address(look) => {
            model.options.as_of.clone_from(&look.as_of);
            model.look = look;
        }
    }
    model
}

fn choose(model: &mut Model, filter: Filter) {
    if filter != model.look.filter {
        model.past.push(Before::Filter(std::mem::replace(&mut model.look.filter, filter)));
        // What was chosen shows at once: the ledger, where the pane showed something else.
        model.look.task = None;
        model.look.tab = Tab::Ledger;
    }
}

/// The filter after a press on a mark that stands for these choices.
fn pressed(filter: &Filter, choices: &[Choice], add: bool) -> Filter {
    let mut filter = filter.clone();
    if add {
        for choice in choices {
            filter.add(choice.kind, &choice.value);
        }
    } else {
        filter.press(choices);
    }
    filter
}

fn open(model: &mut Model, id: &str) {
    if model.reading.as_ref().is_some_and(|reading| reading.place(id).is_some()) {
        model.look.task = Some(id.to_owned());
        model.look.tab = Tab::Ledger;
        model.look.line = None;
        model.look.overview = false;
        model.look.spread = false;
        model.look.ruling = model.look.ruling.as_ref().map(|_| reason(model));
    }
}

fn show_line(model: &mut Model, line: u32) {
    model.look.line = Some(line);
    if model.look.task.is_none() {
        model.look.tab = Tab::Source;
    }
    model.look.overview = false;
    model.look.spread = false;
}

fn busy(name: Option<String>, again: bool) -> Busy {
    Busy { name, step: Step::Format, lines: 0, rows: 0, shown: false, again }
}

/// It could not be read. Where it was to be read again, it stays on screen as it was.
fn fail(model: &mut Model, fault: Fault) {
    if model.busy.as_ref().is_some_and(|busy| busy.again) {
        model.toast = Some(Toast::NotRead(fault));
    } else {
        model.fault = Some(fault);
        model.asking = model.reading.is_some();
    }
    give_up(model);
}

/// Ends the reading under way. Options that it was to be read with are taken back.
fn give_up(model: &mut Model) {
    let again = model.busy.take().is_some_and(|busy| busy.again);
    if let Some(reading) = model.reading.as_ref().filter(|reading| again && reading.options != model.options) {
        model.options = reading.options.clone();
        model.past.take(|before| matches!(before, Before::Options(_)));
    }
}

/// The reason of the ruling on the open task, empty where there is none.
fn reason(model: &Model) -> String {
    let task = model.open_task().and_then(|place| model.reading.as_ref()?.task(place));
    task.and_then(|task| task.status.ruling.as_ref()).map(|ruling| ruling.reason.clone()).unwrap_or_default()
}

/// The user rules on a task. A ruling shows where statuses are merged; the other two views never change.
fn rule(model: &mut Model, place: usize, status: Status, reason: &str) {
    let Some(reading) = model.reading.clone() else { return };
    let Some(task) = reading.task(place) else { return };
    let rulings = rulings::ruled(&model.rulings, &reading, place, status, reason);
    if rulings == model.rulings {
        return;
    }
    // Another reason for the same status is no step of its own.
    let another = task.status.merged() != status;
    if another {
        model.past.push(Before::Rulings(model.rulings.clone()));
    }
    lay(model, rulings);
    model.toast = another.then(|| Toast::Ruled { task: task.id.clone(), status });
    model.look.basis = Basis::Merged;
}

/// Lays these rulings over the reading, in place of those before.
fn lay(model: &mut Model, rulings: Rulings) {
    model.reading = model.reading.as_ref().map(|reading| Rc::new(reading.overruled(&rulings)));
    model.rulings = rulings;
    model.toast = None;
}

fn put_back(model: &mut Model, before: Option<Before>) {
    match before {
        Some(Before::Filter(filter)) => model.look.filter = filter,
        Some(Before::Rulings(rulings)) => lay(model, rulings),
        Some(Before::Options(options)) => model.options = options,
        None => {}
    }
}

fn arrive(model: &mut Model, reading: Rc<super::Reading>) {
    let again = model.busy.take().is_some_and(|busy| busy.again);
    let reading = if model.rulings.is_empty() { reading } else { Rc::new(reading.overruled(&model.rulings)) };
    model.fault = None;
    model.asking = false;
    model.whole = None;
    if again {
        // The same notice stays as it was looked at.
        model.look.task.take_if(|id| reading.place(id).is_none());
        model.reading = Some(reading);
        return;
    }
    model.serial += 1;
    model.options = reading.options.clone();
    if model.addressed {
        // The first reading is shown as the address asks; ids and lines that it does not have are left out.
        model.addressed = false;
        model.look.task.take_if(|id| reading.place(id).is_none());
        model.look.line.take_if(|line| *line > reading.source.lines());
        // Another day than that of the reading: it is read again, as when the user chooses a day.
        model.options.as_of.clone_from(&model.look.as_of);
    } else {
        model.look = Look { basis: model.look.basis, sort: model.look.sort, ..Look::default() };
        model.past = super::history::History::default();
    }
    model.reading = Some(reading);
}

/// One step back: what lies on top goes first.
fn back(model: &mut Model) {
    if model.sheet {
        model.sheet = false;
    } else if model.busy.is_some() {
        give_up(model);
    } else if model.fault.is_some() && model.reading.is_none() {
        model.fault = None;
    } else if model.asking {
        model.asking = false;
        model.fault = None;
    } else if model.look.task.is_some() && model.look.ruling.is_some() {
        model.look.ruling = None;
    } else if model.look.task.is_some() {
        model.look.task = None;
    } else if model.look.understood {
        model.look.understood = false;
    } else if model.look.spread {
        model.look.spread = false;
    } else if model.look.tab != Tab::Ledger {
        model.look.tab = Tab::Ledger;
    } else if !model.look.filter.is_empty() {
        model.past.push(Before::Filter(std::mem::take(&mut model.look.filter)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::state::Given;
    use crate::theme::Theme;
    use crate::web::text::LinedText;
    use tongbao_notice::query::Kind;
    use tongbao_notice::{Options, analyze};

    fn model() -> Model {
        Model::new(Lang::Zh, Theme::Auto, false, Look::default())
    }

    fn behind() -> Filter {
        [Choice::new(Kind::Status, "behind")].into_iter().collect()
    }

    #[test]
    fn escape_goes_back_one_step_at_a_time() {
        let mut now = reduce(model(), Action::Choose(behind()));
        now = reduce(now, Action::Spread);
        now = reduce(now, Action::Sheet(true));
        now = reduce(now, Action::Back);
        assert!(!now.sheet && now.look.spread);
        now = reduce(now, Action::Back);
        assert!(!now.look.spread && !now.look.filter.is_empty());
        now = reduce(now, Action::Back);
        assert!(now.look.filter.is_empty());
        let still = reduce(now.clone(), Action::Back);
        assert!(still == now);
    }

    #[test]
    fn a_press_replaces_and_a_press_with_shift_adds() {
        let behind = [Choice::new(Kind::Status, "behind")];
        let completed = [Choice::new(Kind::Status, "completed")];
        let one = pressed(&Filter::new(), &behind, false);
        assert_eq!(pressed(&one, &completed, true).choices().len(), 2);
        assert_eq!(pressed(&one, &completed, false).choices(), completed);
        assert!(pressed(&one, &behind, false).is_empty());
    }

    #[test]
    fn a_filter_that_was_taken_back_comes_again_by_undo() {
        let now = reduce(reduce(model(), Action::Choose(behind())), Action::Choose(Filter::new()));
        let undone = reduce(now, Action::Undo);
        assert_eq!(undone.look.filter, behind());
        assert!(reduce(reduce(undone, Action::Undo), Action::Undo).look.filter.is_empty());
    }

    #[test]
    fn what_cannot_be_read_stays_in_the_box() {
        let given = Given { text: "白日依山尽".into(), cut: false };
        let now = reduce(reduce(model(), Action::Begin(None, given.clone())), Action::Fail(Fault::Empty));
        assert_eq!((now.given, now.fault, now.busy), (given, Some(Fault::Empty), None));
    }

    const NOTICE: &str = "关于2023年二季度重点工作进展情况的通报\n序号\t重点任务\t责任单位\t进展情况\n\
        1\t新建口袋公园8个\t县住建局\t建成口袋公园5个。\n2\t改造老旧厂房12处\t县工信局\t项目进度滞后。\n";

    fn arrived(now: Model, notice: &str, options: Options) -> Model {
        let report = analyze(notice, &options);
        let reading = crate::state::Reading::new(report, LinedText::unseen(), false, None, options);
        reduce(now, Action::Arrive(Rc::new(reading)))
    }

    fn rule(now: Model, place: usize, status: Status) -> Model {
        reduce(now, Action::Rule(place, status))
    }

    fn merged(now: &Model) -> Vec<Status> {
        now.reading.iter().flat_map(|reading| &reading.report.tasks).map(|task| task.status.merged()).collect()
    }

    #[test]
    fn rulings_and_filters_are_undone_newest_first() {
        let read = arrived(model(), NOTICE, Options::default());
        let before = merged(&read);
        assert_eq!(before.get(1), Some(&Status::Behind));
        let mut now = reduce(rule(read, 1, Status::Completed), Action::Choose(behind()));
        now = rule(now, 0, Status::Ahead);
        assert_eq!(merged(&now), [Status::Ahead, Status::Completed]);
        assert_eq!(
            now.toast,
            Some(Toast::Ruled {
                task: now.reading.as_ref().unwrap().report.tasks[0].id.clone(),
                status: Status::Ahead
            })
        );
        now = reduce(now, Action::Undo);
        assert_eq!((merged(&now), now.toast.clone()), (vec![before[0], Status::Completed], None));
        now = reduce(now, Action::Undo);
        assert!(now.look.filter.is_empty());
        now = reduce(now, Action::Undo);
        assert_eq!((merged(&now), now.rulings.len()), (before, 0));
    }

    #[test]
    fn what_was_told_undoes_its_own_ruling_and_no_later_filter() {
        let now = rule(arrived(model(), NOTICE, Options::default()), 1, Status::Completed);
        let now = reduce(reduce(now, Action::Choose(behind())), Action::UndoRuling);
        assert_eq!((merged(&now)[1], now.look.filter == behind()), (Status::Behind, true));
    }

    #[test]
    fn a_ruling_shows_at_once_and_the_old_status_takes_it_back() {
        let mut now = reduce(arrived(model(), NOTICE, Options::default()), Action::Base(Basis::Stated));
        now = rule(now, 1, Status::Completed);
        assert_eq!(now.look.basis, Basis::Merged);
        now = reduce(reduce(now, Action::Reassess(true)), Action::Explain(1, "现场看过".into()));
        assert_eq!(now.rulings.iter().map(|one| one.ruling.reason.as_str()).collect::<Vec<_>>(), ["现场看过"]);
        assert_eq!(rule(now.clone(), 1, Status::Behind).rulings.len(), 0);
        // Another reason was no step of its own.
        assert_eq!(reduce(now.clone(), Action::Undo).rulings.len(), 0);
        assert_eq!(merged(&reduce(now, Action::Unrule(1)))[1], Status::Behind);
    }

    #[test]
    fn a_reason_can_be_written_before_the_choice_and_belongs_to_its_task() {
        let mut now = reduce(arrived(model(), NOTICE, Options::default()), Action::OpenAt(1));
        now = reduce(reduce(now, Action::Reassess(true)), Action::Explain(1, "已验收".into()));
        assert!(now.rulings.is_empty());
        now = rule(now, 1, Status::Completed);
        assert_eq!(now.rulings[0].ruling.reason, "已验收");
        now = reduce(now, Action::OpenAt(0));
        assert_eq!(now.look.ruling.as_deref(), Some(""));
        now = reduce(now, Action::OpenAt(1));
        assert_eq!(now.look.ruling.as_deref(), Some("已验收"));
        // Esc closes the choice before the task.
        now = reduce(now, Action::Back);
        assert!(now.look.ruling.is_none() && now.look.task.is_some());
    }

    #[test]
    fn rulings_survive_another_paste_and_stay_with_their_notice() {
        let now = rule(arrived(model(), NOTICE, Options::default()), 1, Status::Completed);
        let other = arrived(now, &NOTICE.replace("二季度", "三季度"), Options::default());
        assert_eq!(merged(&other)[1], Status::Behind);
        let again = arrived(other, NOTICE, Options::default());
        assert_eq!(merged(&again)[1], Status::Completed);
    }

    #[test]
    fn the_same_notice_read_with_other_options_stays_as_it_was_looked_at() {
        let set = Options { as_of: Some("2023-12-31".into()), ..Options::default() };
        let mut now = reduce(arrived(model(), NOTICE, Options::default()), Action::Choose(behind()));
        now = reduce(reduce(now, Action::Set(set.clone())), Action::Again);
        let failed = reduce(now.clone(), Action::Fail(Fault::Broke));
        assert_eq!(
            (failed.toast, failed.fault, failed.options),
            (Some(Toast::NotRead(Fault::Broke)), None, Options::default())
        );
        let serial = now.serial;
        now = arrived(now, NOTICE, set.clone());
        assert_eq!((now.serial, now.look.filter == behind(), &now.options, &now.busy), (serial, true, &set, &None));
        now = reduce(now, Action::Undo);
        assert_eq!(now.options, Options::default());
        assert!(reduce(now, Action::Undo).look.filter.is_empty());
    }

    #[test]
    fn the_day_in_the_address_is_asked_for_and_told() {
        let mut opening = model();
        opening.look.as_of = Some("2023-12-31".into());
        let now = arrived(opening, NOTICE, Options::default());
        assert_eq!(now.options.as_of.as_deref(), Some("2023-12-31"), "it is to be read again by that day");
        let set = Options { as_of: Some("2024-06-30".into()), ..Options::default() };
        let now = reduce(now, Action::Set(set));
        assert_eq!(now.look.as_of.as_deref(), Some("2024-06-30"));
        assert_eq!(reduce(now, Action::Set(Options::default())).look.as_of, None);
    }
}
