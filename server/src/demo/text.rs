//! What lenders say in words: descriptions, rules and features, written for the demo.

use super::eligibility::Terms;
use super::kinds::Kind;
use super::lenders::{Character, Lender};
use super::random::Random;
use domain::product::Category;

/// What a package is, for its bundle and the discount that comes with it.
pub(super) const PACKAGE: &str =
    "With the home loan package: loan, offset account and card for one yearly fee.";

/// A description of one to three sentences: what it is and for whom, who the lender is, how much.
pub(super) fn description(kind: &Kind, lender: &Lender, terms: &Terms, random: &mut Random) -> String {
    let mut text = random.word(kind.about).to_owned();
    if random.per_mille(600) {
        text.push(' ');
        text.push_str(random.word(about(lender.character)));
    }
    if random.per_mille(350) {
        let (least, greatest) = (grouped(terms.min_amount), grouped(terms.max_amount));
        text.push_str(&match terms.months {
            Some((_, longest)) => format!(" Borrow {least} to {greatest} over up to {} years.", longest / 12),
            None => format!(" Limits from {least} to {greatest}."),
        });
    }
    if lender.character == Character::Community {
        text.push(' ');
        text.push_str(kind.chinese);
    }
    text
}

/// A sentence about the lender.
const fn about(character: Character) -> &'static [&'static str] {
    match character {
        Character::Bank => &[
            "Apply in a branch, by phone or online.",
            "Customers with a salary account here get an answer sooner.",
        ],
        Character::Mutual => &[
            "Owned by its members, so profits go back into rates.",
            "Joining takes minutes and can be done with the application.",
        ],
        Character::Online => &[
            "Apply online in ten minutes, with an answer the same day.",
            "See your own rate first, without a mark on your credit file.",
        ],
        Character::CarFinancier => &[
            "Approval lasts thirty days, so there is time to find the right vehicle.",
            "Works with dealers and private sellers alike.",
        ],
        Character::SecondChance => &[
            "A bad credit score does not end the conversation here.",
            "A person, not only a score, decides.",
        ],
        Character::Business => &[
            "Talk to a banker who knows your trade.",
            "Lends to businesses only, from sole traders to mid-sized companies.",
        ],
        Character::Green => &[
            "Every loan here pays for something that lowers emissions.",
            "Installers and dealers are checked before they are paid.",
        ],
        Character::Community => &[
            "Staff speak English, Mandarin and Cantonese.",
            "Made for newcomers: overseas income and savings records are considered.",
        ],
    }
}

/// `$50,000`.
fn grouped(dollars: u64) -> String {
    let digits = dollars.to_string();
    let mut text = String::with_capacity(digits.len() + 4);
    text.push('$');
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A residency rule.
pub(super) fn residency(lender: &Lender, random: &mut Random) -> &'static str {
    if lender.character.profile().visas {
        random.word(&[
            "Citizen, permanent resident or holder of a valid visa",
            "Australian resident",
            "Australian citizen or permanent resident",
        ])
    } else {
        random.word(&[
            "Australian citizen or permanent resident",
            "Must be an Australian citizen or permanent resident",
            "Australian citizens and permanent residents only",
            "Must be an Australian resident",
            "At least one applicant lives in Australia for good",
        ])
    }
}

/// An employment rule.
pub(super) fn employment(lender: &Lender, random: &mut Random) -> &'static str {
    match lender.character {
        Character::SecondChance | Character::Community => random.word(&[
            "Must be employed",
            "Employed full time, part time or casual, or self-employed",
            "A regular income, from work or from a pension",
        ]),
        _ => random.word(&[
            "Must be employed",
            "Employed full time or part time",
            "Employed full time, part time or casual, or self-employed",
            "Past probation, or self-employed for two years",
        ]),
    }
}

/// A rule that no field of the standard can hold.
pub(super) fn free_rule(category: Category, character: Character, random: &mut Random) -> &'static str {
    match (category, character) {
        (_, Character::Mutual) => random.word(&[
            "Membership is needed and can be taken out with the application.",
            "Subject to credit approval",
            "No bankruptcy in the past five years.",
        ]),
        (Category::HomeLoan, _) => random.word(&[
            "Subject to credit approval",
            "The property must be in a town of more than ten thousand people.",
            "Lenders mortgage insurance is needed above 80 per cent of the value.",
        ]),
        (Category::PersonalLoan, _) => random.word(&[
            "Subject to credit approval",
            "No unpaid defaults above five hundred dollars.",
            "A vehicle must be younger than twelve years when the loan ends.",
        ]),
        (Category::BusinessLoan | Category::Overdraft | Category::TradeFinance, _) => random.word(&[
            "Trading for at least a year.",
            "Directors may be asked for a guarantee.",
            "Subject to credit approval",
        ]),
        _ => random
            .word(&["Subject to credit approval", "A good record with the lender is taken into account."]),
    }
}

/// A feature that no type of the standard covers.
pub(super) fn other_feature(category: Category, random: &mut Random) -> &'static str {
    match category {
        Category::PersonalLoan => random.word(&[
            "Weekly, fortnightly or monthly instalments",
            "Pre-approval for thirty days",
            "The instalment day can be moved once a year",
        ]),
        Category::HomeLoan => random.word(&[
            "Splits between fixed and variable parts",
            "Weekly, fortnightly or monthly instalments",
            "The loan can move with you to a new home",
        ]),
        Category::Overdraft => {
            random.word(&["Interest only on what is used", "The limit can be lowered at any time"])
        }
        _ => random.word(&["Terms agreed with each customer", "A statement made for tax returns"]),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn amounts_are_grouped() {
        for (dollars, text) in [(500, "$500"), (5000, "$5,000"), (1_500_000, "$1,500,000")] {
            assert_eq!(super::grouped(dollars), text);
        }
    }
}
