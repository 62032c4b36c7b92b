//! The stable keys of tasks: what a correction, a link or a comparison refers to.

use crate::map::Map;
use crate::notice::RawTask;

/// One key a task: `category/number`; a second one of the same name gets `#2`, one without a number its place
/// among the tasks of its category (`category/@3`).
pub fn ids(tasks: &[RawTask]) -> Vec<String> {
    let mut seen: Map<String, u32> = Map::new();
    let mut places: Map<&str, u32> = Map::new();
    tasks
        .iter()
        .map(|task| {
            let place = places.entry(task.category.as_str()).or_insert(0);
            *place += 1;
            let name = match &task.number {
                Some(number) => format!("{}/{number}", task.category),
                None => format!("{}/@{place}", task.category),
            };
            let times = seen.entry(name.clone()).or_insert(0);
            *times += 1;
            if *times == 1 { name } else { format!("{name}#{times}") }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(category: &str, number: Option<&str>) -> RawTask {
        RawTask { category: category.to_owned(), number: number.map(str::to_owned), ..RawTask::default() }
    }

    #[test]
    fn a_second_task_of_the_same_number_and_one_without_a_number_have_keys_of_their_own() {
        let tasks = [task("重点", Some("1")), task("重点", Some("1")), task("重点", None), task("实事", Some("1"))];
        assert_eq!(ids(&tasks), ["重点/1", "重点/1#2", "重点/@3", "实事/1"]);
    }
}
