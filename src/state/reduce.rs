//! How the model changes: a pure function of what was and what happened.

use super::action::Action;
use super::model::{Busy, Look, Model, Tab};
use crate::job::protocol::Step;
use std::rc::Rc;
use tongbao_notice::query::{Choice, Filter};

/// The model after `action`.
pub fn reduce(mut model: Model, action: Action) -> Model {
    match action {
        Action::Speak(lang) => model.lang = lang,
        Action::Dress(theme) => model.theme = theme,
        Action::Sheet(open) => model.sheet = open,
        Action::Drag(over) => model.dragging = over,
        Action::AskAnother(asking) => {
            model.asking = asking;
            model.fault = None;
        }
        Action::Begin(name, given) => {
            model.busy = Some(Busy { name, step: Step::Format, lines: 0, rows: 0, shown: false });
            model.given = given;
            model.fault = None;
            model.dragging = false;
            model.sheet = false;
        }
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
        Action::Cancel => model.busy = None,
        Action::Fail(fault) => {
            model.busy = None;
            model.fault = Some(fault);
            model.asking = model.reading.is_some();
        }
        Action::Forgive => model.fault = None,
        Action::Arrive(reading) => arrive(&mut model, reading),
        Action::Whole(place, task) => model.whole = Some((place, task)),
        Action::Choose(filter) => choose(&mut model, filter),
        Action::Press { choices, add } => {
            let filter = pressed(&model.look.filter, &choices, add);
            choose(&mut model, filter);
        }
        Action::Undo => {
            if let Some(filter) = model.past.pop() {
                model.look.filter = filter;
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
        Action::Address(look) => model.look = look,
    }
    model
}

fn choose(model: &mut Model, filter: Filter) {
    if filter != model.look.filter {
        model.past.push(std::mem::replace(&mut model.look.filter, filter));
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

fn arrive(model: &mut Model, reading: Rc<super::Reading>) {
    model.busy = None;
    model.fault = None;
    model.asking = false;
    model.whole = None;
    model.serial += 1;
    if model.addressed {
        // The first reading is shown as the address asks; ids and lines that it does not have are left out.
        model.addressed = false;
        model.look.task.take_if(|id| reading.place(id).is_none());
        model.look.line.take_if(|line| *line > reading.source.lines());
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
        model.busy = None;
    } else if model.fault.is_some() && model.reading.is_none() {
        model.fault = None;
    } else if model.asking {
        model.asking = false;
        model.fault = None;
    } else if model.look.task.is_some() {
        model.look.task = None;
    } else if model.look.spread {
        model.look.spread = false;
    } else if model.look.tab != Tab::Ledger {
        model.look.tab = Tab::Ledger;
    } else if !model.look.filter.is_empty() {
        model.past.push(std::mem::take(&mut model.look.filter));
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::Theme;
    use super::*;
    use crate::i18n::Lang;
    use crate::job::protocol::Fault;
    use crate::state::Given;
    use tongbao_notice::query::Kind;

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

    #[test]
    fn the_theme_button_always_changes_what_is_seen_first() {
        assert_eq!(Theme::Auto.next(true), Theme::Light);
        assert_eq!(Theme::Auto.next(false), Theme::Dark);
        for dark in [false, true] {
            let mut theme = Theme::Auto;
            for _ in 0..4 {
                theme = theme.next(dark);
            }
            assert_eq!(theme, Theme::Auto.next(dark).next(dark).next(dark).next(dark));
        }
    }
}
