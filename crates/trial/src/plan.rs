//! Plans of random notices, and the notices they make.
//!
//! A plan holds numbers only, drawn by proptest, so that a failing notice shrinks to a small one:
//! fewer rows, fewer columns, plainer words. The style of flattening is no part of the plan.

use crate::prose::Voice;
use crate::sheet::{Cell, Column, Row, Sheet};
use proptest::collection::vec;
use proptest::prelude::*;
use tongbao_notice::report::{Role, Status};

/// What a row is to hold.
#[allow(clippy::struct_excessive_bools, reason = "what may happen to a row, each on its own")]
#[derive(Clone, Debug)]
pub struct RowPlan {
    voice: u64,
    progress: usize,
    problem: usize,
    next: usize,
    leads: usize,
    supports: usize,
    status: usize,
    further: usize,
    joins_above: bool,
    broken: bool,
    header_before: bool,
    footer_before: bool,
    parts: usize,
}

/// What a table is to hold.
#[derive(Clone, Debug)]
pub struct TablePlan {
    voice: u64,
    /// Which of the optional columns there are, in the order of [`OPTIONAL`].
    optional: Vec<bool>,
    /// Columns taken out and put back elsewhere.
    moves: Vec<(usize, usize)>,
    sections: usize,
    sum: bool,
    rows: Vec<RowPlan>,
}

/// What a notice is to hold.
#[derive(Clone, Debug)]
pub struct Plan {
    voice: u64,
    narrative: bool,
    tables: Vec<TablePlan>,
}

/// Columns that a table may do without, and how often in ten they are there.
const OPTIONAL: [(Role, u32); 12] = [
    (Role::Number, 9),
    (Role::Goal, 3),
    (Role::Problem, 6),
    (Role::NextSteps, 2),
    (Role::Lead, 9),
    (Role::Support, 2),
    (Role::Leader, 2),
    (Role::Deadline, 2),
    (Role::Status, 3),
    (Role::Rate, 1),
    (Role::Amount, 1),
    (Role::Remark, 1),
];

/// The order in which most tables have their columns.
const USUAL_ORDER: [Role; 14] = [
    Role::Number,
    Role::Category,
    Role::Title,
    Role::Goal,
    Role::Amount,
    Role::Rate,
    Role::Progress,
    Role::Problem,
    Role::NextSteps,
    Role::Status,
    Role::Lead,
    Role::Support,
    Role::Leader,
    Role::Deadline,
];

/// Status words of one table: a scheme, best first.
const SCHEMES: [[(&str, Status); 3]; 6] = [
    [("正常推进", Status::OnTrack), ("已完成", Status::Completed), ("进度滞后", Status::Behind)],
    [("绿灯", Status::OnTrack), ("黄灯", Status::Behind), ("红灯", Status::Behind)],
    [("●绿灯", Status::OnTrack), ("▲黄灯", Status::Behind), ("■红灯", Status::Behind)],
    [("达到序时进度", Status::OnTrack), ("超序时进度", Status::Ahead), ("未达序时进度", Status::Behind)],
    [("有序推进", Status::OnTrack), ("已完成", Status::Completed), ("未开工", Status::NotStarted)],
    [("进展顺利", Status::OnTrack), ("完成", Status::Completed), ("滞后", Status::Behind)],
];

/// What a status word of a generated table means.
pub fn status_of(word: &str) -> Option<Status> {
    SCHEMES.iter().flatten().find(|(known, _)| *known == word).map(|&(_, status)| status)
}

fn row_plan() -> impl Strategy<Value = RowPlan> {
    (
        any::<u32>(),
        prop_oneof![6 => Just(1usize), 4 => 2usize..5],
        prop_oneof![5 => Just(0usize), 4 => Just(1), 1 => Just(2)],
        0usize..2,
        prop_oneof![6 => Just(1usize), 3 => 2usize..5],
        0usize..3,
        0usize..3,
        prop_oneof![8 => Just(0usize), 1 => 1usize..3],
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.06),
        (prop::bool::weighted(0.05), prop::bool::weighted(0.05), prop_oneof![14 => Just(0usize), 1 => 2usize..4]),
    )
        .prop_map(
            |(
                voice,
                progress,
                problem,
                next,
                leads,
                supports,
                status,
                further,
                joins_above,
                broken,
                (header_before, footer_before, parts),
            )| {
                RowPlan {
                    voice: u64::from(voice),
                    progress,
                    problem,
                    next,
                    leads,
                    supports,
                    status,
                    further,
                    joins_above,
                    broken,
                    header_before,
                    footer_before,
                    parts,
                }
            },
        )
}

