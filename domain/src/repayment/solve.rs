//! The rate at which what is paid out and what is paid back are worth the same.

/// Why money paid out and paid back has no annual rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AprError {
    /// An amount or time is not a finite number, or a time is before the first drawdown.
    #[error("an amount or a time is not usable")]
    NotUsable,
    /// Nothing is paid out, or nothing is paid back.
    #[error("nothing is paid out, or nothing is paid back")]
    OneSided,
    /// No rate between −99 % and 1,000,000 % a year makes both sides equal.
    #[error("no annual rate between −99 % and 1,000,000 % explains these payments")]
    NoRate,
}

/// ln(1 − 0.99): the lowest force of interest searched, a year.
const LOWEST: f64 = -4.605_170_185_988_091;
/// ln(1 + 10,000): the highest force of interest searched, a year.
const HIGHEST: f64 = 9.210_440_366_976_517;
/// How exact a force of interest is, a period.
const TOLERANCE: f64 = 1e-14;
/// Each step at least halves the bracket or the step, so that a few dozen reach the tolerance.
const MAX_STEPS: u32 = 200;

/// Checks that there is money in both directions.
pub(super) fn check_both_sides(amounts: impl Iterator<Item = f64> + Clone) -> Result<(), AprError> {
    if !amounts.clone().all(f64::is_finite) {
        return Err(AprError::NotUsable);
    }
    let (mut out, mut back) = (false, false);
    for amount in amounts {
        out |= amount > 0.0;
        back |= amount < 0.0;
    }
    if out && back { Ok(()) } else { Err(AprError::OneSided) }
}

/// The force of interest δ a period (the rate is e^δ − 1) at which `present_value` is zero.
///
/// `present_value` gives the value of what is paid out less that of what is paid back, and its slope in δ. Of
/// several roots the one nearest to zero is found; where all drawdowns precede all repayments there is only
/// one. Newton's method inside a bracket, falling back to bisection (as `rtsafe` in Numerical Recipes, §9.4).
pub(super) fn force_of_interest(
    present_value: impl Fn(f64) -> (f64, f64),
    periods_per_year: f64,
) -> Result<f64, AprError> {
    let (at_zero, _) = present_value(0.0);
    if !at_zero.is_finite() {
        return Err(AprError::NotUsable);
    }
    if at_zero == 0.0 {
        return Ok(0.0);
    }
    let same_side = |value: f64| (value < 0.0) == (at_zero < 0.0);
    let limit = if at_zero < 0.0 { HIGHEST } else { LOWEST } / periods_per_year;

    let mut near = 0.0;
    let mut far = limit / 256.0;
    while same_side(present_value(far).0) {
        if far.abs() >= limit.abs() {
            return Err(AprError::NoRate);
        }
        near = far;
        far *= 2.0;
    }

    let mut force = f64::midpoint(near, far);
    let mut step = far - near;
    for _ in 0..MAX_STEPS {
        let (value, slope) = present_value(force);
        if !value.is_finite() {
            return Err(AprError::NotUsable);
        }
        if value == 0.0 {
            break;
        }
        if same_side(value) {
            near = force;
        } else {
            far = force;
        }
        let newton = value / slope;
        let next = force - newton;
        let inside = (next - near) * (next - far) < 0.0;
        let previous = force;
        if inside && 2.0 * newton.abs() <= step.abs() {
            force = next;
        } else {
            force = f64::midpoint(near, far);
        }
        step = force - previous;
        if step.abs() <= TOLERANCE {
            break;
        }
    }
    Ok(force)
}
