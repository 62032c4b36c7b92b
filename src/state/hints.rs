//! What the user says about the tables, as options of the reading. Each change gives new options, so that those before can be
//! put back. Of one table there is one hint at most.

use tongbao_notice::Options;
use tongbao_notice::hint::TableHint;
use tongbao_notice::place::Lines;
use tongbao_notice::report::{Column, Role, TableReading};

/// The user's hint about this table.
pub fn about<'a>(options: &'a Options, table: &TableReading) -> Option<&'a TableHint> {
    options.tables.iter().find(|hint| falls_on(hint, table))
}

/// The column at this place holds something else.
pub fn with_role(options: &Options, table: &TableReading, place: usize, role: Role) -> Options {
    let mut roles = roles(&table.columns);
    if let Some(column) = roles.get_mut(place) {
        *column = role;
    }
    with_roles(options, table, roles)
}

/// The columns hold what another reading of the table says.
pub fn with_columns(options: &Options, table: &TableReading, columns: &[Column]) -> Options {
    with_roles(options, table, roles(columns))
}

/// The header of this table, or of one that was not found, stands on these lines. Its names say what the columns hold.
pub fn with_header(options: &Options, table: Option<&TableReading>, header: Lines) -> Options {
    let hint = TableHint { line: header.first, header: Some(header), ..TableHint::default() };
    replaced(options, table, Some(hint))
}

/// This is no table.
pub fn no_table(options: &Options, table: &TableReading) -> Options {
    let hint = TableHint { line: table.lines.first, no_table: true, ..TableHint::default() };
    replaced(options, Some(table), Some(hint))
}

/// Nothing is said about this table.
pub fn untold(options: &Options, table: &TableReading) -> Options {
    replaced(options, Some(table), None)
}

/// The hint at this place is taken back.
pub fn without(options: &Options, place: usize) -> Options {
    let mut options = options.clone();
    if place < options.tables.len() {
        options.tables.remove(place);
    }
    options
}

fn with_roles(options: &Options, table: &TableReading, roles: Vec<Role>) -> Options {
    let header = about(options, table).and_then(|hint| hint.header);
    let line = header.map_or(table.lines.first, |header| header.first);
    replaced(options, Some(table), Some(TableHint { line, header, roles, no_table: false }))
}

fn roles(columns: &[Column]) -> Vec<Role> {
    columns.iter().map(|column| column.role).collect()
}

fn falls_on(hint: &TableHint, table: &TableReading) -> bool {
    table.lines.holds(hint.line) || hint.header.is_some() && hint.header == table.header
}

fn replaced(options: &Options, table: Option<&TableReading>, hint: Option<TableHint>) -> Options {
    let mut options = options.clone();
    options.tables.retain(|old| table.is_none_or(|table| !falls_on(old, table)));
    options.tables.extend(hint);
    options
}

#[cfg(test)]
mod tests {
    use super::*;
    use tongbao_notice::analyze;

    const NOTICE: &str = "重点工作进展情况表\n序号\t任务\t情况\t单位\n1\t修路\t已开工，进度滞后。\t县交通局\n\
        2\t建桥\t已完工。\t县水利局\n";

    #[test]
    fn a_table_is_told_one_thing_at_a_time_and_read_so() {
        let plain = Options::default();
        let report = analyze(NOTICE, &plain);
        let table = &report.tables[0];
        let told = with_role(&plain, table, 2, Role::Problem);
        let again = analyze(NOTICE, &told);
        assert_eq!(again.tables[0].columns[2].role, Role::Problem);
        assert!(about(&told, &again.tables[0]).is_some());
        assert_eq!(again.tasks[1].entries[0].problem, "已完工。");
        let both = with_role(&told, &again.tables[0], 3, Role::Support);
        assert_eq!(both.tables.len(), 1);
        assert_eq!(analyze(NOTICE, &untold(&both, &again.tables[0])), report);
    }

    #[test]
    fn no_table_is_taken_back_by_its_place() {
        let report = analyze(NOTICE, &Options::default());
        let told = no_table(&Options::default(), &report.tables[0]);
        assert!(analyze(NOTICE, &told).tables.is_empty());
        assert_eq!(without(&told, 0), Options::default());
        assert_eq!(without(&told, 3), told);
    }

    #[test]
    fn a_header_may_name_a_table_that_was_not_found() {
        let told = with_header(&Options::default(), None, Lines::new(2, 2));
        assert_eq!(told.tables[0].line, 2);
        assert_eq!(with_header(&told, None, Lines::new(9, 9)).tables.len(), 2);
    }
}
