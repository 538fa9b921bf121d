//! The vocabularies by which free text on residency, employment and formalities is understood.
//!
//! Each is closed (see [`super::text`]) and small on purpose. Misspelt words are listed where published data
//! has them often.

use super::text::words;
use crate::borrower::{Employment, Residency};

/// Which residencies a statement accepts, and which on conditions that cannot be judged. All others are
/// refused.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Residencies {
    pub(super) accepted: Vec<Residency>,
    pub(super) on_conditions: Vec<Residency>,
}

/// Words of statements on residency that change nothing.
const RESIDENCY_FILLERS: &[&str] = &[
    "a",
    "all",
    "an",
    "and",
    "applicant",
    "applicants",
    "applies",
    "apply",
    "are",
    "at",
    "available",
    "bank",
    "be",
    "borrower",
    "borrowers",
    "customer",
    "customers",
    "either",
    "eligible",
    "for",
    "have",
    "hold",
    "holder",
    "holders",
    "in",
    "individual",
    "individuals",
    "is",
    "it",
    "loans",
    "member",
    "members",
    "membership",
    "must",
    "new",
    "of",
    "only",
    "or",
    "person",
    "persons",
    "primary",
    "product",
    "regardless",
    "required",
    "should",
    "status",
    "that",
    "the",
    "those",
    "time",
    "to",
    "valid",
    "acceptable",
    "who",
    "you",
    "application",
    "may",
    "aus",
    "au",
    "as",
    "personal",
    "account",
];

/// Reads a statement on residency.
///
/// | words | accepted | on conditions |
/// |---|---|---|
/// | citizen | citizens | |
/// | permanent resident | citizens, permanent residents | |
/// | resident | citizens, permanent residents | temporary visas: many live here, not all count |
/// | visa, temporary | | temporary visas: which visa is the lender's to say |
/// | New Zealand | | temporary visas, on which its citizens live here; those abroad, unless one must live here |
///
/// Several are alternatives. `None` if a word is not known or none of these occurs.
pub(super) fn residency(text: &str) -> Option<Residencies> {
    const PERMANENT: &[&str] = &["permanent", "permanant", "permenant", "premanent"];
    const RESIDENT: &[&str] =
        &["resident", "residents", "residency", "residencies", "residance", "residant", "residence"];
    let (mut citizens, mut permanent, mut residents, mut visas, mut zealand, mut lives_here) =
        (false, false, false, false, false, false);
    let mut after_permanent = false;
    for word in words(text) {
        match word.as_str() {
            "citizen" | "citizens" | "citizenship" => citizens = true,
            "visa" | "visas" | "temporary" => visas = true,
            "zealand" | "nz" => zealand = true,
            "live" | "living" | "reside" | "resides" | "residing" | "currently" => lives_here = true,
            // Between "permanent" and "resident".
            "australia" | "australian" | "australians" => continue,
            word if PERMANENT.contains(&word) => {
                after_permanent = true;
                continue;
            }
            word if RESIDENT.contains(&word) && after_permanent => permanent = true,
            word if RESIDENT.contains(&word) => residents = true,
            word if RESIDENCY_FILLERS.contains(&word) => {}
            _ => return None,
        }
        after_permanent = false;
    }
    let accepted: &[Residency] = match (citizens, permanent || residents) {
        (_, true) => &[Residency::Citizen, Residency::PermanentResident],
        (true, false) => &[Residency::Citizen],
        (false, false) => return None,
    };
    let mut reading = Residencies { accepted: accepted.to_vec(), on_conditions: Vec::new() };
    if residents || visas || zealand {
        reading.on_conditions.push(Residency::TemporaryVisa);
    }
    if zealand && !lives_here {
        reading.on_conditions.push(Residency::NonResident);
    }
    Some(reading)
}

/// Words of statements on employment that change nothing.
const EMPLOYMENT_FILLERS: &[&str] = &[
    "a",
    "an",
    "and",
    "applicant",
    "applicants",
    "are",
    "be",
    "borrower",
    "borrowers",
    "can",
    "currently",
    "gainfully",
    "in",
    "is",
    "must",
    "or",
    "s",
    "should",
    "the",
    "time",
    "you",
];

