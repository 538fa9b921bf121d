//! The invented lenders and the characters that shape their terms.

use super::names;
use super::random::Random;
use domain::borrower::CreditBand::{self, Excellent, Fair, Good, None as NoHistory, Poor};

/// What kind of lender it is; decides what it sells, to whom, at what price and how fast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Character {
    /// Everything for everybody with a good record, dearer and slower.
    Bank,
    /// Owned by its members, in one or two states, cheaper.
    Mutual,
    /// No branches, decisions in hours, a rate by credit history.
    Online,
    /// Cars and what moves.
    CarFinancier,
    /// Lends to people whom banks decline, dearly.
    SecondChance,
    /// Lends to businesses only.
    Business,
    /// Lends for solar panels, electric cars and efficient homes.
    Green,
    /// Serves newcomers, and Chinese speakers in their language.
    Community,
}

/// What lenders of a character have in common. None of it is in the CDR, so all of it is assumed.
#[derive(Debug)]
pub(super) struct Profile {
    /// Hours to a decision on a personal loan, least and greatest.
    pub(super) decision_hours: (u64, u64),
    /// Hours from decision to money.
    pub(super) funding_hours: (u64, u64),
    /// Credit bands served, best first.
    pub(super) bands: &'static [CreditBand],
    /// Income floors in thousands of dollars a year.
    pub(super) min_income: (u64, u64),
    /// Greatest share of income for repayments, in percent.
    pub(super) max_dti: (u64, u64),
    /// Whether holders of a temporary visa may apply.
    pub(super) visas: bool,
    /// Whether personal loans have a rate by credit history.
    pub(super) risk_priced: bool,
    /// Where its prices stand among all lenders', as percentiles.
    pub(super) price: (u64, u64),
    /// How many products it has in proportion to others.
    pub(super) breadth: u64,
}

impl Character {
    /// Every character, in the proportion of [`LENDERS`], for catalogues that are larger.
    const MIXED: [Self; 20] = [
        Self::Bank,
        Self::Mutual,
        Self::Online,
        Self::CarFinancier,
        Self::Mutual,
        Self::SecondChance,
        Self::Online,
        Self::Business,
        Self::Mutual,
        Self::Bank,
        Self::Green,
        Self::Mutual,
        Self::Online,
        Self::Community,
        Self::CarFinancier,
        Self::SecondChance,
        Self::Business,
        Self::Mutual,
        Self::Online,
        Self::Online,
    ];

    pub(super) const fn profile(self) -> &'static Profile {
        const fn profile(
            decision_hours: (u64, u64),
            funding_hours: (u64, u64),
            bands: &'static [CreditBand],
            min_income: (u64, u64),
            max_dti: (u64, u64),
        ) -> Profile {
            Profile {
                decision_hours,
                funding_hours,
                bands,
                min_income,
                max_dti,
                visas: false,
                risk_priced: false,
                price: (20, 80),
                breadth: 2,
            }
        }
        const BANK: Profile = Profile {
            price: (45, 85),
            breadth: 4,
            ..profile((24, 72), (24, 72), &[Excellent, Good], (35, 50), (35, 42))
        };
        const MUTUAL: Profile = Profile {
            price: (15, 60),
            breadth: 3,
            ..profile((24, 96), (24, 48), &[Excellent, Good, Fair], (26, 36), (38, 45))
        };
        const ONLINE: Profile = Profile {
            visas: true,
            risk_priced: true,
            price: (15, 65),
            ..profile((1, 8), (2, 24), &[Excellent, Good, Fair], (25, 40), (38, 48))
        };
        const CAR: Profile = Profile {
            risk_priced: true,
            price: (30, 80),
            ..profile((2, 24), (24, 48), &[Excellent, Good, Fair], (26, 38), (40, 50))
        };
        const SECOND: Profile = Profile {
            visas: true,
            risk_priced: true,
            price: (20, 90),
            breadth: 1,
            ..profile((2, 24), (4, 24), &[Good, Fair, Poor, NoHistory], (18, 26), (50, 60))
        };
        const BUSINESS: Profile = Profile {
            price: (20, 85),
            ..profile((24, 96), (24, 96), &[Excellent, Good], (40, 60), (40, 50))
        };
        const GREEN: Profile = Profile {
            price: (10, 55),
            ..profile((12, 48), (24, 72), &[Excellent, Good], (30, 40), (36, 42))
        };
        const COMMUNITY: Profile = Profile {
            visas: true,
            price: (25, 70),
            ..profile((12, 48), (24, 48), &[Excellent, Good, Fair, NoHistory], (28, 38), (40, 48))
        };
        match self {
            Self::Bank => &BANK,
            Self::Mutual => &MUTUAL,
            Self::Online => &ONLINE,
            Self::CarFinancier => &CAR,
            Self::SecondChance => &SECOND,
            Self::Business => &BUSINESS,
            Self::Green => &GREEN,
            Self::Community => &COMMUNITY,
        }
    }
}

/// How much a lender publishes beyond the standard, so that rules met, not met and unknown all occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Disclosure {
    /// Nearly everything.
    Full,
    /// Some of it.
    Partial,
    /// Next to nothing, like most lenders today.
    Little,
}

impl Disclosure {
    /// Of a thousand things the lender could publish, how many it does.
    pub(super) const fn per_mille(self) -> u64 {
        match self {
            Self::Full => 960,
            Self::Partial => 520,
            Self::Little => 60,
        }
    }
}

/// An invented lender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lender {
    pub(super) name: String,
    /// The name in lower-case letters, digits and hyphens.
    pub(super) slug: String,
    pub(super) character: Character,
    pub(super) disclosure: Disclosure,
    /// Where its prices stand among all lenders', as a percentile.
    pub(super) price: u64,
    /// The states it serves; empty for all.
    pub(super) regions: &'static [&'static str],
}

