# A product's page.

product-title = { $name }, { $lender }
product-withdrawn = No longer offered.
product-withdrawn-on = It left its lender’s list by { $date }. The figures below are its last.
product-cost = What it costs
product-for-you = For your amount and term
product-worked-out = Worked out at { $rate } p.a.
product-worked-out-lowest = Worked out at { $rate } p.a., the lowest of the range: a higher rate costs more.
product-chance = Your chance
product-rules = The lender’s rules and your answers
product-no-rules = The lender publishes no rules that can be checked.
product-file = Looking does not touch your credit file; applying with the lender does.
product-why = How it is ranked
product-unread = We could not read { $count }{"\u00A0"}{ $count ->
    [one] published detail. The lender’s own page has it.
   *[other] published details. The lender’s own page has them.
}

# How it is repaid.

product-schedule = How it is repaid
product-all-payments = { $count ->
    [one] The only payment
   *[other] All { $count } payments
}
product-chart = Chart
product-chart-title = What you pay each year
product-chart-one-year = In one year you repay { $principal } of the loan and pay { $interest } in interest and { $fees } in fees.
product-chart-years = Stacked bars, one a year for { $years } years. Interest falls from { $first_interest } in the first year to { $last_interest } in the last; what repays the loan grows from { $first_principal } to { $last_principal }. The table below has every figure.
product-by-year = Repayment by year
product-every-payment = Every payment
product-last-payment = The last payment differs by what rounding has left; the columns sum exactly.
product-year = Year
product-month = Month
product-start = Start
product-total = Total
product-paid = You pay
product-principal = Repays the loan
product-interest = Interest
product-fees-paid = Fees
product-owed = Still owed

# Published rates.

product-rates = Published rates
product-rates-none = The lender publishes none.
product-rates-table = Every rate that the lender publishes for this product
product-kind = Kind
product-a-year = A year
product-comparison = Comparison
product-applies-to = Applies to
product-everything = Everything
product-for-period = for { $period }
product-separator = {"; "}
product-any = any
product-at-least = from { $least }
product-at-most = up to { $most }
product-between = { $least } to { $most }

# Periods.

product-weeks = { $count }{"\u00A0"}{ $count ->
    [one] week
   *[other] weeks
}
product-period = { $first } { $then }
product-every = Every { $period }
product-every-year = Every year
product-every-month = Every month
product-every-week = Every week
product-every-day = Every day

# Fees.

product-fees = Fees
product-fees-none = The lender publishes none. Ask before you apply.
product-fees-table = Every fee that the lender publishes for this product
product-fee = Fee
product-when = When
product-how-much = How much
product-not-published = Not published
product-of-balance = { $rate } of the balance
product-of-transaction = { $rate } of the transaction
product-of-interest = { $rate } of the interest
product-of-fee = { $rate } of the fee
product-cap = Cap
product-cap-of = Cap of { $size }
product-reduction = Reduction
product-reduction-of = Reduction of { $size }

# Limits, speed and early repayment.

product-limits = Limits and terms
product-decision = Decision
product-funding = Money after the decision
product-early = Repaying early
product-early-unknown = The lender does not say; ask before you apply
product-early-not-allowed = Not allowed
product-early-fee-unknown = Allowed; the lender does not say what it costs
product-early-free = Allowed, free of charge
product-early-fee = Allowed, for a fee of { $fee }

# Features and criteria: a name, then the lender's words.

product-titled = { $name }:
product-features = Features
product-criteria = Who may have it, in the lender’s words

# How the rate has changed.

product-history = How the rate has changed
product-history-table = Changes of the annual rate, newest first
product-recorded = Recorded on
product-from = From
product-to = To
product-change = Change
product-no-rate = none
product-first-published = First published
product-unpublished = No longer published
product-none-published = No rate published
product-unchanged = Unchanged
product-rose = Rose by { $points } percentage points
product-fell = Fell by { $points } percentage points

# At the lender.

product-lender = At the lender
product-scam = Never pay to get a loan.
product-scam-signs = A lender that asks for a fee, a deposit or gift cards before it pays out is a scam. Check that the address is the lender’s own, and look up its credit licence with the regulator.
product-leaving = These links leave Lendlight. Applying there may touch your credit file.
product-link-apply = Apply with the lender
product-link-overview = The lender’s page about it
product-link-fees = Rates and fees
product-link-eligibility = Who may have it
product-link-terms = Terms and conditions
product-link-bundle = Bundles
product-link-more = More
