//! The report's words in the reader's language: statuses, problems, roles, themes.

use super::Lang;
use tongbao_notice::query::Kind;
use tongbao_notice::report::{FindingKind, ProblemKind, Role, Severity, Status, UnitRole};

/// A status, as short as the legend needs it.
pub fn status(lang: Lang, status: Status) -> &'static str {
    match (lang, status) {
        (Lang::Zh, Status::NotStarted) => "未启动",
        (Lang::Zh, Status::Suspended) => "暂缓",
        (Lang::Zh, Status::NotCompleted) => "未完成",
        (Lang::Zh, Status::Behind) => "偏慢",
        (Lang::Zh, Status::Completed) => "已完成",
        (Lang::Zh, Status::Ahead) => "超序时",
        (Lang::Zh, Status::OnTrack) => "正常推进",
        (Lang::Zh, Status::Unknown) => "无法判断",
        (Lang::En, Status::NotStarted) => "Not started",
        (Lang::En, Status::Suspended) => "Suspended",
        (Lang::En, Status::NotCompleted) => "Not completed",
        (Lang::En, Status::Behind) => "Behind",
        (Lang::En, Status::Completed) => "Completed",
        (Lang::En, Status::Ahead) => "Ahead",
        (Lang::En, Status::OnTrack) => "On track",
        (Lang::En, Status::Unknown) => "Can't tell",
    }
}

/// A kind of problem.
pub fn problem(lang: Lang, kind: ProblemKind) -> &'static str {
    match (lang, kind) {
        (Lang::Zh, ProblemKind::Funding) => "资金",
        (Lang::Zh, ProblemKind::Land) => "土地",
        (Lang::Zh, ProblemKind::Approval) => "审批",
        (Lang::Zh, ProblemKind::Epidemic) => "疫情",
        (Lang::Zh, ProblemKind::Weather) => "天气",
        (Lang::Zh, ProblemKind::Coordination) => "协调",
        (Lang::Zh, ProblemKind::Market) => "市场",
        (Lang::Zh, ProblemKind::Staffing) => "人手",
        (Lang::Zh, ProblemKind::Technical) => "技术",
        (Lang::Zh, ProblemKind::Policy) => "政策",
        (Lang::Zh, ProblemKind::Demolition) => "征迁",
        (Lang::Zh, ProblemKind::Data) => "数据",
        (Lang::Zh, ProblemKind::Other) => "其他",
        (Lang::En, ProblemKind::Funding) => "Funding",
        (Lang::En, ProblemKind::Land) => "Land",
        (Lang::En, ProblemKind::Approval) => "Approval",
        (Lang::En, ProblemKind::Epidemic) => "Epidemic",
        (Lang::En, ProblemKind::Weather) => "Weather",
        (Lang::En, ProblemKind::Coordination) => "Coordination",
        (Lang::En, ProblemKind::Market) => "Market",
        (Lang::En, ProblemKind::Staffing) => "Staffing",
        (Lang::En, ProblemKind::Technical) => "Technical",
        (Lang::En, ProblemKind::Policy) => "Policy",
        (Lang::En, ProblemKind::Demolition) => "Demolition",
        (Lang::En, ProblemKind::Data) => "Data",
        (Lang::En, ProblemKind::Other) => "Other",
    }
}

/// The themes in English. The report has them in Chinese.
const THEMES: [[&str; 2]; 15] = [
    ["政府自身建设", "Government itself"],
    ["经济与产业", "Economy, industry"],
    ["科技与人才", "Science, talent"],
    ["改革与数字化", "Reform, digital"],
    ["对外开放与招商", "Trade, investment"],
    ["基础设施与交通", "Infrastructure"],
    ["城乡建设", "Town and country"],
    ["生态环境", "Environment"],
    ["农业农村与海洋", "Farming, sea"],
    ["文化旅游体育", "Culture, sport"],
    ["教育", "Education"],
    ["医疗卫生", "Health"],
    ["社会保障与民生", "Welfare"],
    ["平安与治理", "Public safety"],
    ["国防与双拥", "Defence"],
];

/// A theme.
pub fn theme(lang: Lang, name: &str) -> &str {
    let known = THEMES.iter().find(|theme| lang == Lang::En && theme[0] == name);
    known.map_or(name, |theme| theme[1])
}

/// What a figure tells apart.
pub fn kind(lang: Lang, kind: Kind) -> &'static str {
    let (zh, en) = match kind {
        Kind::Status | Kind::Stated | Kind::Assessed => ("状态", "Status"),
        Kind::Unit => ("单位", "Unit"),
        Kind::Theme => ("主题", "Theme"),
        Kind::Category => ("类别", "Category"),
        Kind::Problem => ("问题", "Problem"),
        Kind::Flag => ("核对", "Check"),
        Kind::Search => ("搜索", "Search"),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// What a unit does for a task.
pub fn role(lang: Lang, role: UnitRole) -> &'static str {
    match (lang, role) {
        (Lang::Zh, UnitRole::Lead) => "牵头",
        (Lang::Zh, UnitRole::Support) => "配合",
        (Lang::Zh, UnitRole::Supervisor) => "督导",
        (Lang::En, UnitRole::Lead) => "lead",
        (Lang::En, UnitRole::Support) => "support",
        (Lang::En, UnitRole::Supervisor) => "supervisor",
    }
}