/// Reads a statement on employment into the ways of earning it accepts.
///
/// "Employed" alone takes in everybody who works; "self-employed" only them; an employee (PAYG) is anybody on
/// a payroll; full and part time are contracts, continuing or not. `None` if a word is not known or none of
/// these occurs.
pub(super) fn employment(text: &str) -> Option<Vec<Employment>> {
    use Employment::{Casual, Contractor, Employed, Retired, SelfEmployed};
    let mut accepted: Vec<Employment> = Vec::new();
    let mut after_self = false;
    for word in words(text) {
        let ways: &[Employment] = match word.as_str() {
            "self" => {
                after_self = true;
                continue;
            }
            "employed" if after_self => &[SelfEmployed],
            "selfemployed" => &[SelfEmployed],
            "employed" | "employment" => &[Employed, SelfEmployed, Casual, Contractor],
            "employee" | "employees" | "payg" => &[Employed, Casual, Contractor],
            "full" | "part" | "fulltime" | "parttime" => &[Employed, Contractor],
            "casual" => &[Casual],
            "contract" | "contractor" => &[Contractor],
            "retired" => &[Retired],
            word if EMPLOYMENT_FILLERS.contains(&word) => &[],
            _ => return None,
        };
        after_self = false;
        accepted.extend(ways);
    }
    accepted.sort_unstable();
    accepted.dedup();
    (!accepted.is_empty()).then_some(accepted)
}

/// Words of which formalities are made.
const FORMALITIES: &[&str] = &[
    "a",
    "all",
    "and",
    "any",
    "applicant",
    "applicants",
    "application",
    "applications",
    "applies",
    "apply",
    "approval",
    "approved",
    "are",
    "as",
    "assessed",
    "assessment",
    "available",
    "bank",
    "borrowers",
    "capacity",
    "card",
    "cards",
    "change",
    "charges",
    "conditions",
    "consumer",
    "credit",
    "criteria",
    "each",
    "eligibility",
    "fees",
    "find",
    "for",
    "have",
    "home",
    "in",
    "individuals",
    "is",
    "its",
    "legal",
    "lending",
    "loan",
    "loans",
    "may",
    "must",
    "normal",
    "notice",
    "of",
    "on",
    "only",
    "our",
    "other",
    "policy",
    "process",
    "product",
    "products",
    "provided",
    "request",
    "requirements",
    "responsible",
    "s",
    "standard",
    "subject",
    "suitability",
    "terms",
    "the",
    "their",
    "to",
    "usual",
    "via",
    "with",
    "within",
    "without",
];

/// Whether a statement only says that the lender decides, which every lender does: it names criteria, an
/// assessment or an approval, and nothing else.
pub(super) fn is_formality(text: &str) -> bool {
    const SUBJECT: &[&str] =
        &["approval", "approved", "assessed", "assessment", "capacity", "conditions", "criteria", "policy"];
    let mut names_subject = false;
    for word in words(text) {
        if !FORMALITIES.contains(&word.as_str()) {
            return false;
        }
        names_subject |= SUBJECT.contains(&word.as_str());
    }
    names_subject
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
            "At least one joint applicant must be a permanent resident",
            "Australian resident for tax purposes",
            "An Australian registered business",
            "Citizens except those of the ACT",
        ] {
            assert_eq!(residency(text), None, "{text}");
        }
    }

    #[test]
    fn employment_is_read_where_every_word_is_known() {
        use Employment::{Casual, Contractor, Employed, Retired, SelfEmployed};
        let working = vec![Employed, SelfEmployed, Casual, Contractor];
        assert_eq!(employment("Must be employed"), Some(working.clone()));
        assert_eq!(employment("Full Time, Part Time, Casual, Self-Employed"), Some(working.clone()));
        assert_eq!(
            employment("Applicants must be a PAYG employee."),
            Some(vec![Employed, Casual, Contractor])
        );
        assert_eq!(
            employment("Applicant(s) can be employed or retired"),
            Some([working, vec![Retired]].concat())
        );
        for text in ["Y", "Full time, casual etc.", "Ongoing employment", "Must not be unemployed"] {
            assert_eq!(employment(text), None, "{text}");
        }
    }

    #[test]
    fn formalities_say_nothing_of_who_qualifies() {
        assert!(is_formality("Lending criteria, terms & conditions, fees and charges apply."));
        assert!(is_formality("Subject to credit approval"));
        for text in
            ["", "Home loan borrowers only", "Members only. Lending criteria apply", "Must be a student"]
        {
            assert!(!is_formality(text), "{text}");
        }
    }
}
