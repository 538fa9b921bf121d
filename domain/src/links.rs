//! Where a lender's published links lead, so that an address can be compared with the lender's others.

use crate::product::{Link, Links};
use std::collections::{BTreeSet, HashMap};

/// The host of a plain web address, in lower case and without a leading `www.`; `None` for anything that is not
/// plain web (a script in an address, a file, a name with a password in it).
#[must_use]
pub fn host(address: &str) -> Option<String> {
    let address = address.trim();
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        address.get(..scheme.len()).filter(|head| head.eq_ignore_ascii_case(scheme))?;
        address.get(scheme.len()..)
    })?;
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    let fits = host.contains('.') && host.chars().all(plain) && !address.chars().any(char::is_control);
    let host = host.to_ascii_lowercase();
    fits.then(|| host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

impl Links {
    /// Every address, in no particular order.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let own = [
            &self.apply,
            &self.overview,
            &self.terms,
            &self.eligibility,
            &self.fees_and_pricing,
            &self.bundle,
        ];
        let more = [
            &self.more_overview,
            &self.more_terms,
            &self.more_eligibility,
            &self.more_fees_and_pricing,
            &self.more_bundles,
        ];
        let more = more.into_iter().flatten().filter_map(|link: &Link| link.uri.as_deref());
        own.into_iter().filter_map(|address| address.as_deref()).chain(more)
    }
}

/// A host with the pages there that a lender's products link to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostCount {
    /// The host, as [`host`] reads it.
    pub host: String,
    /// The addresses there, each once, in order.
    pub pages: Vec<String>,
}

impl HostCount {
    /// The hosts of some addresses, the one with most pages first; equal ones by name.
    pub fn count<'a>(addresses: impl Iterator<Item = &'a str>) -> Vec<Self> {
        let mut pages: HashMap<String, BTreeSet<&str>> = HashMap::new();
        for address in addresses {
            if let Some(host) = host(address) {
                pages.entry(host).or_default().insert(address.trim());
            }
        }
        let owned = |pages: BTreeSet<&str>| pages.into_iter().map(str::to_owned).collect();
        let counts = pages.into_iter().map(|(host, pages)| Self { host, pages: owned(pages) });
        let mut counts: Vec<Self> = counts.collect();
        counts.sort_by(|a, b| b.pages.len().cmp(&a.pages.len()).then_with(|| a.host.cmp(&b.host)));
        counts
    }
}

/// What identifies a lender: where its own published links lead, and its numbers in public registers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfficialHosts {
    /// The hosts, the one with most pages first.
    pub hosts: Vec<HostCount>,
    /// The Australian Business Number, where the source names it.
    pub abn: Option<String>,
    /// The number of its credit licence; no source names it yet.
    pub licence: Option<String>,
}

impl OfficialHosts {
    /// How many of the lender's other published pages have the host of an address: 0 is an address that none of
    /// its other pages uses. `None` if the address is no plain web address.
    #[must_use]
    pub fn others_at_host_of(&self, address: &str) -> Option<usize> {
        let host = host(address)?;
        let same = self.hosts.iter().find(|count| count.host == host);
        let others = |count: &HostCount| count.pages.iter().filter(|page| *page != address.trim()).count();
        Some(same.map_or(0, others))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_read_from_plain_web_addresses_alone() {
        assert_eq!(host(" https://www.Bank.example:443/loans?x=1").as_deref(), Some("bank.example"));
        assert_eq!(host("https://www.www.example/").as_deref(), Some("www.example"));
        for address in ["javascript:alert(1)", "https://bank.example@evil.example/", "https://localhost/", ""]
        {
            assert_eq!(host(address), None, "{address}");
        }
    }

    #[test]
    fn an_address_is_compared_with_the_lenders_other_pages() {
        let links = Links {
            apply: Some("https://www.bank.example/apply".to_owned()),
            overview: Some("https://bank.example/loans".to_owned()),
            terms: Some("https://files.example/terms.pdf".to_owned()),
            more_terms: vec![
                Link { description: None, uri: Some("https://bank.example/loans".to_owned()) },
                Link { description: None, uri: Some("not an address".to_owned()) },
            ],
            ..Links::default()
        };
        let lender = OfficialHosts { hosts: HostCount::count(links.addresses()), ..OfficialHosts::default() };
        let counts: Vec<_> = lender.hosts.iter().map(|c| (c.host.as_str(), c.pages.len())).collect();
        assert_eq!(counts, [("bank.example", 2), ("files.example", 1)], "a page linked twice counts once");
        assert_eq!(lender.others_at_host_of("https://www.bank.example/apply"), Some(1));
        assert_eq!(lender.others_at_host_of("https://bank.example/other"), Some(2));
        assert_eq!(lender.others_at_host_of("https://files.example/terms.pdf"), Some(0));
        assert_eq!(lender.others_at_host_of("https://bank.example.evil.example/"), Some(0));
        assert_eq!(lender.others_at_host_of("javascript:alert(1)"), None);
    }
}
