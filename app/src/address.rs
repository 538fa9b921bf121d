//! Addresses of result pages: a search as names and values, from which links add and drop one at a time.

use crate::pages::answers::Step;
use domain::answer::{RepaymentFigures, SearchResult};
use domain::product::ProductId;
use domain::query::{SearchQuery, Sort};

/// The search page.
pub const SEARCH: &str = "/search";
/// The parameter of a product's page that names the impression which led there. It is a random id and says nothing of
/// anybody; the page counts it, and neither names it in its own links nor in its canonical address.
pub const IMPRESSION: &str = "impression";
/// The parameters that say which page of a search, which another search has not.
const PAGE: &[&str] = &["page", "order"];
/// The parameters that narrow a search and can each be dropped, in the order in which pages list them.
pub const FILTERS: &[&str] = &[
    "q",
    "within",
    "rate_type",
    "institution",
    "max_rate",
    "secured",
    "no_annual_fee",
    "feature",
    "eligible_only",
];

/// A search as the names and values of its address. Values that are the default are left out, so equal
/// searches have equal addresses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address(Vec<(&'static str, String)>);

impl Address {
    /// The address of a query, with what its own address said about the borrower and no more.
    #[must_use]
    pub fn of(query: &SearchQuery) -> Self {
        let mut pairs = Self::default();
        pairs.put("q", query.text.clone());
        let need = &query.need;
        pairs.all("category", need.categories.iter().map(|category| category.name()));
        pairs.put("amount", need.amount.map(crate::format::money_field));
        pairs.put("term_months", need.term_months.map(|months| months.to_string()));
        pairs.put("purpose", need.purpose.map(|purpose| purpose.name().to_owned()));
        let borrower = &query.borrower;
        pairs.put("income_annual", borrower.income_annual.map(crate::format::money_field));
        pairs.put("age", borrower.age.map(|age| age.to_string()));
        pairs.put("employment", borrower.employment.map(|value| value.name().to_owned()));
        pairs.put("residency", borrower.residency.map(|value| value.name().to_owned()));
        pairs.put("region", borrower.region.as_ref().map(ToString::to_string));
        pairs.put("credit_band", borrower.credit_band.map(|value| value.name().to_owned()));
        let monthly = borrower.existing_repayments_monthly;
        pairs.put("existing_repayments_monthly", monthly.map(crate::format::money_field));
        pairs.put("property_value", borrower.property_value.map(crate::format::money_field));
        pairs.put("deposit", borrower.deposit.map(crate::format::money_field));
        let filters = &query.filters;
        pairs.0.extend(filters.institutions.iter().map(|id| ("institution", id.to_string())));
        pairs.all("rate_type", filters.rate_types.iter().map(|kind| kind.name()));
        pairs.put("max_rate", filters.max_rate.map(|rate| rate.to_string()));
        pairs.put("secured", filters.secured.map(|secured| secured.to_string()));
        pairs.put("no_annual_fee", filters.no_annual_fee.then(|| "true".to_owned()));
        pairs.all("feature", filters.features.iter().map(|feature| feature.name()));
        pairs.put("eligible_only", filters.eligible_only.then(|| "true".to_owned()));
        pairs.put("within", query.within.clone());
        pairs.put("sort", (query.sort != Sort::Best).then(|| query.sort.name().to_owned()));
        // Kept where the address said so, "true" too: it wins over the viewer's preference.
        pairs.put("personalise", query.personalise.map(|wanted| wanted.to_string()));
        pairs.put("payment", query.payment.map(|wanted| wanted.to_string()));
        pairs.put("explore", query.explore.map(|wanted| wanted.to_string()));
        pairs.put("order", query.order.map(|order| order.to_string()));
        pairs.put("page", (query.page > 1).then(|| query.page.to_string()));
        pairs.put("per_page", (query.per_page != 20).then(|| query.per_page.to_string()));
        pairs
    }

    fn put(&mut self, name: &'static str, value: Option<String>) {
        self.0.extend(value.map(|value| (name, value)));
    }

    fn all(&mut self, name: &'static str, values: impl Iterator<Item = &'static str>) {
        self.0.extend(values.map(|value| (name, value.to_owned())));
    }

