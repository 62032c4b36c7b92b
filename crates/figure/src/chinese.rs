//! Words for the tests of this crate: the sentences of the page stand in the page.

use crate::phrase::{Phrase, Side};
use tongbao_notice::query::{Counts, Group};
use tongbao_notice::report::Status;

/// A group with these tasks, all inside the filter.
pub fn group(name: &str, tasks: &[(Status, u32)]) -> Group {
    let all: Counts = tasks.iter().copied().collect();
    Group { name: name.to_owned(), tasks: all.total(), all, shown: all.total(), inside: all, lit: true }
}

/// Says a phrase in Chinese, shortly.
pub fn say(phrase: &Phrase<'_>) -> String {
    match phrase {
        Phrase::Status(status) => status_word(*status).to_owned(),
        Phrase::Name(_, name) => (*name).to_owned(),
        Phrase::Attention => "需关注".to_owned(),
        Phrase::Flow => "完成与推进".to_owned(),
        Phrase::Total => "共".to_owned(),
        Phrase::StripMark { status, count, share } => {
            format!("{} {count} 项，占 {:.1}%", status_word(*status), share * 100.0)
        }
        Phrase::CountOf { count, status } => format!("{count} {}", status_word(*status)),
        Phrase::Side(Side::Claimed) => "通报称".to_owned(),
        Phrase::Side(Side::Supported) => "表内有据".to_owned(),
        Phrase::SideTotal { side: Side::Claimed, total } => format!("{total} 项"),
        Phrase::SideTotal { side: Side::Supported, total } => format!("{total} 行"),
        Phrase::Difference { status, by } => {
            let what = status.map_or("需关注", status_word);
            format!("{what} {} {} 项", if *by > 0 { "多" } else { "差" }, by.abs())
        }
        Phrase::Numbers { attention, total } => format!("需关注 {attention} · 共 {total}"),
        Phrase::Percent(share) => format!("{:.0}%", share * 100.0),
        Phrase::PercentAndMore(share) => format!("≥{:.0}%", share * 100.0),
        Phrase::Due(share) => format!("{:.0}% 时序", share * 100.0),
        Phrase::Goal => "100% 目标".to_owned(),
        other => format!("{other:?}"),
    }
}

fn status_word(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "未启动",
        Status::Suspended => "暂缓",
        Status::NotCompleted => "未完成",
        Status::Behind => "偏慢",
        Status::Completed => "已完成",
        Status::Ahead => "超序时",
        Status::OnTrack => "正常推进",
        Status::Unknown => "无法判断",
    }
}
