# Products side by side.

compare-title = { $count } loans side by side
compare-title-empty = Compare loans
compare-caption = Loans side by side, one a column

# Above the table

compare-need = Figures for { $amount } over { $term }
compare-need-amount = Figures for { $amount }; give a term to see instalments
compare-need-term = Over { $term }; give an amount to see instalments
compare-need-none = Give an amount and a term to see instalments and totals
compare-answers-none = You have not said anything about yourself, so chances of approval are not shown.
compare-answers-used = Rules and chances are judged by your answers. They are not part of this page’s address.
compare-answers-unused = Your answers are not used here.
compare-edit-answers = Edit your answers
compare-chips = Loans compared; choose one to take it out
compare-remove = Take out
compare-find-more = Find another loan to compare
compare-need-form = Amount and term
compare-amount = Amount
compare-term = Term
compare-months = months
compare-purpose = Purpose
compare-any-purpose = Any purpose
compare-work-out = Work out again
compare-differences = Only rows that differ
compare-show = Show
compare-hidden = { $count ->
    [one] { $count } row is the same for all and left out.
   *[other] { $count } rows are the same for all and left out.
}

# What is not in the table

compare-withdrawn = {" "}is no longer offered and is not compared.
compare-last-figures = Its last figures
compare-missing = { $count ->
    [one] { $count } loan of this address is not in the catalogue. It may have been mistyped, or removed.
   *[other] { $count } loans of this address are not in the catalogue. They may have been mistyped, or removed.
}
compare-beyond = { $count ->
    [one] At most { $most } loans fit side by side; { $count } more is left out.
   *[other] At most { $most } loans fit side by side; { $count } more are left out.
}
compare-fault-amount = Amount: give an amount above zero, such as 15000.
compare-fault-term = Term: give a whole number of months from 1 to 600.
compare-fault-purpose = Purpose: choose one from the list.

# One loan or none

compare-one = So far there is one loan to compare:
compare-how = A comparison takes two to four loans. Choose them among the results, or from the list below if there is one.
compare-similar = Others of the same kind
compare-with = Compare with
compare-to-search = See loans
compare-to-calculator = Compare offers that you already have

# Heads and marks

compare-sponsored = Sponsored
compare-invented = Invented
compare-lowest = Lowest
compare-highest = Highest
compare-colon = {": "}
compare-not-published = Not published
compare-not-stated = Not stated
compare-range = { $low } to { $high }
compare-from = From { $least }
compare-up-to = Up to { $most }

# Cost

compare-group-cost = Cost
compare-rate = Annual rate
compare-a-year = { $rate } p.a.
compare-tailored = The lender sets it per customer; yours may differ.
compare-rate-kind = Kind of rate
compare-fixed-for = { $kind } for { $term }
compare-comparison-rate = Comparison rate
compare-instalment = Instalment a month
compare-total = Total payable
compare-interest = of which interest
compare-total-without-fees = Fees are unknown and not included.
compare-fees-within = of which fees
compare-fees-open = The lender leaves some fees open; they come on top.
compare-received = You receive
compare-received-less = Fees are taken off at the start: less than you borrow.
compare-no-instalments = No fixed instalments
compare-no-rate = Cannot be worked out without a rate
compare-no-need = Needs an amount and a term

# Chance and rules

compare-group-chance = Your chance
compare-chance = Chance of approval
compare-chance-about = { $band }, about { $chance }
compare-chance-unknown = Not enough data to estimate
compare-chance-needs = Answer two of income, employment and credit history
compare-chance-interval = Range of the estimate
compare-between = Between { $low } and { $high }
compare-chance-basis = What it rests on
compare-basis-prior = General assumptions, not this lender’s decisions
compare-basis-model = A model of past decisions
compare-basis-simulated = A model of simulated decisions, for demonstration
compare-group-rules = The lender’s rules and your answers
compare-rules = Rules
compare-rules-none = Publishes none that can be checked
compare-rules-met = { $count } met
compare-rules-missed = { $count } not met
compare-rules-unknown = { $count } cannot be checked
compare-missed = What you do not meet
compare-missed-none = Nothing that is known
compare-missed-rule = { $needs }; { $has }

# Fees

compare-group-fees = Fees
compare-fee-start = At the start
compare-fee-year = Each year
compare-fee-end = At the end
compare-fee-all = Every published fee
compare-fee-none = None published
compare-fee-see-all = Not for every borrower: see every fee
compare-of-balance = { $rate } of the balance
compare-of-transaction = { $rate } of the transaction
compare-of-interest = { $rate } of the interest

# Features, limits, speed

compare-group-features = Features
compare-security = Security
compare-secured = Secured
compare-unsecured = Unsecured
compare-yes = Yes
compare-no = No
compare-group-limits = Limits and speed
compare-amounts = Amounts lent
compare-terms = Terms
compare-lvr = Greatest loan-to-value ratio
compare-decision = Decision
compare-funding = Money after the decision

# Early repayment, lender

compare-group-early = Repaying early
compare-early = Early repayment
compare-early-unknown = The lender does not say; ask before you apply
compare-early-not-allowed = Not allowed
compare-early-fee-unknown = Allowed; the lender does not say what it costs
compare-early-free = Allowed, free of charge
compare-early-fee = Allowed, for a fee of { $fee }
compare-group-lender = Lender and figures
compare-lender = Lender
compare-category = Kind of credit
compare-as-of = Figures as of
compare-as-of-unknown = No date given; listed here since { $date }

# Below the table

compare-ranges = Where a rate is a range, the figures show both ends. A loan is marked only if neither end is worse than the others’.
compare-credit-file = Comparing does not touch your credit file; applying with a lender does.
compare-share = This page’s address can be shared: it names the loans, the amount and the term, and nothing about you.
