//! Credit cards: seven kinds.

use super::{Applicant, Kind, Pricing};
use crate::demo::fees;
use crate::demo::figures::{limit, rate};
use crate::demo::lenders::Character::{Bank, Business, Mutual, Online};
use domain::product::{Category, Purpose};

/// What cards have in common; the entries below say what is different.
const BASE: Kind = Kind {
    names: &[],
    category: Category::CreditCard,
    weight: 1,
    sold_by: &[Bank, Mutual],
    pricing: Pricing::Card { transfer_months: None },
    rate: &rate::CARD_PLAIN,
    amount: &limit::CARD,
    months: None,
    purposes: &[Purpose::Other],
    secured: false,
    applicant: Applicant::Person,
    fees: fees::CARD_PLAIN,
    features: &["INTEREST_FREE"],
    about: &[],
    chinese: "",
};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        names: &["Low Rate Card", "Clear Rate Card", "Modest Card"],
        weight: 3,
        about: &[
            "A credit card with a low purchase rate for people who carry a balance now and then.",
            "Few extras and a lower rate, with an interest-free period when paid in full.",
        ],
        chinese: "低利率信用卡。",
        ..BASE
    },
    Kind {
        names: &["Rewards Card", "Points Plus Card", "Signature Rewards Card"],
        weight: 3,
        sold_by: &[Bank],
        rate: &rate::CARD_REWARDS,
        fees: fees::CARD_REWARDS,
        features: &["INTEREST_FREE", "LOYALTY_PROGRAM", "BONUS_REWARDS"],
        about: &[
            "Earns points on every purchase; worth it for those who pay the balance off each month.",
            "Points, travel insurance and a concierge, for a higher yearly fee.",
        ],
        chinese: "积分奖励信用卡。",
        ..BASE
    },
    Kind {
        names: &["No Annual Fee Card", "Zero Fee Card"],
        weight: 2,
        sold_by: &[Bank, Mutual, Online],
        fees: fees::CARD_FREE,
        about: &[
            "A credit card without a yearly fee, for occasional use.",
            "Costs nothing to keep: no annual fee, and no interest when the balance is cleared each month.",
        ],
        chinese: "免年费信用卡。",
        ..BASE
    },
    Kind {
        names: &["Balance Transfer Card", "Switch Card"],
        weight: 2,
        sold_by: &[Bank, Mutual, Online],
        pricing: Pricing::Card { transfer_months: Some(18) },
        purposes: &[Purpose::DebtConsolidation],
        features: &["BALANCE_TRANSFERS"],
        about: &[
            "Move a balance from another card and pay little or no interest on it for a while.",
            "For clearing card debt faster: a low rate on transferred balances, then the ordinary one.",
        ],
        chinese: "余额代偿信用卡。",
        ..BASE
    },
    Kind {
        names: &["Business Card", "Company Expense Card"],
        sold_by: &[Bank, Mutual, Business],
        rate: &rate::CARD_BUSINESS,
        purposes: &[Purpose::WorkingCapital],
        applicant: Applicant::Business,
        fees: fees::CARD_BUSINESS,
        features: &["INTEREST_FREE", "ADDITIONAL_CARDS"],
        about: &["Cards for staff with a limit each, one statement, and an export to accounting software."],
        chinese: "企业信用卡。",
        ..BASE
    },
    Kind {
        names: &["Travel Card", "No Foreign Fee Card"],
        sold_by: &[Bank, Online],
        purposes: &[Purpose::Travel],
        fees: fees::CARD_TRAVEL,
        about: &["No foreign transaction fee on purchases abroad or in overseas online shops."],
        chinese: "境外消费免手续费信用卡。",
        ..BASE
    },
    Kind {
        names: &["Student Card", "Starter Card"],
        amount: &limit::SMALL,
        fees: fees::CARD_FREE,
        applicant: Applicant::Student,
        about: &["A small limit and no yearly fee, to begin a credit history while studying."],
        chinese: "学生信用卡。",
        ..BASE
    },
];
