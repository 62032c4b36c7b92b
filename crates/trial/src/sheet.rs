//! A table as its author sees it: columns, rows, merged cells; and what a perfect reader gets from it.

use tongbao_notice::report::{Role, Status};

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What it holds.
    pub role: Role,
    /// Its header.
    pub header: String,
}

/// A cell: its paragraphs, or a merged cell that began above.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Paragraphs; none where the cell is empty.
    Text(Vec<String>),
    /// Continues the cell above.
    Merged,
    /// Continues the cell to the left.
    Spanned,
}

impl Cell {
    /// The paragraphs; none where the cell is empty or merged.
    pub fn paragraphs(&self) -> &[String] {
        match self {
            Self::Text(paragraphs) => paragraphs,
            Self::Merged | Self::Spanned => &[],
        }
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// A task, or a further row of the task above, by whether its title is merged.
    Task(Vec<Cell>),
    /// A title over all columns: 一、产业发展类.
    Section(String),
    /// 合计 with numbers in some columns.
    Sum(Vec<Cell>),
    /// A page break: the header once more.
    Header,
    /// A page break: the foot of the page with its number.
    Footer(usize),
    /// A page break inside a row: its number, title and units once more, with the rest of its text.
    Resumed(Vec<Cell>),
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The line above it.
    pub caption: String,
    /// Its columns, left to right.
    pub columns: Vec<Column>,
    /// A title over two columns in the header: the first of them, and its words.
    pub group: Option<(usize, String)>,
    /// Its rows, top to bottom.
    pub rows: Vec<Row>,
}

/// A task as a perfect reader gets it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// 序号.
    pub number: Option<String>,
    /// The task.
    pub title: String,
    /// Its lead units.
    pub leads: Vec<String>,
    /// Its supporting units.
    pub supports: Vec<String>,
    /// 目标.
    pub goal: String,
    /// 分管领导.
    pub leader: String,
    /// What the status column says.
    pub status: Option<Status>,
    /// One for each progress cell: progress, problem, next steps.
    pub entries: Vec<[String; 3]>,
}

impl Wanted {
    /// The task as a line of a regression: number, title, leads, supports, then progress, problem and
    /// next steps of each entry, with tabs between.
    pub fn line(&self) -> String {
        let mut cells = vec![
            self.number.clone().unwrap_or_default(),
            self.title.clone(),
            self.leads.join("、"),
            self.supports.join("、"),
        ];
        cells.extend(self.entries.iter().flatten().cloned());
        cells.join("\t")
    }

    /// The task of such a line; what a line does not hold is not checked.
    pub fn parse(line: &str) -> Self {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |at: usize| cells.get(at).copied().unwrap_or("");
        let names = |at: usize| cell(at).split('、').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let entries = cells.get(4..).unwrap_or_default().chunks(3);
        Self {
            number: Some(cell(0).to_owned()).filter(|number| !number.is_empty()),
            title: cell(1).to_owned(),
            leads: names(2),
            supports: names(3),
            entries: entries
                .map(|entry| std::array::from_fn(|at| entry.get(at).copied().unwrap_or("").to_owned()))
                .collect(),
            ..Self::default()
        }
    }
}

impl Sheet {
    /// The index of the column of this role.
    pub fn column(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }

    /// Whether a cell of the table says just this, with or without its final stop.
    pub fn says(&self, text: &str) -> bool {
        let text = text.trim_end_matches('。');
        self.rows.iter().any(|row| match row {
            Row::Task(cells) => {
                cells.iter().flat_map(Cell::paragraphs).any(|paragraph| paragraph.trim_end_matches('。') == text)
            }
            _ => false,
        })
    }

    /// What a perfect reader gets.
    pub fn wanted(&self) -> Vec<Wanted> {
        let mut tasks: Vec<Wanted> = Vec::new();
        let mut leads: Vec<String> = Vec::new();
        for row in &self.rows {
            let (cells, resumed) = match row {
                Row::Task(cells) => (cells, false),
                Row::Resumed(cells) => (cells, true),
                Row::Section(_) | Row::Sum(_) | Row::Header | Row::Footer(_) => continue,
            };
            let cell = |role| self.column(role).map(|index| &cells[index]);
            let joined = |role| cell(role).map(|cell| cell.paragraphs().concat()).unwrap_or_default();
            let entry = [joined(Role::Progress), joined(Role::Problem), joined(Role::NextSteps)];
            if resumed {
                if let Some(last) = tasks.last_mut().and_then(|task| task.entries.last_mut()) {
                    for (part, more) in last.iter_mut().zip(entry) {
                        part.push_str(&more);
                    }
                }
                continue;
            }
            match cell(Role::Lead) {
                Some(Cell::Text(names)) => leads.clone_from(names),
                Some(Cell::Merged | Cell::Spanned) => {}
                None => leads.clear(),
            }
            if cell(Role::Title).is_some_and(|cell| *cell == Cell::Merged) {
                if let Some(task) = tasks.last_mut() {
                    task.entries.push(entry);
                    let new: Vec<String> = leads.iter().filter(|name| !task.leads.contains(name)).cloned().collect();
                    task.leads.extend(new);
                }
                continue;
            }
            let number = match cell(Role::Number) {
                // A numbered part of the task above: 8 becomes 8.1, this one 8.2.
                Some(Cell::Merged | Cell::Spanned) => {
                    let above = tasks.last_mut().and_then(|task| task.number.as_mut());
                    above.map(|above| {
                        if !above.contains('.') {
                            above.push_str(".1");
                        }
                        let (whole, part) = above.split_once('.').unwrap_or((above, "1"));
                        format!("{whole}.{}", part.parse::<u32>().unwrap_or(1) + 1)
                    })
                }
                Some(Cell::Text(paragraphs)) => Some(paragraphs.concat()),
                None => None,
            };
            tasks.push(Wanted {
                number,
                title: joined(Role::Title),
                leads: leads.clone(),
                supports: cell(Role::Support).map(|cell| cell.paragraphs().to_vec()).unwrap_or_default(),
                goal: joined(Role::Goal),
                leader: joined(Role::Leader),
                status: cell(Role::Status).and_then(|cell| crate::plan::status_of(&cell.paragraphs().concat())),
                entries: vec![entry],
            });
        }
        tasks
    }
}
