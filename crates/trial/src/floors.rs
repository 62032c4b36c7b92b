//! Floors of what is measured: `floors.tsv` beside the tests holds for every figure what it must reach
//! today and what it is to reach. A floor is raised when the readers get better, and never lowered.

use std::collections::HashMap;
use std::sync::LazyLock;

static FLOORS: LazyLock<HashMap<(&'static str, &'static str), f64>> = LazyLock::new(|| {
    let lines = include_str!("../tests/floors.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let (suite, figure) = (columns.next()?, columns.next()?);
            Some(((suite, figure), columns.next()?.parse().ok()?))
        })
        .collect()
});

/// What a figure of a suite must reach.
///
/// # Panics
/// Where `floors.tsv` does not hold the figure: nothing is measured without a floor.
pub fn floor(suite: &str, figure: &str) -> f64 {
    let found = FLOORS.iter().find(|((known, name), _)| *known == suite && *name == figure);
    found.map_or_else(|| panic!("floors.tsv holds no floor for {suite}: {figure}"), |(_, floor)| *floor)
}

/// All figures of a suite with their floors.
pub fn floors(suite: &str) -> Vec<(&'static str, f64)> {
    FLOORS.iter().filter(|((known, _), _)| *known == suite).map(|(&(_, name), &floor)| (name, floor)).collect()
}
