//! Metrics that can be compared with each other: a number against a target of its own.

use crate::report::{Comparator, Metric, Report, Task};

/// A metric that can be drawn against its target and the due share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MetricPoint {
    /// The place of its task in `report.tasks`.
    pub task: usize,
    /// Its place in the task's metrics.
    pub metric: usize,
    /// `actual / target`.
    pub rate: f64,
}

/// Whether a rate of this metric means "so much of the target is done". Growth and shares (targets in per cent),
/// and upper limits (`<=`) are no such targets: they are listed, not plotted.
pub fn is_comparable(metric: &Metric) -> bool {
    let of_a_whole = ["%", "％", "‰", "百分点"].iter().any(|sign| metric.unit.contains(sign));
    metric.comparator != Comparator::AtMost
        && !of_a_whole
        && metric.computed_rate.is_some_and(|rate| rate.is_finite() && rate >= 0.0)
}

/// The comparable metrics of all tasks, lowest rate first.
pub fn metric_points(report: &Report) -> Vec<MetricPoint> {
    let mut points: Vec<MetricPoint> = report
        .tasks
        .iter()
        .enumerate()
        .flat_map(|(place, task)| task.metrics.iter().enumerate().map(move |(metric, of)| (place, metric, of)))
        .filter(|(_, _, metric)| is_comparable(metric))
        .filter_map(|(task, metric, of)| of.computed_rate.map(|rate| MetricPoint { task, metric, rate }))
        .collect();
    crate::order::sort_by(&mut points, |a, b| a.rate.total_cmp(&b.rate));
    points
}

/// The comparable metric of a task that is furthest from its target.
pub fn worst_metric(task: &Task) -> Option<&Metric> {
    task.metrics
        .iter()
        .filter(|metric| is_comparable(metric))
        .min_by(|a, b| a.computed_rate.unwrap_or(f64::MAX).total_cmp(&b.computed_rate.unwrap_or(f64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::super::made_up::{report, task};
    use super::*;
    use crate::report::Status;

    fn metric(target: f64, actual: f64, unit: &str, comparator: Comparator) -> Metric {
        Metric {
            name: "小升规".into(),
            target,
            comparator,
            unit: unit.into(),
            actual: Some(actual),
            stated_rate: None,
            computed_rate: Some(actual / target),
            evidence: None,
        }
    }

    #[test]
    fn growth_and_upper_limits_are_not_plotted() {
        assert!(is_comparable(&metric(60.0, 21.0, "家", Comparator::Exactly)));
        assert!(!is_comparable(&metric(7.0, 9.0, "%", Comparator::AtLeast)));
        assert!(!is_comparable(&metric(30.0, 21.0, "微克", Comparator::AtMost)));
        assert!(!is_comparable(&metric(0.0, 21.0, "家", Comparator::Exactly)));
    }

    #[test]
    fn the_worst_metric_is_the_one_furthest_from_its_target() {
        let mut late = task("甲/1", Status::Behind);
        late.metrics =
            vec![metric(60.0, 50.0, "家", Comparator::Exactly), metric(60.0, 21.0, "家", Comparator::AtLeast)];
        assert_eq!(worst_metric(&late).and_then(|metric| metric.actual), Some(21.0));
        let points = metric_points(&report(vec![late]));
        assert_eq!(points.iter().map(|point| point.metric).collect::<Vec<_>>(), [1, 0]);
    }
}
