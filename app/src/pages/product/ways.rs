//! Where to go on from a product: beside others, to borrowing less, and to say that a figure is wrong.

use crate::format::money_field;
use crate::pages::calculator::CALCULATOR;
use crate::pages::compare::COMPARE;
use crate::t;
use domain::answer::SearchResult;
use domain::number::Decimal6;
use domain::query::SearchQuery;
use domain::rate::Rate;
use leptos::prelude::*;

/// The links.
#[must_use]
pub(super) fn ways(result: &SearchResult, query: &SearchQuery) -> AnyView {
    let id = result.listing.product_id;
    let amount = result.repayment.map(|figures| figures.amount).or_else(|| query.amount()).map(money_field);
    let term = result.repayment.map(|figures| figures.term_months).or(query.need.term_months);
    let need = [("amount", amount), ("term_months", term.map(|months| months.to_string()))];
    let need = || need.iter().filter_map(|(name, value)| Some((*name, value.clone()?)));
    let compare = address(COMPARE, std::iter::once(("product", id.to_string())).chain(need()));
    let less = result.headline.filter(|_| result.listing.category.is_instalment_credit()).map(|headline| {
        // With a figure missing the tool would open with a fault.
        let rate = (need().count() == 2).then(|| ("rate", in_percent(headline.annual)));
        let known = rate.into_iter().flat_map(|rate| std::iter::once(rate).chain(need()));
        let fields = std::iter::once(("tool", "less".to_owned())).chain(known);
        view! { <li><a href=address(CALCULATOR, fields)>{t!("product-borrow-less")}</a></li> }
    });
    view! {
        <ul class="product__ways">
            <li><a href=compare>{t!("product-compare")}</a></li>
            {less}
            <li><a href=format!("/products/{id}/report")>{t!("product-report")}</a></li>
        </ul>
    }
    .into_any()
}

fn address(path: &str, fields: impl Iterator<Item = (&'static str, String)>) -> String {
    let mut query = form_urlencoded::Serializer::for_suffix(format!("{path}?"), path.len() + 1);
    query.extend_pairs(fields).finish()
}

/// A rate as a form field takes it: `6.54`.
fn in_percent(rate: Rate) -> String {
    Decimal6::from_millionths(rate.millionths().saturating_mul(100)).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_typed_as_people_type_it() {
        assert_eq!(in_percent(Rate::from_millionths(65_400)), "6.54");
        assert_eq!(in_percent(Rate::from_millionths(60_000)), "6");
        assert_eq!(in_percent(Rate::from_millionths(65_425)), "6.5425");
    }
}
