//! Pinyin that a converter left behind characters, taken out of cells: 市監(jiān)局 → 市監局. Prose does not see it
//! while it is matched; cells are kept as printed, so they are cleaned once all of them are read.

use crate::notice::Notice;
use crate::phrase::text::without_glosses;
use crate::place::Passage;

/// Cleans all tasks of a text that has letters with tone marks; others pay for one look at their bytes.
pub fn take_out(text: &str, notice: &mut Notice) {
    // ā to ǜ begin with one of these bytes, and no Chinese character holds one.
    if !text.bytes().any(|byte| (0xc3..=0xc7).contains(&byte)) {
        return;
    }
    for task in &mut notice.tasks {
        for passage in [&mut task.title, &mut task.goal, &mut task.deadline, &mut task.leader] {
            clean(passage);
        }
        for unit in &mut task.units {
            replace(&mut unit.name);
            replace(&mut unit.as_printed);
        }
        for entry in &mut task.entries {
            for passage in [&mut entry.task, &mut entry.progress, &mut entry.problem, &mut entry.next_steps] {
                clean(passage);
            }
            entry.units.iter_mut().for_each(replace);
        }
        for extra in &mut task.extras {
            clean(&mut extra.text);
        }
    }
}

fn clean(passage: &mut Passage) {
    for piece in &mut passage.pieces {
        replace(&mut piece.text);
    }
}

fn replace(text: &mut String) {
    if let Some(without) = without_glosses(text) {
        *text = without;
    }
}

#[cfg(test)]
mod tests {
    use crate::{Options, analyze};

    #[test]
    fn cells_and_units_lose_their_glosses() {
        let text = "|序號(hào)|項(xiàng)目名稱|責任單位|進(jìn)展情況|\n|1|新建公園(yuán)3座|市監(jiān)局|已建成2座|\n|2|改造道路5公里|民衛(wèi)局|正在施工|\n|3|新增床位(chuáng)60張|民政局|已新增20張|\n";
        let report = analyze(text, &Options::default());
        assert_eq!(report.tasks.len(), 3);
        assert_eq!(report.tasks[0].title, "新建公園3座");
        assert_eq!(report.tasks[0].units[0].name, "市監局");
    }
}
