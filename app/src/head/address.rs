//! Which address a page is known under, and whether search engines should know it.

use crate::address::{IMPRESSION, is_product};
use leptos::prelude::use_context;

/// Pages that are the same for everybody and depend on no parameter; the sitemap lists them.
pub const STATIC_PAGES: &[&str] =
    &["/", "/calculator", "/how-ranking-works", "/how-ranking-works/predictions", "/privacy"];
/// The results' parameters that make a page of its own. Every other one (an amount, a filter, a page number, an
/// answer about oneself) makes a view for one reader.
const OF_RESULTS: &[&str] = &["category", "purpose", "q"];
/// The need, with which the form is filled; the page without it says the same.
const NEED: &[&str] = &["category", "amount", "term_months", "purpose"];
/// What a product's page says the same with and without: the need, and which showing of it was clicked.
const OF_PRODUCT: &[&str] = &["category", "amount", "term_months", "purpose", IMPRESSION];
/// Pages for one reader, or for those who build this site. What lies below them is, too.
const PERSONAL: &[&str] =
    &["/account", "/admin", "/answers", "/design", "/institutions", "/offline", "/saved", "/staff"];

/// The address under which the world reaches this site, where the operator has told it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PublicUrl(Option<String>);

impl PublicUrl {
    /// The configured address (`https://loans.example`); empty is none.
    #[must_use]
    pub fn new(configured: &str) -> Self {
        let base = configured.trim_end_matches('/');
        Self((!base.is_empty()).then(|| base.to_owned()))
    }

    /// The address that the server provides to the page.
    #[must_use]
    pub fn current() -> Self {
        use_context().unwrap_or_default()
    }

    /// A path of this site as a whole address; `None` where the site's own is not known.
    #[must_use]
    pub fn whole(&self, path: &str) -> Option<String> {
        self.0.as_ref().map(|base| format!("{base}{path}"))
    }

    /// Whether it is known.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        self.0.is_some()
    }
}

/// What an address is to search engines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The address without what is personal and without noise, as a path of this site.
    pub canonical: String,
    /// Whether it may be found. A parameter that is not known to be the same for everybody says no.
    pub is_indexed: bool,
}

impl Standing {
    /// Of a path with the names and values after its question mark.
    #[must_use]
    pub fn of(path: &str, query: &[(String, String)]) -> Self {
        let said = || query.iter().filter(|(_, value)| !value.trim().is_empty());
        let harmless = match path {
            crate::address::SEARCH => OF_RESULTS,
            "/" => NEED,
            _ if is_product(path) => OF_PRODUCT,
            _ => &[],
        };
        let is_personal = PERSONAL.iter().any(|page| is_below(path, page));
        let is_indexed = !is_personal && said().all(|(name, _)| harmless.contains(&name.as_str()));
        let mut kept = form_urlencoded::Serializer::new(String::new());
        if path == crate::address::SEARCH {
            for wanted in OF_RESULTS {
                kept.extend_pairs(said().filter(|(name, _)| name == wanted));
            }
        }
        let kept = kept.finish();
        let canonical = if kept.is_empty() { path.to_owned() } else { format!("{path}?{kept}") };
        Self { canonical, is_indexed }
    }
}

fn is_below(path: &str, page: &str) -> bool {
    path.strip_prefix(page).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(address: &str) -> Standing {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let query: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        Standing::of(path, &query)
    }

    #[test]
    fn an_answer_about_oneself_is_never_indexed_nor_canonical() {
        for name in domain::query::PARAMETERS {
            let about_need = OF_RESULTS.contains(name);
            let found = standing(&format!("/search?{name}=1"));
            assert_eq!(found.is_indexed, about_need, "{name}");
            assert_eq!(found.canonical.contains(name), about_need, "{name}");
            for path in ["/", "/products/x", "/privacy"] {
                let found = standing(&format!("{path}?{name}=1"));
                assert_eq!(found.canonical, path);
                assert_eq!(found.is_indexed, NEED.contains(name) && path != "/privacy", "{path} {name}");
            }
        }
    }

    #[test]
    fn a_product_is_canonical_without_the_click_that_led_there() {
        let found = standing("/products/x?amount=15000&impression=0198a1b2-0000-7000-8000-000000000000");
        assert_eq!(found, Standing { canonical: "/products/x".to_owned(), is_indexed: true });
        assert!(!standing("/search?impression=1").is_indexed);
    }

    #[test]
    fn equal_results_have_one_canonical_address() {
        let one = standing("/search?purpose=car&q=&category=personal_loan");
        let other = standing("/search?category=personal_loan&page=3&sort=rate&purpose=car&amount=15000");
        assert_eq!(one.canonical, "/search?category=personal_loan&purpose=car");
        assert_eq!(one.canonical, other.canonical);
        assert!(one.is_indexed && !other.is_indexed);
    }

    #[test]
    fn pages_for_one_reader_are_not_indexed() {
        for path in ["/account", "/account/sign-in", "/saved", "/offline", "/design"] {
            assert!(!standing(path).is_indexed, "{path}");
        }
        assert!(standing("/accounting").is_indexed);
        assert!(STATIC_PAGES.iter().all(|page| standing(page).is_indexed));
    }

    #[test]
    fn an_address_is_whole_only_where_the_sites_own_is_known() {
        let known = PublicUrl::new("https://loans.example/");
        assert_eq!(known.whole("/privacy").as_deref(), Some("https://loans.example/privacy"));
        assert_eq!(PublicUrl::new("").whole("/privacy"), None);
    }
}
