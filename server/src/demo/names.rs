//! Names of lenders beyond the forty, of products that repeat, and slugs.

use super::lenders::{Character, LENDERS};

/// Lower-case letters and digits, everything else one hyphen: `sassafras-hale-bank`.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug
}

const FIRST: [&str; 24] = [
    "Acacia",
    "Amber",
    "Billabong",
    "Boobook",
    "Cinder",
    "Cloudy",
    "Dapple",
    "Drift",
    "Fern",
    "Flint",
    "Gannet",
    "Hazel",
    "Kelpie",
    "Lichen",
    "Marram",
    "Nettle",
    "Opal",
    "Peppercorn",
    "Quartz",
    "Reed",
    "Sandpiper",
    "Thistle",
    "Umber",
    "Willow",
];
const SECOND: [&str; 20] = [
    "Barn", "Bend", "Creek", "Crossing", "Dell", "Gate", "Gully", "Hearth", "Jetty", "Knoll", "Landing",
    "Meadow", "Paddock", "Pier", "Rise", "Siding", "Spring", "Track", "Weir", "Yard",
];

/// A name for the lender at a position beyond [`LENDERS`], different for every position.
pub(super) fn lender(position: u64, character: Character) -> String {
    let beyond = usize::try_from(position).unwrap_or(usize::MAX).saturating_sub(LENDERS.len());
    let first = FIRST.get(beyond % FIRST.len()).copied().unwrap_or_default();
    let second = SECOND.get(beyond / FIRST.len() % SECOND.len()).copied().unwrap_or_default();
    let trade = match character {
        Character::Bank => "Bank",
        Character::Mutual => "Mutual",
        Character::Online => "Lending",
        Character::CarFinancier => "Motor Finance",
        Character::SecondChance => "Credit",
        Character::Business => "Business Finance",
        Character::Green => "Green Finance",
        Character::Community => "Community Finance",
    };
    match beyond / (FIRST.len() * SECOND.len()) {
        0 => format!("{first} {second} {trade}"),
        round => format!("{first} {second} {trade} {}", round + 1),
    }
}

/// The name of a lender's `nth` product of a kind: the kind's own names first, then numbered ones.
pub(super) fn product(names: &[&'static str], start: usize, nth: usize) -> String {
    let count = names.len().max(1);
    let name = names.get((start + nth) % count).copied().unwrap_or("Loan");
    match nth / count {
        0 => name.to_owned(),
        round => format!("{name} {}", round + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_lender_has_a_name_and_slug_of_its_own() {
        let names: HashSet<String> = (40..3040).map(|at| lender(at, Character::Mutual)).collect();
        let slugs: HashSet<String> = names.iter().map(|name| slug(name)).collect();
        assert_eq!((names.len(), slugs.len()), (3000, 3000));
        assert_eq!(slug("Sassafras & Hale Bank"), "sassafras-hale-bank");
    }

    #[test]
    fn a_kind_that_runs_out_of_names_numbers_them() {
        let names: Vec<String> = (0..5).map(|nth| product(&["A", "B"], 1, nth)).collect();
        assert_eq!(names, ["B", "A", "B 2", "A 2", "B 3"]);
    }
}
