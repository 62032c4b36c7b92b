//! Undo: what was before, as values. A change that is undone is gone; there is no way forward.

/// How many steps are kept.
const DEPTH: usize = 50;

/// Earlier values, the latest last.
#[derive(Clone, Debug, PartialEq)]
pub struct History<T> {
    past: Vec<T>,
}

impl<T> Default for History<T> {
    fn default() -> Self {
        Self { past: Vec::new() }
    }
}

impl<T> History<T> {
    /// Remembers a value that is about to be replaced.
    pub fn push(&mut self, value: T) {
        if self.past.len() == DEPTH {
            self.past.remove(0);
        }
        self.past.push(value);
    }

    /// The value before the last change.
    pub fn pop(&mut self) -> Option<T> {
        self.past.pop()
    }

    /// The value before the last change of a kind, whatever was changed since.
    pub fn take(&mut self, is_of_kind: impl Fn(&T) -> bool) -> Option<T> {
        let place = self.past.iter().rposition(is_of_kind)?;
        Some(self.past.remove(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_comes_back_first_and_old_steps_fall_off() {
        let mut history = History::default();
        for step in 0..DEPTH + 5 {
            history.push(step);
        }
        assert_eq!(history.pop(), Some(DEPTH + 4));
        let mut left = 0;
        while history.pop().is_some() {
            left += 1;
        }
        assert_eq!(left, DEPTH - 1);
    }
}
