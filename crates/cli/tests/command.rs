//! The command line as a user or a script meets it: the built program, real bytes, exit codes.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the crate stands two folders below the root")
}

fn sample() -> PathBuf {
    root().join("tests/notices/yuhuan-2021-q3.txt")
}

/// Runs the program in English with `input` on its standard input.
fn tongbao(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tongbao"))
        .args(arguments)
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    // A program that refuses early closes the pipe: that is not what is tested.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer ends");
    output
}

fn json(output: &Output) -> serde_json::Value {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("valid JSON")
}

fn complaint(output: &Output, code: i32) -> String {
    assert_eq!(output.status.code(), Some(code));
    assert!(output.stdout.is_empty(), "nothing but the sentence");
    let said = String::from_utf8(output.stderr.clone()).expect("UTF-8");
    assert!(said.starts_with("tongbao: ") && said.trim_end().lines().count() == 1, "one sentence: {said}");
    said
}

#[test]
fn a_file_and_a_pipe_give_the_same_report() {
    let path = sample();
    let from_file = tongbao(&["analyze", path.to_str().expect("UTF-8")], b"");
    let from_pipe = tongbao(&["analyze", "-", "--format", "json"], &std::fs::read(&path).expect("the sample"));
    assert_eq!(json(&from_file)["schema"], "report/1");
    assert!(from_file.stdout == from_pipe.stdout);
}

#[test]
fn old_encodings_give_the_same_report() {
    let text = std::fs::read_to_string(sample()).expect("the sample");
    let plain = tongbao(&["analyze", "-"], text.as_bytes());
    json(&plain);
    let (gb18030, _, lossy) = encoding_rs::GB18030.encode(&text);
    assert!(!lossy);
    let utf16: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let mut bom = b"\xef\xbb\xbf".to_vec();
    bom.extend_from_slice(text.as_bytes());
    for (name, bytes) in [("GB18030", gb18030.as_ref()), ("UTF-16", &utf16), ("UTF-8 with a mark", &bom)] {
        assert!(tongbao(&["analyze", "-"], bytes).stdout == plain.stdout, "{name} gives another report");
    }
}

#[test]
fn big5_is_read() {
    let text = "關於本府重要施政計畫執行進度的通報\n壹、依據本府施政計畫管制作業要點辦理。\n貳、各機關應於期限內完成，未完成者請說明原因。\n";
    let (big5, _, lossy) = encoding_rs::BIG5.encode(text);
    assert!(!lossy);
    assert!(json(&tongbao(&["analyze", "-"], &big5)) == json(&tongbao(&["analyze", "-"], text.as_bytes())));
}

#[test]
fn damage_in_a_text_does_no_harm() {
    let mut bytes = std::fs::read(sample()).expect("the sample");
    let lines = |report: &serde_json::Value| report["coverage"]["lines"]["all"].clone();
    let whole = json(&tongbao(&["analyze", "-"], &bytes));
    // NUL, a lone surrogate as CESU-8 writes it, a lone byte.
    for (at, odd) in [(6000, &b"\0\0"[..]), (9000, b"\xed\xa0\x80"), (30000, b"\xff")] {
        // At the end of a long line, which is prose and no number or name.
        let prose = |at: &usize| bytes[*at] == b'\n' && !bytes[at - 90..*at].contains(&b'\n');
        let at = (at..bytes.len()).find(prose).expect("the end of a long line");
        bytes.splice(at..at, odd.iter().copied());
    }
    let damaged = json(&tongbao(&["analyze", "-"], &bytes));
    assert_eq!(lines(&damaged), lines(&whole));
    assert_eq!(damaged["tasks"].as_array().map(Vec::len), whole["tasks"].as_array().map(Vec::len));
}

#[test]
fn what_is_no_notice_is_read_and_said_to_hold_none() {
    let output = tongbao(&["analyze", "-", "--format", "table"], "床前明月光，\n疑是地上霜。\n".as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stdout).contains("No tasks recognised"));
}

