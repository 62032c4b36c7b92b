//! The rules by which a status is judged, in plain words. The report carries their names.

use super::Lang;

/// Whether a rule compares numbers with targets, so that the numbers say more than its words.
pub fn is_about_numbers(rule: Option<&str>) -> bool {
    matches!(rule, Some("below_schedule" | "on_schedule" | "targets_reached"))
}

/// The rules by their names in the report, in both languages; last what all rules are.
const RULES: [[&str; 3]; 23] = [
    ["targets_reached", "写明的数量目标都报了数，也都达到了。", "Every numeric target is reported and reached."],
    ["full_rate", "表内写着完成率已到 100%。", "The row prints a rate of 100 % or more."],
    [
        "done_words",
        "表内说这项任务（或它的每一部分）已经完成。",
        "The row says that the task, or every part of it, is done.",
    ],
    ["started_as_promised", "任务要求开工，表内写了开工。", "The task was to start, and the row reports the start."],
    ["ahead_words", "表内说超过了时序进度。", "The row says that it is ahead of schedule."],
    ["below_schedule", "低于时序进度。", "Below the schedule."],
    ["on_schedule", "没有完成，但不低于时序进度。", "Not reached yet, but not below the schedule."],
    ["delay_words", "表内说这项任务进度偏慢、延误。", "The row says that the task is late."],
    [
        "parts_late",
        "表内说这项任务至少一半的子项延误、暂缓或停下。",
        "The row says that at least half of the task's parts are late, postponed or stopped.",
    ],
    ["overdue", "时限已过，表内没有写完成。", "The deadline has passed and the row does not say that it is done."],
    ["suspended_words", "表内说整项任务暂缓或停工。", "The row says that the whole task is stopped or postponed."],
    ["not_started_words", "表内说还没有启动。", "The row says that nothing has begun."],
    ["not_done_words", "表内只说没有完成。", "The row says only that it is not done."],
    [
        "activity",
        "表内写了正在做的事，没有写完成，也没有写延误。",
        "The row reports activity, neither completion nor delay.",
    ],
    ["on_track_words", "表内说按时序推进。", "The row says that it keeps to the schedule."],
    ["empty_cell", "进展一栏是空的。", "The progress cell is empty."],
    ["no_data", "表内只说数据还没有公布。", "The row says only that the figure is not known yet."],
    ["mark_only", "只有状态栏的标记，没有别的内容。", "Only the mark of the status cell; nothing else is written."],
    ["work_share", "工程完成的比例明显低于时间进度。", "The share of work done is far below the time that has passed."],
    [
        "still_in_design",
        "时间过半，建设项目还在设计或招标。",
        "Half of the time has passed and the works are still being designed or tendered.",
    ],
    ["granted", "减免或补助正在发放。", "A waiver or allowance is being given."],
    ["no_result", "只定了数量目标，表内没有写结果。", "Only numbers were promised, and the row tells of no result."],
    ["", "按这一行写的数字和话判断。", "Judged by the figures and words of the row."],
];

/// A rule in words; a rule that has none yet is called by what all rules are.
pub fn words(lang: Lang, rule: Option<&str>) -> &'static str {
    let [.., all] = RULES;
    let [_, zh, en] = RULES.into_iter().find(|[name, ..]| rule == Some(name)).unwrap_or(all);
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
