//! How well a paragraph fits a column, by its looks.

use super::costs::costs;
use super::features::Features;
use super::sequence::Hints;
use crate::phrase::units::Likeness;
use crate::report::Role;

/// How well a token fits a column of this role; `numeric` says that the column holds numbers in this table, though its
/// header names words.
pub fn fit(role: Role, numeric: bool, feature: &Features, hint: &Hints) -> f32 {
    if feature.chars == 0 {
        return super::costs::column_costs(role).empty * 0.7;
    }
    let plain = role_score(role, feature, hint);
    // Words may still occur in a column of numbers.
    if numeric { role_score(Role::Amount, feature, hint).max(plain - 2.0) } else { plain }
}

/// How well a token fits a section row, and the lines behind the end; `tabs` says that cells are parted by tabs.
pub fn outside(feature: &Features, hint: &Hints, tabs: bool) -> [f32; 2] {
    let c = costs();
    if feature.chars == 0 {
        return [-6.0, if tabs { -3.0 } else { 0.0 }];
    }
    let section = if feature.sum {
        6.0
    } else if hint.sums {
        // A figure of a sum row: it pays for no row of its own.
        4.0 - c.section
    } else if feature.section {
        2.5 + hint.section - feature.progress as f32
    } else {
        -14.0
    };
    [section, if feature.chrome || feature.note { c.end_chrome } else { c.end_again }]
}

fn role_score(role: Role, f: &Features, hint: &Hints) -> f32 {
    let c = costs();
    if role == Role::Number {
        return match (f.number, f.dotted, f.paragraph) {
            (Some(_), _, _) => c.number_shape + hint.chain,
            (None, true, _) => 2.5,
            (None, false, Some((4..=5, _))) if f.chars <= 4 => 1.0,
            _ => c.number_not,
        };
    }
    if f.number.is_some() {
        return match role {
            Role::Amount => 2.0 - hint.chain * 0.25,
            Role::Rate => 1.5 - hint.chain * 0.25,
            Role::Other | Role::Remark => -2.0,
            Role::Goal | Role::Progress => c.digits_elsewhere * 0.6,
            _ => c.digits_elsewhere,
        };
    }
    let numeric = f.numeric || f.percent || f.dotted;
    match role {
        Role::Number => c.number_not,
        Role::Lead | Role::Support | Role::Supervisor => unit(f, numeric) + hint.unit,
        Role::Title => title(f, numeric) + hint.title,
        Role::Goal => goal(f, numeric),
        Role::Progress => progress(f, numeric),
        Role::Problem => problem(f, numeric),
        Role::NextSteps => next_steps(f, numeric),
        Role::Status => status(f),
        Role::Rate => rate(f, numeric),
        Role::Amount => amount(f, numeric),
        Role::Deadline => deadline(f),
        Role::Leader => leader(f, numeric),
        Role::Category => category(f, numeric),
        Role::Remark | Role::Other => {
            let mut score = if f.remark { 1.5 } else { -0.4 };
            if f.unit == Likeness::Whole {
                score -= 1.0;
            }
            if f.chars > 80 {
                score -= 1.0;
            }
            if f.stop && f.progress > 1 {
                score -= 1.0;
            }
            score
        }
    }
}

fn unit(f: &Features, numeric: bool) -> f32 {
    if numeric || f.percent {
        return -9.0;
    }
    if f.dash {
        return -0.5;
    }
    match f.unit {
        Likeness::Whole => 3.0,
        Likeness::Part if f.status => -5.0,
        Likeness::Part if f.persons => -3.0,
        Likeness::Part if f.section || f.colon => -3.0,
        Likeness::Part => -1.2 - 0.15 * (f.progress + f.problem) as f32,
        Likeness::No if f.chars > 40 || f.sentence || f.stop => -9.0,
        Likeness::No => -5.0,
    }
}

fn title(f: &Features, numeric: bool) -> f32 {
    if numeric || f.dash {
        return -7.0;
    }
    if f.status {
        return -4.0;
    }
    let mut score = if f.remark { -2.0 } else { 0.2 };
    if f.verb_lead {
        score += 1.2;
    }
    if f.done_lead {
        score -= 2.0;
    }
    if f.problem_lead {
        score -= 1.5;
    }
    if f.colon {
        score -= 3.0;
    }
    match f.unit {
        Likeness::Whole => score -= 1.5,
        Likeness::Part if f.persons => score -= 1.5,
        _ => {}
    }
    // A sentence of what was done.
    if f.stop && f.progress > 1 {
        score -= 0.8;
    }
    score - 0.15 * f.progress.min(5) as f32 - 0.2 * f.problem.min(4) as f32
}

