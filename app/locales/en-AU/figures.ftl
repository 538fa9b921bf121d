# What a loan costs.

figures-rate = Annual rate
figures-rate-none = Not published
figures-rate-to = to
figures-rate-unit = p.a.
figures-tailored = The lender sets the rate per customer; yours may differ.
figures-fixed-for = { $kind } for { $term }
figures-comparison = Comparison rate
figures-assumption = for { $amount } over { $term }
figures-comparison-warning =
    A comparison rate puts interest and known fees into one figure. It is true only for the loan named beside it:
    other amounts, terms and fees give another rate.

figures-for = For { $amount } over { $term }
# After the amount and the term.
figures-at = , at { $rate }
figures-at-lowest = , at { $rate }, the lowest of the range; a higher rate costs more

figures-instalment = Instalment
figures-instalment-unit = a month
figures-total = Total payable
figures-interest = of which interest
figures-fees = of which fees
figures-received = You receive

figures-withheld = { $fee } in fees is taken off at the start: you receive less than you borrow.
figures-fees-open = The lender leaves the amount of some fees open; they come on top.
figures-no-instalments = This credit has no fixed instalments: what it costs depends on how much you use and for how long.
figures-no-rate = Without a published rate, an instalment cannot be worked out.
figures-no-need = Give an amount and a term to see the instalment and the total.

figures-as-of = Figures as of { $date }, by the lender’s own date.
figures-since = The lender gives no date; in this catalogue since { $date }.
