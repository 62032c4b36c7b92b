//! Automatic numbers of lists, as Word and `LibreOffice` show them: 1. 一、 （一） ① A) iv.
//! A number that the program draws is not in the text of the file, and the 序号 column is often of this kind.

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// 1, 2, 3
    Decimal,
    /// 01, 02
    DecimalZero,
    /// １, ２
    FullWidth,
    /// 一, 二, … 十一
    Chinese,
    /// 壹, 贰
    ChineseLegal,
    /// 甲, 乙
    Stems,
    /// ①
    Circled,
    /// a, b
    Lower,
    /// A, B
    Upper,
    /// i, ii
    LowerRoman,
    /// I, II
    UpperRoman,
    /// A bullet or nothing: no number is shown.
    None,
}

impl Style {
    /// The style of Office's `numFmt`.
    pub fn of_office(name: &str) -> Self {
        match name {
            "bullet" | "none" => Self::None,
            "decimalZero" => Self::DecimalZero,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "chineseCounting"
            | "chineseCountingThousand"
            | "ideographDigital"
            | "japaneseCounting"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
            | "taiwaneseDigital" => Self::Chinese,
            "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => Self::ChineseLegal,
            "ideographTraditional" | "ideographZodiac" => Self::Stems,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            "lowerLetter" => Self::Lower,
            "upperLetter" => Self::Upper,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            _ => Self::Decimal,
        }
    }

    /// The style of `OpenDocument`'s `num-format`, which shows it by its first number.
    pub fn of_open_document(format: &str) -> Self {
        match format.chars().next() {
            None => Self::None,
            Some('一') => Self::Chinese,
            Some('壹' | '壱') => Self::ChineseLegal,
            Some('甲') => Self::Stems,
            Some('①') => Self::Circled,
            Some('１') => Self::FullWidth,
            Some('a') => Self::Lower,
            Some('A') => Self::Upper,
            Some('i') => Self::LowerRoman,
            Some('I') => Self::UpperRoman,
            _ => Self::Decimal,
        }
    }

    /// Writes `number` in this style.
    pub fn write(self, number: u32) -> String {
        match self {
            Self::None => String::new(),
            Self::Decimal => number.to_string(),
            Self::DecimalZero => format!("{number:02}"),
            Self::FullWidth => {
                number.to_string().chars().filter_map(|c| char::from_u32(c as u32 - 0x30 + 0xff10)).collect()
            }
            Self::Chinese => chinese(number, &DIGITS, &UNITS),
            Self::ChineseLegal => chinese(number, &LEGAL_DIGITS, &LEGAL_UNITS),
            Self::Stems => pick("甲乙丙丁戊己庚辛壬癸", number),
            Self::Circled if number <= 20 => char::from_u32(0x2460 + number.saturating_sub(1)).into_iter().collect(),
            Self::Circled => number.to_string(),
            Self::Lower => letters(number, b'a'),
            Self::Upper => letters(number, b'A'),
            Self::LowerRoman => roman(number).to_lowercase(),
            Self::UpperRoman => roman(number),
        }
    }
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const UNITS: [&str; 4] = ["", "十", "百", "千"];
const LEGAL_DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const LEGAL_UNITS: [&str; 4] = ["", "拾", "佰", "仟"];

fn chinese(number: u32, digits: &[char; 10], units: &[&str; 4]) -> String {
    if number == 0 || number > 9999 {
        return number.to_string();
    }
    let mut out = String::new();
    let mut gap = false;
    for place in (0..4).rev() {
        let digit = (number / 10u32.pow(place)) % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push('零');
        }
        if !(digit == 1 && place == 1 && out.is_empty() && digits[1] == '一') {
            out.push(digits[digit as usize]);
        }
        out.push_str(units[place as usize]);
    }
    out
}

fn pick(from: &str, number: u32) -> String {
    from.chars().nth(number.saturating_sub(1) as usize).map_or_else(|| number.to_string(), String::from)
}

/// a … z, aa, bb … as Word counts on.
fn letters(number: u32, first: u8) -> String {
    let index = number.saturating_sub(1);
    let letter = (first + (index % 26) as u8) as char;
    std::iter::repeat_n(letter, (index / 26 + 1).min(20) as usize).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = number.min(4999);
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_programs_show_them() {
        let write =
            |style: Style, numbers: &[u32]| numbers.iter().map(|n| style.write(*n)).collect::<Vec<_>>().join(" ");
        assert_eq!(write(Style::Chinese, &[1, 10, 11, 20, 21, 105, 126]), "一 十 十一 二十 二十一 一百零五 一百二十六");
        assert_eq!(write(Style::Circled, &[1, 20, 21]), "① ⑳ 21");
        assert_eq!(write(Style::UpperRoman, &[4, 9, 14]), "IV IX XIV");
        assert_eq!(write(Style::Lower, &[1, 26, 27]), "a z aa");
        assert_eq!(write(Style::FullWidth, &[12]), "１２");
    }
}
