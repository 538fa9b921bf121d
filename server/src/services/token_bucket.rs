//! How fast each of many may do something: a bucket of tokens each, refilled steadily, in this node's memory.
//!
//! A burst may empty the bucket; after that it goes on at the steady rate. [`super::rate_limit`] counts by windows
//! instead, for what is done a few times an hour.

use domain::time::Timestamp;
use moka::sync::Cache;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Who is remembered at most; beyond that those seen longest ago begin anew.
const REMEMBERED: u64 = 100_000;
/// Who was not seen for so long has a full bucket again.
const IDLE: Duration = Duration::from_secs(120);
/// A token, in the parts that a microsecond brings each who has one token a minute. Whole numbers: parts of tokens that
/// do not add up to one would let nobody through.
const TOKEN: u64 = 60_000_000;

/// Buckets of one size.
pub struct TokenBuckets<K> {
    /// Tokens a minute, and in a full bucket.
    per_minute: u32,
    buckets: Cache<K, Arc<Mutex<Bucket>>>,
}

struct Bucket {
    /// In parts of tokens.
    level: u64,
    filled_at: Timestamp,
}

impl<K: Hash + Eq + Send + Sync + 'static> TokenBuckets<K> {
    /// Buckets that hold a minute's worth.
    #[must_use]
    pub fn new(per_minute: u32) -> Self {
        let buckets = Cache::builder().max_capacity(REMEMBERED).time_to_idle(IDLE).build();
        Self { per_minute, buckets }
    }

    /// Takes a token; answers whether there was one.
    pub fn take(&self, key: K, now: Timestamp) -> bool {
        let most = u64::from(self.per_minute).saturating_mul(TOKEN);
        let full = || Arc::new(Mutex::new(Bucket { level: most, filled_at: now }));
        let bucket = self.buckets.get_with(key, full);
        let mut bucket = bucket.lock().unwrap_or_else(PoisonError::into_inner);
        let since = now.micros().saturating_sub(bucket.filled_at.micros()).max(0).unsigned_abs();
        let brought = since.saturating_mul(u64::from(self.per_minute));
        bucket.level = bucket.level.saturating_add(brought).min(most);
        bucket.filled_at = bucket.filled_at.max(now);
        match bucket.level.checked_sub(TOKEN) {
            Some(rest) => {
                bucket.level = rest;
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_micros(second * 1_000_000)
    }

    #[test]
    fn a_burst_empties_the_bucket_and_time_fills_it() {
        let buckets = TokenBuckets::new(6);
        assert!((0..6).all(|_| buckets.take("a", at(0))));
        assert!(!buckets.take("a", at(0)));
        assert!(buckets.take("b", at(0)), "each has one of their own");
        assert!(!buckets.take("a", at(9)));
        assert!(buckets.take("a", at(10)), "a token every ten seconds");
        assert!(!buckets.take("a", at(10)));
        assert_eq!((0..10).filter(|_| buckets.take("a", at(3_600))).count(), 6, "no fuller than full");
    }

    #[test]
    fn a_clock_set_back_gives_no_tokens() {
        let buckets = TokenBuckets::new(1);
        assert!(buckets.take("a", at(100)));
        assert!(!buckets.take("a", at(0)));
        assert!(!buckets.take("a", at(100)));
    }
}
