//! Tasks by unit.

use super::chart::Chart;
use super::width::use_room;
use super::{Press, Same, leaves_few};
use crate::i18n::Lang;
use crate::i18n::figures::{Caption, caption, phrase};
use crate::web::events;
use std::rc::Rc;
use tongbao_figure::bars::{Layout, bars};
use tongbao_notice::fold::fold;
use tongbao_notice::query::{Filter, Group, Kind, UnitScope, UnitSort, View, order_groups};
use yew::prelude::*;

/// So many rows are drawn before the rest line.
const FIRST: usize = 15;
/// From so many units on there is a field to look for one.
const SEARCHED: usize = 8;

/// What the figure by unit is drawn from.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The tallies.
    pub view: Same<View>,
    /// What is chosen.
    pub filter: Filter,
    /// What is told when a mark is pressed.
    pub on_press: Callback<Press>,
    /// For which units a task counts.
    pub scope: UnitScope,
    /// What is told when that changes.
    pub on_scope: Callback<UnitScope>,
    /// Whether the notice tells lead units from others, so that counting those alone means something.
    pub has_roles: bool,
}

/// The rows of the figure.
struct Rows<'a> {
    drawn: Vec<&'a Group>,
    all: usize,
    rest: Vec<&'a Group>,
}

/// Which units are drawn: those with tasks on this basis, in order, as many as are open, and always those chosen.
fn rows<'a>(view: &'a View, filter: &Filter, sort: UnitSort, search: &str, open: bool) -> Rows<'a> {
    let few = leaves_few(filter);
    let wanted = fold(search.trim()).to_ascii_lowercase();
    let ordered: Vec<&Group> = order_groups(&view.units, sort)
        .into_iter()
        .filter_map(|place| view.units.get(place))
        .filter(|group| group.all.total() > 0)
        .filter(|group| !few || group.inside.total() > 0 || filter.has(Kind::Unit, &group.name))
        .filter(|group| wanted.is_empty() || fold(&group.name).to_ascii_lowercase().contains(&wanted))
        .collect();
    let all = ordered.len();
    let chosen = |group: &Group| filter.has(Kind::Unit, &group.name);
    let (drawn, rest) = ordered
        .into_iter()
        .enumerate()
        .partition::<Vec<(usize, &Group)>, _>(|(place, group)| open || *place < FIRST || chosen(group));
    let groups = |rows: Vec<(usize, &'a Group)>| rows.into_iter().map(|(_, group)| group).collect();
    Rows { drawn: groups(drawn), all, rest: groups(rest) }
}

