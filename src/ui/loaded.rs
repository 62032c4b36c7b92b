//! A reading on screen: the head, the figures on the left, the evidence on the right.

use super::Act;
use super::figures::{
    CategoryChart, MatrixTable, MetricChart, Press, ProblemChart, Same, StatusLegend, StatusStrip, ThemeChart,
    UnitChart, chosen,
};
use super::notice::{NoticeHead, ReadingNotes};
use super::overview::{BasisSwitch, Chips, CoverageLine, HeadlineLine};
use super::pane::{Pane, TabBar};
use crate::i18n::Lang;
use crate::state::{Action, Look, Reading, Tab};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::rc::Rc;
use tongbao_notice::query::{UnitScope, View};
use tongbao_notice::report::{Task, UnitRole};
use yew::prelude::*;

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The reading.
    pub reading: Rc<Reading>,
    /// What of it is shown.
    pub view: Rc<View>,
    /// How it is shown.
    pub look: Look,
    /// The open task, by its place.
    pub open: Option<usize>,
    /// A whole task whose long texts had stayed behind.
    pub whole: Option<(usize, Rc<Task>)>,
    /// What can be done.
    pub act: Act,
}

/// The reading.
#[component]
pub fn Loaded(props: &Props) -> Html {
    let Props { lang, reading, view, look, open, act, .. } = props;
    let whole = props.whole.clone().filter(|(place, _)| Some(*place) == *open).map(|(_, task)| task);
    let content = content_of(look, view);
    let class = classes!(
        "v-loaded",
        look.spread.then_some("s-led"),
        match look.tab {
            Tab::Findings => Some("s-fin"),
            Tab::Source => Some("s-src"),
            Tab::Ledger => open.map(|_| "s-task"),
        },
        if look.overview { "at-overview" } else { "at-pane" },
    );
    let filter = &look.filter;
    let same_view = Same(view.clone());
    let same_report = Same(reading.report.clone());
    let on_press = {
        let reading = reading.clone();
        use_callback((filter.clone(), act.clone()), move |press: Press, (filter, act)| match press {
            Press::Choose { choices, add } => act.emit(Action::Choose(chosen(filter, &choices, add))),
            Press::Words(lines) => {
                act.emit(Action::Close);
                act.emit(Action::Line(lines.first));
            }
            Press::Open(place) => {
                if let Some(task) = reading.task(place) {
                    act.emit(Action::Open(task.id.clone()));
                }
            }
        })
    };
    let on_scope = use_callback(act.clone(), |scope: UnitScope, act| act.emit(Action::Scope(scope)));
    let has_roles = use_memo(reading.clone(), |reading| {
        reading.report.tasks.iter().flat_map(|task| &task.units).any(|unit| unit.role != UnitRole::Lead)
    });
    let lang = *lang;
    html! {
        <section {class}>
            <NoticeHead {lang} reading={reading.clone()} act={act.clone()} />
            <ReadingNotes {lang} reading={reading.clone()} act={act.clone()} />
            <div class="split">
                <div class="left">
                    <section class="top">
                        <HeadlineLine {lang} reading={reading.clone()} view={view.clone()} filter={filter.clone()} act={act.clone()} />
                        <div class="bar1">
                            <BasisSwitch {lang} reading={reading.clone()} view={view.clone()} filter={filter.clone()} act={act.clone()} />
                            <CoverageLine {lang} reading={reading.clone()} view={view.clone()} filter={filter.clone()} act={act.clone()} />
                        </div>
                        <StatusStrip {lang} view={same_view.clone()} filter={filter.clone()} on_press={on_press.clone()} />
                        <StatusLegend {lang} view={same_view.clone()} filter={filter.clone()} on_press={on_press.clone()} />
                    </section>
                    <Chips {lang} reading={reading.clone()} view={view.clone()} filter={filter.clone()} act={act.clone()} />
                    <CategoryChart {lang} report={same_report.clone()} view={same_view.clone()} filter={filter.clone()} on_press={on_press.clone()} />
                    <UnitChart {lang} view={same_view.clone()} filter={filter.clone()} on_press={on_press.clone()} scope={look.scope} {on_scope} has_roles={*has_roles} />
                    <div class="two">
                        <ThemeChart {lang} view={same_view.clone()} filter={filter.clone()} on_press={on_press.clone()} />
                        <ProblemChart {lang} view={same_view.clone()} filter={filter.clone()} on_press={on_press.clone()} />
                    </div>
                    <MetricChart {lang} report={same_report.clone()} view={same_view.clone()} on_press={on_press.clone()} />
                    <MatrixTable {lang} report={same_report} view={same_view} filter={filter.clone()} scope={look.scope} {on_press} />
                </div>
                <Pane {lang} reading={reading.clone()} view={view.clone()} look={look.clone()} open={*open} whole={whole.clone()} {content} act={act.clone()} />
            </div>
            <TabBar {lang} reading={reading.clone()} view={view.clone()} look={look.clone()} open={*open} {whole} {content} act={act.clone()} />
        </section>
    }
}

/// Tells one list of ledger rows from another: other tasks, another order, other heights.
fn content_of(look: &Look, view: &View) -> u64 {
    let mut hasher = DefaultHasher::new();
    view.tasks.hash(&mut hasher);
    look.spread.hash(&mut hasher);
    hasher.finish()
}
