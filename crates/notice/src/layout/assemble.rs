//! Rows → tasks: a new number is a new task; the same number again is a page break or a further entry;
//! a row without number belongs to the task above, is a numbered sub-item, or has lost its number.

use super::header::{self, HeaderCell};
use super::heal::{self, History};
use super::rows::{Content, Row};
use crate::fold::{fold, fold_char};
use crate::notice::{Extra, GroupRow, Mark, RawEntry, RawTask};
use crate::phrase::amounts;
use crate::phrase::ordinal::{numeral, paragraph_number};
use crate::phrase::{category, charge, units};
use crate::place::{Lines, Passage, Piece};
use crate::report::{Role, Unit, UnitRole, Unplaced};
use std::rc::Rc;

/// What the rows of a table make.
#[derive(Debug, Default)]
pub struct Assembled {
    /// The tasks.
    pub tasks: Vec<RawTask>,
    /// Rows that are none: sums.
    pub unplaced: Vec<Unplaced>,
    /// Lines of section headings within the table.
    pub headings: Vec<Lines>,
    /// Section headings and sums, with how many tasks stand before each.
    pub groups: Vec<Group>,
}

/// A row that speaks of several others.
#[derive(Debug)]
pub struct Group {
    /// It is the heading of the rows below it, not a sum.
    pub heading: bool,
    /// How many tasks stand before it.
    pub after: usize,
    /// The words and numbers of the row.
    pub row: GroupRow,
}

/// Makes tasks of rows, whose cells go into them. `confidence` maps the margin of a row to a chance of being right.
pub fn assemble(columns: &[HeaderCell], rows: &mut [Row], category: &str, confidence: fn(f32) -> f64) -> Assembled {
    let mut maker = Maker {
        columns,
        headers: columns.iter().map(|column| Rc::from(column.text.as_str())).collect(),
        category: category.to_owned(),
        table_category: category.to_owned(),
        confidence,
        numbered: columns.iter().any(|column| column.role == Role::Number),
        out: Assembled::default(),
        number: None,
        jumped: false,
        history: History::default(),
        carried: vec![Vec::new(); columns.len()],
        carried_text: vec![None; columns.len()],
        last_subitem: None,
        ruled: None,
    };
    repeat_above(rows);
    let numbers: Vec<Option<String>> = rows.iter().map(|row| maker.number_of(row)).collect();
    for (index, row) in rows.iter_mut().enumerate() {
        let (number, behind) = (&numbers[index], &numbers[index + 1..]);
        let next = behind.first().and_then(Option::as_deref);
        let after = behind.iter().take(12).find(|later| later.is_some() && *later != number);
        maker.row(row, number.clone(), next, after.and_then(Option::as_deref));
    }
    maker.out
}

struct Maker<'a> {
    columns: &'a [HeaderCell],
    /// Their headers, which all cells share.
    headers: Vec<Rc<str>>,
    category: String,
    table_category: String,
    confidence: fn(f32) -> f64,
    numbered: bool,
    out: Assembled,
    number: Option<String>,
    /// Between the last number and the one before it another is missing.
    jumped: bool,
    history: History,
    /// The unit names last printed in each column, for cells merged with the row above.
    carried: Vec<Vec<(Option<UnitRole>, String)>>,
    carried_text: Vec<Option<Passage>>,
    last_subitem: Option<(u8, u32)>,
    /// The status that the heading of the section gives to all its rows.
    ruled: Option<Mark>,
}

/// Puts what stands above in the place of 同上 and 〃.
fn repeat_above(rows: &mut [Row]) {
    for at in 1..rows.len() {
        let (above, below) = rows.split_at_mut(at);
        let (Some(above), Some(row)) = (above.last(), below.first_mut()) else { continue };
        for (cell, above) in row.cells.iter_mut().zip(&above.cells) {
            let Content::Text(text) = cell else { continue };
            if super::features::is_ditto(text.text().trim()) {
                *cell = above.clone();
            }
        }
    }
}

