//! `POST /answers`: a step of the borrower's form. What they told is kept in their session, or in the account of who
//! is signed in; the results' address carries what they need and no more, so that it can be shared; no address and
//! no log says who they are.
//!
//! Fields, besides the answers: `step`, the step that was sent (without it, the whole form at once, on to the
//! results); `then=results`, to go to the results instead of the next step; `income_is`, the answer to whether the
//! income of `income_asked` is a month's.

use super::account::keep_answers;
use super::audience::person;
use super::problem::Problem;
use super::see_other;
use super::session;
use super::state::AppState;
use super::visitor::Sender;
use crate::clock;
use crate::services::events::EventError;
use actix_session::Session;
use actix_web::{HttpRequest, HttpResponse, web};
use app::address::Address;
use app::format::money_field;
use app::pages::answers::{
    AGAIN, CHECK, Progress, RESULTS, Step, THEN, Taken, Values, a_year_of, known, take,
};
use app::pages::looks_monthly;
use domain::borrower::Borrower;
use domain::error::ErrorCode;
use domain::query::{Need, SearchQuery};

/// The field that answers whether an income is a month's.
const INCOME_IS: &str = "income_is";
/// The field that names that income.
const INCOME_ASKED: &str = "income_asked";

/// Takes a step's answers.
pub(super) async fn save(
    state: web::Data<AppState>,
    session: Session,
    Sender(visitor): Sender,
    form: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Problem> {
    let pairs = form.into_inner();
    let sent = Sent::read(&pairs)?;
    let told = visitor.kept().map_or_else(|| session::answers(&session).0, |kept| kept.borrower.clone());
    let mut progress = session::progress(&session);
    let before = known(&progress.need, &told);
    let Taken { query, faulty } = take(before, sent.answers(), sent.step, state.currency);
    let mut borrower = query.borrower;
    progress.need = query.need;
    let address = match &faulty {
        Some((at, _)) => {
            progress.reached = progress.reached.max(*at);
            format!("{}?{AGAIN}=true", at.path())
        }
        None => sent.next(&mut borrower, &mut progress),
    };
    let faulty: Option<&Values> = faulty.as_ref().map(|(_, typed)| typed);
    match &visitor.identity {
        Some(identity) => {
            keep_answers(&state, identity, &borrower).await?;
            session::forget_answers(&session);
        }
        // A need alone is no news of the borrower, and must not look newer than what an account keeps.
        None if borrower == told => {}
        None => session::remember(&session, &borrower, clock::now())?,
    }
    session::remember_progress(&session, &progress, faulty)?;
    Ok(see_other(&address))
}

/// A form as it was sent.
struct Sent<'a> {
    pairs: &'a [(String, String)],
    step: Option<Step>,
    to_results: bool,
}

impl<'a> Sent<'a> {
    fn read(pairs: &'a [(String, String)]) -> Result<Self, Problem> {
        let said =
            |wanted: &str| pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        let step = said("step").map(str::parse::<Step>).transpose();
        let unknown = |_| Problem::new(ErrorCode::MalformedRequest).detail("There is no such step.");
        let step = step.map_err(unknown)?;
        Ok(Self { pairs, step, to_results: step.is_none() || said(THEN) == Some(RESULTS) })
    }

