# A product's page.

product-title = { $name }, { $lender }
product-withdrawn = No longer offered.
product-withdrawn-on = It left its lender’s list by { $date }. The figures below are its last.
product-cost = What it costs
product-for-you = For your amount and term
product-worked-out = Worked out at { $rate } p.a.
product-worked-out-lowest = Worked out at { $rate } p.a., the lowest of the range: a higher rate costs more.
product-rate-then = { $rate } fixed for { $term }, then { $then } variable as of today.
product-rate-then-comparison = { $rate } fixed for { $term }. The lender publishes no variable rate that follows; the figures count with { $then }, its comparison rate, from then on.
product-rate-then-unknown = { $rate } fixed for { $term }. The lender publishes no rate that follows; for a longer term the figures count with the same rate.
product-interest-only = This rate is for paying interest alone at first. The lender does not publish what is paid after that, so no instalment can be worked out.
product-compare = Compare with others
product-borrow-less = What borrowing less would save
product-report = Report a wrong figure
product-chance = Your chance
product-rules = The lender’s rules and your answers
product-no-rules = The lender publishes no rules that can be checked.
product-file = Looking does not touch your credit file; applying with the lender does.
product-why = How it is ranked
product-unread = We could not read { $count }{"\u00A0"}{ $count ->
    [one] published detail. The lender’s own page has it.
   *[other] published details. The lender’s own page has them.
}

# What would raise the chance, and the chance in figures.

product-raises = What would raise my chance
product-raises-careful = This is an estimate, not a promise: the lender decides. Change only what you really can, and answer truthfully; a false answer on an application can be an offence.
product-change-amount = Borrow { $to }
product-change-term = Repay over { $to }
product-change-deposit = Pay a deposit of { $to }
product-change-repayments = Bring existing repayments down to { $to } a month
product-change-pay-off = Pay off your existing loans first
product-change-instead = instead of { $from }
product-change-instead-monthly = (now { $from } a month)
product-raise-odds = Chance of approval about { $before } now, about { $after } then (between { $low } and { $high }).
product-raise-costs = { $instalment } a month, { $total } in all.
product-raise-costs-more = { $instalment } a month, { $total } in all: { $more } more than now.
product-raise-costs-less = { $instalment } a month, { $total } in all: { $less } less than now.
product-raise-without-fees = Fees are unknown and not included.
product-open-questions = Answers that would tell more
product-question-both = Settles a rule of this lender and makes the estimate surer.
product-question-rule = Settles a rule of this lender.
product-question-narrows = Makes the estimate surer.
product-odds = Your chance in figures
product-odds-title = Chance of approval
product-odds-region = Chart of the chance of approval
product-odds-about = The chance now is about { $chance }, between { $low } and { $high }. The table below has every figure.
product-odds-table = Chance of approval with its interval
product-odds-now = As you asked
product-odds-for = For
product-odds-band = In words
product-odds-point = Chance
product-odds-range = Interval
product-odds-low = At least
product-odds-high = At most

# How it is repaid.

product-schedule = How it is repaid
product-all-payments = { $count ->
    [one] The only payment
   *[other] All { $count } payments
}
product-chart = Chart of what you pay each year
product-rate-changes = { $rate } from here
product-owed-title = What you still owe
product-owed-region = Chart of what you still owe
product-owed-about = A falling line from { $amount } at the start to nothing after { $term }. Half of the loan is repaid after { $half }. The table below has what is owed at the end of each year.
product-years = Years
product-chart-title = What you pay each year
product-chart-one-year = In one year you repay { $principal } of the loan and pay { $interest } in interest and { $fees } in fees.
product-chart-one-year-without-fees = In one year you repay { $principal } of the loan and pay { $interest } in interest; fees are unknown.
product-chart-years = Stacked bars, one a year for { $years } years. Interest is { $first_interest } in the first year and { $last_interest } in the last; { $first_principal } of the loan is repaid in the first year and { $last_principal } in the last. The table below has every figure.
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
product-history-title = The annual rate over time
product-history-region = Chart of the annual rate over time
product-history-key = Annual rate
product-history-about = A step line with { $count } recorded changes since { $since }. The rate was between { $least } and { $most }, and is { $last } now. The scale does not begin at zero. The table below has every change.
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
product-host-same = { $count ->
    [one] The same address as one other page of this lender.
   *[other] The same address as this lender’s other { $count } pages.
}
product-host-alone = None of this lender’s other pages uses this address: check before you go on.
product-host-none = This is no web address that can be checked, so it is not a link.
product-abn = Australian Business Number (ABN)
product-abn-unknown = Not recorded here
product-licence = Credit licence
product-licence-unknown = Not recorded here: look it up in the regulator’s register of credit licensees.
product-registers = The regulator is ASIC: its professional registers at asic.gov.au list who may lend, and moneysmart.gov.au explains how to check a lender.

# The lender’s other products.

product-others = Other loans and cards of this lender
product-others-rate = { $rate } p.a.
product-others-rates = { $least } to { $most } p.a.
product-others-no-rate = No published rate that fits
product-others-instalment = { $instalment } a month

product-reasons-for = What speaks for you
product-reasons-against = What speaks against you
product-reasons-prior = As our documented assumptions weigh your answers; the weightiest first.
product-reasons-model = As a model learned from lenders’ decisions weighs your answers; the weightiest first.
product-reasons-simulated = As a model learned from simulated decisions weighs your answers, for demonstration; the weightiest first.
product-reason-burden = What all repayments together would take of your income
product-reason-debts = What you repay on other loans
product-reason-income = Your income
product-reason-amount = The amount, beside your income and the lender’s limits
product-reason-term = The term
product-reason-credit_history = Your credit history
product-reason-employment = How you earn
product-reason-loan_to_value = What you borrow beside what the property is worth
product-reason-rules = How you stand with the lender’s published rules
product-reason-product = The kind of loan and its rate
product-reason-lender_history = How this lender decided before
