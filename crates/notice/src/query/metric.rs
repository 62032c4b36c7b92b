//! Metrics that can be compared with each other: a number against a target of its own, and the
//! share of the year that is due.

use crate::report::{Comparator, Metric, NoticeFacts, Report, Task};

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

/// The share of the year that has passed at the end of the notice's period, in months: 0.75 after three quarters.
/// `None` where the notice has no period or its period is no year's part.
pub fn due_share(notice: &NoticeFacts) -> Option<f64> {
    let end = notice.period.as_ref()?.end.as_deref()?;
    let mut parts = end.split('-').skip(1).map(str::parse::<u32>);
    let month = parts.next()?.ok().filter(|month| (1..=12).contains(month))?;
    let day = parts.next().and_then(Result::ok).unwrap_or(31);
    // A period that ends within a month is due for the days that have passed of it.
    let of_month = if day >= 28 { 1.0 } else { f64::from(day) / 30.0 };
    Some((f64::from(month - 1) + of_month) / 12.0)
}

#[cfg(test)]
mod tests {
    use super::super::made_up::{report, task};
    use super::*;
    use crate::report::{Period, Status};

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

    fn ending(end: &str) -> NoticeFacts {
        NoticeFacts {
            period: Some(Period { year: Some(2021), label: "三季度".into(), end: Some(end.into()) }),
            ..NoticeFacts::default()
        }
    }

    #[test]
    fn three_quarters_of_the_year_are_due_at_the_end_of_september() {
        assert_eq!(due_share(&ending("2021-09-30")), Some(0.75));
        assert_eq!(due_share(&ending("2021-02-28")), Some(2.0 / 12.0));
        assert_eq!(due_share(&ending("2021-06-15")), Some(5.5 / 12.0));
    }

    #[test]
    fn without_a_period_nothing_is_due() {
        assert_eq!(due_share(&NoticeFacts::default()), None);
        assert_eq!(due_share(&ending("三季度")), None);
        assert_eq!(due_share(&ending("2021-13-01")), None);
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
