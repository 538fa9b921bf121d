//! Fees and their discounts, flat (versions 3 and 4) or nested by method (from version 5 on).

use super::super::names;
use super::fields::{Fields, Reason};
use super::offer;
use domain::money::{Currency, Money};
use domain::product::{Fee, FeeDiscount, FeeKind};
use domain::rate::Rate;

pub(super) fn read(product: &mut Fields<'_>, product_currency: Currency) -> Vec<Fee> {
    product.list("fees", |entry| {
        let stated = currency(entry)?;
        let currency = stated.unwrap_or(product_currency);
        let price = Price::read(entry, currency, "feeMethodUType");
        Ok(Fee {
            name: entry.text("name").unwrap_or_default(),
            kind: entry.kind_or("feeType", nearest_kind)?,
            amount: price.amount,
            balance_rate: price.balance,
            transaction_rate: price.transaction,
            accrued_rate: price.accrued,
            accrual_frequency: price.accrual_frequency,
            currency: stated,
            value: entry.text("additionalValue"),
            info: entry.text("additionalInfo"),
            info_uri: entry.text("additionalInfoUri"),
            discounts: discounts(entry, currency),
        })
    })
}

/// A stated currency that cannot be read leaves every amount of the fee without a meaning.
fn currency(fee: &mut Fields<'_>) -> Result<Option<Currency>, Reason> {
    if !fee.has("currency") {
        return Ok(None);
    }
    fee.required("currency", |text| text.trim().to_ascii_uppercase().parse()).map(Some)
}

/// Version 5 splits what version 4 calls an event.
fn nearest_kind(name: &str) -> FeeKind {
    match name {
        "dishonour" | "enquiry" | "late_payment" | "replacement" | "variation" | "upfront_per_plan" => {
            FeeKind::Event
        }
        "cash_advance" => FeeKind::Transaction,
        _ => FeeKind::Other,
    }
}

fn discounts(fee: &mut Fields<'_>, currency: Currency) -> Vec<FeeDiscount> {
    fee.list("discounts", |entry| {
        let price = Price::read(entry, currency, "discountMethodUType");
        Ok(FeeDiscount {
            description: entry.text("description").unwrap_or_default(),
            kind: entry.required("discountType", |kind| Ok::<_, Reason>(kind.to_owned()))?,
            amount: price.amount,
            balance_rate: price.balance,
            transaction_rate: price.transaction,
            accrued_rate: price.accrued,
            fee_rate: price.fee,
            value: entry.text("additionalValue"),
            info: entry.text("additionalInfo"),
            info_uri: entry.text("additionalInfoUri"),
            eligibility: offer::eligibility(entry, "eligibility", "discountEligibilityType"),
        })
    })
}

/// What a fee, or its discount, comes to.
#[derive(Default)]
struct Price {
    amount: Option<Money>,
    balance: Option<Rate>,
    transaction: Option<Rate>,
    accrued: Option<Rate>,
    /// A share of the fee; of discounts only.
    fee: Option<Rate>,
    /// Of fees only.
    accrual_frequency: Option<String>,
}

impl Price {
    /// Reads the flat fields, and the nested ones where the flat one is absent.
    fn read(entry: &mut Fields<'_>, currency: Currency, method: &'static str) -> Self {
        let is_fee = method == "feeMethodUType";
        let mut price = Self {
            amount: entry.money("amount", currency),
            balance: entry.parse("balanceRate"),
            transaction: entry.parse("transactionRate"),
            accrued: entry.parse("accruedRate"),
            ..Self::default()
        };
        if is_fee {
            price.accrual_frequency = entry.text("accrualFrequency");
        } else {
            price.fee = entry.parse("feeRate");
        }
        entry.object("fixedAmount", |fixed| {
            if price.amount.is_none() {
                price.amount = fixed.money("amount", currency);
            }
        });
        entry.object("rateBased", |rate| price.read_rate(rate, is_fee));
        price.read_method(entry, method);
        price
    }

    const fn has_rate(&self) -> bool {
        self.balance.is_some() || self.transaction.is_some() || self.accrued.is_some() || self.fee.is_some()
    }

    const fn has_figures(&self) -> bool {
        self.amount.is_some() || self.has_rate()
    }

    fn read_rate(&mut self, nested: &mut Fields<'_>, is_fee: bool) {
        let of = nested.peek("rateType").map(names::normalise);
        let slot = match of.as_deref() {
            Some("balance") => &mut self.balance,
            Some("transaction") => &mut self.transaction,
            Some("interest_accrued") => &mut self.accrued,
            Some("fee") if !is_fee => &mut self.fee,
            _ => return,
        };
        if slot.is_none() {
            *slot = nested.parse("rate");
            if slot.is_some() {
                nested.implied("rateType");
            }
        }
        if is_fee && self.accrual_frequency.is_none() {
            self.accrual_frequency = nested.text("accrualFrequency");
        }
    }

    /// The method's name is implied where it agrees with the figures that were read; otherwise it stays raw.
    fn read_method(&self, entry: &mut Fields<'_>, method: &'static str) {
        let agrees = match entry.peek(method).map(names::normalise).as_deref() {
            Some("fixedamount" | "fixed_amount") => self.amount.is_some(),
            Some("ratebased" | "rate_based") => self.has_rate(),
            Some("variable") => !self.has_figures(),
            _ => false,
        };
        if agrees {
            entry.implied(method);
        }
    }
}
