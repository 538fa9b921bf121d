//! Credit for businesses and on accounts: loans, overdrafts, leases, margin loans, trade finance.

use super::{Applicant, Kind, Pricing};
use crate::demo::fees;
use crate::demo::figures::{limit, rate};
use crate::demo::lenders::Character::{Bank, Business, CarFinancier, Community, Mutual, Online};
use domain::product::{Category, Purpose};

/// What business loans have in common; the entries below say what is different.
const BASE: Kind = Kind {
    names: &[],
    category: Category::BusinessLoan,
    weight: 2,
    sold_by: &[Bank, Business],
    pricing: Pricing::Business { extra: 0 },
    rate: &rate::BUSINESS,
    amount: &limit::BUSINESS,
    months: Some((12, 180)),
    purposes: &[Purpose::WorkingCapital, Purpose::Equipment],
    secured: true,
    applicant: Applicant::Business,
    fees: fees::BUSINESS,
    features: &[],
    about: &[],
    chinese: "",
};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        names: &["Secured Business Loan", "Business Growth Loan", "Business Term Loan"],
        sold_by: &[Bank, Mutual, Business, Community],
        about: &[
            "A term loan secured by property for buying, growing or refinancing a business.",
            "For established firms that expand: principal and interest or interest only to begin with.",
        ],
        chinese: "有抵押商业贷款，用于企业扩展。",
        ..BASE
    },
    Kind {
        names: &["Unsecured Business Loan", "Small Business Quick Loan"],
        pricing: Pricing::Business { extra: 270 },
        months: Some((6, 60)),
        purposes: &[Purpose::WorkingCapital],
        secured: false,
        about: &[
            "Working capital for small firms without property as security, on the strength of their turnover.",
            "Fast funds for stock, wages or a tax bill, repaid weekly or monthly.",
        ],
        chinese: "无抵押小企业贷款。",
        ..BASE
    },
    Kind {
        names: &["Equipment Finance", "Machinery Loan", "Fit-Out Finance"],
        sold_by: &[Bank, Business, CarFinancier],
        months: Some((12, 84)),
        purposes: &[Purpose::Equipment],
        about: &[
            "Buys machinery, tools, computers or a shop fit-out; the equipment is the security.",
            "Chattel mortgage finance for plant and equipment with an optional balloon.",
        ],
        chinese: "设备贷款。",
        ..BASE
    },
    Kind {
        names: &["Commercial Vehicle Loan", "Fleet and Truck Loan"],
        weight: 1,
        sold_by: &[Bank, Business, CarFinancier],
        months: Some((12, 84)),
        purposes: &[Purpose::Equipment, Purpose::Car],
        about: &["For vans, utes, trucks and whole fleets used in a business, secured by the vehicles."],
        chinese: "商用车贷款。",
        ..BASE
    },
    Kind {
        names: &["Business Line of Credit", "Cash Flow Line"],
        weight: 1,
        months: None,
        pricing: Pricing::Business { extra: 120 },
        purposes: &[Purpose::WorkingCapital],
        about: &["A limit to draw on and repay as invoices come in; interest only on what is used."],
        chinese: "企业循环信贷额度。",
        ..BASE
    },
    Kind {
        names: &["Personal Overdraft", "Everyday Overdraft"],
        category: Category::Overdraft,
        sold_by: &[Bank, Mutual],
        pricing: Pricing::Revolving,
        rate: &rate::OVERDRAFT,
        amount: &limit::SMALL,
        months: None,
        purposes: &[Purpose::Other],
        secured: false,
        applicant: Applicant::Person,
        fees: fees::OVERDRAFT,
        features: &["OVERDRAFT"],
        about: &[
            "A safety net on an everyday account: interest only for the days it is below zero.",
            "Covers the gap until payday without a separate loan.",
        ],
        chinese: "个人透支额度。",
        ..BASE
    },
    Kind {
        names: &["Business Overdraft", "Trading Account Overdraft"],
        category: Category::Overdraft,
        weight: 1,
        pricing: Pricing::Revolving,
        rate: &rate::OVERDRAFT,
        amount: &limit::OVERDRAFT,
        months: None,
        purposes: &[Purpose::WorkingCapital],
        fees: fees::OVERDRAFT,
        features: &["OVERDRAFT"],
        about: &[
            "Lets a business account go below zero up to an agreed limit, to smooth uneven takings.",
            "Working capital on tap, secured by property or a charge over the business.",
        ],
        chinese: "企业透支额度。",
        ..BASE
    },
    Kind {
        names: &["Novated Car Lease", "Salary Packaged Car Lease"],
        category: Category::Lease,
        sold_by: &[Bank, CarFinancier],
        pricing: Pricing::Lease,
        rate: &rate::CAR,
        amount: &limit::LEASE,
        months: Some((12, 60)),
        purposes: &[Purpose::Car],
        applicant: Applicant::Person,
        fees: fees::LEASE,
        about: &[
            "A car paid from salary before tax through an employer, with running costs included.",
            "Lease a car through payroll and choose at the end: keep it, hand it back or start again.",
        ],
        chinese: "工资打包汽车租赁。",
        ..BASE
    },
    Kind {
        names: &["Equipment Lease", "Business Asset Lease"],
        category: Category::Lease,
        sold_by: &[Bank, Business, CarFinancier],
        pricing: Pricing::Lease,
        amount: &limit::LEASE,
        months: Some((24, 60)),
        purposes: &[Purpose::Equipment],
        fees: fees::LEASE,
        about: &["Use equipment without owning it, for a fixed rental, and upgrade when the lease ends."],
        chinese: "设备租赁。",
        ..BASE
    },
    Kind {
        names: &["Margin Loan", "Share Investment Loan", "Portfolio Loan"],
        category: Category::MarginLoan,
        sold_by: &[Bank, Business, Online],
        pricing: Pricing::Margin,
        rate: &rate::MARGIN,
        amount: &limit::MARGIN,
        months: None,
        purposes: &[Purpose::Investment],
        applicant: Applicant::Person,
        fees: fees::MARGIN,
        about: &[
            "Borrow against listed shares and managed funds to invest more; a fall in prices can mean a margin \
             call.",
            "A line of credit secured by a share portfolio, for experienced investors.",
        ],
        chinese: "股票保证金贷款。",
        ..BASE
    },
    Kind {
        names: &["Import Finance", "Export Working Capital", "Trade Line"],
        category: Category::TradeFinance,
        sold_by: &[Bank, Business, Community],
        pricing: Pricing::Revolving,
        amount: &limit::TRADE,
        months: None,
        purposes: &[Purpose::WorkingCapital],
        fees: fees::TRADE,
        about: &[
            "Pays overseas suppliers when goods ship and gives up to 180 days to sell them.",
            "Bridges the time between shipping an order and being paid for it, in several currencies.",
        ],
        chinese: "进出口贸易融资。",
        ..BASE
    },
];
