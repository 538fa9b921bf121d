//! Who somebody is to the events: a keyed hash, from which nobody without the key finds the person.

use crate::store::AccountId;
use domain::event::{ListedAs, Pseudonym};
use domain::product::ProductId;
use domain::time::Timestamp;
use hkdf::Hkdf;
use sha2::Sha256;
use uuid::{Builder, Uuid};

/// A person that events know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person {
    /// An anonymous visitor, by the random id in their session.
    Browser([u8; 16]),
    /// An account's holder.
    Account(AccountId),
}

/// Makes pseudonyms. One step of HKDF's expansion (RFC 5869) is an HMAC with SHA-256 of what identifies the person,
/// under a key derived from the session key: another `session.key` makes other pseudonyms, and cuts every earlier
/// event from its person.
pub(super) struct Pseudonyms(Hkdf<Sha256>);

impl Pseudonyms {
    pub(super) fn new(master: &[u8]) -> Self {
        Self(Hkdf::new(Some(b"lendlight events"), master))
    }

    pub(super) fn of(&self, person: Person) -> Pseudonym {
        Pseudonym(match person {
            Person::Browser(id) => self.hash(&[b"browser", &id]),
            Person::Account(id) => self.hash(&[b"account", id.bytes()]),
        })
    }

    /// The id of putting a product on a list: the same for the same person, product and list on the same day, so that
    /// saving, taking off and saving again counts once. Where nobody is known, each time is another.
    pub(super) fn listed_id(
        &self,
        person: Option<Pseudonym>,
        listed_as: ListedAs,
        product: ProductId,
        now: Timestamp,
    ) -> Uuid {
        let Some(person) = person else { return Uuid::now_v7() };
        let day = now.micros().max(0).unsigned_abs() / super::DAY.unsigned_abs();
        let parts: [&[u8]; 5] =
            [b"listed", &person.0, listed_as.name().as_bytes(), product.0.as_bytes(), &day.to_be_bytes()];
        let hash: [u8; 10] = self.hash(&parts);
        Builder::from_unix_timestamp_millis(day * (super::DAY / 1_000).unsigned_abs(), &hash).into_uuid()
    }

    fn hash<const N: usize>(&self, parts: &[&[u8]]) -> [u8; N] {
        let mut hash = [0; N];
        let derived = self.0.expand_multi_info(parts, &mut hash);
        debug_assert!(derived.is_ok(), "a few bytes are fewer than HKDF's limit of 8,160");
        hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::event::minted_at;

    #[test]
    fn a_pseudonym_is_the_same_again_and_nobody_elses() {
        let ours = Pseudonyms::new(b"a key");
        let browser = Person::Browser([7; 16]);
        assert_eq!(ours.of(browser), Pseudonyms::new(b"a key").of(browser));
        assert_ne!(ours.of(browser), Pseudonyms::new(b"another key").of(browser));
        assert_ne!(ours.of(browser), ours.of(Person::Browser([8; 16])));
        assert_ne!(ours.of(browser), ours.of(Person::Account(AccountId(Uuid::from_bytes([7; 16])))));
        assert_ne!(ours.of(browser).0, [7; 16]);
    }

    #[test]
    fn saving_twice_a_day_is_one_event() {
        let ours = Pseudonyms::new(b"a key");
        let person = Some(ours.of(Person::Browser([7; 16])));
        let product = ProductId(Uuid::from_u128(1));
        let at = |second: i64| Timestamp::from_micros(1_700_006_400_000_000 + second * 1_000_000);
        let id = |second| ours.listed_id(person, ListedAs::Save, product, at(second));
        assert_eq!(id(0), id(80_000));
        assert_ne!(id(0), id(90_000));
        assert_ne!(id(0), ours.listed_id(person, ListedAs::Compare, product, at(0)));
        assert_eq!(minted_at(id(80_000)), Some(at(0)), "in the order of time, to the day");
        let nobody = || ours.listed_id(None, ListedAs::Save, product, at(0));
        assert_ne!(nobody(), nobody());
    }
}
