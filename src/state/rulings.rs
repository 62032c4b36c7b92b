//! The user's own rulings (改判) as a list of values, as the core lays them over a report. Each change gives a new list, so
//! that the one before can be put back.

use super::reading::Reading;
use std::rc::Rc;
use tongbao_notice::overrule::Overruling;
use tongbao_notice::report::Status;

/// All rulings that were made, on this notice and on others, in the order of making.
pub type Rulings = Rc<Vec<Overruling>>;

/// The list with this ruling on the task at `place`, in place of an earlier one. The status that the task has without a ruling
/// takes the ruling back.
pub fn ruled(list: &Rulings, reading: &Reading, place: usize, status: Status, reason: &str) -> Rulings {
    let mut rulings = others(list, reading, place);
    if reading.task(place).is_some_and(|task| task.status.unruled() != status) {
        rulings.extend(Overruling::of(&reading.report, place, status, reason));
    }
    Rc::new(rulings)
}

/// The list without the ruling on the task at `place`.
pub fn without(list: &Rulings, reading: &Reading, place: usize) -> Rulings {
    Rc::new(others(list, reading, place))
}

fn others(list: &Rulings, reading: &Reading, place: usize) -> Vec<Overruling> {
    let falls_on = |one: usize| reading.ruled.get(one).copied().flatten();
    list.iter().enumerate().filter(|(one, _)| falls_on(*one) != Some(place)).map(|(_, ruling)| ruling.clone()).collect()
}
