//! Maps in a few hundred bytes each.
//!
//! The standard library's maps compile their machinery anew for every pair of types, one to two kilobytes a time; we
//! have thirty such pairs and the page is to be small. Here one table, which knows nothing of types, finds the place
//! of a key by its hash; what is compiled per type is comparing keys. A [`Map`] keeps its entries in the order in which
//! their keys came first, so that what is made from it comes out alike everywhere. [`Sorted`] is for the few keys of a
//! report, which are printed in order.

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// Finds places by the hash of what stands there.
#[derive(Clone, Debug, Default)]
struct Table {
    /// Places, one more than they are, where their hash leads or after it; 0 is free. As many as a power of two.
    slots: Vec<u32>,
    /// The hash of each place.
    hashes: Vec<u32>,
}

impl Table {
    /// The place with this hash for which `same` holds.
    fn find(&self, hash: u32, same: &dyn Fn(usize) -> bool) -> Option<usize> {
        let last = self.slots.len().checked_sub(1)?;
        let mut at = hash as usize & last;
        loop {
            let place = (*self.slots.get(at)? as usize).checked_sub(1)?;
            if self.hashes.get(place) == Some(&hash) && same(place) {
                return Some(place);
            }
            at = (at + 1) & last;
        }
    }

    /// Takes in the next place.
    fn add(&mut self, hash: u32) {
        self.hashes.push(hash);
        // A quarter stays free, so that the way to a free slot is short.
        if self.hashes.len() * 4 > self.slots.len() * 3 {
            let size = (self.hashes.len() * 2).next_power_of_two().max(8);
            self.slots = vec![0; size];
            for place in 0..self.hashes.len() {
                self.settle(place);
            }
        } else {
            self.settle(self.hashes.len() - 1);
        }
    }

    fn settle(&mut self, place: usize) {
        let last = self.slots.len() - 1;
        let mut at = self.hashes[place] as usize & last;
        while self.slots[at] != 0 {
            at = (at + 1) & last;
        }
        self.slots[at] = place as u32 + 1;
    }
}

/// Folds what is hashed into one number, a word at a time.
struct Fold(u64);

impl Fold {
    fn take(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for Fold {
    fn write(&mut self, bytes: &[u8]) {
        for piece in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..piece.len()].copy_from_slice(piece);
            self.take(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.take(u64::from(value));
    }

    fn write_u32(&mut self, value: u32) {
        self.take(u64::from(value));
    }

    fn write_usize(&mut self, value: usize) {
        self.take(value as u64);
    }

    fn finish(&self) -> u64 {
        // The upper bits of a product depend on all bits of its factors.
        self.0 ^ (self.0 >> 32)
    }
}

fn hash_of<K: Hash + ?Sized>(key: &K) -> u32 {
    let mut fold = Fold(0);
    key.hash(&mut fold);
    (fold.finish() >> 16) as u32
}

/// A map in the order in which its keys came first.
#[derive(Clone, Debug)]
pub struct Map<K, V> {
    table: Table,
    entries: Vec<(K, V)>,
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self { table: Table::default(), entries: Vec::new() }
    }
}

impl<K: Hash + Eq, V> Map<K, V> {
    /// An empty map.
    pub fn new() -> Self {
        Self::default()
    }

    fn place<Q: Hash + Eq + ?Sized>(&self, hash: u32, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        self.table.find(hash, &|place| self.entries.get(place).is_some_and(|(known, _)| known.borrow() == key))
    }

    /// The value of a key.
    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(hash_of(key), key)?;
        self.entries.get(place).map(|(_, value)| value)
    }

    /// Whether it has this key.
    pub fn contains_key<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.get(key).is_some()
    }

    /// The place in order of appearance of a key that is there now, and whether it is new.
    fn settle(&mut self, key: K, make: impl FnOnce() -> Option<V>) -> (usize, bool) {
        let hash = hash_of(&key);
        if let Some(place) = self.place(hash, &key) {
            return (place, false);
        }
        if let Some(value) = make() {
            self.table.add(hash);
            self.entries.push((key, value));
        }
        (self.entries.len().saturating_sub(1), true)
    }

    /// A key that is about to be looked up or put in.
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        Entry { map: self, key }
    }

    /// Gives a key its value; answers what it had before.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        let mut value = Some(value);
        let (place, _) = self.settle(key, || value.take());
        let before = self.entries.get_mut(place)?;
        value.map(|value| std::mem::replace(&mut before.1, value))
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Keys and values, in the order in which the keys came.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    /// The keys, in the order in which they came.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.entries.iter().map(|(key, _)| key)
    }

    /// The values, in the order in which their keys came.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.entries.iter().map(|(_, value)| value)
    }
}

