//! How fast a notice is read and judged, and whether the cost stays linear: bytes a second on 1 copy of
//! the sample, and on 1 MB, 10 MB and (with `TRIAL_LARGE=1`) 100 MB of joined notices.

#![allow(missing_docs, reason = "criterion writes a public function without documentation")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use tongbao_notice::{Options, analyze};
use tongbao_trial::corpus::{SAMPLE, specimen, specimens};

/// All notices one after another, over and over, up to `bytes`.
fn joined(bytes: usize) -> String {
    let texts: Vec<String> = specimens().into_iter().map(|specimen| specimen.text).collect();
    let mut out = String::with_capacity(bytes + 200_000);
    for text in texts.iter().cycle() {
        if out.len() >= bytes {
            break;
        }
        out += text;
        out += "\n\n";
    }
    out
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("analyze");
    group.sample_size(10);
    let mut texts = vec![("sample", specimen(SAMPLE).text), ("1 MB", joined(1 << 20)), ("10 MB", joined(10 << 20))];
    if std::env::var_os("TRIAL_LARGE").is_some() {
        texts.push(("100 MB", joined(100 << 20)));
    }
    for (name, text) in texts {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(name), &text, |bencher, text| {
            bencher.iter(|| black_box(analyze(text, &Options::default())));
        });
    }
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
