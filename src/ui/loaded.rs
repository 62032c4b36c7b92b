//! A reading on screen: the head, the figures on the left, the evidence on the right.

use super::Act;
use super::notice::{NoticeHead, ReadingNotes};
use super::overview::{BasisSwitch, Chips, CoverageLine, HeadlineLine};
use super::pane::{Pane, TabBar};
use crate::i18n::Lang;
use crate::state::{Look, Reading, Tab};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::rc::Rc;
use tongbao_notice::query::View;
use tongbao_notice::report::Task;
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
    html! {
        <section {class}>
            <NoticeHead lang={*lang} reading={reading.clone()} act={act.clone()} />
            <ReadingNotes lang={*lang} reading={reading.clone()} act={act.clone()} />
            <div class="split">
                <div class="left">
                    <section class="top">
                        <HeadlineLine lang={*lang} reading={reading.clone()} view={view.clone()} filter={filter.clone()} act={act.clone()} />
                        <div class="bar1">
                            <BasisSwitch lang={*lang} reading={reading.clone()} view={view.clone()} filter={filter.clone()} act={act.clone()} />
                            <CoverageLine lang={*lang} reading={reading.clone()} view={view.clone()} filter={filter.clone()} act={act.clone()} />
                        </div>
                    </section>
                    <Chips lang={*lang} reading={reading.clone()} view={view.clone()} filter={filter.clone()} act={act.clone()} />
                </div>
                <Pane lang={*lang} reading={reading.clone()} view={view.clone()} look={look.clone()} open={*open} whole={whole.clone()} {content} act={act.clone()} />
            </div>
            <TabBar lang={*lang} reading={reading.clone()} view={view.clone()} look={look.clone()} open={*open} {whole} {content} act={act.clone()} />
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