fn table_plan() -> impl Strategy<Value = TablePlan> {
    let optional: Vec<_> = OPTIONAL.iter().map(|&(_, tenths)| prop::bool::weighted(f64::from(tenths) / 10.0)).collect();
    (
        any::<u32>(),
        optional,
        prop_oneof![6 => Just(Vec::new()), 4 => vec((0usize..14, 0usize..14), 1..3)],
        prop_oneof![9 => Just(0usize), 1 => 2usize..4],
        prop::bool::weighted(0.08),
        vec(row_plan(), 3..9),
    )
        .prop_map(|(voice, optional, moves, sections, sum, rows)| TablePlan {
            voice: u64::from(voice),
            optional,
            moves,
            sections,
            sum,
            rows,
        })
}

/// Random plans.
pub fn plans() -> impl Strategy<Value = Plan> {
    (any::<u32>(), prop::bool::weighted(0.8), vec(table_plan(), 1..3)).prop_map(|(voice, narrative, tables)| Plan {
        voice: u64::from(voice),
        narrative,
        tables,
    })
}

/// What a style of flattening can carry at all.
#[allow(clippy::struct_excessive_bools, reason = "four independent powers")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carries {
    /// Merged cells and further rows of a task.
    pub merges: bool,
    /// More than one paragraph a cell.
    pub paragraphs: bool,
    /// An empty cell leaves a mark.
    pub empties: bool,
    /// A row cut by a page goes on under its number and title.
    pub page_breaks: bool,
}

/// A generated notice: prose before the tables, the tables, prose after.
#[derive(Clone, Debug)]
pub struct Generated {
    /// Title and narrative.
    pub before: String,
    /// The tables.
    pub sheets: Vec<Sheet>,
    /// The lines after the last table.
    pub after: String,
    /// Title, document number, issuer and date of signing, where they are printed.
    pub facts: Option<[String; 4]>,
    /// What the narrative counts, where it counts.
    pub count: Option<Count>,
    /// The titles that the narrative names as slow.
    pub slow: Vec<String>,
}

/// A count in the narrative.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// How many tasks there are.
    pub total: u32,
    /// Word, meaning and number of each part.
    pub parts: Vec<(String, Status, u32)>,
}

impl Plan {
    /// The notice of this plan, kept to what `carries` allows.
    pub fn notice(&self, carries: Carries) -> Generated {
        let mut voice = Voice::new(self.voice);
        let place = voice.say("stem");
        let level = ["市", "县", "区"][voice.below(3)];
        let year = 2019 + voice.below(6);
        let period = voice.say("period");
        let context = Context { level, year, place: format!("{place}{level}"), period };
        let sheets: Vec<Sheet> =
            self.tables.iter().enumerate().map(|(index, table)| table.sheet(index, &context, carries)).collect();
        let mut notice = Generated {
            before: String::new(),
            sheets,
            after: String::new(),
            facts: None,
            count: None,
            slow: Vec::new(),
        };
        if self.narrative {
            context.narrate(&mut notice, &mut voice);
        }
        notice
    }
}

struct Context {
    level: &'static str,
    year: usize,
    place: String,
    period: String,
}

impl Context {
    fn narrate(&self, notice: &mut Generated, voice: &mut Voice) {
        let Self { level, year, place, period } = self;
        let kind = if notice.sheets.len() == 1 { voice.say("kind") } else { "重点工作".to_owned() };
        let title = format!("关于{year}年{place}{kind}{period}进展情况的通报");
        let number = format!("{}政督〔{year}〕{}号", place.chars().next().unwrap_or('青'), 2 + voice.below(40));
        let (month, day) = (3 + voice.below(9), 5 + voice.below(20));
        let issuer = format!("{place}人民政府督查室");
        let mut out = format!("{title}\n\n{number}\n\n各乡镇人民政府、街道办事处，{level}直各部门：\n\n");
        out += &format!(
            "为推动各项任务落实，{level}政府督查室对全{level}{kind}{period}进展情况进行了督查。现将有关情况通报如下：\n\n",
        );
        self.tally(notice, &kind, voice, &mut out);
        out += &format!(
            "各责任单位要认真查找原因，采取有力措施，确保按期完成。\n\n{issuer}\n\n{year}年{month}月{day}日\n\n"
        );
        notice.facts = Some([title, number, issuer, format!("{year}-{month:02}-{day:02}")]);
        notice.before = out;
    }

