//! Arbitrary products, for property tests.

use domain::money::{Currency, Money};
use domain::number::Decimal6;
use domain::product::*;
use domain::rate::Rate;
use domain::time::Timestamp;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Free text that is not empty, with what JSON has to escape.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{1,24}", "\\PC{1,8}", Just("a/b~c \"d\"\n\té 贷".to_owned())]
}

fn texts() -> impl Strategy<Value = Option<String>> {
    option::of(text())
}

fn one_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    select(all)
}

fn rate() -> impl Strategy<Value = Rate> {
    prop_oneof![-50_000..500_000_i64, any::<i64>().prop_filter("symmetric", |m| *m != i64::MIN)]
        .prop_map(Rate::from_millionths)
}

fn rates() -> impl Strategy<Value = Option<Rate>> {
    option::of(rate())
}

fn bound() -> impl Strategy<Value = Decimal6> {
    prop_oneof![0..2_000_000_000_000_i64, any::<i64>().prop_filter("symmetric", |m| *m != i64::MIN)]
        .prop_map(Decimal6::from_millionths)
}

fn money(currency: Currency) -> impl Strategy<Value = Money> {
    (-i64::MAX..=i64::MAX).prop_map(move |minor| Money::new(minor, currency))
}

fn time() -> impl Strategy<Value = Timestamp> {
    (-62_000_000_000_000_000..253_402_300_799_999_999_i64).prop_map(Timestamp::from_micros)
}

fn currency() -> impl Strategy<Value = Currency> {
    prop_oneof![
        4 => Just(Currency::AUD),
        1 => select(vec!["NZD", "JPY", "KWD"]).prop_map(|code| code.parse().unwrap()),
    ]
}

fn tier() -> impl Strategy<Value = Tier> {
    let words = (texts(), texts(), texts(), texts());
    let bounds = (one_of(TierUnit::ALL), bound(), option::of(bound()), any::<Option<bool>>());
    ("[ -~]{0,9}", bounds, words).prop_map(|(name, (unit, min, max, per_slice), words)| Tier {
        name,
        unit,
        min,
        max,
        per_slice,
        conditions: words.0,
        conditions_uri: words.1,
        info: words.2,
        info_uri: words.3,
    })
}

fn lending_rate() -> impl Strategy<Value = LendingRate> {
    let figures = (one_of(LendingRateKind::ALL), rate(), rates(), vec(tier(), 0..3));
    let terms = (
        option::of(one_of(InterestDue::ALL)),
        option::of(one_of(RepaymentType::ALL)),
        option::of(one_of(LoanPurpose::ALL)),
    );
    (figures, terms, (texts(), texts(), texts(), texts(), texts())).prop_map(|(figures, terms, words)| {
        LendingRate {
            kind: figures.0,
            rate: figures.1,
            comparison_rate: figures.2,
            tiers: figures.3,
            interest_due: terms.0,
            repayment_type: terms.1,
            loan_purpose: terms.2,
            calculation_frequency: words.0,
            application_frequency: words.1,
            value: words.2,
            info: words.3,
            info_uri: words.4,
        }
    })
}

fn deposit_rate() -> impl Strategy<Value = DepositRate> {
    (text(), rate(), vec(tier(), 0..2), (texts(), texts(), texts(), texts(), texts())).prop_map(
        |(kind, rate, tiers, words)| DepositRate {
            kind,
            rate,
            tiers,
            calculation_frequency: words.0,
            application_frequency: words.1,
            value: words.2,
            info: words.3,
            info_uri: words.4,
        },
    )
}

fn criterion() -> impl Strategy<Value = EligibilityCriterion> {
    (one_of(EligibilityKind::ALL), texts(), texts(), texts())
        .prop_map(|(kind, value, info, info_uri)| EligibilityCriterion { kind, value, info, info_uri })
}

fn discount(currency: Currency) -> impl Strategy<Value = FeeDiscount> {
    let figures = (option::of(money(currency)), rates(), rates(), rates(), rates());
    ("[a-z]{0,9}", text(), figures, (texts(), texts(), texts()), vec(criterion(), 0..2)).prop_map(
        |(description, kind, figures, words, eligibility)| FeeDiscount {
            description,
            kind,
            amount: figures.0,
            balance_rate: figures.1,
            transaction_rate: figures.2,
            accrued_rate: figures.3,
            fee_rate: figures.4,
            value: words.0,
            info: words.1,
            info_uri: words.2,
            eligibility,
        },
    )
}

fn fee(product_currency: Currency) -> impl Strategy<Value = Fee> {
    option::of(currency()).prop_flat_map(move |stated| {
        let currency = stated.unwrap_or(product_currency);
        let figures = (option::of(money(currency)), rates(), rates(), rates());
        let words = (texts(), texts(), texts(), texts());
        (one_of(FeeKind::ALL), "[ -~]{0,9}", figures, words, vec(discount(currency), 0..2)).prop_map(
            move |(kind, name, figures, words, discounts)| Fee {
                name,
                kind,
                amount: figures.0,
                balance_rate: figures.1,
                transaction_rate: figures.2,
                accrued_rate: figures.3,
                accrual_frequency: words.0,
                currency: stated,
                value: words.1,
                info: words.2,
                info_uri: words.3,
                discounts,
            },
        )
    })
}

