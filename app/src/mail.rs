//! Letters, in the reader's language: plain text, and the same as simple HTML. Nothing in them is loaded from
//! anywhere, so opening one tells nobody.

use crate::t;
use crate::text::Language;
use leptos::prelude::*;

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What it is about.
    pub subject: String,
    /// The letter as plain text.
    pub text: String,
    /// The letter as HTML.
    pub html: String,
}

/// The letter with a sign-in link, which works once and for so many minutes.
#[must_use]
pub fn sign_in(language: Language, link: &str, minutes: u64) -> Letter {
    letter(language, link, || Words {
        subject: t!("account-mail-subject"),
        lead: t!("account-mail-lead"),
        button: t!("account-mail-button"),
        after: [t!("account-mail-once", minutes = minutes), t!("account-mail-ignore")],
    })
}

/// The letter that invites somebody to work with the site, whose link works once and for so many days.
#[must_use]
pub fn invitation(language: Language, link: &str, days: u64) -> Letter {
    letter(language, link, || Words {
        subject: t!("staff-mail-invitation-subject"),
        lead: t!("staff-mail-invitation-lead"),
        button: t!("staff-mail-invitation-button"),
        after: [t!("staff-mail-invitation-once", days = days), t!("staff-mail-invitation-ignore")],
    })
}

/// The letter with a link to choose another password, which works once and for so many minutes.
#[must_use]
pub fn password(language: Language, link: &str, minutes: u64) -> Letter {
    letter(language, link, || Words {
        subject: t!("staff-mail-password-subject"),
        lead: t!("staff-mail-password-lead"),
        button: t!("staff-mail-password-button"),
        after: [t!("account-mail-once", minutes = minutes), t!("staff-mail-password-ignore")],
    })
}

/// What a letter says around its link.
struct Words {
    subject: String,
    lead: String,
    button: String,
    after: [String; 2],
}

/// A letter with a link in it; `words` are put together in its language.
fn letter(language: Language, link: &str, words: impl FnOnce() -> Words) -> Letter {
    Owner::new().with(|| {
        provide_context(language);
        let Words { subject, lead, button, after } = words();
        let [once, ignore] = after;
        let text = format!("{lead}\n\n{link}\n\n{once}\n\n{ignore}\n\n{}\n", t!("site-name"));
        let href = link.to_owned();
        let html = view! {
            <html lang=language.tag()>
                <head>
                    <meta charset="utf-8"/>
                    <title>{subject.clone()}</title>
                </head>
                <body>
                    <p>{lead}</p>
                    <p>
                        <a href=href>{button}</a>
                    </p>
                    <p>{once}</p>
                    <p>{ignore}</p>
                    <p>{t!("site-name")}</p>
                </body>
            </html>
        };
        Letter { subject, text, html: format!("<!DOCTYPE html>{}", html.to_html()) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_says_the_same_in_text_and_html_and_loads_nothing() {
        for language in Language::ALL {
            for letter in [sign_in, invitation, password] {
                let letter = letter(*language, "https://loans.example/account/sign-in?token=abc", 15);
                for part in [&letter.text, &letter.html] {
                    assert!(part.contains("https://loans.example/account/sign-in?token=abc"), "{part}");
                    assert!(part.contains("15"), "{part}");
                }
                assert!(letter.html.contains(&format!("lang=\"{language}\"")));
                assert!(!["<img", "<link", "<script", "style="].iter().any(|tag| letter.html.contains(tag)));
            }
        }
        let [english, chinese] = [Language::English, Language::Chinese].map(|l| sign_in(l, "x", 15).subject);
        assert_ne!(english, chinese);
    }
}
