//! The user's own rulings (改判) as a list of values, as the core lays them over a report. Each change gives a new list, so
//! that the one before can be put back. For export they are written as the command line reads them (`--rulings`).

use super::reading::Reading;
use std::rc::Rc;
use tongbao_notice::overrule::Overruling;
use tongbao_notice::report::Status;
use tongbao_notice::wire;

/// All rulings that were made, on this notice and on others, in the order of making.
pub type Rulings = Rc<Vec<Overruling>>;

/// The list with this ruling on the task at `place`, in place of an earlier one. The status that the task has without a ruling
/// takes the ruling back.
pub fn ruled(list: &Rulings, reading: &Reading, place: usize, status: Status, reason: &str) -> Rulings {
    let mut rulings = others(list, reading, place);
    if reading.task(place).is_some_and(|task| task.status.unruled() != status) {
        rulings.extend(Overruling::of(&reading.report, place, status, reason));
    }
    Rc::new(rulings)
}

/// The list without the ruling on the task at `place`.
pub fn without(list: &Rulings, reading: &Reading, place: usize) -> Rulings {
    Rc::new(others(list, reading, place))
}

fn others(list: &Rulings, reading: &Reading, place: usize) -> Vec<Overruling> {
    let falls_on = |one: usize| reading.ruled.get(one).copied().flatten();
    list.iter().enumerate().filter(|(one, _)| falls_on(*one) != Some(place)).map(|(_, ruling)| ruling.clone()).collect()
}

/// The rulings on the notice on screen as JSON, the form that `tongbao analyze --rulings` reads.
pub fn json(list: &Rulings, reading: &Reading) -> String {
    let mut out = String::from("[");
    for (one, _) in list.iter().zip(&reading.ruled).filter(|(_, place)| place.is_some()) {
        out.push_str(if out.len() > 1 { ",\n" } else { "\n" });
        let Overruling { notice, task, title, ruling } = one;
        out.push_str("{\"notice\":{\"document_number\":");
        quote(notice.document_number.as_deref(), &mut out);
        out.push_str(",\"title\":");
        quote(notice.title.as_deref(), &mut out);
        out.push_str(",\"period_end\":");
        quote(notice.period_end.as_deref(), &mut out);
        for (name, value) in [("},\"task\":", task), (",\"title\":", title)] {
            out.push_str(name);
            quote(Some(value), &mut out);
        }
        out.push_str(",\"ruling\":{\"status\":");
        quote(Some(ruling.status.word()), &mut out);
        out.push_str(",\"reason\":");
        quote(Some(&ruling.reason), &mut out);
        out.push_str("}}");
    }
    out.push_str("\n]\n");
    out
}

fn quote(words: Option<&str>, out: &mut String) {
    let Some(words) = words else { return out.push_str("null") };
    out.push('"');
    for c in words.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            // Other signs that nobody sees have no business in a title or a reason.
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// The list as the browser keeps it for the visit.
pub fn pack(list: &Rulings) -> String {
    let bytes = wire::pack(&**list);
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}

/// The list that was kept; an empty one where it cannot be understood.
pub fn unpack(kept: &str) -> Rulings {
    let digits: Vec<u8> = kept.chars().filter_map(|digit| digit.to_digit(16)).map(|digit| digit as u8).collect();
    let bytes: Vec<u8> = digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
    Rc::new(wire::unpack(&bytes).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::text::LinedText;
    use tongbao_notice::{Options, analyze};

    #[test]
    fn they_are_written_as_the_command_line_reads_them_and_kept_as_they_are() {
        let notice = "关于2023年二季度重点工作进展情况的通报\n序号\t重点任务\t责任单位\t进展情况\n\
            1\t新建“口袋”公园8个\t县住建局\t建成5个。\n2\t改造老旧厂房12处\t县工信局\t项目进度滞后。\n";
        let report = analyze(notice, &Options::default());
        let reading = Reading::new(report, LinedText::unseen(), false, None, Options::default());
        let mut list = ruled(&Rulings::default(), &reading, 0, Status::Completed, "看过\"现场\"\n验收单 C:\\");
        let reading = reading.overruled(&list);
        list = ruled(&list, &reading, 1, Status::OnTrack, "");
        let reading = reading.overruled(&list);
        let read: Vec<Overruling> = serde_json::from_str(&json(&list, &reading)).expect("JSON");
        assert_eq!(&read, &*list);
        assert_eq!(json(&Rulings::default(), &reading), "[\n]\n");
        assert_eq!(unpack(&pack(&list)), list);
        assert!(unpack("").is_empty() && unpack("00ff").is_empty() && unpack("xyz").is_empty());
    }
}
