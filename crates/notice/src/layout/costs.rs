//! The costs of the alignment, read from `lexicon/costs.tsv` and `lexicon/column_costs.tsv`.

use crate::lexicon;
use crate::number;
use crate::phrase::column::ROLES;
pub use crate::phrase::column::role_of;
use crate::report::Role;
use std::sync::LazyLock;

macro_rules! costs {
    ($($name:ident),* $(,)?) => {
        /// What the alignment pays and earns; the meaning of each stands in the table.
        #[derive(Clone, Debug, Default)]
        #[allow(missing_docs)] // explained in lexicon/costs.tsv
        pub struct Costs { $(pub $name: f32,)* }

        impl Costs {
            fn load(table: &'static str) -> Self {
                let mut costs = Self::default();
                for row in lexicon::rows(table) {
                    let value = row.get(1).and_then(|value| number::decimal(value)).unwrap_or(0.0) as f32;
                    match row.first().copied() {
                        $(Some(stringify!($name)) => costs.$name = value,)*
                        _ => debug_assert!(false, "unknown cost {:?}", &row[..]),
                    }
                }
                costs
            }
        }
    };
}

costs!(
    blank_mismatch,
    silent_empty_problem,
    merged_full,
    merged_shared,
    bare_title,
    heading_again,
    numbered_start,
    column_again,
    merged_left,
    trailing_merged,
    subrow,
    subrow_again,
    subrow_leading,
    subrow_title,
    row,
    number_missing,
    section,
    section_next,
    merged_support,
    plain_again,
    plain_again_numbered,
    tab_needed,
    tab_same,
    tab_row,
    gap_row,
    gap_not_row,
    row_needed,
    row_unwanted,
    overflow,
    empty_goes_on,
    end,
    end_again,
    end_chrome,
    on_chain,
    off_chain,
    number_shape,
    number_not,
    digits_elsewhere,
    paragraph_next,
    paragraph_restart,
    title_known,
    title_complete,
    subitem,
    wrapped_border,
    wrapped_unit,
    unfinished_border,
);

/// What a role costs when a row leaves its column out.
#[derive(Clone, Copy, Debug, Default)]
pub struct ColumnCosts {
    /// Printed as an empty cell.
    pub empty: f32,
    /// Merged with the row above, in a sub-row.
    pub merged: f32,
    /// A further paragraph in the same cell.
    pub again: f32,
}

static COSTS: LazyLock<Costs> = LazyLock::new(|| Costs::load(lexicon::table!("costs")));

static COLUMN_COSTS: LazyLock<Vec<(&'static str, ColumnCosts)>> = LazyLock::new(|| {
    lexicon::rows(lexicon::table!("column_costs"))
        .map(|row| {
            let value = |column: usize| row.get(column).and_then(|value| number::decimal(value)).unwrap_or(0.0) as f32;
            (row.first().copied().unwrap_or(""), ColumnCosts { empty: value(1), merged: value(2), again: value(3) })
        })
        .collect()
});

static CONFIDENCE: LazyLock<Vec<(f32, f64)>> = LazyLock::new(|| {
    lexicon::rows(lexicon::table!("confidence"))
        .map(|row| {
            let value = |column: usize| row.get(column).and_then(|value| number::decimal(value)).unwrap_or(0.0);
            (value(0) as f32, value(1))
        })
        .collect()
});

/// The chance that a table whose least sure row has this margin was read without a fault, as fitted to tables whose
/// reading is known.
pub fn table_confidence(margin: f32) -> f64 {
    CONFIDENCE.iter().rev().find(|row| margin >= row.0).map_or(0.0, |row| row.1)
}

/// The costs.
pub fn costs() -> &'static Costs {
    &COSTS
}

/// The costs of a role.
pub fn column_costs(role: Role) -> ColumnCosts {
    let word = role_word(role);
    COLUMN_COSTS.iter().find(|row| row.0 == word).map_or(ColumnCosts::default(), |row| row.1)
}

/// The tables' and the report's word for a role.
pub fn role_word(role: Role) -> &'static str {
    ROLES.iter().find(|row| row.1 == role).map_or("other", |row| row.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_and_every_cost_stands_in_its_table() {
        for (_, role) in ROLES {
            let costs = column_costs(role);
            assert!(costs.empty < 0.0, "{role:?}");
        }
        assert!(costs().blank_mismatch < 0.0 && costs().paragraph_next > 0.0);
    }
}
