//! What kind of text this is: a report on progress, a plan, an announcement, or none of them. Only a
//! report on progress gets statuses, so a plan is never read as “not started”.

use super::facts;
use crate::notice::Notice;
use crate::phrase::text::Paragraph;
use crate::report::NoticeKind;

/// Decides by what was read, and where that says nothing by the title.
pub fn decide(prose: &[Paragraph], notice: &Notice) -> NoticeKind {
    let of_title = notice.facts.title.as_deref().and_then(facts::kind_of_title);
    let reported = notice
        .tasks
        .iter()
        .filter(|task| task.mark.is_some() || task.entries.iter().any(|entry| !entry.progress.is_empty()))
        .count();
    let stated = notice.counts.iter().any(|count| count.parts.iter().any(|part| part.status.is_some()));
    if reported * 2 > notice.tasks.len() || reported > 0 && of_title == Some(NoticeKind::Progress) {
        return NoticeKind::Progress;
    }
    match of_title {
        Some(NoticeKind::Plan) if !stated => NoticeKind::Plan,
        Some(NoticeKind::Announcement) if !stated => NoticeKind::Announcement,
        _ if stated => NoticeKind::Progress,
        _ if !notice.tasks.is_empty() => NoticeKind::Plan,
        Some(NoticeKind::Progress) => NoticeKind::Progress,
        _ if announces(prose) => NoticeKind::Announcement,
        _ => NoticeKind::Other,
    }
}

/// Whether sentences may tell of progress: not in a plan or an announcement, unless it states how many tasks are how far.
pub fn may_tell(notice: &Notice) -> bool {
    let planned = matches!(
        notice.facts.title.as_deref().and_then(facts::kind_of_title),
        Some(NoticeKind::Plan | NoticeKind::Announcement)
    );
    !planned || notice.counts.iter().any(|count| count.parts.iter().any(|part| part.status.is_some()))
}

/// Whether a text addresses offices and orders something without reporting anything.
fn announces(prose: &[Paragraph]) -> bool {
    prose.iter().take(30).any(|paragraph| {
        let text = &paragraph.text;
        text.contains("有关事项通知如下") || text.contains("通知如下") || text.contains("制度") && text.contains("实行")
    })
}