fn feature() -> impl Strategy<Value = Feature> {
    (one_of(FeatureKind::ALL), texts(), texts(), texts()).prop_map(|(kind, value, info, info_uri)| Feature {
        kind,
        value,
        info,
        info_uri,
    })
}

fn constraint() -> impl Strategy<Value = Constraint> {
    (one_of(ConstraintKind::ALL), texts(), texts(), texts())
        .prop_map(|(kind, value, info, info_uri)| Constraint { kind, value, info, info_uri })
}

fn bundle() -> impl Strategy<Value = Bundle> {
    (text(), "[a-z]{0,9}", texts(), texts(), vec(text(), 0..3)).prop_map(
        |(name, description, info, info_uri, product_ids)| Bundle {
            name,
            description,
            info,
            info_uri,
            product_ids,
        },
    )
}

fn more_links() -> impl Strategy<Value = Vec<Link>> {
    let link = (texts(), text()).prop_map(|(description, uri)| Link { description, uri: Some(uri) });
    vec(link, 0..2)
}

fn links() -> impl Strategy<Value = Links> {
    let plain = (texts(), texts(), texts(), texts(), texts(), texts());
    let more = (more_links(), more_links(), more_links(), more_links(), more_links());
    (plain, more).prop_map(|(plain, more)| Links {
        apply: plain.0,
        overview: plain.1,
        terms: plain.2,
        eligibility: plain.3,
        fees_and_pricing: plain.4,
        bundle: plain.5,
        more_overview: more.0,
        more_terms: more.1,
        more_eligibility: more.2,
        more_fees_and_pricing: more.3,
        more_bundles: more.4,
    })
}

fn supplement() -> impl Strategy<Value = Supplement> {
    use domain::borrower::CreditBand;
    let limits = (option::of(money(Currency::AUD)), rates(), any::<Option<u16>>(), any::<Option<u16>>());
    let repayment = option::of(
        (any::<bool>(), option::of(money(Currency::AUD)), texts())
            .prop_map(|(allowed, fee, note)| EarlyRepayment { allowed, fee, note }),
    );
    let service = (any::<Option<bool>>(), any::<Option<u32>>(), any::<Option<u32>>(), repayment);
    let served = (vec(one_of(CreditBand::ALL), 0..3), vec(one_of(Purpose::ALL), 0..3));
    let regions = vec(select(vec!["NSW", "QLD", "WA"]).prop_map(|r| r.parse().unwrap()), 0..3);
    let commerce = (any::<bool>(), option::of(money(Currency::AUD)), any::<bool>());
    (limits, service, served, regions, commerce).prop_map(|(limits, service, served, regions, commerce)| {
        Supplement {
            min_income: limits.0,
            max_dti: limits.1,
            min_term_months: limits.2,
            max_term_months: limits.3,
            secured: service.0,
            decision_hours: service.1,
            funding_hours: service.2,
            early_repayment: service.3,
            credit_bands: served.0,
            purposes: served.1,
            regions,
            sponsored: commerce.0,
            payout: commerce.1,
            fictional: commerce.2,
        }
    })
}

/// Any product whose every field was read.
pub(crate) fn product() -> impl Strategy<Value = Product> {
    currency().prop_flat_map(|currency| {
        let words = ("[!-~]{1,12}", "[!-~]{1,12}", "[ -~]{0,40}", "[!-~]{0,6}", texts());
        let facts = (one_of(Category::ALL), any::<bool>());
        let times = (option::of(time()), option::of(time()), option::of(time()));
        let costs = (vec(lending_rate(), 0..3), vec(deposit_rate(), 0..2), vec(fee(currency), 0..3));
        let art = (texts(), text()).prop_map(|(title, image_uri)| CardArt { title, image_uri });
        let offer = (
            vec(feature(), 0..3),
            vec(constraint(), 0..3),
            vec(criterion(), 0..3),
            vec(bundle(), 0..2),
            vec(art, 0..2),
        );
        (words, facts, times, links(), costs, offer, supplement()).prop_map(
            move |(words, facts, times, links, costs, offer, supplement)| Product {
                external_id: words.0,
                name: words.1,
                description: words.2,
                brand: words.3,
                brand_name: words.4,
                category: facts.0,
                tailored: facts.1,
                currency,
                effective_from: times.0,
                effective_to: times.1,
                updated_at: times.2,
                links,
                lending_rates: costs.0,
                deposit_rates: costs.1,
                fees: costs.2,
                features: offer.0,
                constraints: offer.1,
                eligibility: offer.2,
                bundles: offer.3,
                card_art: offer.4,
                supplement,
                unread: Vec::new(),
            },
        )
    })
}