fn goal(f: &Features, numeric: bool) -> f32 {
    if numeric {
        return -2.0;
    }
    if f.status {
        return -3.0;
    }
    let mut score = 0.0;
    if f.verb_lead {
        score += 0.8;
    }
    if f.done_lead {
        score -= 1.5;
    }
    if f.problem_lead {
        score -= 1.5;
    }
    if f.unit == Likeness::Whole {
        score -= 3.0;
    }
    if f.date {
        score += 0.3;
    }
    // A few words without an end.
    if f.chars <= 16 && !f.stop && !f.done_lead {
        score += 0.5;
    }
    // A sentence of what was done.
    if f.stop && f.progress > 1 {
        score -= 0.6;
    }
    score - 0.1 * f.progress.min(5) as f32 - 0.3 * f.problem.min(4) as f32
}

/// Logarithms of the first whole numbers from 1 on.
const LOGARITHMS: [f32; 12] = [0.0, 0.69, 1.1, 1.39, 1.61, 1.79, 1.95, 2.08, 2.2, 2.3, 2.4, 2.48];

/// How much more a paragraph speaks of trouble than of work done: by the ratio of their words, as long paragraphs hold
/// many of both. Its weights below are fitted to paragraphs whose column is known, then halved, as the paragraphs of a
/// cell are no independent witnesses.
fn trouble(f: &Features) -> f32 {
    let log = |count: u8| LOGARITHMS[usize::from(count).min(LOGARITHMS.len() - 1)];
    log(f.problem) - log(f.progress)
}

fn progress(f: &Features, numeric: bool) -> f32 {
    if numeric {
        return if f.percent { 0.3 } else { -2.0 };
    }
    if f.status {
        return -0.8;
    }
    if f.dash {
        return -0.8;
    }
    let mut score = 0.4 - 0.8 * trouble(f).max(-0.7) - 0.2 * f32::from(f.next.min(3));
    // A few words without an end are a target, a remark or a name.
    if f.chars <= 16 && !f.stop && !f.done_lead {
        score -= 0.5;
    }
    if f.paragraph.is_some() {
        score += 0.4;
    }
    if f.done_lead {
        score += 0.4;
    }
    if f.problem_lead {
        score -= 2.5;
    }
    if f.next_lead {
        score -= 1.0;
    }
    // A promise without a result.
    if f.verb_lead && !f.done_lead && f.chars <= 40 && f.progress < 3 {
        score -= 1.0;
    }
    if f.remark {
        score -= 1.5;
    }
    match f.unit {
        Likeness::Whole => score -= 3.5,
        Likeness::Part if f.persons => score -= 1.0,
        _ => {}
    }
    score
}

fn problem(f: &Features, numeric: bool) -> f32 {
    if numeric {
        return -4.0;
    }
    if f.status {
        return -3.0;
    }
    if f.dash {
        return 1.5;
    }
    let mut score = -0.4 + 1.4 * trouble(f) + 0.3 * f32::from(f.next.min(3));
    if f.problem_lead {
        score += 2.4;
    }
    if f.done_lead {
        score -= 0.8;
    }
    if f.problem == 0 {
        score -= 0.5;
    }
    if f.unit == Likeness::Whole {
        score -= 3.5;
    }
    score
}

fn next_steps(f: &Features, numeric: bool) -> f32 {
    if numeric || f.status {
        return -4.0;
    }
    let mut score = -0.6 + 0.5 * f.next.min(4) as f32;
    if f.next_lead {
        score += 2.0;
    }
    if f.done_lead {
        score -= 1.5;
    }
    if f.unit == Likeness::Whole {
        score -= 3.0;
    }
    score
}

fn status(f: &Features) -> f32 {
    if f.status {
        5.0
    } else if f.dash {
        0.0
    } else if f.numeric || f.percent {
        -5.0
    } else if f.chars <= 6 && !f.sentence && f.unit != Likeness::Whole {
        -1.5
    } else {
        -8.0
    }
}

fn rate(f: &Features, numeric: bool) -> f32 {
    if f.percent {
        5.0
    } else if numeric {
        3.5
    } else if f.dash {
        2.0
    } else if f.status {
        // 进度 may be a word.
        1.0
    } else {
        -6.0
    }
}

fn amount(f: &Features, numeric: bool) -> f32 {
    if f.percent {
        0.0
    } else if numeric {
        3.8
    } else if f.dash {
        1.5
    } else {
        -6.0
    }
}

fn deadline(f: &Features) -> f32 {
    if f.date {
        4.0
    } else if f.dash {
        0.5
    } else if f.chars <= 10 && f.unit != Likeness::Whole {
        -2.0
    } else {
        -5.0
    }
}

fn leader(f: &Features, numeric: bool) -> f32 {
    if f.persons {
        3.0
    } else if f.dash {
        0.0
    } else if numeric || f.chars > 20 || f.stop {
        -6.0
    } else {
        -3.0
    }
}

fn category(f: &Features, numeric: bool) -> f32 {
    if numeric || f.sentence || f.status {
        return -5.0;
    }
    let mut score = if f.chars <= 16 { 0.6 } else { -0.1 * (f.chars as f32 - 16.0) };
    if f.section {
        score += 1.0;
    }
    if f.verb_lead {
        score -= 0.6;
    }
    if f.unit == Likeness::Whole {
        score -= 1.5;
    }
    score.max(-6.0)
}