    /// Counts the tasks in prose and names the slow ones, so that both agree with the tables.
    fn tally(&self, notice: &mut Generated, kind: &str, voice: &mut Voice, out: &mut String) {
        let tasks: Vec<_> = notice.sheets.iter().flat_map(Sheet::wanted).collect();
        let with_column = notice.sheets.iter().filter(|sheet| sheet.column(Role::Status).is_some()).count();
        if with_column > 0 && with_column < notice.sheets.len() {
            return;
        }
        let statuses: Vec<Status> = tasks
            .iter()
            .map(|task| {
                task.status
                    .unwrap_or([Status::OnTrack, Status::OnTrack, Status::Completed, Status::Behind][voice.below(4)])
            })
            .collect();
        let number = |wanted: Status| statuses.iter().filter(|&&status| status == wanted).count() as u32;
        let (done, going, slow) = (number(Status::Completed), number(Status::OnTrack), number(Status::Behind));
        if done == 0 || going == 0 || slow == 0 || done + going + slow != tasks.len() as u32 {
            return;
        }
        let words = ["count.done", "count.going", "count.slow"].map(|symbol| voice.say(symbol));
        let [done_word, going_word, slow_word] = &words;
        let total = tasks.len() as u32;
        let share = |part: u32| format!("{:.1}", f64::from(part) * 100.0 / f64::from(total));
        *out += &match voice.below(4) {
            0 => format!("{total}项{kind}中，{done}项{done_word}，{going}项{going_word}，{slow}项{slow_word}。"),
            1 => format!("{kind}共{total}项，其中{done_word}{done}项，{going_word}{going}项，{slow_word}{slow}项。"),
            2 => format!(
                "{}年全{}共安排{kind}{total}项，截至目前，{done_word}{done}项，占{}%；{going_word}{going}项，占{}%；{slow_word}{slow}项，占{}%。",
                self.year,
                self.level,
                share(done),
                share(going),
                share(slow)
            ),
            _ => format!(
                "列入督查的{total}项{kind}，{done_word}的有{done}项，{going_word}的有{going}项，{slow_word}的有{slow}项。"
            ),
        };
        *out += "\n\n";
        notice.count = Some(Count {
            total,
            parts: vec![
                (done_word.clone(), Status::Completed, done),
                (going_word.clone(), Status::OnTrack, going),
                (slow_word.clone(), Status::Behind, slow),
            ],
        });
        if with_column > 0 || !voice.once_in(2) {
            return;
        }
        let form = voice.below(3);
        *out += &format!("{slow}项{slow_word}的{kind}为：\n\n");
        for (at, (task, _)) in tasks.iter().zip(&statuses).filter(|(_, status)| **status == Status::Behind).enumerate()
        {
            let title = task.title.trim_end_matches('。');
            let mark = match form {
                0 => format!("{}.", at + 1),
                1 => format!("（{}）", at + 1),
                _ => char::from_u32('①' as u32 + at as u32).unwrap_or('①').to_string(),
            };
            let units = if task.leads.is_empty() {
                String::new()
            } else {
                format!("（责任单位：{}）", task.leads.join("、"))
            };
            *out += &format!("{mark}{title}{units}；\n\n");
            notice.slow.push(task.title.clone());
        }
    }

    fn unit(&self, voice: &mut Voice) -> String {
        if voice.once_in(6) { voice.say("town") } else { format!("{}{}", self.level, voice.say("department")) }
    }

    fn units(&self, voice: &mut Voice, count: usize) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for _ in 0..count {
            let mut name = self.unit(voice);
            while names.contains(&name) {
                name = voice.say("town");
                if voice.once_in(3) || names.len() > 8 {
                    name = format!("{}{}", self.level, ["发改局", "水利局", "司法局", "残联"][names.len() % 4]);
                }
                if names.contains(&name) {
                    return names;
                }
            }
            names.push(name);
        }
        names
    }
}

impl TablePlan {
    fn columns(&self, context: &Context, voice: &mut Voice) -> Vec<Column> {
        let has =
            |role: Role| OPTIONAL.iter().position(|&(known, _)| known == role).is_none_or(|index| self.optional[index]);
        let mut roles: Vec<Role> = USUAL_ORDER
            .into_iter()
            .chain([Role::Remark])
            .filter(|&role| role != Role::Category && has(role))
            .filter(|&role| role != Role::Support || has(Role::Lead))
            .collect();
        if !has(Role::Number) && !has(Role::Lead) {
            // A table of two columns of prose is no table of tasks.
            roles.insert(0, Role::Number);
        }
        for &(from, to) in &self.moves {
            let role = roles.remove(from % roles.len());
            roles.insert(to % (roles.len() + 1), role);
        }
        // Nobody prints the number inside a row, or what was done before what was to be done.
        if let Some(at) = roles.iter().position(|&role| role == Role::Number).filter(|&at| at > 1) {
            let number = roles.remove(at);
            roles.insert(0, number);
        }
        let place = |wanted: Role| roles.iter().position(|&role| role == wanted);
        if let (Some(title), Some(progress)) = (place(Role::Title), place(Role::Progress))
            && progress < title
        {
            roles.swap(progress, title);
        }
        roles
            .into_iter()
            .map(|role| Column { role, header: voice.say(header_symbol(role)).replace("{period}", &context.period) })
            .collect()
    }