/// A row number in ASCII digits.
fn number_text(cell: &Passage) -> Option<String> {
    let text = fold(&cell.text());
    let text = text.trim().trim_end_matches(['.', '、', ',']).trim_matches(['(', ')']);
    if let Some(value) = numeral(text) {
        return Some(value.to_string());
    }
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    // 第17号.
    let digits = match digits.strip_prefix('第').and_then(|rest| rest.strip_suffix(['号', '项', '件'])) {
        Some(inner) => inner.to_owned(),
        None => digits,
    };
    if super::features::is_code(&digits) {
        return Some(digits);
    }
    if digits.is_empty() || !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let trimmed = digits.trim_start_matches('0');
    Some(if trimmed.is_empty() { digits } else { trimmed.replace('-', ".") })
}

fn squeezed(text: &str) -> String {
    fold(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// The number that opens a cell.
fn opening_number(cell: &Passage) -> Option<(u8, u32)> {
    crate::phrase::ordinal::printed_number(&cell.pieces.first()?.text)
}

/// Whether two cells print the same words, blanks and widths aside.
fn same_words(a: &Passage, b: &Passage) -> bool {
    letters(a).eq(letters(b))
}

/// The folded characters of a cell without blanks.
fn letters(passage: &Passage) -> impl Iterator<Item = char> + '_ {
    passage.pieces.iter().flat_map(|piece| piece.text.chars()).map(fold_char).filter(|c| !c.is_whitespace())
}

impl Maker<'_> {
    fn cell<'r>(&self, row: &'r Row, role: Role) -> Option<&'r Passage> {
        self.columns.iter().zip(&row.cells).filter(|(column, _)| column.role == role).find_map(|(_, cell)| cell.text())
    }

    fn number_of(&self, row: &Row) -> Option<String> {
        if row.section.is_some() {
            return None;
        }
        self.cell(row, Role::Number).and_then(number_text)
    }

    fn row(&mut self, row: &mut Row, number: Option<String>, next: Option<&str>, after: Option<&str>) {
        if let Some(section) = &row.section {
            self.section(row, section);
            return;
        }
        let title = self.cell(row, Role::Title).cloned();
        let current = self.out.tasks.last().map(|task| &task.title);
        let same_title = match (&title, current) {
            (Some(title), Some(current)) => same_words(title, current),
            (None, Some(_)) => true,
            _ => false,
        };
        if let Some(number) = number {
            let same_number = self.number.as_deref() == Some(number.as_str());
            if same_number && same_title {
                self.further(row, title.is_some(), None);
            } else if same_number && title.is_some() && Self::is_next(&number, 1, after) && !self.jumped {
                // The same number with another title, and the next number follows: a part with a title of its own; where a
                // number is missing before it, one of the two is a slip.
                self.further(row, true, title);
            } else {
                self.begin(row, Some(number), title);
            }
            return;
        }
        let part = |maker: &Self, row: &Row| {
            let numbering = maker.cell(row, Role::Goal).and_then(opening_number)?;
            (maker.last_subitem? == (numbering.0, numbering.1.checked_sub(1)?)).then_some(numbering)
        };
        if let (Some(numbering), true, Some(above)) = (part(self, row), same_title, current.cloned()) {
            // The parts of one task, each with a goal of its own: (1)新建幼儿园2所, (2)改造食堂12个.
            self.subitem(row, above, numbering);
            return;
        }
        let Some(title) = title else {
            if self.out.tasks.is_empty() || !self.numbered && self.cell(row, Role::Lead).is_some() && self.untitled() {
                self.begin(row, None, None);
            } else {
                let own = self.cell(row, Role::Goal).cloned();
                self.further(row, false, own);
            }
            return;
        };
        if same_title && self.numbered {
            self.further(row, true, None);
            return;
        }
        let numbering = opening_number(&title).filter(|(style, _)| *style <= 3);
        if let (Some((style, value)), Some(last)) = (numbering, self.last_subitem)
            && last == (style, value.saturating_sub(1))
        {
            self.subitem(row, title, (style, value));
            return;
        }
        let lost = self.lost_number(next);
        let empty_number = self
            .columns
            .iter()
            .zip(&row.cells)
            .any(|(column, cell)| column.role == Role::Number && *cell == Content::Empty);
        if lost.is_some() || !self.numbered || empty_number || self.out.tasks.is_empty() {
            self.begin(row, lost, Some(title));
        } else if amounts::promises(&fold(&title.text())) && self.cell(row, Role::Progress).is_some() {
            self.part(row, title);
        } else {
            self.further(row, false, Some(title));
        }
    }

    /// A row that shares the number above but has a target of its own is a task of its own, of the same units in charge
    /// where it names none.
    fn part(&mut self, row: &mut Row, title: Passage) {
        let (carried, above) = (self.carried.clone(), self.out.tasks.last().map(|task| task.units.clone()));
        let value = self.out.tasks.last().and_then(|task| task.number.as_ref()?.split_once('.')?.1.parse().ok());
        self.subitem(row, title, (0, value.unwrap_or(1) + 1));
        self.last_subitem = None;
        if let (Some(task), Some(above)) = (self.out.tasks.last_mut(), above)
            && task.units.is_empty()
        {
            task.units = above;
            self.carried = carried;
        }
    }

    /// Whether the table has no column of tasks, so that each row is one.
    fn untitled(&self) -> bool {
        !self.columns.iter().any(|column| matches!(column.role, Role::Title | Role::Goal))
    }

    /// Whether the number `after` is `number` plus `step`.
    fn is_next(number: &str, step: u32, after: Option<&str>) -> bool {
        let value = number.parse::<u32>().ok();
        value.is_some() && after.and_then(|after| after.parse::<u32>().ok()) == value.map(|value| value + step)
    }

    /// The number that must have been lost: the next row is two further than the last.
    fn lost_number(&self, next: Option<&str>) -> Option<String> {
        let last: u32 =
            self.number.as_deref().and_then(|number| number.split('.').next()).and_then(|n| n.parse().ok())?;
        let next: u32 = next?.parse().ok()?;
        (next == last + 2).then(|| (last + 1).to_string())
    }

    fn section(&mut self, row: &Row, section: &Passage) {
        // In a flat text its figures stand behind its words.
        let is_figure = |text: &str| text.chars().all(|c| !c.is_alphabetic()) && text.contains(char::is_numeric);
        let (figures, words): (Vec<Piece>, Vec<Piece>) =
            section.pieces.iter().cloned().partition(|piece| is_figure(&piece.text));
        let whole = section.text();
        let section = &Passage { pieces: words };
        let behind = figures.into_iter().map(|piece| Extra {
            role: Role::Amount,
            header: Rc::from(""),
            text: Passage { pieces: vec![piece] },
        });
        let text = squeezed(&section.text());
        let is_section = matches!(paragraph_number(&text), Some((4 | 5, _)));
        let figures = self.columns.iter().zip(&self.headers).zip(&row.cells).filter_map(|((column, header), cell)| {
            Some(Extra { role: column.role, header: header.clone(), text: cell.text()?.clone() })
        });
        let words = GroupRow { words: section.clone(), figures: figures.chain(behind).collect(), scopes: Vec::new() };
        self.out.groups.push(Group { heading: is_section, after: self.out.tasks.len(), row: words });
        if is_section {
            let name = category::section_name(&section.text());
            self.category = if name.is_empty() { self.table_category.clone() } else { name };
            self.number = None;
            self.last_subitem = None;
            self.ruled = section.lines().and_then(|lines| super::marks::of_title(&section.text(), lines));
            if let Some(lines) = row.lines {
                self.out.headings.push(lines);
            }
            return;
        }
        if let Some(lines) = row.lines {
            let mut words = whole;
            for cell in row.cells.iter().filter_map(Content::text) {
                words.push(' ');
                words.push_str(&cell.text());
            }
            self.out.unplaced.push(Unplaced { lines, text: words, why: "sum_row".to_owned() });
        }
    }

    fn begin(&mut self, row: &mut Row, number: Option<String>, title: Option<Passage>) {
        let all_merged = self.columns.iter().zip(&row.cells).all(|(column, cell)| {
            matches!(column.role, Role::Number | Role::Title | Role::Category) || *cell == Content::Merged
        });
        let above =
            (all_merged && number.is_some() && title.is_some()).then(|| self.out.tasks.last().cloned()).flatten();
        let title = title.unwrap_or_default();
        // Without a number column the number may open the task: 一、…, 3.….
        let number = number.or_else(|| {
            let (style, value) = opening_number(&title).filter(|_| !self.numbered)?;
            matches!(style, 1 | 2 | 4 | 5).then(|| value.to_string())
        });
        let goal = self.cell(row, Role::Goal).filter(|_| self.numbered);
        self.last_subitem = opening_number(&title)
            .or_else(|| goal.and_then(opening_number))
            .filter(|(style, value)| matches!(style, 1..=3) && *value == 1);
        self.jumped = self.number.as_deref().is_some_and(|last| Self::is_next(last, 2, number.as_deref()));
        self.number.clone_from(&number);
        self.history = History::default();
        let mut task =
            RawTask { category: self.category.clone(), number, title, confidence: 1.0, ..RawTask::default() };
        if let Some(above) = above {
            // Number and title alone, everything else merged with the row above: it shares that row.
            task.entries = above.entries;
            task.units = above.units;
            task.mark = above.mark;
            task.confidence = above.confidence * 0.95;
            self.out.tasks.push(task);
            return;
        }
        self.out.tasks.push(task);
        self.further(row, false, None);
    }

    fn subitem(&mut self, row: &mut Row, title: Passage, numbering: (u8, u32)) {
        let base = self.number.clone().unwrap_or_default();
        if numbering.1 == 2
            && let Some(first) = self.out.tasks.last_mut()
            && let Some(number) = &mut first.number
            && !number.contains('.')
        {
            number.push_str(".1");
        }
        let whole = base.split('.').next().unwrap_or("").to_owned();
        let number = format!("{whole}.{}", numbering.1);
        self.begin(row, Some(number), Some(title));
        self.number = Some(whole);
        self.last_subitem = Some(numbering);
    }

    /// Adds a row to the last task: as an entry, or as the second part of its last entry.
    fn further(&mut self, row: &mut Row, repeated: bool, own_task: Option<Passage>) {
        let mut entry = RawEntry { task: own_task.unwrap_or_default(), lines: row.lines, ..RawEntry::default() };
        let mut row_units: Vec<Unit> = Vec::new();
        let mut extras = Vec::new();
        let mut goal = Passage::default();
        let mut deadline = Passage::default();
        let mut leader = Passage::default();
        let mut mark = None;
        for (index, (column, cell)) in self.columns.iter().zip(&mut row.cells).enumerate() {
            let unit_role = match column.role {
                Role::Lead => Some(UnitRole::Lead),
                Role::Support => Some(UnitRole::Support),
                Role::Supervisor => Some(UnitRole::Supervisor),
                _ => None,
            };
            if let Some(role) = unit_role {
                match cell {
                    Content::Text(passage) => {
                        let (persons, names) = if header::mentions(&column.text, Role::Leader) {
                            names(passage).into_iter().flat_map(apart).partition(|(_, name)| is_person(name))
                        } else {
                            (Vec::new(), names(passage))
                        };
                        self.carried[index] = names;
                        for (_, person) in persons {
                            leader.push(&person, passage.lines().unwrap_or(Lines::one(1)));
                        }
                    }
                    Content::Empty => self.carried[index] = Vec::new(),
                    Content::Merged => {}
                }
                for (own, name) in &self.carried[index] {
                    if !row_units.iter().any(|unit| unit.as_printed == *name) {
                        let role = own.unwrap_or(role);
                        row_units.push(Unit { name: name.clone(), role, as_printed: name.clone() });
                    }
                }
                continue;
            }
            if matches!(column.role, Role::Category | Role::Leader) {
                match cell {
                    Content::Text(passage) => self.carried_text[index] = Some(passage.clone()),
                    Content::Empty => self.carried_text[index] = None,
                    Content::Merged => {}
                }
            }
            let carried = self.carried_text[index].clone();
            let text = match cell {
                Content::Text(passage) => std::mem::take(passage),
                Content::Merged if carried.is_some() => carried.unwrap_or_default(),
                _ => continue,
            };
            match column.role {
                // A dash in a later period says that nothing is to be added.
                Role::Progress if !entry.progress.is_empty() && is_blank(&text.text()) => {}
                Role::Progress => {
                    let before = std::mem::replace(&mut entry.progress, text);
                    if !before.is_empty() {
                        extras.push(Extra { role: Role::Progress, header: self.headers[index].clone(), text: before });
                    }
                }
                Role::Problem => append(&mut entry.problem, text),
                Role::NextSteps => append(&mut entry.next_steps, text),
                Role::Goal => append(&mut goal, text),
                Role::Deadline => append(&mut deadline, text),
                Role::Leader => append(&mut leader, text),
                Role::Status => {
                    if mark.is_none() {
                        mark = super::marks::mark(&column.text, &text);
                    }
                }
                // 进度 may be a word.
                Role::Rate if mark.is_none() && !text.text().contains(char::is_numeric) => {
                    mark = super::marks::mark(&column.text, &text);
                }
                Role::Rate | Role::Amount | Role::Remark | Role::Other | Role::Category => {
                    extras.push(Extra { role: column.role, header: self.headers[index].clone(), text });
                }
                Role::Number | Role::Title | Role::Lead | Role::Support | Role::Supervisor => {}
            }
        }
        entry.units = row_units.iter().map(|unit| unit.as_printed.clone()).collect();
        let history = self.history;
        let Some(task) = self.out.tasks.last_mut() else { return };
        if task.units.is_empty() {
            task.units.reserve_exact(row_units.len());
        }
        for unit in row_units {
            if !task.units.iter().any(|known| known.as_printed == unit.as_printed) {
                task.units.push(unit);
            }
        }
        if (entry.task.is_empty() || task.goal.is_empty()) && entry.task != goal {
            append_new(&mut task.goal, goal);
        }
        append_new(&mut task.deadline, deadline);
        append_new(&mut task.leader, leader);
        if task.mark.is_none() {
            task.mark = mark.or_else(|| self.ruled.clone());
        }
        for extra in extras {
            if !task.extras.iter().any(|known| known.header == extra.header && known.text.words() == extra.text.words())
            {
                task.extras.push(extra);
            }
        }
        let share = (self.confidence)(row.margin);
        task.confidence = task.confidence.min(share);
        self.history.rows += 1;
        if let Some(last) = task.entries.last_mut() {
            if repeated
                && (entry.task.is_empty() || entry.task.text() == last.task.text())
                && heal::goes_on(&last.progress, &entry.progress, history)
            {
                append(&mut last.progress, entry.progress);
                append(&mut last.problem, entry.problem);
                append(&mut last.next_steps, entry.next_steps);
                for name in entry.units {
                    if !last.units.contains(&name) {
                        last.units.push(name);
                    }
                }
                last.lines = match (last.lines, entry.lines) {
                    (Some(a), Some(b)) => Some(a.join(b)),
                    (a, b) => a.or(b),
                };
                task.confidence *= 0.97;
                return;
            }
            if !repeated && heal::numbering_goes_on(&last.progress, &entry.progress) {
                self.history.across_rows = true;
            }
        }
        // Most tasks have one entry: a list would make room for four.
        if task.entries.is_empty() {
            task.entries.reserve_exact(1);
        }
        task.entries.push(entry);
    }
}

