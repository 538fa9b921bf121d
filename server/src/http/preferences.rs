//! `POST /preferences`: what may influence the order of results, remembered in the session.

use super::local_path::local_path;
use super::problem::Problem;
use super::see_other;
use super::session;
use actix_session::Session;
use actix_web::{HttpResponse, web};
use app::ports::Preferences;
use domain::error::ErrorCode;

/// Takes the fields `personalise` and `payment`, each `true` or `false`. A field not sent stays as it is; of one
/// sent twice the last counts, so that a checkbox can follow a hidden `false`. Then leads back to `return`.
pub(super) async fn save(
    session: Session,
    form: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Problem> {
    let pairs = form.into_inner();
    let wanted = read(session::preferences(&session), &pairs)
        .ok_or_else(|| Problem::new(ErrorCode::MalformedRequest).detail("Each must be true or false."))?;
    session::prefer(&session, wanted)?;
    let back = pairs.iter().find(|(name, _)| name == "return");
    Ok(see_other(back.and_then(|(_, path)| local_path(path)).unwrap_or("/")))
}

/// The preferences with what the form changes; `None` if a value is neither true nor false.
fn read(mut wanted: Preferences, pairs: &[(String, String)]) -> Option<Preferences> {
    for (name, value) in pairs {
        match name.as_str() {
            "personalise" => wanted.personalise = value.parse().ok()?,
            "payment" => wanted.payment = value.parse().ok()?,
            _ => {}
        }
    }
    Some(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn what_is_not_sent_stays_as_it_is() {
        let off = Preferences { personalise: false, payment: true };
        assert_eq!(read(off, &pairs(&[("payment", "false")])), Some(Preferences { payment: false, ..off }));
        let ticked = pairs(&[("personalise", "false"), ("personalise", "true")]);
        assert_eq!(read(off, &ticked), Some(Preferences::default()));
        assert_eq!(read(off, &pairs(&[("payment", "maybe")])), None);
    }
}
