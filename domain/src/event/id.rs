//! Event ids are UUIDv7 (RFC 9562): their order is that of time, so that the oldest events are the first of an index.

use crate::time::Timestamp;
use uuid::{Uuid, Version};

/// The largest number of milliseconds that a UUIDv7 holds: 48 bits, beyond the year 10000.
const LATEST: i64 = (1 << 48) - 1;

/// A bound for the ids of events: every id that is minted at a time or later is not below it. It is no id itself.
#[must_use]
pub fn earliest(at: Timestamp) -> Uuid {
    let milliseconds = at.micros().div_euclid(1_000).clamp(0, LATEST);
    Uuid::from_u128(u128::from(milliseconds.unsigned_abs()) << 80)
}

/// When an id was minted, to the millisecond; `None` if it is no UUIDv7.
#[must_use]
pub fn minted_at(id: Uuid) -> Option<Timestamp> {
    let milliseconds = i64::try_from(id.as_u128() >> 80).ok()?;
    (id.get_version() == Some(Version::SortRand))
        .then(|| Timestamp::from_micros(milliseconds.saturating_mul(1_000)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 9562, appendix A.6: 2022-02-22T19:22:22Z.
    const EXAMPLE: Uuid = Uuid::from_u128(0x017F_22E2_79B0_7CC3_98C4_DC0C_0C07_398F);

    #[test]
    fn an_id_says_when_it_was_minted() {
        assert_eq!(minted_at(EXAMPLE).unwrap().to_string(), "2022-02-22T19:22:22Z");
        assert_eq!(minted_at(Uuid::nil()), None);
        assert_eq!(minted_at(Uuid::from_u128(0x919108F7_52D1_4320_9BAC_F847DB4148A8)), None, "a UUIDv4");
    }

    #[test]
    fn a_bound_stands_before_what_comes_at_its_time_and_after_what_came_before() {
        let at = minted_at(EXAMPLE).unwrap();
        assert!(earliest(at) <= EXAMPLE);
        assert!(earliest(Timestamp::from_micros(at.micros() + 1_000)) > EXAMPLE);
        assert_eq!(earliest(Timestamp::from_micros(-1)), Uuid::nil());
        assert!(earliest(Timestamp::from_micros(i64::MAX)) > EXAMPLE);
    }
}
