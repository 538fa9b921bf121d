//! Fees: which a kind of product has, how high, and what they add to a comparison rate.

use super::json::Object;
use super::random::{Quantiles, Random};
use super::rates::decimal;
use domain::money::{Currency, Money};
use domain::product::EarlyRepayment;
use domain::repayment::LoanFees;
use serde_json::{Value, json};

/// A fee that some products of a kind have.
#[derive(Debug, Clone, Copy)]
pub(super) struct FeeKind {
    name: &'static str,
    due: Due,
    /// How many of a thousand products have it.
    share: u64,
    charge: Charge,
}

/// When a fee falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Due {
    /// At the beginning, by everybody.
    Upfront,
    /// Every month.
    Monthly,
    /// Every year.
    Yearly,
    /// On repaying the loan, by everybody.
    Exit,
    /// On an event that not everybody meets.
    Event,
    /// On a purchase.
    Purchase,
    /// On a withdrawal of cash.
    Withdrawal,
    /// On a withdrawal of what was repaid in advance.
    Redraw,
}

/// What a fee amounts to.
#[derive(Debug, Clone, Copy)]
enum Charge {
    /// Whole dollars.
    Dollars(Quantiles),
    /// A share of the balance, in basis points.
    Balance(Quantiles),
    /// A share of the transaction, in basis points.
    Transaction(Quantiles),
    /// Not known beforehand, for this reason.
    Unknown(&'static str),
}

const fn fee(name: &'static str, due: Due, share: u64, dollars: [u64; 7]) -> FeeKind {
    FeeKind { name, due, share, charge: Charge::Dollars(Quantiles::new(dollars)) }
}

const fn share_of_balance(name: &'static str, due: Due, share: u64, bp: [u64; 7]) -> FeeKind {
    FeeKind { name, due, share, charge: Charge::Balance(Quantiles::new(bp)) }
}

const fn share_of_transaction(name: &'static str, due: Due, share: u64, bp: [u64; 7]) -> FeeKind {
    FeeKind { name, due, share, charge: Charge::Transaction(Quantiles::new(bp)) }
}

const fn unknown(name: &'static str, share: u64, why: &'static str) -> FeeKind {
    FeeKind { name, due: Due::Event, share, charge: Charge::Unknown(why) }
}

// Shares and amounts as measured (see `figures`), by category and name of fee.

pub(super) const PERSONAL: &[FeeKind] = &[
    fee("Establishment fee", Due::Upfront, 600, [98, 100, 150, 195, 250, 280, 300]),
    fee("Monthly account fee", Due::Monthly, 170, [0, 5, 5, 10, 10, 12, 15]),
    fee("Late payment fee", Due::Event, 490, [5, 5, 10, 15, 20, 25, 35]),
    fee("Redraw fee", Due::Redraw, 210, [0, 0, 10, 25, 30, 35, 35]),
];

const ESTABLISHMENT: FeeKind = fee("Establishment fee", Due::Upfront, 510, [0, 200, 250, 500, 600, 699, 700]);
const HOME_MONTHLY: FeeKind = fee("Monthly service fee", Due::Monthly, 80, [6, 7, 8, 8, 12, 15, 15]);
const SETTLEMENT: FeeKind = fee("Settlement fee", Due::Upfront, 300, [0, 0, 0, 132, 200, 430, 430]);
const VALUATION: FeeKind = fee("Valuation fee", Due::Event, 360, [0, 0, 0, 25, 300, 330, 350]);
const DISCHARGE: FeeKind = fee("Discharge fee", Due::Exit, 650, [0, 60, 150, 300, 350, 395, 395]);
const HOME_LATE: FeeKind = fee("Late payment fee", Due::Event, 340, [5, 10, 10, 20, 20, 25, 35]);
const HOME_REDRAW: FeeKind = fee("Redraw fee", Due::Redraw, 320, [0, 0, 20, 25, 30, 35, 50]);

pub(super) const HOME: &[FeeKind] =
    &[ESTABLISHMENT, HOME_MONTHLY, SETTLEMENT, VALUATION, DISCHARGE, HOME_LATE, HOME_REDRAW];
pub(super) const HOME_PACKAGE: &[FeeKind] = &[
    fee("Annual fee", Due::Yearly, 1000, [190, 190, 299, 390, 395, 395, 395]),
    VALUATION,
    DISCHARGE,
    HOME_LATE,
];
pub(super) const HOME_FIXED: &[FeeKind] = &[
    ESTABLISHMENT,
    HOME_MONTHLY,
    VALUATION,
    DISCHARGE,
    HOME_LATE,
    fee("Rate lock fee", Due::Event, 400, [0, 250, 395, 500, 750, 750, 995]),
    unknown("Break cost", 700, "Depends on how market rates have moved since the rate was fixed."),
];

pub(super) const BUSINESS: &[FeeKind] = &[
    fee("Establishment fee", Due::Upfront, 470, [0, 90, 375, 600, 699, 800, 1500]),
    share_of_balance("Loan approval fee", Due::Upfront, 200, [25, 25, 25, 35, 50, 75, 75]),
    fee("Loan service fee", Due::Monthly, 270, [8, 8, 15, 15, 25, 40, 50]),
    VALUATION,
    fee("Discharge fee", Due::Exit, 470, [150, 150, 150, 250, 300, 300, 350]),
    fee("Late payment fee", Due::Event, 500, [5, 5, 10, 15, 25, 40, 50]),
    unknown("Documentation fee", 300, "Charged at cost for the security documents that the loan needs."),
];

pub(super) const OVERDRAFT: &[FeeKind] = &[
    fee("Application fee", Due::Upfront, 540, [5, 99, 150, 250, 500, 705, 800]),
    fee("Facility fee", Due::Monthly, 320, [0, 2, 3, 8, 20, 90, 140]),
    fee("Dishonour fee", Due::Event, 450, [5, 5, 5, 5, 15, 20, 20]),
];

const CARD_LATE: FeeKind = fee("Late payment fee", Due::Event, 810, [0, 5, 15, 15, 25, 30, 30]);
const CARD_ABROAD: FeeKind =
    share_of_transaction("Foreign transaction fee", Due::Purchase, 820, [150, 250, 300, 300, 300, 340, 350]);
const CARD_CASH: FeeKind =
    share_of_transaction("Cash advance fee", Due::Withdrawal, 720, [150, 150, 150, 300, 300, 300, 350]);
const CARD_NO_YEARLY: FeeKind = fee("Annual fee", Due::Yearly, 1000, [0; 7]);

pub(super) const CARD_PLAIN: &[FeeKind] =
    &[fee("Annual fee", Due::Yearly, 810, [0, 0, 39, 49, 59, 90, 99]), CARD_LATE, CARD_ABROAD, CARD_CASH];
pub(super) const CARD_REWARDS: &[FeeKind] = &[
    fee("Annual fee", Due::Yearly, 1000, [0, 0, 59, 129, 295, 350, 399]),
    CARD_LATE,
    CARD_ABROAD,
    CARD_CASH,
    fee("Additional cardholder fee", Due::Yearly, 300, [0, 10, 15, 35, 50, 80, 99]),
];
pub(super) const CARD_BUSINESS: &[FeeKind] = &[
    fee("Annual fee", Due::Yearly, 700, [39, 40, 49, 69, 120, 295, 295]),
    CARD_LATE,
    CARD_ABROAD,
    CARD_CASH,
];
pub(super) const CARD_FREE: &[FeeKind] = &[CARD_NO_YEARLY, CARD_LATE, CARD_ABROAD, CARD_CASH];
pub(super) const CARD_TRAVEL: &[FeeKind] = &[
    fee("Annual fee", Due::Yearly, 600, [0, 0, 39, 49, 59, 90, 99]),
    CARD_LATE,
    share_of_transaction("Foreign transaction fee", Due::Purchase, 1000, [0; 7]),
    CARD_CASH,
];

pub(super) const LEASE: &[FeeKind] = &[
    fee("Establishment fee", Due::Upfront, 500, [250, 300, 350, 500, 500, 500, 600]),
    fee("Monthly administration fee", Due::Monthly, 380, [5, 7, 9, 9, 9, 12, 15]),
    fee("Early termination fee", Due::Event, 690, [250, 250, 275, 275, 440, 440, 440]),
];
pub(super) const MARGIN: &[FeeKind] =
    &[fee("Application fee", Due::Upfront, 890, [0, 0, 0, 0, 150, 250, 300])];
pub(super) const TRADE: &[FeeKind] = &[
    fee("Application fee", Due::Upfront, 500, [0, 250, 500, 750, 1000, 1500, 2000]),
    share_of_transaction("Document handling fee", Due::Event, 600, [10, 12, 15, 20, 25, 30, 40]),
];

/// A product's fees: as published, and as far as every borrower pays them.
pub(super) struct Fees {
    pub(super) published: Vec<Value>,
    pub(super) certain: LoanFees,
    /// Whether one is charged for taking back what was repaid in advance.
    pub(super) includes_redraw: bool,
}

/// What is decided about a product's fees elsewhere.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Offer<'a> {
    /// Nothing is paid at the beginning, as some lenders advertise.
    pub(super) waived: bool,
    /// Existing members pay half at the beginning.
    pub(super) member_discount: bool,
    /// What repaying early costs.
    pub(super) early: Option<&'a EarlyRepayment>,
}

