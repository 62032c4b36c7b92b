//! What a text costs grows with its length and no faster, also where the text means harm: one huge line, lines that look like
//! headers without end, numbers without end, sentences without a mark. Each text is read at two lengths; the longer one may
//! cost as many times more as it is longer, with room for the noise of a busy machine. A cost that grows with the square
//! would be above that by far.

use std::time::{Duration, Instant};
use tongbao_notice::{Options, analyze};

/// The lengths in bytes, and how many times longer the longer one is.
const SHORT: usize = 12_000;
const TIMES: usize = 12;
/// How many times more than its length a text may cost, and how much is not counted.
const ROOM: u32 = 4;
const NOISE: Duration = Duration::from_millis(60);
/// How often each is read; the fastest counts.
const TURNS: usize = 3;

/// A text of about so many bytes: a beginning, then `unit` again and again with its number where `#` stands.
fn text(beginning: &str, unit: &str, bytes: usize) -> String {
    let mut text = beginning.to_owned();
    let mut number = 0;
    while text.len() < bytes {
        number += 1;
        text += &unit.replace('#', &number.to_string());
    }
    text
}

/// What the processor works on this thread, where the system tells; else what passes on the clock.
fn spent(work: impl FnOnce()) -> Duration {
    let on_processor = || {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        Some(Duration::from_nanos(told.split(' ').next()?.parse().ok()?))
    };
    let (before, begun) = (on_processor(), Instant::now());
    work();
    match (before, on_processor()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => begun.elapsed(),
    }
}

/// The least that reading takes.
fn cost(text: &str) -> Duration {
    let turn = || spent(|| drop(std::hint::black_box(analyze(text, &Options::default()))));
    (0..TURNS).map(|_| turn()).min().unwrap_or_default()
}

const HEADER: &str = "序号\t任务\t进展情况\t责任单位\n";

/// A name, how the text begins, and what it repeats.
const TEXTS: &[(&str, &str, &str)] = &[
    ("rows", HEADER, "#\t改造道路#公里\t已完成#公里。\t县第#局\n"),
    ("rows, a paragraph a line", "序号\n任务\n进展情况\n责任单位\n", "#\n改造道路#公里\n已完成#公里。\n县交通局\n"),
    ("lines that look like headers", "", "序号 任务 进展情况 责任单位\n"),
    ("cells that look like headers", "", "序号\n任务\n进展情况\n责任单位\n"),
    ("piped lines that look like headers", "", "| 序号 | 任务 | 进展情况 | 责任单位 |\n"),
    ("boxes that never end", "", "┌────┬────┐\n│序号│任务│\n"),
    ("values without a row", "", "序号,任务,进展情况,责任单位\n"),
    ("cards", "", "序号\t1\n任务\t修路\n进展情况\t已完成\n责任单位\t县交通局\n"),
    ("quotes that never close", "", "\"甲\n"),
    ("numbers", "", "#\n"),
    ("the same number", "", "1\n"),
    ("short lines", "", "甲局\n"),
    ("many pieces a line", "序号 任务 进展情况 责任单位 评价\n", "一 二 三 四 五 六 七 八\n"),
    ("rows of close columns", "序号 任务 进展情况 责任单位 评价\n", "# 改造农村道路 已完成一半 区交通局 正常\n"),
    ("one line of pieces", "", "甲 "),
    ("one line of prose", "", "截至9月底，20项重点工作任务中，完成5项，滞后4项（甲工程、乙工程）。"),
    ("one line without a mark", "", "已完成二"),
    ("one line of brackets", "", "("),
    ("one line of digits", "", "1"),
    ("one line of numbers", "", "12项,"),
    ("one line of labels", "", "责任单位:甲局;"),
    ("one line of bars", "", "|甲"),
    ("one line of tabs", "", "甲\t"),
    ("one line of quoted names", "", "“甲工程”、"),
    ("numbered tasks", "", "#.完成道路改造#公里（责任单位：县#局）\n"),
    ("a list of slow tasks", "8项进度偏慢的重点工作为：\n", "①实现目标#家（责任单位：市经信局）；\n"),
    ("pages", "", "甲市通报\n- # -\n"),
    ("blank lines", "", "\n"),
    ("lines of a tab", "", "\n\t\n"),
    ("labels", "", "进展情况：已完成\n"),
    ("days", "", "2022年10月18日\n"),
];

#[test]
fn the_cost_of_a_text_grows_with_its_length() {
    let mut slow = Vec::new();
    for (name, beginning, unit) in TEXTS {
        let short = cost(&text(beginning, unit, SHORT));
        let long = cost(&text(beginning, unit, SHORT * TIMES));
        println!("{name}: {short:.1?}, {TIMES} times longer {long:.1?}");
        if long > short * TIMES as u32 * ROOM + NOISE {
            slow.push(format!("{name}: {short:.1?}, but {TIMES} times longer {long:.1?}"));
        }
    }
    assert!(slow.is_empty(), "the cost of these texts grows faster than their length:\n{}", slow.join("\n"));
}
