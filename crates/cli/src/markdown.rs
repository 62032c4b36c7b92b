//! The report as Markdown: facts, counts, what the notice claims, findings, then every task with the
//! words its status rests on.

use crate::table;
use crate::words::{self, Lang};
use std::fmt::Write as _;
use tongbao_notice::report::{Report, Task};

/// The whole report.
pub fn print(report: &Report, lang: Lang) -> String {
    let head = table::facts(report, lang);
    let mut lines = head.lines();
    let mut out = format!("# {}\n\n", escape(lines.next().unwrap_or("")));
    for line in lines {
        let _ = writeln!(out, "{}\n", escape(line));
    }
    claims(&mut out, report, lang);
    findings(&mut out, report, lang);
    let mut categories: Vec<&str> = Vec::new();
    for task in &report.tasks {
        if !categories.contains(&task.category.as_str()) {
            categories.push(&task.category);
        }
    }
    for category in categories {
        let _ = writeln!(out, "## {}\n", if category.is_empty() { lang.pick("任务", "Tasks") } else { category });
        out.push_str(lang.pick(
            "| 序号 | 状态 | 任务 | 责任单位 | 依据 |\n| --- | --- | --- | --- | --- |\n",
            "| No. | Status | Task | Units | On which words |\n| --- | --- | --- | --- | --- |\n",
        ));
        for task in report.tasks.iter().filter(|task| task.category == category) {
            row(&mut out, task, lang);
        }
        out.push('\n');
    }
    let _ = writeln!(out, "{}", lang.pick("机器判读，以原文为准。", "Read by a machine; the original text holds."));
    out
}

fn claims(out: &mut String, report: &Report, lang: Lang) {
    if report.stated.counts.is_empty() {
        return;
    }
    let _ = writeln!(out, "## {}\n", lang.pick("通报自己说的", "What the notice itself says"));
    for count in &report.stated.counts {
        let parts: Vec<String> = count.parts.iter().map(|part| format!("{} {}", part.word, part.count)).collect();
        let total = count.total.map_or(String::new(), |total| format!(" {total}"));
        let colon = if parts.is_empty() { "" } else { lang.pick("：", ": ") };
        let _ =
            writeln!(out, "- {}{total}{colon}{}", escape(&count.category), escape(&parts.join(lang.pick("，", ", "))));
    }
    out.push('\n');
}

fn findings(out: &mut String, report: &Report, lang: Lang) {
    if report.findings.is_empty() {
        return;
    }
    let _ = writeln!(out, "## {}\n", lang.pick("核对发现", "Findings"));
    for finding in &report.findings {
        let places: Vec<String> = finding.places.iter().map(|place| place.lines.first.to_string()).collect();
        let places = places.join(lang.pick("、", ", "));
        let severity = words::severity(lang, finding.severity);
        let message = escape(&finding.message);
        let _ = match lang {
            Lang::Chinese => writeln!(out, "- {severity}：{message}（第 {places} 行）"),
            Lang::English => writeln!(out, "- {severity}: {message} (lines {places})"),
        };
    }
    out.push('\n');
}

fn row(out: &mut String, task: &Task, lang: Lang) {
    let units: Vec<&str> = task.units.iter().map(|unit| unit.name.as_str()).collect();
    let words = match task.status.stated {
        Some(_) => &task.status.stated_evidence,
        None => &task.status.evidence,
    };
    let mut evidence: Vec<String> = words
        .iter()
        .map(|words| match lang {
            Lang::Chinese => format!("“{}”（第 {} 行）", table::shorten(&words.text, 60), words.lines.first),
            Lang::English => format!("“{}” (line {})", table::shorten(&words.text, 60), words.lines.first),
        })
        .collect();
    // The user's reason stands before the words that say otherwise.
    if let Some(ruling) = task.status.ruling.as_ref().filter(|ruling| !ruling.reason.is_empty()) {
        evidence.insert(0, table::shorten(&ruling.reason, 60));
    }
    let _ = writeln!(
        out,
        "| {} | {} | {} | {} | {} |",
        escape(task.number.as_deref().unwrap_or("")),
        words::headline(lang, &task.status),
        escape(&task.title),
        escape(&units.join("、")),
        escape(&evidence.join("；")),
    );
}

/// What Markdown would take for its own, made plain; one line.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' => out.push(' '),
            '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '\\' | '#' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn a_cell_cannot_break_its_table() {
        assert_eq!(escape("甲|乙\n*丙*<b>"), "甲\\|乙 \\*丙\\*\\<b\\>");
    }
}