/// Draws a product's fees.
pub(super) fn draw(kinds: &[FeeKind], offer: Offer<'_>, random: &mut Random) -> Fees {
    let mut fees = Fees {
        published: Vec::with_capacity(kinds.len()),
        certain: LoanFees::none(Currency::AUD),
        includes_redraw: false,
    };
    for kind in kinds {
        let has_it = random.per_mille(kind.share);
        if !has_it || (offer.waived && kind.due == Due::Upfront) {
            continue;
        }
        fees.includes_redraw |= kind.due == Due::Redraw;
        let entry = Object::sized(6)
            .with("name", kind.name)
            .with("feeType", kind.fee_type())
            .maybe("additionalValue", kind.due.period())
            .with("currency", "AUD");
        let entry = match kind.charge {
            Charge::Dollars(table) => {
                let amount = Money::from_major(tidy(random.draw(&table)), Currency::AUD);
                fees.certain = with(fees.certain, kind.due, amount.minor);
                entry.with("amount", amount.to_decimal())
            }
            Charge::Balance(table) => entry.with("balanceRate", decimal(random.draw(&table))),
            Charge::Transaction(table) => entry.with("transactionRate", decimal(random.draw(&table))),
            Charge::Unknown(why) => entry.with("additionalInfo", why),
        };
        let discount = (offer.member_discount && kind.due == Due::Upfront).then(half_for_members);
        fees.published.push(entry.maybe("discounts", discount).into());
    }
    let early = offer.early.filter(|early| early.allowed).and_then(|early| early.fee);
    if let Some(amount) = early.filter(|fee| fee.minor > 0) {
        let entry = Object::sized(6)
            .with("name", "Early repayment fee")
            .with("feeType", "EVENT")
            .with("currency", "AUD")
            .with("amount", amount.to_decimal())
            .with("additionalInfo", "On repaying the whole loan before its term ends.");
        fees.published.push(entry.into());
    }
    fees
}