    fn answers(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    fn says(&self, wanted: &str, value: &str) -> bool {
        self.answers().any(|pair| pair == (wanted, value))
    }

    /// Where accepted answers lead. An income that looks like a month's is asked back about, once.
    fn next(&self, borrower: &mut Borrower, progress: &mut Progress) -> String {
        if let Some(income) = borrower.income_annual {
            let was_asked = progress.income_asked == Some(income);
            // The income that was asked about, so that a second click does not take it times twelve again.
            if self.says(INCOME_IS, "monthly") && self.says(INCOME_ASKED, &money_field(income)) {
                borrower.income_annual = a_year_of(income).or(Some(income));
                progress.income_asked = borrower.income_annual;
            } else if !was_asked
                && looks_monthly(income)
                && self.answers().any(|(name, _)| name == "income_annual")
            {
                progress.income_asked = Some(income);
                progress.reached = progress.reached.max(Step::Money);
                let then = if self.to_results { format!("&{THEN}={RESULTS}") } else { String::new() };
                return format!("{}?{CHECK}=income{then}", Step::Money.path());
            }
        }
        match self.step {
            Some(step) if !self.to_results => {
                progress.reached = progress.reached.max(step.next());
                step.next().path().to_owned()
            }
            step => {
                progress.reached = progress.reached.max(step.unwrap_or(Step::Review));
                search_address(&progress.need)
            }
        }
    }
}

/// Forgets every answer, and whose the events are that came of them.
pub(super) async fn clear(
    state: web::Data<AppState>,
    request: HttpRequest,
    session: Session,
    Sender(visitor): Sender,
) -> Result<HttpResponse, Problem> {
    if let Some(identity) = &visitor.identity {
        keep_answers(&state, identity, &Borrower::default()).await?;
    }
    if let Some(person) = person(&request) {
        state.events.forget(person).await.map_err(EventError::from)?;
    }
    session::forget(&session)?;
    Ok(see_other("/"))
}

/// The results' address: the need alone, as every link writes it.
fn search_address(need: &Need) -> String {
    Address::of(&SearchQuery { need: need.clone(), ..SearchQuery::default() }).search()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::{Currency, Money};

    fn sent(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn earning(major: i64) -> Borrower {
        Borrower { income_annual: Some(Money::from_major(major, Currency::AUD)), ..Borrower::default() }
    }

    #[test]
    fn only_the_need_goes_into_the_address() {
        let pairs = [
            ("category", "personal_loan"),
            ("amount", " 1.5万 "),
            ("term_months", "3年"),
            ("income_annual", "80000"),
            ("age", "30"),
        ];
        let query = SearchQuery::parse_form(pairs, Currency::AUD).unwrap();
        assert_eq!(search_address(&query.need), "/search?category=personal_loan&amount=15000&term_months=36");
    }

    #[test]
    fn a_monthly_income_is_taken_times_twelve_once() {
        let (mut borrower, mut progress) = (earning(6_500), Progress::default());
        let pairs = sent(&[("step", "money"), ("income_annual", "6500")]);
        let step = Sent::read(&pairs).ok().unwrap();
        assert_eq!(step.next(&mut borrower, &mut progress), "/answers/money?check=income");
        assert_eq!(step.next(&mut borrower, &mut progress), "/answers/review", "never asked twice");
        let pairs =
            sent(&[("step", "money"), ("then", "results"), (INCOME_IS, "monthly"), (INCOME_ASKED, "6500")]);
        let answer = Sent::read(&pairs).ok().unwrap();
        assert_eq!(answer.next(&mut borrower, &mut progress), "/search");
        assert_eq!(borrower, earning(78_000));
        answer.next(&mut borrower, &mut progress);
        assert_eq!(borrower, earning(78_000), "a second click changes nothing");
        // A year's income that is still small was told to be right.
        (borrower, progress) = (earning(1_000), Progress::default());
        for pairs in [
            &[("step", "money"), ("income_annual", "1000")][..],
            &[("step", "money"), (INCOME_IS, "monthly"), (INCOME_ASKED, "1000")],
            &[("step", "money"), (INCOME_IS, "monthly"), (INCOME_ASKED, "1000")],
            &[("step", "money"), ("income_annual", "12000")],
        ] {
            let pairs = sent(pairs);
            let address = Sent::read(&pairs).ok().unwrap().next(&mut borrower, &mut progress);
            assert_eq!(address.contains("check"), borrower == earning(1_000), "{address}");
        }
        assert_eq!(borrower, earning(12_000));
    }

    #[test]
    fn a_step_that_does_not_exist_is_refused() {
        assert!(Sent::read(&sent(&[("step", "payment")])).is_err());
    }
}