    fn sheet(&self, index: usize, context: &Context, carries: Carries) -> Sheet {
        let mut voice = Voice::new(self.voice);
        let columns = self.columns(context, &mut voice);
        let scheme = &SCHEMES[voice.below(SCHEMES.len())];
        let Context { year, place, period, .. } = context;
        let caption = format!("{year}年{place}{}", voice.say("table").replace("表", &format!("表（{period}）")));
        let caption = if voice.once_in(2) { caption.replace(&format!("（{period}）"), "") } else { caption };
        let mut sheet = Sheet { caption, columns, group: None, rows: Vec::new() };
        if carries.merges && voice.once_in(12) {
            sheet.group = group(&sheet.columns);
        }
        if voice.once_in(10) {
            let at = voice.below(sheet.columns.len());
            let header: Vec<char> = sheet.columns[at].header.chars().collect();
            if header.len() == 4 {
                // A narrow column breaks its header over two lines.
                let (first, second) = header.split_at(2);
                sheet.columns[at].header = format!("{}\n{}", String::from_iter(first), String::from_iter(second));
            }
        }
        let mut number = if index > 0 && voice.once_in(4) { 20 } else { 0 };
        let mut section = 0;
        let restarts = voice.once_in(2);
        for (at, plan) in self.rows.iter().enumerate() {
            if self.sections > 0 && at % self.sections == 0 && section < 5 {
                let ordinal = ["一", "二", "三", "四", "五"][section];
                section += 1;
                sheet.rows.push(Row::Section(format!("{ordinal}、{}", voice.say("section"))));
                if restarts {
                    number = 0;
                }
            } else if plan.header_before && at > 0 {
                sheet.rows.push(Row::Header);
            } else if plan.footer_before && at > 0 {
                sheet.rows.push(Row::Footer(at + 2));
            }
            number += 1;
            plan.rows(at, &mut sheet, number, scheme, context, carries);
        }
        if self.sum && sheet.column(Role::Amount).is_some() {
            let cells = sheet.columns.iter().map(|column| {
                Cell::Text(match column.role {
                    Role::Title => vec!["合计".to_owned()],
                    Role::Amount => vec![voice.expand("{10000-90000}")],
                    _ => Vec::new(),
                })
            });
            let cells = cells.collect();
            sheet.rows.push(Row::Sum(cells));
        }
        sheet
    }
}

/// Two columns that belong together, under the title that such columns have.
fn group(columns: &[Column]) -> Option<(usize, String)> {
    let title = |left: Role, right: Role| match (left, right) {
        (Role::Lead, Role::Support) => Some("责任分工"),
        (Role::Progress, Role::Problem) => Some("推进落实情况"),
        (Role::Amount, Role::Rate) => Some("投资情况"),
        _ => None,
    };
    let pairs = columns.iter().zip(columns.iter().skip(1)).enumerate();
    pairs.into_iter().find_map(|(at, (left, right))| Some((at, title(left.role, right.role)?.to_owned())))
}

fn header_symbol(role: Role) -> &'static str {
    match role {
        Role::Number => "header.number",
        Role::Category => "header.category",
        Role::Goal => "header.goal",
        Role::Progress => "header.progress",
        Role::Problem => "header.problem",
        Role::NextSteps => "header.next",
        Role::Lead => "header.lead",
        Role::Support => "header.support",
        Role::Leader => "header.leader",
        Role::Deadline => "header.deadline",
        Role::Status => "header.status",
        Role::Rate => "header.rate",
        Role::Amount => "header.amount",
        Role::Remark => "header.remark",
        Role::Title | Role::Supervisor | Role::Other => "header.title",
    }
}

impl RowPlan {
    /// The paragraphs of a cell; several are numbered, beginning after `done`.
    fn paragraphs(voice: &mut Voice, symbol: &str, count: usize, done: usize, carries: Carries) -> Vec<String> {
        if count == 0 {
            return Vec::new();
        }
        let count = if carries.paragraphs { count } else { 1 };
        let mut said: Vec<String> = Vec::new();
        (1..=count)
            .map(|ordinal| {
                let mut text = voice.say(symbol);
                for _ in 0..8 {
                    if !said.contains(&text) {
                        break;
                    }
                    text = voice.say(symbol);
                }
                said.push(text.clone());
                if count + done > 1 { format!("{}.{text}", ordinal + done) } else { text }
            })
            .collect()
    }

