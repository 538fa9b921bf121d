# What a loan costs.

figures-rate = Annual rate
figures-rate-none = Not published
figures-rate-to = to
figures-rate-unit = p.a.
figures-tailored = The lender sets the rate per customer; yours may differ.
figures-fixed-for = Fixed for { $term }
figures-fixed-throughout = Fixed for the whole term
figures-fixed-then = Fixed for { $term }, then { $rate } variable as of today
figures-fixed-then-about = Fixed for { $term }, then about its comparison rate
figures-fixed-then-unknown = Fixed for { $term }; what follows is not published
figures-comparison = Comparison rate
figures-assumption = for { $amount } over { $term }
figures-comparison-warning =
    A comparison rate puts interest and known fees into one figure. It is true only for the loan named beside it:
    other amounts, terms and fees give another rate.

figures-for = For { $amount } over { $term }
figures-at-lowest = Worked out with { $rate }, the lowest of the range; a higher rate costs more.
figures-assume-later = The total assumes { $rate } after the fixed time; a variable rate can change.

figures-instalment = Instalment
figures-instalment-unit = a month
figures-later-label = After the fixed time
figures-later = then { $amount } a month
figures-total = Total payable
figures-total-without-fees = Total without fees
figures-interest = of which interest
figures-fees = of which fees
figures-received = You receive

figures-withheld = { $fee } in fees is taken off at the start: you receive less than you borrow.
figures-fees-open = The lender leaves the amount of some fees open; they come on top.
figures-fees-silent = The lender publishes no fees for this product. Fees are unknown and not included: ask before you apply.
figures-fees-unpublished = Not published
figures-no-instalments = This credit has no fixed instalments: what it costs depends on how much you use and for how long.
figures-no-rate = Without a published rate, an instalment cannot be worked out.
figures-no-need = Give an amount and a term to see the instalment and the total.
figures-interest-only = Interest only at first: the lender does not publish the instalment after that.
figures-yearly = Yearly fee
figures-yearly-none = None

figures-as-of = Figures as of { $date }, by the lender’s own date.
figures-since = The lender gives no date; in this catalogue since { $date }.
figures-old = These figures are { $years ->
    [one] over a year
   *[other] over { $years } years
} old: ask the lender.
