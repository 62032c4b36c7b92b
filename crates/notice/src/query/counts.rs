//! How many tasks have which status.

use crate::map::Sorted;
use crate::report::Status;

/// A number of tasks for each status, in the order of display.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Counts([u32; Status::ALL.len()]);

impl Counts {
    /// Nothing counted.
    pub const NONE: Self = Self([0; Status::ALL.len()]);

    /// How many have this status.
    pub fn get(&self, status: Status) -> u32 {
        self.0.get(status as usize).copied().unwrap_or(0)
    }

    /// Counts `more` tasks of this status.
    pub fn add(&mut self, status: Status, more: u32) {
        if let Some(slot) = self.0.get_mut(status as usize) {
            *slot = slot.saturating_add(more);
        }
    }

    /// All of them.
    pub fn total(&self) -> u32 {
        self.0.iter().sum()
    }

    /// Those that need attention (需关注).
    pub fn attention(&self) -> u32 {
        self.present().filter(|(status, _)| status.needs_attention()).map(|(_, count)| count).sum()
    }

    /// Those right of the axis: finished, moving, or not known.
    pub fn flow(&self) -> u32 {
        self.total() - self.attention()
    }

    /// Those that are finished or ahead of schedule.
    pub fn done(&self) -> u32 {
        self.get(Status::Completed)
    }

    /// Statuses that occur, in the order of display, with their numbers.
    pub fn present(&self) -> impl DoubleEndedIterator<Item = (Status, u32)> + '_ {
        Status::ALL.into_iter().zip(self.0).filter(|(_, count)| *count > 0)
    }

    /// The share of this status in all, a fraction; 0 where nothing is counted.
    pub fn share(&self, status: Status) -> f64 {
        match self.total() {
            0 => 0.0,
            total => f64::from(self.get(status)) / f64::from(total),
        }
    }

    /// For each status the larger of both numbers.
    #[must_use]
    pub fn at_least(&self, other: &Self) -> Self {
        let mut out = *self;
        for (slot, count) in out.0.iter_mut().zip(other.0) {
            *slot = (*slot).max(count);
        }
        out
    }

    /// For each status what is left after taking `other` away; never below nothing.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let mut out = *self;
        for (slot, count) in out.0.iter_mut().zip(other.0) {
            *slot = slot.saturating_sub(count);
        }
        out
    }
}

impl FromIterator<(Status, u32)> for Counts {
    fn from_iter<T: IntoIterator<Item = (Status, u32)>>(items: T) -> Self {
        let mut counts = Self::NONE;
        for (status, count) in items {
            counts.add(status, count);
        }
        counts
    }
}

impl From<&Sorted<Status, u32>> for Counts {
    fn from(map: &Sorted<Status, u32>) -> Self {
        map.iter().map(|(status, count)| (*status, *count)).collect()
    }
}

/// Tasks that share a unit, theme, category or kind of problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The name, or the report's word for a kind of problem.
    pub name: String,
    /// How many tasks it has in all.
    pub tasks: u32,
    /// Its tasks by status, whatever the filter; tasks without a status on this basis are not in it.
    pub all: Counts,
    /// How many tasks it has that fulfil the choices of all other kinds.
    pub shown: u32,
    /// Those by status.
    pub inside: Counts,
    /// Whether it is chosen, or nothing of its kind is.
    pub lit: bool,
}

/// A tally of all tasks by status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tallied {
    /// Whatever the filter.
    pub all: Counts,
    /// Of tasks that fulfil all choices but those of a status.
    pub inside: Counts,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attention_and_flow_add_up_to_the_total() {
        let counts: Counts = Status::ALL.into_iter().zip(1..).collect();
        assert_eq!(counts.attention(), 1 + 2 + 3 + 4);
        assert_eq!(counts.attention() + counts.flow(), counts.total());
    }

    #[test]
    fn the_share_of_nothing_is_no_share() {
        assert!(Counts::NONE.share(Status::Behind).abs() < f64::EPSILON);
    }

    #[test]
    fn taking_away_more_than_there_is_leaves_nothing() {
        let few: Counts = [(Status::Behind, 2)].into_iter().collect();
        let many: Counts = [(Status::Behind, 5)].into_iter().collect();
        assert_eq!(few.without(&many), Counts::NONE);
        assert_eq!(many.without(&few).get(Status::Behind), 3);
    }
}
