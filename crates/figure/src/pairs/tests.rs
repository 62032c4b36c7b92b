//! Tests of claims against evidence.

use super::*;
use crate::chinese::say;
use tongbao_notice::query::Claim;

fn counts(of: &[(Status, u32)]) -> Counts {
    of.iter().copied().collect()
}

fn pair(total: u32, claimed: &[(Status, u32)], assessed: &[(Status, u32)], named: &[(Status, u32)]) -> Pair {
    let assessed = counts(assessed);
    Pair {
        category: "重点工作".into(),
        claim: Some(Claim { category: "重点工作".into(), total, counts: counts(claimed), lines: Lines::one(13) }),
        named: counts(named),
        rows: assessed.total(),
        assessed,
        merged: assessed,
        split: Vec::new(),
        moving: None,
    }
}

fn group(assessed: Counts) -> Group {
    let total = assessed.total();
    Group { name: "重点工作".into(), tasks: total, all: assessed, shown: total, inside: assessed, lit: true }
}

fn drawn(pair: &Pair, filter: &Filter, width: f64) -> Scene {
    let layout = Layout { width, touch: width < 500.0 };
    pairs(std::slice::from_ref(pair), &[group(pair.assessed)], filter, layout, &say)
}

fn words(scene: &Scene) -> Vec<&str> {
    scene
        .rows
        .iter()
        .flat_map(|row| &row.shapes)
        .filter_map(|shape| if let Shape::Text { text, .. } = shape { Some(text.as_str()) } else { None })
        .collect()
}

fn sample() -> Pair {
    pair(
        126,
        &[(Status::Behind, 8), (Status::Completed, 28), (Status::OnTrack, 90)],
        &[(Status::Behind, 11), (Status::Completed, 12), (Status::OnTrack, 101), (Status::Unknown, 2)],
        &[(Status::Behind, 8)],
    )
}

#[test]
fn both_bars_start_at_the_axis_and_the_difference_is_told() {
    let scene = drawn(&sample(), &Filter::new(), 760.0);
    let x = |id: &str| scene.mark(id).expect(id).area.x;
    let (claim, row) = (x("category/重点工作/stated/completed"), x("category/重点工作/assessed/completed"));
    assert!((claim - row).abs() < 0.01);
    assert!(words(&scene).contains(&"已完成 差 16 项"), "{:?}", words(&scene));
    assert!(words(&scene).contains(&"偏慢 多 3 项"));
}

#[test]
fn a_claim_leads_to_its_tasks_only_where_the_notice_names_them() {
    let scene = drawn(&sample(), &Filter::new(), 760.0);
    let action = |id: &str| &scene.mark(id).expect(id).action;
    assert!(matches!(action("category/重点工作/stated/behind"), Action::Choose(_)));
    assert_eq!(*action("category/重点工作/stated/completed"), Action::Words(Lines::one(13)));
}

#[test]
fn items_and_rows_of_different_number_are_not_measured_against_each_other() {
    let pair = pair(
        12,
        &[(Status::Completed, 8), (Status::NotCompleted, 4)],
        &[(Status::Completed, 10), (Status::OnTrack, 4)],
        &[],
    );
    let scene = drawn(&pair, &Filter::new(), 760.0);
    assert!(words(&scene).iter().any(|text| text.contains("ItemsAndRows")));
    assert!(!words(&scene).iter().any(|text| text.contains('差')));
}

#[test]
fn sides_that_agree_say_so() {
    let same = [(Status::Completed, 8), (Status::OnTrack, 4)];
    let scene = drawn(&pair(12, &same, &same, &[]), &Filter::new(), 760.0);
    assert!(words(&scene).contains(&"Agreement"));
}

#[test]
fn everything_stays_within_a_phone() {
    let scene = drawn(&sample(), &Filter::new(), 358.0);
    assert!(
        scene
            .marks()
            .all(|mark| mark.area.x >= 0.0 && mark.area.right() <= 358.0 && mark.area.bottom() <= scene.height)
    );
}

#[test]
fn evidence_outside_the_filter_fades_and_claims_stay() {
    let filter: Filter = [Choice::new(Kind::Assessed, "completed")].into_iter().collect();
    let scene = drawn(&sample(), &filter, 760.0);
    assert!(scene.mark("category/重点工作/assessed/on_track").expect("mark").faded);
    assert!(!scene.mark("category/重点工作/assessed/completed").expect("mark").faded);
    assert!(!scene.mark("category/重点工作/stated/on_track").expect("mark").faded);
}

#[test]
fn a_notice_that_says_nothing_has_no_such_figure() {
    let mut silent = sample();
    silent.claim = None;
    assert!(!is_worth_drawing(&[silent]));
    assert!(is_worth_drawing(&[sample()]));
}

#[test]
fn rows_without_a_category_are_called_as_they_are_counted_and_choose_no_category() {
    let mut pair = sample();
    pair.category.clear();
    let scene = drawn(&pair, &Filter::new(), 760.0);
    let row = scene.mark("category//assessed/completed").expect("a mark");
    assert!(row.sentence.contains("category: \"重点工作\""), "{}", row.sentence);
    assert_eq!(row.action, Action::Choose(vec![Choice::new(Kind::Assessed, "completed")]));
    // Where nothing is said of them either, there is nothing to compare.
    pair.claim = None;
    pair.named = Counts::NONE;
    assert!(drawn(&pair, &Filter::new(), 760.0).rows.is_empty());
}

#[test]
fn a_part_is_no_longer_than_its_share_of_the_whole() {
    let mut pair = pair(65, &[(Status::Completed, 26)], &[], &[]);
    pair.rows = 0;
    let scene = drawn(&pair, &Filter::new(), 760.0);
    let width = scene.mark("category/重点工作/stated/completed").expect("a mark").area.width;
    assert!(width < 760.0 * 0.4, "{width}");
}

#[test]
fn what_the_rows_leave_open_is_no_difference() {
    let pair = pair(5, &[(Status::Behind, 5)], &[(Status::Unknown, 5)], &[(Status::Behind, 5)]);
    let scene = drawn(&pair, &Filter::new(), 760.0);
    assert!(words(&scene).iter().all(|words| !words.contains('差')), "{:?}", words(&scene));
}