fn append(to: &mut Passage, from: Passage) {
    to.pieces.extend(from.pieces);
}

/// Adds what is not there yet: a page break repeats goal, deadline and leader.
fn append_new(to: &mut Passage, from: Passage) {
    for piece in from.pieces {
        if !to.pieces.iter().any(|known| known.text == piece.text) {
            to.pieces.push(piece);
        }
    }
}

/// Whether a text is what stands for nothing in a cell.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '/' | '-' | '—' | '\\' | '无'))
}

/// Whether a name among units is that of a person.
fn is_person(name: &str) -> bool {
    super::features::observe(name).persons && units::likeness(name) != units::Likeness::Whole
}

/// 县民政局(郑某): a unit, and the person in the bracket behind it.
fn apart((role, name): (Option<UnitRole>, String)) -> Vec<(Option<UnitRole>, String)> {
    let parts = name.strip_suffix([')', '）']).and_then(|body| body.rsplit_once(['(', '（']));
    match parts.filter(|(_, person)| is_person(person)) {
        Some((unit, person)) => vec![(role, unit.trim_end().to_owned()), (None, person.to_owned())],
        None => vec![(role, name)],
    }
}

/// The names in a unit cell, with the roles that the cell itself gives.
fn names(passage: &Passage) -> Vec<(Option<UnitRole>, String)> {
    let mut names: Vec<(Option<UnitRole>, String)> = Vec::new();
    for piece in &passage.pieces {
        for (role, name) in charge::in_cell(&piece.text) {
            if !name.is_empty() && !is_blank(&name) && !names.iter().any(|known| known.1 == name) {
                names.push((role, name));
            }
        }
    }
    names
}
