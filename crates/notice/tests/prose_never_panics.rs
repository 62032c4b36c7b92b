//! Reading never panics, whatever stands in the text: the marks of the trade in any order.

use proptest::prelude::*;

const WORDS: &[&str] = &[
    "一、",
    "（一）",
    "1.",
    "①",
    "一是",
    "责任单位：",
    "进展情况：",
    "（",
    "）",
    "“",
    "”",
    "。",
    "；",
    "，",
    "、",
    "：",
    "126项",
    "2021",
    "年",
    "月",
    "9月底",
    "已完成",
    "正常推进",
    "进度滞后",
    "其中",
    "其余",
    "等",
    "分别是",
    "重点工作",
    "民生实事",
    "占",
    "27%",
    "项(xiàng)目",
    "市发改局",
    "负责的",
    "第",
    "十二件",
    "〔2021〕37号",
    "20211013",
    "\n",
    "\n\n",
    " ",
    "\u{3000}",
    "*",
    "１２％",
    "臺",
    "暂缓实施",
    "关于",
    "通报",
    "附件",
    "发布时间：",
    "2021-11-29 18:36",
    "|",
    "🔹",
    "\u{fffd}",
    "?",
    "为",
    "有",
    "3",
    "(",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_mixture_of_marks_is_read(picks in proptest::collection::vec(0..WORDS.len(), 0..80)) {
        let text: String = picks.iter().map(|pick| WORDS[*pick]).collect();
        let report = tongbao_notice::analyze(&text, &tongbao_notice::Options::default());
        // No part is invented: every word of a count stands in the text.
        let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let squeezed = squeeze(&text);
        for part in report.stated.counts.iter().flat_map(|count| &count.parts) {
            prop_assert!(squeezed.contains(&squeeze(&part.word)), "{:?} is not in the text", part.word);
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        let _ = tongbao_notice::analyze(&text, &tongbao_notice::Options::default());
    }
}
