//! The report's words in the reader's language: statuses, problems, roles, themes.

use super::Lang;
use tongbao_notice::report::{ProblemKind, Status, UnitRole};

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
