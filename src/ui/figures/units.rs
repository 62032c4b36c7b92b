//! Tasks by unit: a row a unit, in an order of one's choice, found by name, for all units or those in the lead.

use super::leaves_few;
use super::width::Room;
use crate::i18n::figures::Caption;
use crate::state::Action;
use crate::ui::Shown;
use crate::ui::kit::element::{Child, Element, On, button, el};
use crate::ui::pane::option;
use crate::web::events;
use tongbao_figure::bars::{Layout, bars};
use tongbao_figure::phrase::Say;
use tongbao_figure::scene::Scene;
use tongbao_notice::fold::fold;
use tongbao_notice::query::{Filter, Group, Kind, RANKED_FROM, UnitScope, UnitSort, View, order_groups};
use tongbao_notice::report::UnitRole;
use yew::prelude::*;

/// So many rows are drawn before the rest line.
pub const FIRST: usize = 15;
/// From so many units on there is a field to look for one.
const SEARCHED: usize = 8;

/// Which rows are asked for.
#[derive(Clone, Default, PartialEq)]
pub struct Rows {
    sort: UnitSort,
    search: String,
    open: bool,
}

/// How many units there are, and what is not drawn of them.
pub struct Units {
    all: u32,
    rest: u32,
    rest_tasks: u32,
    rest_attention: u32,
}

/// The rows there are.
struct Found<'a> {
    drawn: Vec<&'a Group>,
    all: usize,
    rest: Vec<&'a Group>,
}

/// Which units are drawn: those with tasks on this basis, in order, as many as are open, and always those chosen.
fn rows<'a>(view: &'a View, filter: &Filter, sort: UnitSort, search: &str, open: bool) -> Found<'a> {
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
    Found { drawn: groups(drawn), all, rest: groups(rest) }
}

/// The scene: one row a unit.
pub fn draw(shown: &Shown, room: Room, asked: &Rows, say: Say<'_>) -> (Scene, Units) {
    let filter = &shown.look.filter;
    let rows = rows(&shown.view, filter, asked.sort, &asked.search, asked.open);
    let layout = Layout { width: room.width, kind: Kind::Unit, touch: room.touch, cell: 34.0 };
    let units = Units {
        all: rows.all as u32,
        rest: rows.rest.len() as u32,
        rest_tasks: rows.rest.iter().map(|group| group.inside.total()).sum(),
        rest_attention: rows.rest.iter().map(|group| group.inside.attention()).sum(),
    };
    (bars(&rows.drawn, filter, layout, say), units)
}

/// What the card is made from.
pub struct Card<'a> {
    /// What is on screen.
    pub shown: &'a Shown,
    /// Which rows are asked for.
    pub rows: Rows,
    /// Asks for others.
    pub set: Callback<Rows>,
    /// What was found.
    pub units: &'a Units,
}

/// The figure on its card, with the fields that decide what is drawn.
pub fn on_card(of: &Card<'_>, figure: Element, chart: Html) -> Html {
    let Card { shown, rows, units, .. } = of;
    let lang = shown.lang;
    let count = shown.view.units.iter().filter(|group| group.all.total() > 0).count();
    if count == 0 {
        return Html::default();
    }
    let memberships = shown.view.memberships();
    let counted = shown.view.counted_but(Kind::Unit);
    let say = |what: Caption<'_>| lang.say(what);
    let (card, header) =
        super::card("unit-chart", counted, say(Caption::Units), Some(say(Caption::UnitsHint(memberships))));
    // Whether the notice tells lead units from others, so that counting those alone means something.
    let has_roles =
        shown.reading.report.tasks.iter().flat_map(|task| &task.units).any(|unit| unit.role != UnitRole::Lead);
    let controls = el("div")
        .class("ctl")
        .child((count > 2).then(|| sort_field(of)))
        .child((has_roles || memberships > counted).then(|| lead_field(shown, has_roles)))
        .child((count >= SEARCHED).then(|| search_field(of)));
    let figure = match units.all {
        0 => figure.child(el("p").class("t2").attr("role", "status").child(say(Caption::NoUnit))),
        _ => figure.child(chart),
    };
    let ranked = rows.sort == UnitSort::Rate;
    let many = units.all as usize > FIRST;
    let rest = Caption::Rest { units: units.rest, tasks: units.rest_tasks, attention: units.rest_attention };
    let notes = el("span").child((units.rest > 0).then(|| say(rest))).child(say(Caption::SmallUnits(RANKED_FROM)));
    let footer = el("footer").child(many.then(|| more(of))).child(notes);
    card.attr("data-memberships", memberships)
        .child(header.child(controls))
        .child(figure)
        .child((many || ranked).then_some(footer))
        .html()
}

fn sort_field(of: &Card<'_>) -> Element {
    let lang = of.shown.lang;
    let (set, rows) = (of.set.clone(), of.rows.clone());
    let on_sort = move |event: Event| {
        if let Some(sort) = UnitSort::from_word(&events::field_value(&event)) {
            set.emit(Rows { sort, ..rows.clone() });
        }
    };
    let mut field = el("select").hook("unit-sort").on(On::onchange, on_sort);
    for order in UnitSort::ALL {
        field = field.child(option(order.word(), order == of.rows.sort, lang.say(Caption::sort(order))));
    }
    el("label").child(lang.say(Caption::Sort)).child(" ").child(field)
}

fn lead_field(shown: &Shown, has_roles: bool) -> Element {
    let scope = shown.look.scope;
    let other = if scope == UnitScope::All { UnitScope::Lead } else { UnitScope::All };
    let act = shown.act.clone();
    let tick = el("input")
        .attr("type", "checkbox")
        .hook("lead-only")
        .checked(scope == UnitScope::Lead)
        .attr("disabled", (!has_roles).then_some("disabled"))
        .on(On::onchange, move |_: Event| act.emit(Action::Scope(other)));
    el("label")
        .class("ck")
        .also("off", !has_roles)
        .attr("title", (!has_roles).then(|| shown.lang.say(Caption::NoRoles)))
        .child(tick)
        .child(shown.lang.say(Caption::LeadOnly))
}

fn search_field(of: &Card<'_>) -> Element {
    let hint = of.shown.lang.say(Caption::FindUnit);
    let (set, rows) = (of.set.clone(), of.rows.clone());
    let on_search = move |event: InputEvent| set.emit(Rows { search: events::typed(&event), ..rows.clone() });
    let field = el("input").attrs(&[("type", "search"), ("class", "mini-search")]).hook("unit-search");
    field.attr("placeholder", &hint).label(hint).field(&of.rows.search).on(On::oninput, on_search)
}

fn more(of: &Card<'_>) -> Element {
    let open = of.rows.open;
    let (set, other) = (of.set.clone(), Rows { open: !open, ..of.rows.clone() });
    let words = of.shown.lang.say(if open { Caption::ShowFewer } else { Caption::ShowAll(of.units.all) });
    let press = button("lk").hook("unit-show-all").attr("aria-expanded", open);
    press.on(On::onclick, move |_: MouseEvent| set.emit(other.clone())).child(words)
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