/// A kind of finding.
pub fn finding(lang: Lang, kind: FindingKind) -> &'static str {
    match (lang, kind) {
        (Lang::Zh, FindingKind::CountMismatch) => "总数对不上",
        (Lang::Zh, FindingKind::RateMismatch) => "百分比对不上",
        (Lang::Zh, FindingKind::SumMismatch) => "合计对不上",
        (Lang::Zh, FindingKind::ValueMismatch) => "两处数字不同",
        (Lang::Zh, FindingKind::NumberMissing) => "缺序号",
        (Lang::Zh, FindingKind::NumberDuplicate) => "序号重复",
        (Lang::Zh, FindingKind::UnitUnknown) => "单位不明",
        (Lang::Zh, FindingKind::UnitMissing) => "缺单位",
        (Lang::Zh, FindingKind::UnitMismatch) => "单位不同",
        (Lang::Zh, FindingKind::UnitVariant) => "单位写法",
        (Lang::Zh, FindingKind::StatusMismatch) => "状态不同",
        (Lang::Zh, FindingKind::Overdue) => "已过时限",
        (Lang::Zh, FindingKind::StaleFigure) => "数据较旧",
        (Lang::Zh, FindingKind::UnreportedTarget) => "目标未报数",
        (Lang::Zh, FindingKind::RulingUnmatched) => "点名未对上",
        (Lang::En, FindingKind::CountMismatch) => "Counts differ",
        (Lang::En, FindingKind::RateMismatch) => "Rate differs",
        (Lang::En, FindingKind::SumMismatch) => "Sum differs",
        (Lang::En, FindingKind::ValueMismatch) => "Two figures",
        (Lang::En, FindingKind::NumberMissing) => "Number missing",
        (Lang::En, FindingKind::NumberDuplicate) => "Number twice",
        (Lang::En, FindingKind::UnitUnknown) => "Unknown unit",
        (Lang::En, FindingKind::UnitMissing) => "Unit missing",
        (Lang::En, FindingKind::UnitMismatch) => "Units differ",
        (Lang::En, FindingKind::UnitVariant) => "Spelling of a unit",
        (Lang::En, FindingKind::StatusMismatch) => "Status differs",
        (Lang::En, FindingKind::Overdue) => "Overdue",
        (Lang::En, FindingKind::StaleFigure) => "Old figure",
        (Lang::En, FindingKind::UnreportedTarget) => "Target not reported",
        (Lang::En, FindingKind::RulingUnmatched) => "Named, not found",
    }
}

/// The report's word for a kind of finding.
pub fn finding_word(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::CountMismatch => "count_mismatch",
        FindingKind::RateMismatch => "rate_mismatch",
        FindingKind::SumMismatch => "sum_mismatch",
        FindingKind::ValueMismatch => "value_mismatch",
        FindingKind::NumberMissing => "number_missing",
        FindingKind::NumberDuplicate => "number_duplicate",
        FindingKind::UnitUnknown => "unit_unknown",
        FindingKind::UnitMissing => "unit_missing",
        FindingKind::UnitMismatch => "unit_mismatch",
        FindingKind::UnitVariant => "unit_variant",
        FindingKind::StatusMismatch => "status_mismatch",
        FindingKind::Overdue => "overdue",
        FindingKind::StaleFigure => "stale_figure",
        FindingKind::UnreportedTarget => "unreported_target",
        FindingKind::RulingUnmatched => "ruling_unmatched",
    }
}

/// How grave something is.
pub fn severity(lang: Lang, severity: Severity) -> &'static str {
    match (lang, severity) {
        (Lang::Zh, Severity::Error) => "矛盾",
        (Lang::Zh, Severity::Warning) => "存疑",
        (Lang::Zh, Severity::Info) => "留意",
        (Lang::En, Severity::Error) => "Contradictions",
        (Lang::En, Severity::Warning) => "Doubts",
        (Lang::En, Severity::Info) => "Notes",
    }
}

/// The report's word for how grave something is.
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// What a column can hold, with the report's word for it and ours.
const COLUMNS: [(Role, &str, &str, &str); 17] = [
    (Role::Number, "number", "序号", "Number"),
    (Role::Category, "category", "类别", "Category"),
    (Role::Title, "title", "任务", "Task"),
    (Role::Goal, "goal", "目标", "Goal"),
    (Role::Progress, "progress", "进展", "Progress"),
    (Role::Problem, "problem", "存在问题", "Problems"),
    (Role::NextSteps, "next_steps", "下步打算", "Next steps"),
    (Role::Lead, "lead", "责任单位", "Units in charge"),
    (Role::Support, "support", "配合单位", "Supporting units"),
    (Role::Supervisor, "supervisor", "督导部门", "Supervisor"),
    (Role::Leader, "leader", "领导", "Leader"),
    (Role::Deadline, "deadline", "时限", "Deadline"),
    (Role::Status, "status", "状态", "Status"),
    (Role::Rate, "rate", "完成率", "Rate"),
    (Role::Amount, "amount", "金额", "Amount"),
    (Role::Remark, "remark", "备注", "Remark"),
    (Role::Other, "other", "其他", "Other"),
];

/// All that a column can hold.
pub fn roles() -> impl Iterator<Item = Role> {
    COLUMNS.iter().map(|column| column.0)
}

/// What a column holds.
pub fn column(lang: Lang, role: Role) -> &'static str {
    let (_, _, zh, en) = entry(role);
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// The report's word for it.
pub fn role_word(role: Role) -> &'static str {
    entry(role).1
}

/// What the report's word means.
pub fn role_from(word: &str) -> Option<Role> {
    COLUMNS.iter().find(|column| column.1 == word).map(|column| column.0)
}

fn entry(role: Role) -> (Role, &'static str, &'static str, &'static str) {
    COLUMNS.into_iter().find(|column| column.0 == role).unwrap_or((Role::Other, "other", "其他", "Other"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_the_report_calls_them() {
        for role in roles() {
            let written = serde_json::to_string(&role).expect("a word");
            assert_eq!(written.trim_matches('"'), role_word(role));
            assert_eq!(role_from(role_word(role)), Some(role));
        }
    }
}
