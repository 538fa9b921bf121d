# The borrower’s form in steps.

answers-need = What you need
answers-about-you = About you
answers-money = Your money
answers-review = Review
answers-progress = Steps of the form
answers-step = Step { $number } of { $of }
answers-lead = Every question here is optional. Answers stay in your session and are not sent to lenders.
answers-continue = Continue
answers-see-loans = See loans
answers-see-loans-now = See loans now
answers-no-application = This is not an application. No lender is told, and your credit file is not touched.
answers-years = years
answers-any-kind = Any kind

# An income that looks like a month’s.

answers-is-it-monthly = Is { $income } what you earn in a month?
answers-it-is-monthly = Yes, a month: use { $year } a year
answers-it-is-yearly = No, it is for a year

# The review.

answers-review-title = Review your answers
answers-none = Not answered
answers-change = Change
answers-add = Answer
answers-next = What happens next
answers-next-order = You see the loans that match, with what each costs you, your chance of getting it, and why it stands where it does.
answers-next-credit = There is no credit check: your credit file is not touched.
answers-next-lenders = No lender is told. You decide whether to go to one.
answers-erase-what = Everything you told us is forgotten at once.

# How many loans match: “1,204 loans match, 94 of them with a rule you do not meet, from 5.99% a year; best chance: good.”

answers-match = { $count ->
    [one] { $count } loan matches
   *[other] { $count } loans match
}
answers-match-about = About { $count } loans match
answers-match-none = No loan matches this yet.
answers-match-missed = {", "}{ $count } of them with a rule you do not meet
answers-match-missed-at-least = {", "}at least { $count } of them with a rule you do not meet
answers-match-rate = {", "}from { $rate } a year
answers-match-chance = ; best chance: { $band }
answers-match-end = .
answers-band-high = high
answers-band-good = good
answers-band-fair = fair
answers-band-low = low

# What each question asks.

answers-label-category = Kind of credit
answers-label-amount = How much do you want to borrow?
answers-label-term_months = Over how long?
answers-label-purpose = What is it for?
answers-label-income_annual = Your income a year, before tax
answers-label-existing_repayments_monthly = What existing loans cost you a month
answers-label-employment = How do you earn?
answers-label-credit_band = Your credit history
answers-label-age = Your age
answers-label-residency = Your residency
answers-label-region = Where do you live?
answers-label-property_value = What the property is worth
answers-label-deposit = What you pay yourself

# How to answer.

answers-why-category = Keeps the results to what you are looking for.
answers-why-amount = Rates, limits and every figure depend on it. For example 15000, 15,000 or 15k.
answers-why-term_months = In years or months: 5 years, 18 months. A number alone counts months.
answers-why-term-of-a-home = In years, such as 30 years. A number alone counts months.
answers-why-purpose = Some loans are kept to one purpose, and some are cheaper for it.
answers-why-income_annual = A year, not a month. For example 80000 or 80k.
answers-why-existing_repayments_monthly = Cards and loans together; 0 if none.
answers-why-employment = Your main income.
answers-why-credit_band = As you know it yourself, or from your free credit report. We do not look it up.
answers-why-age = No estimate uses it.
answers-why-residency = Your right to live here.
answers-why-region = Your state or territory.
answers-why-property_value = Your own estimate will do. For example 800000 or 800k.
answers-why-deposit = Your deposit, or your share of the home you own.

# What for, in figures.

answers-together = { $first } { $second }
answers-products = products
answers-estimate-alone = Used for the estimate only.
answers-rates-depend = The rate of { $count } of { $of } { $kinds } depends on it.
answers-rules-amount = { $count } of { $of } { $kinds } { $count ->
    [one] has
   *[other] have
} a limit on the amount.
answers-rules-term_months = { $count } of { $of } { $kinds } { $count ->
    [one] has
   *[other] have
} a limit on the term.
answers-rules-purpose = { $count } of { $of } { $kinds } { $count ->
    [one] is
   *[other] are
} kept to certain purposes.
answers-rules-income_annual = { $count } of { $of } { $kinds } { $count ->
    [one] has
   *[other] have
} a rule on income.
answers-rules-age = { $count } of { $of } { $kinds } { $count ->
    [one] has
   *[other] have
} an age limit.
answers-rules-employment = { $count } of { $of } { $kinds } { $count ->
    [one] asks
   *[other] ask
} for a certain kind of work.
answers-rules-residency = { $count } of { $of } { $kinds } { $count ->
    [one] asks
   *[other] ask
} for a certain residency.
answers-rules-region = { $count } of { $of } { $kinds } { $count ->
    [one] is
   *[other] are
} for certain states only.
answers-rules-credit_band = { $count } of { $of } { $kinds } { $count ->
    [one] asks
   *[other] ask
} for a certain credit history.
answers-rules-existing_repayments_monthly = { $count } of { $of } { $kinds } { $count ->
    [one] limits
   *[other] limit
} the share of income that repayments take.
answers-rules-property_value = { $count } of { $of } { $kinds } { $count ->
    [one] limits
   *[other] limit
} the share of the value that you borrow.
answers-rules-deposit = { $count } of { $of } { $kinds } { $count ->
    [one] asks
   *[other] ask
} for a share of your own.
