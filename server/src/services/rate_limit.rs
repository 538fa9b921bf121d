//! How often somebody may do something: so many times a window, counted in this node's memory.

use moka::sync::Cache;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Who is remembered at most; beyond that the counts of those seen longest ago are forgotten.
const REMEMBERED: u64 = 100_000;

/// Counts what each of many does.
pub struct RateLimit<K> {
    most: u32,
    counts: Cache<K, Arc<AtomicU32>>,
}

impl<K: Hash + Eq + Send + Sync + 'static> RateLimit<K> {
    /// At most `most` times in a window that begins with the first.
    #[must_use]
    pub fn new(most: u32, window: Duration) -> Self {
        Self { most, counts: Cache::builder().max_capacity(REMEMBERED).time_to_live(window).build() }
    }

    /// Counts one more; answers whether it is still allowed.
    pub fn allows(&self, key: K) -> bool {
        let count = self.counts.get_with(key, Arc::default);
        // An attempt that was refused is not counted, so that the count cannot overflow.
        count.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| (n < self.most).then_some(n + 1)).is_ok()
    }
}

/// Whom an address stands for: a household has a /64 of IPv6.
#[must_use]
pub fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() & (u128::MAX << 64)).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_count_of_their_own() {
        let limit = RateLimit::new(2, Duration::from_secs(60));
        assert!(limit.allows("a") && limit.allows("a"));
        assert!(!limit.allows("a") && !limit.allows("a"));
        assert!(limit.allows("b"));
    }

    #[test]
    fn the_count_begins_anew_after_the_window() {
        let limit = RateLimit::new(1, Duration::from_millis(50));
        assert!(limit.allows("a"));
        assert!(!limit.allows("a"));
        std::thread::sleep(Duration::from_millis(80));
        assert!(limit.allows("a"));
    }

    #[test]
    fn a_household_is_one_however_many_addresses_it_has() {
        let of = |address: &str| household(address.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:aaaa::1"), of("2001:db8:1:2:ffff:1:2:3"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }
}
