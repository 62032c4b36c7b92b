//! The figures: every mark is a button with a sentence, and every press goes out as a [`Press`].
//!
//! A figure draws a snapshot (view, filter, language) and keeps for itself only what nobody else needs:
//! its width, its place of focus, how its rows are sorted and how many are open.
//!
//! ```ignore
//! <StatusStrip {lang} view={view} filter={filter} on_press={on_press} />      // StatusLegend, ThemeChart, ProblemChart alike
//! <UnitChart .. scope={scope} on_scope={on_scope} has_roles={true} />
//! <CategoryChart .. report={report} />   <MetricChart .. report={report} />   <MatrixTable .. report={report} scope={scope} />
//! ```
//! `view` and `report` come as [`Same`]; what a press means for the filter says [`chosen`]. Each figure is a
//! `section.card` of its own and is absent where it has nothing to show. Styles: `static/tokens.css`, `static/figures.css`.

mod categories;
mod chart;
mod legend;
mod matrix;
mod metrics;
mod problems;
mod strip;
mod themes;
mod units;
mod width;

pub use categories::CategoryChart;
pub use legend::StatusLegend;
pub use matrix::MatrixTable;
pub use metrics::MetricChart;
pub use problems::ProblemChart;
pub use strip::StatusStrip;
pub use themes::ThemeChart;
pub use units::UnitChart;

use crate::i18n::Lang;
use std::rc::Rc;
use tongbao_notice::place::Lines;
use tongbao_notice::query::{Choice, Filter, Kind, View};
use yew::prelude::*;

/// A value shared by address: equal only if it is the same one, so that comparing costs nothing.
#[derive(Debug)]
pub struct Same<T>(pub Rc<T>);

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> std::ops::Deref for Same<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// What the user did to a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Press {
    /// Chose a mark; `add` with Shift: besides what is chosen.
    Choose {
        /// What the mark stands for.
        choices: Vec<Choice>,
        /// Whether it is added.
        add: bool,
    },
    /// Asked for the words behind a claim.
    Words(Lines),
    /// Opened a task, a place in `report.tasks`.
    Open(usize),
}

/// The filter after these choices.
pub fn chosen(filter: &Filter, choices: &[Choice], add: bool) -> Filter {
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

/// What every figure is drawn from.
#[derive(Clone, PartialEq, Properties)]
pub struct FigureProps {
    /// The language.
    pub lang: Lang,
    /// The tallies.
    pub view: Same<View>,
    /// What is chosen.
    pub filter: Filter,
    /// What is told when a mark is pressed.
    pub on_press: Callback<Press>,
}

/// Kinds of choices that leave no more than a few rows of a figure worth showing.
fn leaves_few(filter: &Filter) -> bool {
    Kind::ALL.into_iter().any(|kind| !matches!(kind, Kind::Status | Kind::Unit) && filter.narrows(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_replaces_and_a_press_with_shift_adds() {
        let behind = [Choice::new(Kind::Status, "behind")];
        let completed = [Choice::new(Kind::Status, "completed")];
        let one = chosen(&Filter::new(), &behind, false);
        assert_eq!(chosen(&one, &completed, true).choices().len(), 2);
        assert_eq!(chosen(&one, &completed, false).choices(), completed);
        assert!(chosen(&one, &behind, false).is_empty());
    }
}