#[test]
fn what_is_no_text_is_refused_with_a_sentence() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06";
    assert!(complaint(&tongbao(&["analyze", "-"], png), 1).contains("PNG"));
    complaint(&tongbao(&["analyze", "-"], b" \n\t\n"), 1);
    complaint(&tongbao(&["analyze", "-"], b""), 1);
    let noise: Vec<u8> = (0..5000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    complaint(&tongbao(&["analyze", "-"], &noise), 1);
    assert!(complaint(&tongbao(&["analyze", "no-such-file.txt"], b""), 1).contains("no-such-file.txt"));
    assert!(complaint(&tongbao(&["analyze", "."], b""), 1).contains("folder"));
}

#[test]
fn usage_is_explained() {
    complaint(&tongbao(&["analyze"], b""), 2);
    complaint(&tongbao(&["analyze", "-", "--format", "pdf"], b""), 2);
    complaint(&tongbao(&["read", "-"], b""), 2);
    let help = tongbao(&["--help"], b"");
    assert_eq!(help.status.code(), Some(0));
    for wanted in ["analyze", "--format", "--as-of", "--lang", "Exit codes"] {
        assert!(String::from_utf8_lossy(&help.stdout).contains(wanted), "--help says nothing of {wanted}");
    }
    assert!(String::from_utf8_lossy(&tongbao(&["--help", "--lang", "zh"], b"").stdout).contains("退出码"));
}

#[test]
fn table_and_markdown_show_every_task() {
    let bytes = std::fs::read(sample()).expect("the sample");
    let report = json(&tongbao(&["analyze", "-"], &bytes));
    let tasks = report["tasks"].as_array().expect("tasks");
    let print = |format: &str| {
        let output = tongbao(&["analyze", "-", "--format", format, "--lang", "zh"], &bytes);
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let (table, markdown) = (print("table"), print("md"));
    assert!(!tasks.is_empty());
    for task in tasks {
        let id = task["id"].as_str().expect("an id");
        assert!(table.contains(id), "the table lacks {id}");
    }
    let rows = markdown.lines().filter(|line| line.starts_with("| ")).count();
    let categories: std::collections::BTreeSet<_> = tasks.iter().map(|task| task["category"].as_str()).collect();
    assert_eq!(rows, tasks.len() + 2 * categories.len());
}

#[test]
fn own_rulings_are_shown_beside_what_was_read() {
    let notice = "关于2023年二季度重点工作进展情况的通报\n序号\t重点任务\t责任单位\t进展情况\n\
        1\t新建口袋公园8个\t县住建局\t建成口袋公园2个。\n2\t开通公交线路2条\t县交通局\t开通1条。\n";
    let plain = json(&tongbao(&["analyze", "-"], notice.as_bytes()));
    let ruling = |title: &str| {
        serde_json::json!({"notice": {"document_number": null, "title": plain["notice"]["title"],
            "period_end": "2023-06-30"}, "task": plain["tasks"][0]["id"], "title": title,
            "ruling": {"status": "completed", "reason": "现场核查已建成8个"}})
    };
    let folder = std::env::temp_dir().join(format!("tongbao-rulings-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder of its own");
    let path = folder.join("rulings.json");
    let list = serde_json::json!([ruling("新建口袋公园8个"), ruling("新建口袋公园9个")]);
    std::fs::write(&path, list.to_string()).expect("a file of rulings");
    let path = path.to_str().expect("UTF-8");
    let output = tongbao(&["analyze", "-", "--rulings", path], notice.as_bytes());
    let report = json(&output);
    assert_eq!(report["tasks"][0]["status"]["assessed"], "behind");
    assert_eq!(report["tasks"][0]["status"]["ruling"]["status"], "completed");
    assert_eq!(report["totals"]["overall"]["merged"]["completed"], 1);
    assert!(String::from_utf8_lossy(&output.stderr).contains("新建口袋公园9个"), "a ruling of no task is told");
    let output = tongbao(&["analyze", "-", "--rulings", path, "--format", "md"], notice.as_bytes());
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(printed.contains("Completed (own ruling)") && printed.contains("现场核查已建成8个"), "{printed}");
    complaint(&tongbao(&["analyze", "-", "--rulings", "no-such-file"], notice.as_bytes()), 1);
    std::fs::remove_dir_all(folder).expect("the folder goes");
}
