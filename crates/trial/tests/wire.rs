//! What goes between worker and page comes back as it was, and bytes that nobody packed end in a refusal, never in a panic.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tongbao_notice::document::{Document, Refusal};
use tongbao_notice::overrule::Overruling;
use tongbao_notice::report::{Report, Task};
use tongbao_notice::wire::{pack, pack_list, unpack};
use tongbao_notice::{Options, analyze, analyze_document};
use tongbao_trial::corpus::specimens;
use tongbao_trial::flatten::Style;
use tongbao_trial::plan::plans;

fn runner(cases: u32) -> TestRunner {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[11; 32]);
    TestRunner::new_with_rng(Config { cases, failure_persistence: None, ..Config::default() }, rng)
}

#[test]
fn reports_of_whole_notices_come_back() {
    for specimen in specimens() {
        let report = analyze(&specimen.text, &Options::default());
        assert!(unpack(&pack(&report)) == Some(report), "{}", specimen.name);
    }
}

#[test]
fn documents_and_reports_of_generated_notices_come_back() {
    for style in Style::ALL {
        let outcome = runner(20).run(&plans(), |plan| {
            let document = style.document(&plan.notice(style.carries()));
            let report = analyze_document(&document, &Options::default());
            prop_assert!(unpack(&pack_list(&report.tasks)).as_ref() == Some(&report.tasks));
            prop_assert!(unpack(&pack(&report)) == Some(report));
            let answer: Result<Document, Refusal> = Ok(document);
            prop_assert!(unpack(&pack(&answer)) == Some(answer));
            Ok(())
        });
        if let Err(error) = outcome {
            panic!("{style:?}: {error}");
        }
    }
}

/// What becomes of the bytes, as each type that is sent.
fn read_as_all(bytes: &[u8]) {
    let _ = unpack::<Report>(bytes);
    let _ = unpack::<Vec<Task>>(bytes);
    let _ = unpack::<Result<Document, Refusal>>(bytes);
    let _ = unpack::<Vec<Overruling>>(bytes);
    let _ = unpack::<Options>(bytes);
}

#[test]
fn bytes_that_nobody_packed_do_no_harm() {
    let byte = prop_oneof![4 => 0u8..4, 1 => any::<u8>()];
    let outcome = runner(5000).run(&proptest::collection::vec(byte, 0..400), |bytes| {
        read_as_all(&bytes);
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

#[test]
fn a_damaged_report_does_no_harm() {
    let outcome = runner(10).run(&(plans(), proptest::collection::vec((any::<usize>(), any::<u8>()), 1..8)), |case| {
        let (plan, damage) = case;
        let text = Style::Spaced.document(&plan.notice(Style::Spaced.carries())).text;
        let packed = pack(&analyze(&text, &Options::default()));
        for (place, byte) in &damage {
            let mut bytes = packed.clone();
            let place = place % bytes.len();
            bytes[place] = *byte;
            read_as_all(&bytes);
            bytes.truncate(place);
            prop_assert!(unpack::<Report>(&bytes).is_none());
        }
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}