fn half_for_members() -> Value {
    json!([{
        "description": "Existing members pay half",
        "discountType": "ELIGIBILITY_ONLY",
        "feeRate": "0.5",
        "eligibility": [{
            "discountEligibilityType": "OTHER",
            "additionalInfo": "A member for at least twelve months"
        }]
    }])
}

impl FeeKind {
    /// CDS `feeType`.
    const fn fee_type(&self) -> &'static str {
        match self.charge {
            Charge::Unknown(_) => "VARIABLE",
            Charge::Dollars(_) | Charge::Balance(_) | Charge::Transaction(_) => self.due.fee_type(),
        }
    }
}

impl Due {
    const fn fee_type(self) -> &'static str {
        match self {
            Self::Upfront => "UPFRONT",
            Self::Monthly | Self::Yearly => "PERIODIC",
            Self::Exit => "EXIT",
            Self::Event => "EVENT",
            Self::Purchase => "PURCHASE",
            Self::Withdrawal | Self::Redraw => "WITHDRAWAL",
        }
    }

    const fn period(self) -> Option<&'static str> {
        match self {
            Self::Monthly => Some("P1M"),
            Self::Yearly => Some("P1Y"),
            _ => None,
        }
    }
}

fn with(fees: LoanFees, due: Due, minor: i64) -> LoanFees {
    let plus = |fee: Money, minor: i64| Money::new(fee.minor.saturating_add(minor), fee.currency);
    match due {
        Due::Upfront => LoanFees { upfront: plus(fees.upfront, minor), ..fees },
        Due::Monthly => LoanFees { periodic: plus(fees.periodic, minor.saturating_mul(12)), ..fees },
        Due::Yearly => LoanFees { periodic: plus(fees.periodic, minor), ..fees },
        Due::Exit => LoanFees { exit: plus(fees.exit, minor), ..fees },
        Due::Event | Due::Purchase | Due::Withdrawal | Due::Redraw => fees,
    }
}

/// Rounds a fee down to what a lender would print: dollars to 20, fives beyond.
fn tidy(dollars: u64) -> i64 {
    let tidy = if dollars < 20 { dollars } else { dollars / 5 * 5 };
    i64::try_from(tidy).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_fee_counts_every_year_and_a_late_fee_never() {
        let fees = draw(HOME_PACKAGE, Offer::default(), &mut Random::keyed(1, &[]));
        assert!(fees.certain.periodic.minor >= 19_000, "{:?}", fees.certain);
        assert_eq!(fees.certain.upfront.minor, 0);
        let published = fees.published.first().unwrap();
        assert_eq!(
            (&published["feeType"], &published["additionalValue"]),
            (&json!("PERIODIC"), &json!("P1Y"))
        );
    }

    #[test]
    fn what_is_waived_is_not_published() {
        for seed in 0..200 {
            let fees =
                draw(PERSONAL, Offer { waived: true, ..Offer::default() }, &mut Random::keyed(seed, &[]));
            assert!(fees.published.iter().all(|fee| fee["feeType"] != "UPFRONT"));
            assert_eq!(fees.certain.upfront.minor, 0);
        }
    }
}
