//! Home loans: eleven kinds.

use super::{Applicant, Kind, Pricing};
use crate::demo::fees;
use crate::demo::figures::{limit, rate};
use crate::demo::lenders::Character::{Bank, Community, Green, Mutual, Online, SecondChance};
use domain::product::{Category, LoanPurpose, Purpose};

/// What home loans have in common; the entries below say what is different.
const BASE: Kind = Kind {
    names: &[],
    category: Category::HomeLoan,
    weight: 2,
    sold_by: &[Bank, Mutual, Online, Community],
    pricing: LIVE_IN,
    rate: &rate::HOME_VARIABLE,
    amount: &limit::HOME,
    months: Some((60, 360)),
    purposes: &[Purpose::HomePurchase, Purpose::Refinance],
    secured: true,
    applicant: Applicant::Person,
    fees: fees::HOME,
    features: &[],
    about: &[],
    chinese: "",
};

/// A plain variable rate for an owner-occupied home.
const LIVE_IN: Pricing = variable(LoanPurpose::OwnerOccupied, false, 90);

const fn variable(purpose: LoanPurpose, interest_only: bool, highest_lvr: u64) -> Pricing {
    Pricing::HomeVariable { purpose, interest_only, highest_lvr, packaged: false }
}

pub(super) const KINDS: &[Kind] = &[
    Kind {
        names: &["Basic Variable Home Loan", "Simple Home Loan", "Essentials Home Loan"],
        weight: 4,
        features: &["REDRAW"],
        about: &[
            "A no-frills variable home loan for people who will live in the property, with extra repayments \
             and redraw.",
            "Low rate, few features: principal and interest, owner-occupiers only.",
            "For buyers and refinancers who want the rate and nothing to pay for besides.",
        ],
        chinese: "自住房浮动利率贷款（房贷），可提前还款。",
        ..BASE
    },
    Kind {
        names: &["Offset Home Loan", "Complete Package Home Loan", "Advantage Home Loan"],
        weight: 3,
        pricing: Pricing::HomeVariable {
            purpose: LoanPurpose::OwnerOccupied,
            interest_only: false,
            highest_lvr: 95,
            packaged: true,
        },
        fees: fees::HOME_PACKAGE,
        features: &["OFFSET", "REDRAW"],
        about: &[
            "A full-featured variable loan: every dollar in the linked offset account saves interest.",
            "One yearly fee covers the offset account, redraw, a card and splits between fixed and variable.",
            "For households with savings that should work against the mortgage.",
        ],
        chinese: "带对冲账户的自住房贷款（房贷），存款可抵减利息。",
        ..BASE
    },
    Kind {
        names: &["Fixed Rate Home Loan", "Certainty Home Loan", "Steady Rate Home Loan"],
        weight: 4,
        pricing: Pricing::HomeFixed { purpose: LoanPurpose::OwnerOccupied },
        fees: fees::HOME_FIXED,
        about: &[
            "Repayments that do not move for the years you choose, for owner-occupiers who budget to the dollar.",
            "Fix the rate, then choose again: break costs apply if the loan is repaid within the fixed period.",
            "A fixed rate home loan with a limited amount of extra repayments each year.",
        ],
        chinese: "固定利率自住房贷款（房贷），固定期内利率不变。",
        ..BASE
    },
    Kind {
        names: &["Investment Home Loan", "Landlord Variable Loan", "Rental Property Loan"],
        weight: 3,
        pricing: variable(LoanPurpose::Investment, false, 90),
        purposes: &[Purpose::Investment, Purpose::Refinance],
        features: &["REDRAW"],
        about: &[
            "For a property to let: variable rate, principal and interest.",
            "Finance for landlords, with rental income counted towards what can be repaid.",
            "An investment property loan that can be split and cross-secured.",
        ],
        chinese: "投资房贷款（房贷），租金收入可计入还款能力。",
        ..BASE
    },
    Kind {
        names: &["Interest Only Investment Loan", "Investor Interest Only Variable"],
        pricing: variable(LoanPurpose::Investment, true, 80),
        purposes: &[Purpose::Investment],
        features: &["OFFSET"],
        about: &[
            "Pay only interest for up to five years on a property to let, then principal and interest.",
            "Keeps instalments low while a rental property finds its feet; the debt does not shrink meanwhile.",
        ],
        chinese: "投资房只还利息贷款（房贷）。",
        ..BASE
    },
    Kind {
        names: &["Fixed Rate Investment Loan", "Landlord Fixed Loan"],
        pricing: Pricing::HomeFixed { purpose: LoanPurpose::Investment },
        purposes: &[Purpose::Investment, Purpose::Refinance],
        fees: fees::HOME_FIXED,
        about: &[
            "A fixed rate on an investment property, for as many years as you choose.",
            "For landlords who want rent and repayments to match for a known period.",
        ],
        chinese: "投资房固定利率贷款（房贷）。",
        ..BASE
    },
    Kind {
        names: &["First Home Buyer Loan", "First Keys Home Loan", "Small Deposit Home Loan"],
        sold_by: &[Bank, Mutual, Community],
        pricing: variable(LoanPurpose::OwnerOccupied, false, 95),
        purposes: &[Purpose::HomePurchase],
        features: &["REDRAW"],
        about: &[
            "For first home buyers with a deposit from five per cent; lenders mortgage insurance may apply.",
            "Helps first-time buyers into a home sooner, with a guarantor where the deposit falls short.",
            "A first home loan that works together with government guarantee schemes.",
        ],
        chinese: "首次置业贷款（房贷），首付低至百分之五。",
        ..BASE
    },
    Kind {
        names: &["Construction Home Loan", "House and Land Loan"],
        sold_by: &[Bank, Mutual],
        pricing: variable(LoanPurpose::OwnerOccupied, false, 90),
        purposes: &[Purpose::Construction],
        about: &[
            "Paid out in stages as the builder finishes them; interest only on what has been drawn.",
            "For building a home or a knock-down rebuild, with progress payments to the builder.",
        ],
        chinese: "建房贷款，按工程进度放款。",
        ..BASE
    },
    Kind {
        names: &["Refinance Saver Home Loan", "Switch and Save Home Loan"],
        sold_by: &[Bank, Online, Community],
        pricing: Pricing::HomeIntroductory { years: 2 },
        purposes: &[Purpose::Refinance],
        features: &["CASHBACK_OFFER"],
        about: &[
            "A lower rate for the first two years for households that move their mortgage here.",
            "Switch an existing home loan and get a contribution to the cost of changing lenders.",
        ],
        chinese: "房贷转贷优惠，前两年利率更低。",
        ..BASE
    },
    Kind {
        names: &["Green Home Loan", "Efficient Home Loan", "All-Electric Home Loan", "Low Carbon Home Loan"],
        sold_by: &[Mutual, Green],
        pricing: variable(LoanPurpose::OwnerOccupied, false, 90),
        purposes: &[Purpose::HomePurchase, Purpose::Green],
        features: &["REDRAW"],
        about: &[
            "A reduced rate for homes with a high energy rating or a plan to reach one.",
            "For buyers of all-electric homes, and for owners who retrofit the one they have.",
        ],
        chinese: "节能住宅贷款（房贷）。",
        ..BASE
    },
    Kind {
        names: &["Alternative Income Home Loan", "Self-Employed Home Loan"],
        weight: 1,
        sold_by: &[SecondChance, Online],
        rate: &rate::HOME_NEAR_PRIME,
        pricing: variable(LoanPurpose::OwnerOccupied, false, 80),
        about: &[
            "For business owners without two years of tax returns: bank statements or an accountant's letter do.",
            "A home loan for people with irregular income or an old default, at a higher rate.",
        ],
        chinese: "自雇人士房贷，收入证明灵活。",
        ..BASE
    },
];
