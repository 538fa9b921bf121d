//! An e-mail address that mail can be sent to.

use lettre::Address;
use std::fmt;
use std::str::FromStr;

/// The longest address that SMTP can carry (RFC 5321, 4.5.3.1.3, without the angle brackets).
const LONGEST: usize = 254;

/// An e-mail address in lower case, so that one mailbox has one account.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(Address);

/// The text is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct EmailError;

impl EmailAddress {
    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_ref()
    }

    /// The address as the mailer wants it.
    pub(super) fn address(&self) -> Address {
        self.0.clone()
    }
}

impl FromStr for EmailAddress {
    type Err = EmailError;

    fn from_str(text: &str) -> Result<Self, EmailError> {
        let text = text.trim().to_lowercase();
        let address: Address = text.parse().map_err(|_| EmailError)?;
        // Quoted names and addresses in brackets exist, but nobody has a mailbox there; a domain without a dot
        // would be looked up in the server's own network.
        let plain = |c: char| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
        let fits = text.len() <= LONGEST
            && address.user().chars().all(plain)
            && address.domain().contains('.')
            && address.domain().chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-');
        if fits { Ok(Self(address)) } else { Err(EmailError) }
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_has_one_spelling() {
        let address: EmailAddress = " Kim.Lee+loans@Example.COM ".parse().unwrap();
        assert_eq!(address.as_str(), "kim.lee+loans@example.com");
    }

    #[test]
    fn what_mail_could_not_be_sent_to_is_refused() {
        let long = format!("{}@example.com", "a".repeat(250));
        for text in [
            "",
            "kim",
            "@example.com",
            "kim@",
            "kim@localhost",
            "kim@[127.0.0.1]",
            "kim lee@example.com",
            "kim@example.com\r\nBcc: all@example.com",
            "\"a b\"@example.com",
            "kim@example.com, lee@example.com",
            &long,
        ] {
            assert_eq!(text.parse::<EmailAddress>(), Err(EmailError), "{text:?}");
        }
    }
}
