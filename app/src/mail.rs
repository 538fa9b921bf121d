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
    Owner::new().with(|| {
        provide_context(language);
        let subject = t!("account-mail-subject");
        let (lead, button) = (t!("account-mail-lead"), t!("account-mail-button"));
        let (once, ignore) = (t!("account-mail-once", minutes = minutes), t!("account-mail-ignore"));
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
            let letter = sign_in(*language, "https://loans.example/account/sign-in?token=abc", 15);
            for part in [&letter.text, &letter.html] {
                assert!(part.contains("https://loans.example/account/sign-in?token=abc"), "{part}");
                assert!(part.contains("15"), "{part}");
            }
            assert!(letter.html.contains(&format!("lang=\"{language}\"")));
            assert!(!["<img", "<link", "<script", "style="].iter().any(|tag| letter.html.contains(tag)));
        }
        let [english, chinese] = [Language::English, Language::Chinese].map(|l| sign_in(l, "x", 15).subject);
        assert_ne!(english, chinese);
    }
}