impl Lender {
    /// The lender at a position of the catalogue: one of [`LENDERS`], and beyond them made from word lists.
    pub(super) fn at(position: u64, seed: u64) -> Self {
        let known = usize::try_from(position).ok().and_then(|at| LENDERS.get(at));
        if let Some(&(name, character, disclosure, price, regions)) = known {
            return Self {
                name: name.to_owned(),
                slug: names::slug(name),
                character,
                disclosure,
                price,
                regions,
            };
        }
        let mut random = Random::keyed(seed, &[1, position]);
        let character = random.pick(&Character::MIXED).copied().unwrap_or(Character::Mutual);
        let (low, high) = character.profile().price;
        let name = names::lender(position, character);
        Self {
            slug: names::slug(&name),
            name,
            character,
            disclosure: match random.below(20) {
                0..7 => Disclosure::Full,
                7..15 => Disclosure::Partial,
                _ => Disclosure::Little,
            },
            price: random.between(low, high),
            regions: match character {
                Character::Mutual => random.pick(&REGIONS).copied().unwrap_or_default(),
                _ => &[],
            },
        }
    }

    /// How many products it has in proportion to others.
    pub(super) fn breadth(&self) -> u64 {
        self.character.profile().breadth
    }
}

const NATIONAL: &[&str] = &[];
const NSW: &[&str] = &["NSW", "ACT"];
const VIC: &[&str] = &["VIC"];
const QLD: &[&str] = &["QLD"];
const WA: &[&str] = &["WA"];
const SA: &[&str] = &["SA", "NT"];
const TAS: &[&str] = &["TAS"];
const SOUTH: &[&str] = &["VIC", "TAS"];
const EAST: &[&str] = &["NSW", "ACT", "VIC", "QLD"];
const REGIONS: [&[&str]; 8] = [NSW, VIC, QLD, WA, SA, TAS, SOUTH, EAST];

use Character::{Bank, Business, CarFinancier, Community, Green, Mutual, Online, SecondChance};
use Disclosure::{Full, Little, Partial};

/// The demo's forty: name, character, disclosure, price percentile, states served.
#[rustfmt::skip]
pub(super) const LENDERS: [(&str, Character, Disclosure, u64, &[&str]); 40] = [
    ("Meridale Bank",                Bank,         Partial, 55, NATIONAL),
    ("Wattleford Mutual",            Mutual,       Full,    30, VIC),
    ("Brightquoll",                  Online,       Full,    35, NATIONAL),
    ("Roadgum Auto Finance",         CarFinancier, Full,    45, NATIONAL),
    ("Second Verandah Finance",      SecondChance, Full,    50, NATIONAL),
    ("Ledgerfern Business Finance",  Business,     Partial, 40, NATIONAL),
    ("Sunfurrow Green Lending",      Green,        Full,    30, NATIONAL),
    ("Osmanthus Lane Finance",       Community,    Full,    40, NATIONAL),
    ("Quayford Bank",                Bank,         Little,  70, NATIONAL),
    ("Lyrebird Hollow Credit Union", Mutual,       Partial, 25, NSW),
    ("Pennyfarrow",                  Online,       Full,    20, NATIONAL),
    ("Axlegum Motor Finance",        CarFinancier, Partial, 60, NATIONAL),
    ("Sassafras & Hale Bank",        Bank,         Full,    50, NATIONAL),
    ("Curlew Reach Mutual",          Mutual,       Partial, 45, QLD),
    ("Saltfern Lending",             Online,       Partial, 55, NATIONAL),
    ("Fairlatch Lending",            SecondChance, Partial, 75, NATIONAL),
    ("Anvil & Orchard Bank",         Business,     Full,    30, EAST),
    ("Dunnart Community Credit",     Mutual,       Full,    20, WA),
    ("Harrowfinch Bank",             Bank,         Partial, 65, NATIONAL),
    ("Plovermark Loans",             Online,       Full,    40, NATIONAL),
    ("Camberline Car Finance",       CarFinancier, Full,    35, NATIONAL),
    ("Saltmarsh Members",            Mutual,       Little,  50, NATIONAL),
    ("Magpie Bridge Home Loans",     Community,    Partial, 50, EAST),
    ("Gumnut Lane Mutual",           Mutual,       Full,    35, SOUTH),
    ("Copperquoll Money",            Online,       Partial, 30, NATIONAL),
    ("Tradewhistle Capital",         Business,     Little,  75, NATIONAL),
    ("Pelham Strait Bank",           Bank,         Little,  75, NATIONAL),
    ("Treefern Terrace Credit Union", Mutual,      Partial, 15, TAS),
    ("Windlatch Energy Finance",     Green,        Partial, 45, NATIONAL),
    ("Kerbstone Lane Loans",         SecondChance, Full,    30, EAST),
    ("Marlotern",                    Online,       Little,  60, NATIONAL),
    ("Emberwren Mutual",             Mutual,       Little,  40, SA),
    ("Spokewren Vehicle Finance",    CarFinancier, Little,  70, NATIONAL),
    ("Glimmergum Loans",             Online,       Full,    50, NATIONAL),
    ("Cargowren Trade Finance",      Business,     Full,    55, NATIONAL),
    ("Mallee Lantern Mutual",        Mutual,       Partial, 30, NATIONAL),
    ("Finchwhistle",                 Online,       Partial, 25, NATIONAL),
    ("Hubcap & Heath",               CarFinancier, Partial, 50, EAST),
    ("Mendfield Credit",             SecondChance, Little,  60, NATIONAL),
    ("Pardalote Members Credit",     Mutual,       Little,  55, NATIONAL),
];
