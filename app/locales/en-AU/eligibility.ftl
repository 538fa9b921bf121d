# What a lender's rules say of the borrower.

eligibility-no-rules = The lender publishes no rules that can be checked.
eligibility-missed = Unlikely: { $count }{"\u00A0"}{ $count ->
    [one] rule is
   *[other] rules are
} not met
eligibility-met = You meet every published rule ({ $count })
eligibility-open = Nothing speaks against you: { $met }{"\u00A0"}{ $met ->
    [one] rule
   *[other] rules
} met, { $unknown } that cannot be checked

# A rule: verdict, what it needs, what the borrower has.
eligibility-verdict-met = Met:{" "}
eligibility-verdict-not_met = Not met:{" "}
eligibility-verdict-unknown = Cannot be checked:{" "}
eligibility-has = ; { $has }
eligibility-end = .

eligibility-answer = Answer this
eligibility-opens-amount = Asking for { $amount } would meet it.
eligibility-opens-term = A term of { $term } would meet it.