/// One row a unit.
#[component]
pub fn UnitChart(props: &Props) -> Html {
    let lang = props.lang;
    let (node, room) = use_room();
    let sort = use_state_eq(UnitSort::default);
    let search = use_state_eq(String::new);
    let open = use_state_eq(|| false);
    let drawn = {
        let key = (props.view.clone(), props.filter.clone(), lang, room, *sort, (*search).clone(), *open);
        use_memo(key, |(view, filter, lang, room, sort, search, open)| {
            let rows = rows(view, filter, *sort, search, *open);
            let layout = Layout { width: room.width, kind: Kind::Unit, touch: room.touch, cell: 34.0 };
            let scene = bars(&rows.drawn, filter, layout, &|words| phrase(*lang, words));
            let tasks: u32 = rows.rest.iter().map(|group| group.inside.total()).sum();
            let attention: u32 = rows.rest.iter().map(|group| group.inside.attention()).sum();
            (Same(Rc::new(scene)), rows.all, rows.rest.len() as u32, tasks, attention)
        })
    };
    let (scene, all, rest, tasks, attention) = &*drawn;
    let units = props.view.units.iter().filter(|group| group.all.total() > 0).count();
    if units == 0 {
        return Html::default();
    }
    let on_sort = {
        let sort = sort.clone();
        Callback::from(move |event: Event| {
            if let Some(chosen) = UnitSort::from_word(&events::field_value(&event)) {
                sort.set(chosen);
            }
        })
    };
    let on_lead = {
        let (on_scope, scope) = (props.on_scope.clone(), props.scope);
        Callback::from(move |_: Event| {
            on_scope.emit(if scope == UnitScope::All { UnitScope::Lead } else { UnitScope::All });
        })
    };
    let on_search = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| search.set(events::typed(&event)))
    };
    let on_open = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let memberships = props.view.memberships();
    let tasks_counted = props.view.counted_but(Kind::Unit);
    html! {
        <section class="card" data-testid="unit-chart" data-total={tasks_counted.to_string()} data-memberships={memberships.to_string()}>
            <header>
                <h2>{ caption(lang, Caption::Units) }</h2>
                <p>{ caption(lang, Caption::UnitsHint(memberships)) }</p>
                <div class="ctl">
                    if units > 2 {
                        <label>{ caption(lang, Caption::Sort) }{ " " }
                            <select data-testid="unit-sort" onchange={on_sort}>
                                { for UnitSort::ALL.into_iter().map(|order| html! {
                                    <option value={order.word()} selected={order == *sort}>{ caption(lang, Caption::SortBy(order)) }</option>
                                }) }
                            </select>
                        </label>
                    }
                    if props.has_roles || memberships > tasks_counted {
                        <label class={classes!("ck", (!props.has_roles).then_some("off"))} title={(!props.has_roles).then(|| caption(lang, Caption::NoRoles))}>
                            <input type="checkbox" data-testid="lead-only" checked={props.scope == UnitScope::Lead} disabled={!props.has_roles} onchange={on_lead} />{ caption(lang, Caption::LeadOnly) }
                        </label>
                    }
                    if units >= SEARCHED {
                        <input type="search" class="mini-search" data-testid="unit-search" placeholder={caption(lang, Caption::FindUnit)} aria-label={caption(lang, Caption::FindUnit)} value={(*search).clone()} oninput={on_search} />
                    }
                </div>
            </header>
            <div ref={node} class="figure">
                if *all == 0 {
                    <p class="t2" role="status">{ caption(lang, Caption::NoUnit) }</p>
                } else {
                    <Chart scene={scene.clone()} {lang} on_press={props.on_press.clone()} />
                }
            </div>
            if *all > FIRST || *sort == UnitSort::Rate {
                <footer>
                    if *all > FIRST {
                        <button type="button" class="lk" data-testid="unit-show-all" aria-expanded={open.to_string()} onclick={on_open}>
                            { caption(lang, if *open { Caption::ShowFewer } else { Caption::ShowAll(*all as u32) }) }
                        </button>
                    }
                    <span>
                        if *rest > 0 { { caption(lang, Caption::Rest { units: *rest, tasks: *tasks, attention: *attention }) } }
                        { caption(lang, Caption::SmallUnits) }
                    </span>
                </footer>
            }
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tongbao_notice::query::{Choice, Counts};
    use tongbao_notice::report::Status;

    fn view(units: u32) -> View {
        let units = (0..units)
            .map(|n| {
                let all: Counts = [(Status::OnTrack, 100 - n)].into_iter().collect();
                Group {
                    name: format!("单位{n}"), tasks: all.total(), all, shown: all.total(), inside: all, lit: true
                }
            })
            .collect();
        View { units, ..View::default() }
    }

    #[test]
    fn fifteen_rows_are_drawn_until_all_are_asked_for() {
        let view = view(40);
        let count = |open| rows(&view, &Filter::new(), UnitSort::Attention, "", open).drawn.len();
        assert_eq!((count(false), count(true)), (15, 40));
    }

    #[test]
    fn a_chosen_unit_is_always_drawn() {
        let view = view(40);
        let filter: Filter = [Choice::new(Kind::Unit, "单位39")].into_iter().collect();
        let rows = rows(&view, &filter, UnitSort::Attention, "", false);
        assert_eq!((rows.drawn.len(), rows.rest.len()), (16, 24));
    }

    #[test]
    fn a_search_looks_at_all_units() {
        let view = view(40);
        let rows = rows(&view, &Filter::new(), UnitSort::Attention, " 单位39", false);
        assert_eq!((rows.drawn.len(), rows.all), (1, 1));
    }
}