    fn rows(
        &self,
        at: usize,
        sheet: &mut Sheet,
        number: usize,
        scheme: &[(&str, Status); 3],
        context: &Context,
        carries: Carries,
    ) {
        // Never the plain voice: rows that all say the same are no table.
        let mut voice = Voice::new(self.voice * 64 + at as u64 + 1);
        let end = voice.say("title.end");
        let mut title = voice.say("title") + &end;
        while sheet.says(&title) {
            title = voice.expand("新建{stem}{facility}{2-60}{measure}") + &end;
        }
        let leads = context.units(&mut voice, if carries.paragraphs { self.leads } else { self.leads.min(3) });
        let supports: Vec<String> =
            context.units(&mut voice, self.supports).into_iter().filter(|name| !leads.contains(name)).collect();
        let joins = self.joins_above
            && carries.merges
            && carries.empties
            && sheet.column(Role::Lead).is_some()
            && matches!(sheet.rows.last(), Some(Row::Task(_)));
        let fill = |role: Role, done: usize, voice: &mut Voice| match role {
            Role::Number => Cell::Text(vec![number.to_string()]),
            Role::Title | Role::Supervisor | Role::Other => Cell::Text(vec![title.clone()]),
            Role::Goal => Cell::Text(vec![voice.say("goal")]),
            Role::Progress => Cell::Text(Self::paragraphs(voice, "progress", self.progress, done, carries)),
            Role::Problem => Cell::Text(Self::paragraphs(voice, "problem", self.problem, 0, carries)),
            Role::NextSteps => Cell::Text(Self::paragraphs(voice, "next", self.next, 0, carries)),
            Role::Lead if joins => Cell::Merged,
            Role::Lead => Cell::Text(leads.clone()),
            Role::Support => Cell::Text(supports.clone()),
            Role::Leader => Cell::Text(vec![voice.say("person")]),
            Role::Deadline => Cell::Text(vec![voice.say("deadline")]),
            Role::Status => Cell::Text(vec![scheme[self.status].0.to_owned()]),
            Role::Rate => Cell::Text(vec![voice.say("rate")]),
            Role::Amount => Cell::Text(vec![voice.say("amount")]),
            Role::Remark => Cell::Text(vec![voice.say("remark")]),
            Role::Category => Cell::Text(vec![voice.say("category")]),
        };
        let roles: Vec<Role> = sheet.columns.iter().map(|column| column.role).collect();
        if self.parts > 1 && carries.merges && !joins && roles.contains(&Role::Number) {
            for part in 1..=self.parts {
                let cells = roles
                    .iter()
                    .map(|&role| match role {
                        Role::Number if part > 1 => Cell::Merged,
                        Role::Title => Cell::Text(vec![format!("{part}.{}", voice.say("title"))]),
                        Role::Progress => Cell::Text(vec![voice.say("progress")]),
                        Role::Lead => Cell::Text(context.units(&mut voice, 1)),
                        _ => fill(role, 0, &mut voice),
                    })
                    .collect();
                sheet.rows.push(Row::Task(cells));
            }
            return;
        }
        let first: Vec<Cell> = roles.iter().map(|&role| fill(role, 0, &mut voice)).collect();
        sheet.rows.push(Row::Task(first.clone()));
        // A further row must leave a mark: its problem cell or its units stand beside its progress.
        let marked = roles.contains(&Role::Problem) && carries.empties;
        if carries.merges && marked && !joins {
            for _ in 0..self.further {
                let cells = roles
                    .iter()
                    .map(|&role| match role {
                        Role::Progress | Role::Problem => fill(role, 0, &mut voice),
                        Role::NextSteps => Cell::Text(Vec::new()),
                        _ => Cell::Merged,
                    })
                    .collect();
                sheet.rows.push(Row::Task(cells));
            }
        }
        let numbered = self.progress > 1 && carries.paragraphs;
        let breakable = carries.page_breaks && numbered && self.further == 0 && self.problem == 0 && self.next == 0;
        if self.broken && breakable && !joins && roles.contains(&Role::Number) {
            let cells = roles
                .iter()
                .enumerate()
                .map(|(index, &role)| match role {
                    Role::Progress => fill(role, self.progress, &mut voice),
                    Role::Problem | Role::NextSteps => Cell::Text(Vec::new()),
                    _ => first[index].clone(),
                })
                .collect();
            sheet.rows.push(Row::Resumed(cells));
        }
    }
}
