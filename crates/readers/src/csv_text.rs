//! Tables as plain text: fields separated by commas, tabs or semicolons, in quotes where they hold a
//! separator or a line break. Only a text that is such a table throughout is taken for one; prose with
//! commas is not.

use crate::table::SpanCell;

/// How many records are looked at to tell a table from prose.
const SAMPLE: usize = 400;

/// The rows of `text`, if it is a table.
pub fn rows(text: &str) -> Option<Vec<Vec<SpanCell>>> {
    let separator = [b'\t', b',', b';'].into_iter().find(|separator| is_table(text, *separator))?;
    let rows = records(text, separator, usize::MAX);
    let cell = |field: String| {
        SpanCell::new(field.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect())
    };
    Some(rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect())
}

/// Nine in ten records have the same number of fields.
fn is_table(text: &str, separator: u8) -> bool {
    let least = if separator == b'\t' { 2 } else { 3 };
    if text.bytes().filter(|byte| *byte == separator).take(4).count() < 4 {
        return false;
    }
    let records = records(text, separator, SAMPLE);
    let mut widths: Vec<usize> = records.iter().map(Vec::len).collect();
    widths.sort_unstable();
    let Some(usual) = widths.get(widths.len() / 2).copied().filter(|width| *width >= least) else { return false };
    let same = widths.iter().filter(|width| **width == usual).count();
    records.len() >= 2 && same * 10 >= records.len() * 9
}

fn records(text: &str, separator: u8, most: usize) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let records = reader.records().filter_map(Result::ok).take(most);
    records.map(|record| record.iter().take(crate::limits::COLUMNS).map(str::to_owned).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_with_quotes_and_prose_with_commas() {
        let table = rows("序号,任务,进度\n1,\"建学校,\n建医院\",\"完成\"\"八成\"\"\"\n2,修路,\n").unwrap();
        assert_eq!(table[1][1].paragraphs, ["建学校,", "建医院"]);
        assert_eq!(table[1][2].paragraphs, ["完成\"八成\""]);
        assert_eq!(
            rows(
                "关于情况的通报,现将有关情况通报如下\n总体较好,大部分单位完成,少数未完成\n请整改\n下一步,要加强,督查,问责\n"
            ),
            None
        );
        assert_eq!(rows("序号\t任务\n1\t甲\n2\t乙\n3\t丙\n").unwrap().len(), 4);
    }

    #[test]
    fn an_unclosed_quote_ends_with_the_text() {
        assert_eq!(rows("a,b,c\n1,2,3\n4,5,6\n7,8,9\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,\"2,3\n").unwrap().len(), 10);
    }
}
