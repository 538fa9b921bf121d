//! Features of a product, as often as each occurs in its category of the real set.

use super::json::Object;
use super::kinds::Kind;
use super::lenders::Lender;
use super::random::Random;
use super::text;
use domain::product::Category;
use serde_json::Value;

/// Features of a category that at least 8 % of its products in the real set state: CDS `featureType`, and in
/// how many of a thousand products. What a kind of product has by its nature is in [`Kind::features`]. Whether
/// more may be repaid than is due follows from other terms.
const fn frequent(category: Category) -> &'static [(&'static str, u64)] {
    match category {
        Category::PersonalLoan => &[
            ("DIGITAL_BANKING", 670),
            ("REDRAW", 640),
            ("OTHER", 560),
            ("NPP_ENABLED", 140),
            ("NOTIFICATIONS", 120),
            ("NPP_PAYID", 90),
        ],
        Category::HomeLoan => &[
            ("DIGITAL_BANKING", 710),
            ("OTHER", 600),
            ("REDRAW", 500),
            ("OFFSET", 350),
            ("NOTIFICATIONS", 150),
            ("NPP_PAYID", 140),
            ("NPP_ENABLED", 120),
            ("GUARANTOR", 70),
        ],
        Category::BusinessLoan => &[
            ("DIGITAL_BANKING", 700),
            ("OTHER", 640),
            ("REDRAW", 410),
            ("RELATIONSHIP_MANAGEMENT", 150),
            ("NOTIFICATIONS", 140),
            ("GUARANTOR", 110),
            ("NPP_ENABLED", 90),
        ],
        Category::CreditCard => &[
            ("ADDITIONAL_CARDS", 840),
            ("DIGITAL_BANKING", 810),
            ("DIGITAL_WALLET", 800),
            ("BILL_PAYMENT", 470),
            ("BALANCE_TRANSFERS", 460),
            ("INSURANCE", 440),
            ("CARD_ACCESS", 440),
            ("NOTIFICATIONS", 410),
            ("FRAUD_PROTECTION", 310),
            ("UNLIMITED_TXNS", 310),
            ("INSTALMENT_PLAN", 270),
        ],
        Category::Overdraft => &[
            ("DIGITAL_BANKING", 590),
            ("CARD_ACCESS", 540),
            ("OTHER", 520),
            ("NPP_ENABLED", 360),
            ("NPP_PAYID", 330),
            ("DIGITAL_WALLET", 310),
            ("BILL_PAYMENT", 260),
            ("NOTIFICATIONS", 240),
        ],
        Category::Lease => &[("OTHER", 620), ("DIGITAL_BANKING", 120), ("RELATIONSHIP_MANAGEMENT", 120)],
        Category::MarginLoan => &[("OTHER", 780), ("RELATIONSHIP_MANAGEMENT", 560), ("DIGITAL_BANKING", 110)],
        Category::TradeFinance => &[("DIGITAL_BANKING", 500), ("RELATIONSHIP_MANAGEMENT", 300)],
    }
}

/// Draws a product's features: those of its kind, those that `follow` from its other terms, and frequent ones.
pub(super) fn draw(kind: &Kind, lender: &Lender, follow: &[&'static str], random: &mut Random) -> Vec<Value> {
    let mut names = kind.features.to_vec();
    names.extend(follow.iter().filter(|name| !kind.features.contains(name)));
    for (name, share) in frequent(kind.category) {
        if !names.contains(name) && random.per_mille(*share) {
            names.push(name);
        }
    }
    names.into_iter().map(|name| feature(name, kind, lender, random)).collect()
}

fn feature(name: &str, kind: &Kind, lender: &Lender, random: &mut Random) -> Value {
    let value = match name {
        "INTEREST_FREE" => Some(if random.per_mille(750) { "P55D" } else { "P44D" }.to_owned()),
        "ADDITIONAL_CARDS" => Some(random.between(1, 4).to_string()),
        "CASHBACK_OFFER" => Some(format!("{}.00", random.between(2, 8) * 500)),
        "LOYALTY_PROGRAM" => Some(format!("{} Points", lender.name)),
        "DIGITAL_WALLET" => Some("Phone and watch wallets".to_owned()),
        _ => None,
    };
    let info = match name {
        "OTHER" => Some(text::other_feature(kind.category, random)),
        "BONUS_REWARDS" => Some("Extra points after spending a set amount in the first three months"),
        "INSURANCE" => Some("Purchase protection and an extended warranty"),
        "OFFSET" => Some("One linked account; its balance reduces what interest is charged on"),
        "GUARANTOR" => Some("A family member may guarantee part of the loan"),
        _ => None,
    };
    Object::sized(3)
        .with("featureType", name)
        .maybe("additionalValue", value)
        .maybe("additionalInfo", info)
        .into()
}