/// A key of a [`Map`] that is about to be looked up or put in.
pub struct Entry<'a, K, V> {
    map: &'a mut Map<K, V>,
    key: K,
}

impl<'a, K: Hash + Eq, V> Entry<'a, K, V> {
    /// Its value, made where there is none.
    pub fn or_insert_with(self, make: impl FnOnce() -> V) -> &'a mut V {
        let (place, _) = self.map.settle(self.key, || Some(make()));
        &mut self.map.entries[place].1
    }

    /// Its value, this one where there is none.
    pub fn or_insert(self, value: V) -> &'a mut V {
        self.or_insert_with(|| value)
    }

    /// Its value; at first the default.
    pub fn or_default(self) -> &'a mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

/// Keys without values.
pub type Set<K> = Map<K, ()>;

impl<K: Hash + Eq> Set<K> {
    /// Takes in a key; answers whether it is new.
    pub fn take_in(&mut self, key: K) -> bool {
        self.settle(key, || Some(())).1
    }
}

impl<K: Hash + Eq, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        for (key, value) in entries {
            map.insert(key, value);
        }
        map
    }
}

/// A map of a few entries, in the order of its keys. Written as a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Sorted<K, V>(Vec<(K, V)>);

impl<K, V> Default for Sorted<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> Sorted<K, V> {
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(known, _)| known.borrow().cmp(key))
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }

    /// The value of a key; at first the default.
    pub fn or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let place = self.place(&key).unwrap_or_else(|place| {
            self.0.insert(place, (key, V::default()));
            place
        });
        &mut self.0[place].1
    }

    /// Gives a key its value.
    pub fn insert(&mut self, key: K, value: V) {
        match self.place(&key) {
            Ok(place) => self.0[place].1 = value,
            Err(place) => self.0.insert(place, (key, value)),
        }
    }

    /// Keys and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Sorted<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::default();
        for (key, value) in entries {
            map.insert(key, value);
        }
        map
    }
}

impl<K: Serialize, V: Serialize> Serialize for Sorted<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Deserialize<'de> for Sorted<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<K, V>(PhantomData<(K, V)>);

        impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Visitor<'de> for Entries<K, V> {
            type Value = Sorted<K, V>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
                let mut map = Sorted::default();
                while let Some((key, value)) = entries.next_entry()? {
                    map.insert(key, value);
                }
                Ok(map)
            }
        }

        deserializer.deserialize_map(Entries(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_again_and_none_that_was_not_put_in() {
        let mut map = Map::new();
        for number in 0..2000_u32 {
            assert_eq!(map.insert(number.to_string(), number), None);
        }
        assert_eq!(map.insert("7".to_owned(), 70), Some(7));
        *map.entry("8".to_owned()).or_default() += 1;
        assert_eq!(
            (map.get("7"), map.get("8"), map.get("1999"), map.get("2000")),
            (Some(&70), Some(&9), Some(&1999), None)
        );
        assert_eq!((map.len(), map.keys().next()), (2000, Some(&"0".to_owned())));
        assert!(Map::<&str, u32>::new().get("甲").is_none());
        let mut set = Set::new();
        assert!(set.take_in("甲") && !set.take_in("甲") && set.contains_key("甲"));
    }

    #[test]
    fn keys_of_one_hash_are_told_apart() {
        let mut table = Table::default();
        for _ in 0..5 {
            table.add(9);
        }
        assert_eq!((table.find(9, &|place| place == 3), table.find(9, &|_| false)), (Some(3), None));
    }

    #[test]
    fn a_sorted_map_is_written_and_read_as_a_map() {
        let map: Sorted<String, u32> =
            [("乙".to_owned(), 2), ("甲".to_owned(), 1), ("乙".to_owned(), 3)].into_iter().collect();
        let text = serde_json::to_string(&map).unwrap();
        assert_eq!(text, r#"{"乙":3,"甲":1}"#);
        assert_eq!(serde_json::from_str::<Sorted<String, u32>>(&text).unwrap(), map);
        assert_eq!((map.get("甲"), map.get("丙"), map.len()), (Some(&1), None, 2));
    }
}
