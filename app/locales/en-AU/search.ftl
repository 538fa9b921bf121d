# The results page: what was found, the filters, the cards.

search-kinds = { $count }{"\u00A0"}{ $count ->
    [one] { $kind }
   *[other] { $kinds }
}
search-products = { $count }{"\u00A0"}{ $count ->
    [one] product
   *[other] products
}
search-at-most = Up to { $number }
search-for-amount-and-term = { $found } for { $amount } over { $term }
search-for-amount = { $found } for { $amount }
search-for-term = { $found } over { $term }
search-purpose = For: { $purpose }.
search-unknown = You have not said anything about yourself, so chances of approval are not shown.
search-personalised = Your answers are used to check lenders’ rules and to estimate your chance of approval.
search-not-personalised = Your answers do not influence the order.
search-edit = Edit your answers
search-small-income = You said that you earn { $income } a year. If that is what you earn in a month, please change it: it decides which rules you meet.
search-change-income = Change your income
search-all = All loans
search-all-label = Search all loans
search-results = Results
search-order = Order
search-sort = Sort
search-paid = Payment from lenders counts in this order.
search-unpaid = Payment from lenders does not count in this order.
search-payment-out = As you chose, payment from lenders is left out of this order.
search-switches = What may influence the order
search-impersonal = Do not use my answers for the order
search-without-payment = Leave payment from lenders out of the order
search-keep = Keep this

# Filters.

search-filters = Filters
search-fees = Fees
search-features = Features (all must be there)
search-you = You
search-eligible-only = Leave out loans with a rule I am known to miss
search-apply = Apply filters
search-more = { $count } more
search-gone = A lender no longer listed
search-up-to = Up to { $rate } p.a.
search-up-to-middle = Up to { $rate } p.a., the middle of this page
search-any-rate = Any rate
search-secured = Secured
search-unsecured = Unsecured
search-secured-or-not = Secured or not
search-secured-only = Secured only
search-unsecured-only = Unsecured only

# Filters that are set, pages, and a search within.

search-set = Filters that are set
search-drop = Drop the filter:
search-drop-all = Drop all
search-words = “{ $words }”
search-earlier = Within earlier results
search-pages = Pages of results
search-page = Page { $number }
search-previous = Previous
search-next = Next
search-within = Within these results
search-within-label = Search within these { $count }{"\u00A0"}{ $count ->
    [one] result
   *[other] results
}
search-within-button = Search within

# Where nothing was found.

search-past-last = This page is past the last result
search-first-page = Go to the first page
search-nothing = No loan fits all of this
search-no-way = No single change would find one. Start again with less.
search-ways = Letting go of one thing would find:
search-would-find = { $count }{"\u00A0"}{ $count ->
    [one] loan
   *[other] loans
}
search-without-words = Without your search words
search-not-within = In all results, not only the earlier ones
search-any-highest = With any annual rate
search-any-lender = Of any lender
search-any-type = Fixed or variable
search-any-fee = With a yearly fee or without
search-any-features = Without the features asked for
search-any-rules = With those whose rules you are known to miss
search-any-kind = Of any kind of credit
search-any-purpose = For any purpose
search-any-amount = For any amount
search-any-term = Over any term
search-without = Without “{ $field }”

# Cards.

search-sponsored = Sponsored
search-tried = Shown this high to learn how borrowers like it
search-tried-why = By its score it would stand in place { $rank }. One place on the first page goes to a loan of which little is known yet, so that new loans are seen too. Chance picks it; nobody can pay for it.
search-invented = Invented
search-dismissed = { $count ->
    [one] One loan that you dismissed is left out.
   *[other] { $count } loans that you dismissed are left out.
  }
search-dismissed-show = See them
search-why = Why this rank?
search-sum = How the score adds up
search-sum-how = Value × weight = what a part adds. The bar is as long as all parts together could make it.
search-parts = What each part means

# Amount and term, which the figures follow.

search-live = Amount and term
search-live-update = Update results
search-live-fresh = Instalments and totals follow as you type or slide.
search-live-stale = Order, rates and rules follow when you press “Update results”.

search-quick = Filters in one step

# What may not be had, and what would open more.

search-openings = What would open more loans
search-openings-part = Looked at the first { $count } that match.
search-change-amount = Borrow { $to } instead of { $from }
search-change-term = Repay over { $to } instead of { $from }
search-change-deposit = Pay { $to } of the price yourself instead of { $from }
search-change-repayments = Bring other repayments to { $to } a month instead of { $from }
# After the change.
search-opens = : { $count } more{"\u00A0"}{ $count ->
    [one] loan
   *[other] loans
}
search-opens-from = : { $count } more{"\u00A0"}{ $count ->
    [one] loan
   *[other] loans
}, from { $rate } p.a.
search-missed = { $count }{"\u00A0"}{ $count ->
    [one] loan
   *[other] loans
} whose rules you do not meet
search-missed-at-least = At least { $count }{"\u00A0"}{ $count ->
    [one] loan
   *[other] loans
} whose rules you do not meet
search-missed-last = (on the last pages)
search-missed-here = { $count } of them on this page
