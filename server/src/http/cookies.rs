//! The cookies that hold what the site keeps for a browser beside its answers: the lists of an anonymous
//! visitor, and the token of one who is signed in. Both are encrypted and signed, and scripts cannot read them.

use crate::config::SessionConfig;
use crate::seal::Sealer;
use crate::services::accounts::Token;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::lists::Lists;
use domain::time::Timestamp;

/// The cookie of an anonymous visitor's lists.
pub(super) const LISTS: &str = "lendlight-lists";
/// The cookie of who is signed in.
pub(super) const ACCOUNT: &str = "lendlight-account";

/// The cookie of who of those that work with the site is signed in.
pub(super) const STAFF: &str = "lendlight-staff";

/// Seals and opens the cookies.
pub struct SealedCookies {
    lists: Sealer,
    account: Sealer,
    staff: Sealer,
    secure: bool,
    days: i64,
}

impl SealedCookies {
    /// Cookies sealed under keys derived from the session key.
    #[must_use]
    pub fn new(master: &[u8], config: &SessionConfig) -> Self {
        Self {
            lists: Sealer::new(master, "lendlight lists cookie"),
            account: Sealer::new(master, "lendlight account cookie"),
            staff: Sealer::new(master, "lendlight staff cookie"),
            secure: config.secure,
            days: config.days,
        }
    }

    /// The cookie of these lists; of empty ones, a cookie that removes it.
    pub(super) fn write_lists(&self, lists: &Lists, now: Timestamp) -> Option<Cookie<'static>> {
        if lists.is_empty() {
            return Some(self.removal(LISTS));
        }
        let text = [day(now).to_be_bytes().as_slice(), &lists.to_bytes()].concat();
        self.sealed(LISTS, &self.lists, &text)
    }

    /// The lists in a cookie, and whether it was written on another day, so that its end should be put off. One
    /// that cannot be read holds nothing.
    pub(super) fn read_lists(&self, cookie: Option<&Cookie<'_>>, now: Timestamp) -> (Lists, bool) {
        let text = cookie.and_then(|cookie| open(&self.lists, cookie));
        let read = text.as_deref().and_then(|text| {
            let (written, lists) = text.split_first_chunk::<4>()?;
            Some((Lists::from_bytes(lists).ok()?, u32::from_be_bytes(*written) != day(now)))
        });
        read.unwrap_or_default()
    }

    /// The cookie of a session.
    pub(super) fn write_account(&self, token: &Token) -> Option<Cookie<'static>> {
        self.sealed(ACCOUNT, &self.account, token.bytes())
    }

    /// The token of a session.
    pub(super) fn read_account(&self, cookie: &Cookie<'_>) -> Option<Token> {
        Token::from_bytes(&open(&self.account, cookie)?)
    }

    /// The cookie of a session of those who work with the site. It ends with the browser's, and no page of another site
    /// sends it along, not even by a link.
    pub(super) fn write_staff(&self, token: &Token) -> Option<Cookie<'static>> {
        let sealed = self.staff.seal(STAFF.as_bytes(), token.bytes())?;
        Some(self.staff_cookie(URL_SAFE_NO_PAD.encode(sealed)))
    }

    /// The token of such a session.
    pub(super) fn read_staff(&self, cookie: &Cookie<'_>) -> Option<Token> {
        Token::from_bytes(&open(&self.staff, cookie)?)
    }

    /// A cookie that removes it.
    pub(super) fn staff_removal(&self) -> Cookie<'static> {
        let mut cookie = self.staff_cookie(String::new());
        cookie.make_removal();
        cookie
    }

    fn staff_cookie(&self, value: String) -> Cookie<'static> {
        Cookie::build(STAFF, value)
            .path("/")
            .http_only(true)
            .same_site(SameSite::Strict)
            .secure(self.secure)
            .finish()
    }

    /// A cookie that removes the one of this name.
    pub(super) fn removal(&self, name: &'static str) -> Cookie<'static> {
        let mut cookie = self.cookie(name, String::new());
        cookie.make_removal();
        cookie
    }

    fn sealed(&self, name: &'static str, sealer: &Sealer, text: &[u8]) -> Option<Cookie<'static>> {
        let sealed = sealer.seal(name.as_bytes(), text)?;
        Some(self.cookie(name, URL_SAFE_NO_PAD.encode(sealed)))
    }

    fn cookie(&self, name: &'static str, value: String) -> Cookie<'static> {
        Cookie::build(name, value)
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(self.secure)
            .max_age(Duration::days(self.days))
            .finish()
    }
}

fn open(sealer: &Sealer, cookie: &Cookie<'_>) -> Option<Vec<u8>> {
    let sealed = URL_SAFE_NO_PAD.decode(cookie.value()).ok()?;
    sealer.open(cookie.name().as_bytes(), &sealed)
}

/// Days since 1970.
fn day(now: Timestamp) -> u32 {
    u32::try_from(Timestamp::from_micros(0).days_until(now)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::lists::List;
    use domain::product::ProductId;

    fn cookies() -> SealedCookies {
        SealedCookies::new(&[7; 64], &SessionConfig { secure: true, days: 365 })
    }

    fn at(days: i64) -> Timestamp {
        Timestamp::from_micros(days * 24 * 3600 * 1_000_000)
    }

    /// Browsers keep 4,096 bytes of a cookie's name, value and attributes (RFC 6265, 6.1).
    #[test]
    fn full_lists_fit_into_a_cookie() {
        let mut lists = Lists::default();
        for (number, list) in List::ALL.iter().enumerate() {
            for item in 0..list.room() {
                let id = (number * 1_000 + item) as u128;
                lists.add(*list, ProductId(uuid::Uuid::from_u128(id))).unwrap();
            }
        }
        let cookie = cookies().write_lists(&lists, at(20_000)).unwrap();
        let length = cookie.to_string().len();
        assert!(length < 4_000, "{length} bytes");
        assert_eq!(cookies().read_lists(Some(&cookie), at(20_000)), (lists, false));
    }

    #[test]
    fn a_cookie_of_another_day_is_to_be_written_anew() {
        let mut lists = Lists::default();
        lists.add(List::Saved, ProductId(uuid::Uuid::nil())).unwrap();
        let cookie = cookies().write_lists(&lists, at(20_000)).unwrap();
        assert_eq!(cookies().read_lists(Some(&cookie), at(20_001)), (lists, true));
        assert_eq!(cookies().read_lists(None, at(20_001)), (Lists::default(), false));
    }

    #[test]
    fn a_cookie_is_sealed_and_of_no_use_under_another_name() {
        let token = Token::from_bytes(&[1; 32]).unwrap();
        let cookie = cookies().write_account(&token).unwrap();
        let shown = cookie.to_string();
        for attribute in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
            assert!(shown.contains(attribute), "{shown}");
        }
        assert_eq!(cookies().read_account(&cookie), Some(token));
        let moved = Cookie::new(LISTS, cookie.value().to_owned());
        assert_eq!(cookies().read_lists(Some(&moved), at(0)), (Lists::default(), false));
        let mut changed = cookie.value().to_owned();
        changed.replace_range(40..41, if &changed[40..41] == "A" { "B" } else { "A" });
        assert_eq!(cookies().read_account(&Cookie::new(ACCOUNT, changed)), None);
    }
}
