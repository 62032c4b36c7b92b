//! Tests of views and tallies.

use super::*;
use crate::query::filter::Choice;
use crate::query::made_up::{report, stated, task, with_units};

fn three() -> Report {
    let mut third = with_units(task("民生/1", Status::Completed), &["水利局", "发改局", "水利局"]);
    third.theme = Some("教育".into());
    third.problem_kinds = vec![ProblemKind::Other, ProblemKind::Land];
    report(vec![
        with_units(stated(task("重点/1", Status::OnTrack), Status::Behind), &["发改局"]),
        with_units(task("重点/2", Status::Behind), &["水利局", "发改局"]),
        third,
    ])
}

fn view(filter: &Filter, basis: Basis, scope: UnitScope) -> View {
    select(&three(), filter, basis, scope, Sort::Source)
}

fn group<'a>(groups: &'a [Group], name: &str) -> &'a Group {
    groups.iter().find(|group| group.name == name).expect(name)
}

#[test]
fn the_three_bases_count_differently() {
    let count = |basis| view(&Filter::new(), basis, UnitScope::All).statuses.all;
    assert_eq!(count(Basis::Merged).get(Status::Behind), 2);
    assert_eq!(count(Basis::Assessed).get(Status::Behind), 1);
    assert_eq!(count(Basis::Stated).total(), 1);
}

#[test]
fn a_task_counts_once_for_each_unit_and_never_twice_for_one() {
    let view = view(&Filter::new(), Basis::Merged, UnitScope::All);
    assert_eq!(group(&view.units, "水利局").tasks, 2);
    assert_eq!(group(&view.units, "发改局").tasks, 3);
    assert_eq!((view.total, view.memberships()), (3, 5));
}

#[test]
fn lead_only_leaves_the_supporting_units_out() {
    let view = view(&Filter::new(), Basis::Merged, UnitScope::Lead);
    assert_eq!(group(&view.units, "发改局").tasks, 1);
    assert_eq!(view.memberships(), 3);
}

#[test]
fn a_tally_ignores_choices_of_its_own_kind_only() {
    let filter: Filter = [Choice::new(Kind::Status, "behind")].into_iter().collect();
    let view = view(&filter, Basis::Merged, UnitScope::All);
    assert_eq!(view.tasks, [0, 1]);
    assert_eq!(view.statuses.inside, view.statuses.all);
    let unit = group(&view.units, "发改局");
    assert_eq!((unit.all.total(), unit.inside.total(), unit.shown, unit.lit), (3, 2, 2, true));
    assert_eq!(group(&view.categories, "民生").shown, 0);
}

#[test]
fn what_is_not_chosen_is_not_lit_and_keeps_its_number() {
    let filter: Filter = [Choice::new(Kind::Unit, "水利局")].into_iter().collect();
    let view = view(&filter, Basis::Merged, UnitScope::All);
    let other = group(&view.units, "发改局");
    assert!(!other.lit && group(&view.units, "水利局").lit);
    assert_eq!(other.shown, 3);
    assert_eq!(view.statuses.inside.total(), 2);
}

#[test]
fn tasks_the_notice_does_not_name_stay_in_the_ledger_on_its_basis() {
    let view = view(&Filter::new(), Basis::Stated, UnitScope::All);
    assert_eq!((view.count(), view.statuses.all.total()), (3, 1));
    assert_eq!(group(&view.units, "发改局").all.total(), 1);
}

#[test]
fn other_problems_come_last_and_a_task_may_have_several() {
    let view = view(&Filter::new(), Basis::Merged, UnitScope::All);
    let words: Vec<&str> = view.problems.iter().map(|problem| problem.name.as_str()).collect();
    assert_eq!(words, ["land", "other"]);
    assert_eq!(view.with_problems, 1);
}

#[test]
fn the_cells_of_a_matrix_add_up_to_the_memberships() {
    let crossed = matrix(&three(), &Filter::new(), Basis::Merged, UnitScope::All, Kind::Unit, Kind::Status);
    assert_eq!(crossed.rows, ["发改局", "水利局"]);
    assert_eq!(crossed.columns, ["behind", "completed"]);
    assert_eq!(crossed.cell(0, 0), (2, 2));
    assert_eq!(crossed.tasks.iter().sum::<u32>(), 5);
    assert_eq!((crossed.cell(9, 0), crossed.cell(0, 9)), ((0, 0), (0, 0)));
}

#[test]
fn what_is_counted_and_not_named_stays_bare() {
    let mut report = three();
    report.stated.counts = vec![crate::report::StatedCount {
        category: "重点".into(),
        total: Some(2),
        lines: crate::place::Lines::one(3),
        parts: [(Status::Behind, 1), (Status::Completed, 1)]
            .map(|(status, count)| crate::report::StatedPart {
                word: String::new(),
                status: Some(status),
                count,
                share: None,
            })
            .to_vec(),
    }];
    let bare = |filter: &Filter, basis| select(&report, filter, basis, UnitScope::All, Sort::Source).bare;
    let open = bare(&Filter::new(), Basis::Stated);
    assert_eq!((open.all.get(Status::Completed), open.all.total()), (1, 1));
    assert_eq!(bare(&Filter::new(), Basis::Merged), Tallied::default());
    let of_a_unit: Filter = [Choice::new(Kind::Unit, "发改局")].into_iter().collect();
    assert_eq!(bare(&of_a_unit, Basis::Stated).inside, Counts::NONE);
}

#[test]
fn a_report_without_tasks_has_an_empty_view() {
    let empty = select(&report(Vec::new()), &Filter::new(), Basis::Merged, UnitScope::All, Sort::Attention);
    assert_eq!((empty.total, empty.count(), empty.memberships()), (0, 0, 0));
}