    /// Without any value of `name`; from the first page again.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        Self(self.0.iter().filter(|(other, _)| *other != name && !PAGE.contains(other)).cloned().collect())
    }

    /// Without any value of these names; from the first page again.
    #[must_use]
    pub fn without_all(&self, names: &[&str]) -> Self {
        let keep = |(other, _): &&(&str, String)| !names.contains(other) && !PAGE.contains(other);
        Self(self.0.iter().filter(keep).cloned().collect())
    }

    /// Without one value of a repeated parameter; from the first page again.
    #[must_use]
    pub fn without_value(&self, name: &str, value: &str) -> Self {
        let keep =
            |(other, held): &&(&str, String)| (*other != name || held != value) && !PAGE.contains(other);
        Self(self.0.iter().filter(keep).cloned().collect())
    }

    /// With `name` set to `value` instead of what it was; from the first page again.
    #[must_use]
    pub fn with(&self, name: &'static str, value: impl Into<String>) -> Self {
        let mut changed = self.without(name);
        changed.0.push((name, value.into()));
        changed
    }

    /// With one more value of a repeated parameter; from the first page again.
    #[must_use]
    pub fn with_value(&self, name: &'static str, value: impl Into<String>) -> Self {
        let mut changed = self.without("page");
        changed.0.push((name, value.into()));
        changed
    }

    /// With `name` and a value after all others.
    #[must_use]
    pub fn and(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    /// The names and values.
    #[must_use]
    pub fn pairs(&self) -> &[(&'static str, String)] {
        &self.0
    }

    /// The search page with these parameters.
    #[must_use]
    pub fn search(&self) -> String {
        self.at(SEARCH)
    }

    /// The form with the need of this search, to change it.
    #[must_use]
    pub fn form(&self) -> String {
        let need = ["category", "amount", "term_months", "purpose"];
        Self(self.0.iter().filter(|(name, _)| need.contains(name)).cloned().collect()).at("/")
    }

    fn at(&self, path: &str) -> String {
        if self.0.is_empty() {
            return path.to_owned();
        }
        let mut query = form_urlencoded::Serializer::for_suffix(format!("{path}?"), path.len() + 1);
        query.extend_pairs(&self.0);
        query.finish()
    }
}

/// Where a question is asked, given the address of the form with the need ([`Address::form`]).
#[must_use]
pub fn question(form: &str, field: &str) -> String {
    let need = form.split_once('?').map(|(_, need)| format!("?{need}")).unwrap_or_default();
    format!("{}{need}#{field}", Step::asking(field).unwrap_or_default().path())
}

/// A product's page for the amount and term its figures were worked out for.
#[must_use]
pub fn product(id: ProductId, figures: Option<RepaymentFigures>, query: &SearchQuery) -> String {
    let mut pairs = Address::default();
    let amount = figures.map(|figures| figures.amount).or_else(|| query.amount());
    pairs.put("amount", amount.map(crate::format::money_field));
    let term = figures.map(|figures| figures.term_months).or(query.need.term_months);
    pairs.put("term_months", term.map(|months| months.to_string()));
    pairs.put("purpose", query.need.purpose.map(|purpose| purpose.name().to_owned()));
    pairs.at(&format!("/products/{id}"))
}

/// A product's page from a result: as [`product`], with the impression that a click on the link counts for.
#[must_use]
pub fn result(result: &SearchResult, query: &SearchQuery) -> String {
    let address = product(result.listing.product_id, result.repayment, query);
    let Some(impression) = result.impression_id else { return address };
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}{IMPRESSION}={impression}")
}

/// An address without the impression that led to it; the rest as it stands.
#[must_use]
pub fn without_impression(address: &str) -> String {
    let Some((path, query)) = address.split_once('?') else { return address.to_owned() };
    let is_other = |pair: &&str| pair.split('=').next() != Some(IMPRESSION);
    let others: Vec<&str> = query.split('&').filter(is_other).collect();
    if others.is_empty() { path.to_owned() } else { format!("{path}?{}", others.join("&")) }
}

/// Whether a path is a product's page, or lies below one.
#[must_use]
pub fn is_product(path: &str) -> bool {
    path.starts_with("/products/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::Currency;
    use domain::query::ParseOptions;

    fn parse(query: &str) -> SearchQuery {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let options = ParseOptions { currency: Currency::AUD, refuse_unknown: true };
        SearchQuery::parse(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())), options)
            .unwrap()
    }

    #[test]
    fn a_search_survives_its_address() {
        let query = parse(
            "q=100%25+solar+%26+car&category=personal_loan&category=home_loan&amount=15000.50&term_months=36\
             &purpose=car&income_annual=80000&age=30&employment=casual&residency=citizen&region=nsw\
             &credit_band=good&existing_repayments_monthly=200&property_value=500000&deposit=100000\
             &institution=01890a5d-ac96-774b-bcce-b302099a8057&rate_type=fixed&max_rate=0.12&secured=false&no_annual_fee=true\
             &feature=redraw&feature=offset&eligible_only=true&within=abc&sort=rate&personalise=false&payment=true\
             &explore=true&order=7-0198a1b2000070008000000000000001&page=3&per_page=50",
        );
        let address = Address::of(&query);
        let (_, raw) = address.search().split_once('?').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        assert_eq!(parse(&raw), query);
    }

    #[test]
    fn only_the_impression_is_taken_from_an_address() {
        for (address, without) in [
            ("/products/x?amount=15000&impression=1&q=a%26b", "/products/x?amount=15000&q=a%26b"),
            ("/products/x?impression=1", "/products/x"),
            ("/search?q=impression", "/search?q=impression"),
            ("/", "/"),
        ] {
            assert_eq!(without_impression(address), without);
        }
    }

    #[test]
    fn a_question_is_linked_where_it_is_asked() {
        let form = Address::of(&parse("amount=15000&age=30&sort=rate")).form();
        assert_eq!(question(&form, "age"), "/answers/about-you?amount=15000#age");
        assert_eq!(question("/", "income_annual"), "/answers/money#income_annual");
        assert_eq!(question(&form, "amount"), "/?amount=15000#amount");
    }

    #[test]
    fn dropping_a_constraint_leads_back_to_the_first_page() {
        let address = Address::of(&parse("category=personal_loan&feature=redraw&feature=offset&page=3"));
        assert_eq!(
            address.without_value("feature", "redraw").search(),
            "/search?category=personal_loan&feature=offset"
        );
        assert_eq!(address.without_all(&["feature", "category"]).search(), "/search");
        assert_eq!(address.with("sort", "rate").without("feature").form(), "/?category=personal_loan");
    }
}
