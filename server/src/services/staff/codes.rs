//! The second factor: one-time codes from an app (TOTP, RFC 6238), and the recovery codes for the day that the
//! phone is lost.

use crate::seal::Sealer;
use crate::store::{StaffId, TokenHash};
use domain::time::Timestamp;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use totp_rs::{Builder, Secret, Totp};

/// Bytes of a secret: what RFC 4226 recommends.
const SECRET: usize = 20;
/// How many recovery codes there are.
pub const RECOVERY_CODES: usize = 10;
/// Letters of a recovery code: no two of these are mistaken for each other. Ten of 31 are 49 bits.
const LETTERS: &[u8; 31] = b"23456789abcdefghjkmnpqrstuvwxyz";
const RECOVERY_LENGTH: usize = 10;

/// The secret from which somebody's one-time codes follow.
pub(super) struct CodeSecret([u8; SECRET]);

impl CodeSecret {
    pub(super) fn random() -> Self {
        Self(rand::random())
    }

    /// Sealed for the store, so that its reader cannot make codes.
    pub(super) fn seal(&self, sealer: &Sealer, staff: StaffId) -> Option<Vec<u8>> {
        sealer.seal(staff.bytes(), &self.0)
    }

    pub(super) fn open(sealer: &Sealer, staff: StaffId, sealed: &[u8]) -> Option<Self> {
        sealer.open(staff.bytes(), sealed)?.try_into().ok().map(Self)
    }

    /// From its letters, as a form brings them back.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Secret::try_from_base32(text).ok()?.as_bytes().try_into().ok().map(Self)
    }

    /// Its letters, for those who type.
    pub(super) fn letters(&self) -> String {
        Secret::from(self.0.to_vec()).to_base32()
    }

    fn totp(&self, email: &str) -> Option<Totp> {
        let secret = Secret::from(self.0.to_vec());
        Builder::new()
            .with_secret(secret)
            // A colon divides issuer and account in the address.
            .with_account_name(email.replace(':', " "))
            .with_issuer(Some("Lendlight"))
            .build()
            .ok()
    }

    /// The address that an app on the same device opens.
    pub(super) fn address(&self, email: &str) -> Option<String> {
        self.totp(email)?.to_url().ok()
    }

    /// The address as a picture for another device's camera: an SVG document.
    pub(super) fn picture(&self, email: &str) -> Option<String> {
        let code = QrCode::with_error_correction_level(self.address(email)?, EcLevel::M).ok()?;
        Some(code.render::<svg::Color<'_>>().min_dimensions(200, 200).quiet_zone(true).build())
    }

    /// The time step whose code this is: of now, or the one before or after, since clocks differ.
    pub(super) fn step_of(&self, code: &str, now: Timestamp) -> Option<u64> {
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let seconds = u64::try_from(now.micros() / 1_000_000).ok()?;
        self.totp("staff")?.check(&digits, seconds)
    }
}

/// New recovery codes, to be shown once.
pub(super) fn recovery_codes() -> Vec<String> {
    let letter = |_| char::from(*LETTERS.get(usize::from(rand::random_range(0..31_u8))).unwrap_or(&b'2'));
    let code = |_| {
        let letters: String = (0..RECOVERY_LENGTH).map(letter).collect();
        let (first, second) = letters.split_at(RECOVERY_LENGTH / 2);
        format!("{first}-{second}")
    };
    (0..RECOVERY_CODES).map(code).collect()
}

/// What the store knows of a recovery code; `None` if it cannot be one. Bound to its holder, so that one table of
/// hashes fits nobody.
pub(super) fn recovery_hash(staff: StaffId, code: &str) -> Option<TokenHash> {
    let letters: Vec<u8> = code.to_lowercase().bytes().filter(u8::is_ascii_alphanumeric).collect();
    let fits = letters.len() == RECOVERY_LENGTH && letters.iter().all(|letter| LETTERS.contains(letter));
    fits.then(|| TokenHash::of(&[staff.bytes(), &letters].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const WHO: StaffId = StaffId(Uuid::from_u128(7));

    fn second(second: i64) -> Timestamp {
        Timestamp::from_micros(second * 1_000_000)
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B: the last six of the eight digits for SHA-1.
        let secret = CodeSecret(*b"12345678901234567890");
        for (time, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            assert_eq!(secret.step_of(code, second(time)), Some(u64::try_from(time).unwrap() / 30), "{time}");
            let spaced = format!(" {} {}", &code[..3], &code[3..]);
            assert!(secret.step_of(&spaced, second(time + 30)).is_some(), "as people type it, a little late");
            assert_eq!(secret.step_of(code, second(time + 90)), None, "too late");
        }
        for wrong in ["", "28708", "2870822", "abcdef", "000000"] {
            assert_eq!(secret.step_of(wrong, second(59)), None, "{wrong}");
        }
    }

    #[test]
    fn a_secret_survives_sealing_and_its_letters() {
        let (secret, sealer) = (CodeSecret::random(), Sealer::new(b"master", "test"));
        let sealed = secret.seal(&sealer, WHO).unwrap();
        assert_eq!(CodeSecret::open(&sealer, WHO, &sealed).unwrap().0, secret.0);
        assert!(CodeSecret::open(&sealer, StaffId(Uuid::from_u128(8)), &sealed).is_none());
        assert_eq!(CodeSecret::parse(&secret.letters()).unwrap().0, secret.0);
        assert!(CodeSecret::parse("ABC").is_none() && CodeSecret::parse("").is_none());
        let address = secret.address("kim@harbour.example").unwrap();
        assert!(address.starts_with("otpauth://totp/Lendlight:kim%40harbour.example?secret="), "{address}");
        assert!(secret.picture("kim@harbour.example").unwrap().contains("<svg"));
    }

    #[test]
    fn recovery_codes_are_read_as_people_write_them() {
        let codes = recovery_codes();
        assert_eq!(codes.len(), RECOVERY_CODES);
        let code = &codes[0];
        let hash = recovery_hash(WHO, code).unwrap();
        assert_eq!(recovery_hash(WHO, &code.to_uppercase().replace('-', " ")), Some(hash));
        assert_ne!(recovery_hash(WHO, &codes[1]), Some(hash));
        assert_ne!(recovery_hash(StaffId(Uuid::from_u128(8)), code), Some(hash));
        for wrong in ["", "123456", "abcde-fgh1j", &format!("{code}2")] {
            assert_eq!(recovery_hash(WHO, wrong), None, "{wrong}");
        }
    }
}
