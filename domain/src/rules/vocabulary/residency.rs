//! Statements on residency.

use crate::borrower::Residency;
use crate::rules::text::words;

/// Which residencies a statement accepts, and which on conditions that cannot be judged. All others are
/// refused.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::rules) struct Residencies {
    pub(in crate::rules) accepted: Vec<Residency>,
    pub(in crate::rules) on_conditions: Vec<Residency>,
}

/// Words of statements on residency that change nothing.
const RESIDENCY_FILLERS: &[&str] = &[
    "a",
    "acceptable",
    "account",
    "accounts",
    "additional",
    "all",
    "an",
    "and",
    "applicant",
    "applicants",
    "application",
    "applications",
    "applies",
    "apply",
    "are",
    "as",
    "at",
    "au",
    "aus",
    "available",
    "bank",
    "be",
    "before",
    "borrower",
    "borrowers",
    "customer",
    "customers",
    "either",
    "eligible",
    "expiry",
    "for",
    "have",
    "hold",
    "holder",
    "holders",
    "in",
    "including",
    "individual",
    "individuals",
    "is",
    "it",
    "least",
    "loans",
    "may",
    "member",
    "members",
    "membership",
    "minimum",
    "must",
    "new",
    "of",
    "only",
    "or",
    "person",
    "personal",
    "persons",
    "primary",
    "principals",
    "product",
    "re",
    "regardless",
    "require",
    "required",
    "requirements",
    "s",
    "should",
    "status",
    "that",
    "the",
    "those",
    "time",
    "to",
    "valid",
    "well",
    "who",
    "with",
    "working",
    "year",
    "you",
];

/// What a statement on residency mentions.
#[derive(Default)]
struct Mentions {
    citizens: bool,
    permanent: bool,
    residents: bool,
    visas: bool,
    zealand: bool,
    non_residents: bool,
    lives_here: bool,
    co_borrowers: bool,
}

/// Reads a statement on residency.
///
/// | words | accepted | on conditions |
/// |---|---|---|
/// | citizen | citizens | |
/// | permanent resident | citizens, permanent residents | |
/// | resident | citizens, permanent residents | temporary visas: many live here, not all count |
/// | visa, temporary, migrant | | temporary visas: which visa is the lender's to say |
/// | New Zealand | | temporary visas, on which its citizens live here; those abroad, unless one must live here |
/// | non-resident, overseas | | those abroad |
/// | joint, at least one, otherwise approved | | everybody else, with a co-borrower or by approval |
///
/// Several are alternatives. `None` if a word is not known (such as "not") or if nobody is accepted.
pub(in crate::rules) fn residency(text: &str) -> Option<Residencies> {
    let found = mentions(text)?;
    let accepted: &[Residency] = match (found.citizens, found.permanent || found.residents) {
        (_, true) => &[Residency::Citizen, Residency::PermanentResident],
        (true, false) => &[Residency::Citizen],
        (false, false) => return None,
    };
    let abroad = found.non_residents || found.co_borrowers || (found.zealand && !found.lives_here);
    let on_conditions = [
        (Residency::PermanentResident, found.co_borrowers),
        (Residency::TemporaryVisa, found.residents || found.visas || found.zealand || found.co_borrowers),
        (Residency::NonResident, abroad),
    ];
    let on_conditions =
        on_conditions.into_iter().filter(|(residency, on)| *on && !accepted.contains(residency));
    Some(Residencies {
        accepted: accepted.to_vec(),
        on_conditions: on_conditions.map(|(residency, _)| residency).collect(),
    })
}

/// What a statement mentions, or `None` if a word is not known.
fn mentions(text: &str) -> Option<Mentions> {
    let mut found = Mentions::default();
    // What a following "resident" is: "permanent", "non", or nothing in particular.
    let mut quality = "";
    for word in words(text) {
        let mut next_quality = "";
        match word.as_str() {
            "citizen" | "citizens" | "citizenship" | "citizewn" => found.citizens = true,
            "visa" | "visas" | "temporary" | "migrant" => found.visas = true,
            "zealand" | "nz" => found.zealand = true,
            "overseas" => found.non_residents = true,
            "joint" | "one" | "otherwise" | "approved" => found.co_borrowers = true,
            "live" | "living" | "reside" | "resides" | "residing" | "currently" | "residential"
            | "address" => {
                found.lives_here = true;
            }
            // Between "permanent" and "resident".
            "australia" | "australian" | "australians" | "autralian" | "austrlian" => next_quality = quality,
            "permanent" | "permanant" | "permenant" | "premanent" => next_quality = "permanent",
            "non" => next_quality = "non",
            "resident" | "residents" | "residency" | "residencies" | "residance" | "residant"
            | "residence" => match quality {
                "permanent" => found.permanent = true,
                "non" => found.non_residents = true,
                _ => found.residents = true,
            },
            word if RESIDENCY_FILLERS.contains(&word) || word.bytes().all(|b| b.is_ascii_digit()) => {}
            _ => return None,
        }
        // "Permanent" and "non" say nothing of anything but a resident; what they then mean is not known.
        if next_quality.is_empty() && !quality.is_empty() && !word.starts_with("resid") {
            return None;
        }
        quality = match next_quality {
            "permanent" => "permanent",
            "non" => "non",
            _ => "",
        };
    }
    quality.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Residency::{Citizen, NonResident, PermanentResident, TemporaryVisa};

    #[test]
    fn residency_is_read_where_every_word_is_known() {
        let lasting = [Citizen, PermanentResident];
        let cases: &[(&str, &[Residency], &[Residency])] = &[
            ("Australian citizen or permanent resident", &lasting, &[]),
            ("PERMANENT AUSTRALIAN RESIDENTS ONLY", &lasting, &[]),
            ("Permenant residency is required", &lasting, &[]),
            ("Must be an Australian resident", &lasting, &[TemporaryVisa]),
            ("Australian citizens", &[Citizen], &[]),
            ("Citizen, permanent resident or holder of a valid visa", &lasting, &[TemporaryVisa]),
            ("Australian or New Zealand citizen living in Australia", &[Citizen], &[TemporaryVisa]),
            (
                "Individual applications must be permanent residents; joint accounts require at least one \
                 permanent resident as well as additional requirements for the non-resident applicants",
                &lasting,
                &[TemporaryVisa, NonResident],
            ),
            ("At least one borrower must be an Australian resident", &lasting, &[TemporaryVisa, NonResident]),
            (
                "Citizens, or as otherwise approved",
                &[Citizen],
                &[PermanentResident, TemporaryVisa, NonResident],
            ),
            ("A permanent resident, including those working overseas", &lasting, &[NonResident]),
            ("A citizen or permanent resident of Australia or NZ", &lasting, &[TemporaryVisa, NonResident]),
        ];
        for (text, accepted, on_conditions) in cases {
            let reading = residency(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (reading.accepted.as_slice(), reading.on_conditions.as_slice()),
                (*accepted, *on_conditions),
                "{text}"
            );
        }
    }

    #[test]
    fn residency_is_left_alone_where_a_word_is_not_known() {
        for text in [
            "Y",
            "Australia",
            "",
            "not an Australian resident",
            "Non-residents welcome",
            "Permanent or temporary employees",
            "Must be permanent",
            "Australian resident for tax purposes",
            "An Australian registered business",
            "Citizens except those of the ACT",
        ] {
            assert_eq!(residency(text), None, "{text}");
        }
    }
}
