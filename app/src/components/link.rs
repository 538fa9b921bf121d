//! Links that leave the site.

use leptos::prelude::*;

/// An address on another site that is fit to be linked, with the host it leads to; `None` for anything that
/// is not plain web (a script in an address, a file, a name with a password in it).
#[must_use]
pub fn external(address: &str) -> Option<(String, String)> {
    let host = domain::links::host(address)?;
    Some((address.trim().to_owned(), host))
}

/// A link to another site that shows where it leads. Text only, where the address is not fit to be linked.
#[must_use]
pub fn external_link(text: &str, address: &str) -> AnyView {
    let text = text.to_owned();
    match external(address) {
        Some((address, host)) => view! {
            <a class="external" href=address rel="noopener noreferrer nofollow">
                {text}
                <span class="external__host">" (" {host} ")"</span>
            </a>
        }
        .into_any(),
        None => view! { <span>{text}</span> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_web_addresses_are_linked() {
        let host = |address: &str| external(address).map(|(_, host)| host);
        assert_eq!(host("https://www.Bank.example/loans?x=1").as_deref(), Some("bank.example"));
        assert_eq!(host("HTTP://bank.example:8080/").as_deref(), Some("bank.example"));
        for address in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//bank.example",
            "https://bank.example@evil.example/",
            "https://bank.example\\@evil.example@",
            "https://localhost/",
            "https://",
            "https://b\u{e4}nk.example/",
            "",
        ] {
            assert!(host(address).is_none_or(|host| host == "bank.example"), "{address}");
        }
        assert_eq!(host("https://bank.example@evil.example/"), None);
    }
}
