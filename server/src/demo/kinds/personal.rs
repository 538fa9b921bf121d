//! Personal loans: thirteen kinds.

use super::{Applicant, Kind, Pricing};
use crate::demo::fees;
use crate::demo::figures::{limit, rate};
use crate::demo::lenders::Character::{Bank, CarFinancier, Community, Green, Mutual, Online, SecondChance};
use domain::product::{Category, Purpose};

/// What personal loans have in common; the entries below say what is different.
const BASE: Kind = Kind {
    names: &[],
    category: Category::PersonalLoan,
    weight: 1,
    sold_by: &[Bank, Mutual, Online, Community],
    pricing: Pricing::Personal,
    rate: &rate::PERSONAL,
    amount: &limit::PERSONAL,
    months: Some((12, 84)),
    purposes: &[],
    secured: false,
    applicant: Applicant::Person,
    fees: fees::PERSONAL,
    features: &[],
    about: &[],
    chinese: "",
};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        names: &["Personal Loan", "Everyday Loan", "Flexi Personal Loan", "Straightforward Loan"],
        weight: 9,
        purposes: &[
            Purpose::Car,
            Purpose::DebtConsolidation,
            Purpose::HomeImprovement,
            Purpose::Travel,
            Purpose::Wedding,
            Purpose::Medical,
            Purpose::Education,
            Purpose::Other,
        ],
        about: &[
            "An unsecured loan for almost any personal purpose, repaid in equal instalments.",
            "Borrow without putting anything up as security, for plans big or small.",
            "One amount, one instalment and an end date: a personal loan without surprises.",
        ],
        chinese: "无抵押个人贷款，用途灵活，可中文办理。",
        ..BASE
    },
    Kind {
        names: &["New Car Loan", "Showroom Car Loan", "Drive Away Loan"],
        weight: 3,
        sold_by: &[Bank, Mutual, Online, CarFinancier, Community],
        rate: &rate::CAR,
        amount: &limit::CAR,
        purposes: &[Purpose::Car],
        secured: true,
        about: &[
            "Finance for a new or nearly new car, secured by the vehicle to keep the rate down.",
            "For buying a car from a dealer: the car is the security, so it costs less than an unsecured loan.",
            "Car finance in equal instalments, with no balloon at the end.",
        ],
        chinese: "新车贷款（车贷），以车辆作抵押，利率更低。",
        ..BASE
    },
    Kind {
        names: &["Used Car Loan", "Second-Hand Car Loan", "Private Sale Car Loan"],
        weight: 3,
        sold_by: &[Bank, Mutual, Online, CarFinancier, Community, SecondChance],
        rate: &rate::CAR,
        amount: &limit::CAR,
        months: Some((12, 60)),
        purposes: &[Purpose::Car],
        secured: true,
        about: &[
            "For a used car from a dealer or a private seller; the car secures the loan.",
            "Buy a second-hand vehicle with a loan that the vehicle itself secures.",
            "Car finance for older vehicles, with an ownership check before the money is paid out.",
        ],
        chinese: "二手车贷款（车贷），可向经销商或私人卖家购车。",
        ..BASE
    },
    Kind {
        names: &["Solar and Battery Loan", "Home Energy Loan", "Green Home Upgrade Loan"],
        weight: 2,
        sold_by: &[Bank, Mutual, Online, Green],
        rate: &rate::GREEN,
        amount: &limit::GREEN,
        purposes: &[Purpose::Green, Purpose::HomeImprovement],
        about: &[
            "A lower rate for solar panels, home batteries, heat pumps and insulation.",
            "For home upgrades that save energy, paid straight to the installer.",
            "Spreads the cost of a solar system over the years in which it saves on bills.",
        ],
        chinese: "太阳能和家用电池低息贷款。",
        ..BASE
    },
    Kind {
        names: &["Electric Vehicle Loan", "Plug-In Car Loan", "Low Emission Car Loan"],
        weight: 2,
        sold_by: &[Bank, Mutual, CarFinancier, Green, Community],
        rate: &rate::GREEN,
        amount: &limit::CAR,
        purposes: &[Purpose::Car, Purpose::Green],
        secured: true,
        about: &[
            "A secured loan at a reduced rate for electric and plug-in hybrid cars.",
            "Car finance for drivers who go electric; a home charger can be included.",
            "For new and used electric vehicles, cheaper than an ordinary car loan.",
        ],
        chinese: "电动汽车贷款（车贷），利率优惠。",
        ..BASE
    },
    Kind {
        names: &["Debt Consolidation Loan", "All In One Loan", "Tidy Up Loan"],
        weight: 3,
        sold_by: &[Bank, Mutual, Online, Community, SecondChance],
        rate: &rate::CONSOLIDATION,
        months: Some((24, 84)),
        purposes: &[Purpose::DebtConsolidation],
        about: &[
            "Rolls card balances and smaller loans into one, with a single repayment and an end date.",
            "Pays out your existing debts directly, so that one instalment replaces several.",
            "For people who juggle several repayments and want one lower figure a month.",
        ],
        chinese: "债务整合贷款，把多笔欠款合并为一笔，每月只还一次。",
        ..BASE
    },
    Kind {
        names: &["Secured Personal Loan", "Asset Backed Loan"],
        weight: 2,
        sold_by: &[Bank, Mutual, CarFinancier],
        rate: &rate::SECURED,
        purposes: &[Purpose::Car, Purpose::OtherVehicle, Purpose::HomeImprovement, Purpose::Other],
        secured: true,
        about: &[
            "Offer a vehicle or a term deposit as security and pay a lower rate.",
            "A personal loan backed by something you own, for larger amounts or longer terms.",
        ],
        chinese: "有抵押个人贷款，利率较低。",
        ..BASE
    },
    Kind {
        names: &["Renovation Loan", "Home Improvement Loan", "Kitchen and Bathroom Loan"],
        weight: 2,
        sold_by: &[Bank, Mutual, Online],
        purposes: &[Purpose::HomeImprovement],
        about: &[
            "For kitchens, bathrooms, roofs and gardens, without touching the mortgage.",
            "Renovate now and repay over several years, unsecured.",
        ],
        chinese: "房屋装修贷款，无需动用房贷。",
        ..BASE
    },
    Kind {
        names: &["Travel Loan", "Holiday Loan"],
        sold_by: &[Mutual, Online],
        months: Some((12, 48)),
        purposes: &[Purpose::Travel],
        about: &[
            "Covers flights, stays and spending money, repaid before the next big trip.",
            "A short loan for holidays and visits to family overseas.",
        ],
        chinese: "旅行贷款。",
        ..BASE
    },
    Kind {
        names: &["Wedding Loan", "Celebration Loan"],
        sold_by: &[Mutual, Online, Community],
        months: Some((12, 60)),
        purposes: &[Purpose::Wedding],
        about: &[
            "Pays for the venue, the catering and the dress, in instalments fixed from the start.",
            "For weddings and family celebrations, with the option to repay early from gifts.",
        ],
        chinese: "婚礼贷款。",
        ..BASE
    },
    Kind {
        names: &["Health Care Loan", "Medical and Dental Loan"],
        sold_by: &[Mutual, Online, SecondChance],
        months: Some((6, 60)),
        purposes: &[Purpose::Medical],
        about: &[
            "For dental work, fertility treatment, surgery and veterinary bills; the clinic can be paid directly.",
            "Spreads the cost of treatment that insurance does not cover.",
        ],
        chinese: "医疗贷款。",
        ..BASE
    },
    Kind {
        names: &["Study Loan", "Graduate Course Loan"],
        sold_by: &[Mutual, Community],
        months: Some((12, 60)),
        purposes: &[Purpose::Education],
        applicant: Applicant::Student,
        about: &[
            "For course fees, a laptop and textbooks, with smaller instalments while studying.",
            "Helps students and apprentices pay for training, tools and accommodation.",
        ],
        chinese: "留学及教育贷款，面向学生。",
        ..BASE
    },
    Kind {
        names: &["Caravan and Boat Loan", "Motorbike Loan", "Adventure Vehicle Loan"],
        weight: 2,
        sold_by: &[Bank, Mutual, CarFinancier],
        rate: &rate::CAR,
        amount: &limit::CAR,
        purposes: &[Purpose::OtherVehicle],
        secured: true,
        about: &[
            "Finance for caravans, camper trailers, boats, jet skis and motorbikes, secured by the purchase.",
            "For leisure vehicles new or used, with terms to match how long they last.",
        ],
        chinese: "房车、游艇和摩托车贷款。",
        ..BASE
    },
    Kind {
        names: &["Fresh Start Loan", "First Credit Loan", "Small Amount Instalment Loan"],
        weight: 2,
        sold_by: &[SecondChance, Community],
        rate: &rate::HIGH_RISK,
        amount: &limit::SMALL,
        months: Some((6, 36)),
        purposes: &[Purpose::Car, Purpose::Medical, Purpose::DebtConsolidation, Purpose::Other],
        about: &[
            "A small loan for people with little or no credit history, reported so that a record can be built.",
            "For borrowers with past defaults whose income is steady again.",
            "Looks at how you live today rather than at an old credit score; amounts stay small.",
        ],
        chinese: "小额贷款，无信用记录也可申请。",
        ..BASE
    },
];
