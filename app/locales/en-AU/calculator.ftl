# Four small tools for decisions about a loan.

calculator-title = Loan calculators
calculator-lead = Four questions worth asking before you sign. Nothing you type is kept: the figures stand in the page’s address and nowhere else.
calculator-tools = Calculators
calculator-example = Try it with example figures
calculator-work-out = Work it out
calculator-result = Result
calculator-advice = These are calculations, not financial advice. Rates may change over a loan’s life.

calculator-less = Borrow less
calculator-less-about = What a smaller loan saves, and how long it would take to save up instead.
calculator-faster = Pay it off faster
calculator-faster-about = How many months and how much interest a little more each month saves.
calculator-offers = Compare two offers
calculator-offers-about = Which of two offers that you already have costs less, whatever way its rate is stated.
calculator-refinance = Switch lenders
calculator-refinance-about = When moving a loan has paid back what it cost, and whether it ever does.

# Fields

calculator-percent-a-year = % a year
calculator-months = months
calculator-amount = Amount you would borrow
calculator-rate = Annual rate
calculator-term = Term
calculator-less-by = Borrow less by
calculator-less-by-hint = Without an answer: a tenth and a fifth less.
calculator-saving = What you could save a month
calculator-saving-hint = Without an answer: as much as the instalment.
calculator-balance = What you still owe
calculator-remaining = Months still to go
calculator-present-instalment = What you pay a month
calculator-one-of-two = Give the months or what you pay a month, one of the two.
calculator-extra = What you could pay extra a month
calculator-first-offer = First offer
calculator-second-offer = Second offer
calculator-quoted-as = How the rate is stated
calculator-quoted-as-hint = If in doubt, ask the lender: the same figure can mean twice the cost.
calculator-quoted-nominal = A year, charged monthly on what is owed
calculator-quoted-effective = Effective a year, interest on interest included
calculator-quoted-flat = Flat: on the amount first borrowed
calculator-upfront-fee = Fee at the start
calculator-monthly-fee = Fee a month
calculator-present-loan = Your present loan
calculator-new-loan = The new loan
calculator-present-rate = Present annual rate
calculator-present-fee = Present fee a month
calculator-new-rate = New annual rate
calculator-new-term = New term
calculator-new-term-hint = Without an answer: the months still to go.
calculator-exit-cost = What leaving costs
calculator-entry-cost = What the new loan costs at the start
calculator-new-fee = New fee a month

# Faults

calculator-fault-missing = { $field }: an answer is needed.
calculator-fault-money = { $field }: give an amount from { $least } to { $most }, such as 15000.
calculator-fault-rate = { $field }: give percent from 0 to 100, such as 6.54.
calculator-fault-months = { $field }: give a whole number of months from 1 to { $most }.
calculator-fault-less = Borrow less by: give less than the { $most } that you would borrow.
calculator-fault-one-of-two = Give either the months still to go or what you pay a month.
calculator-fault-never = What you pay a month: this does not cover the interest of { $interest } a month, so the debt would never be repaid.
calculator-fault-too-long = What you pay a month: the debt would take more than 50 years to repay.
calculator-fault-quoted-as = How the rate is stated: choose one from the list.
calculator-fault-bounds = These figures are too large to work out.

# Tables

calculator-dash = –
calculator-instalment = Instalment a month
calculator-interest = Interest
calculator-total = Total payable
calculator-interest-saved = Interest saved
calculator-fees = Fees
calculator-less-caption = The planned loan and smaller ones
calculator-faster-caption = As now and with more each month
calculator-offers-caption = Both offers
calculator-refinance-caption = Keeping the loan and switching
calculator-a-month = You pay a month
calculator-takes = Repaid after
calculator-as-now = As now
calculator-with-extra = With the extra
calculator-effective-apr = Effective annual rate with fees
calculator-no-apr = Cannot be worked out: fees take all that you receive
calculator-with-monthly-fee = Instalment with the monthly fee
calculator-keep = Keep
calculator-switch = Switch
calculator-fees-and-costs = Fees and costs of switching
calculator-cost-in-all = Interest, fees and costs in all

# Results

calculator-less-result = Borrowing { $less } less saves { $interest } in interest and { $instalment } a month.
calculator-not-at-all = Not borrowing at all
calculator-save-up = Putting { $saving } aside each month, you would have { $goal } after { $time } and pay no interest, which saves { $interest }. Interest that savings earn comes on top.
calculator-save-up-long = Putting { $saving } aside each month, { $goal } would take more than 50 years.
calculator-faster-nothing = Nothing extra is paid, so nothing is saved.
calculator-faster-interest = Paying { $extra } more a month saves { $interest } in interest.
calculator-faster-result = Paying { $extra } more a month, you are free of the debt { $time } sooner and save { $interest } in interest.
calculator-by-year = What is owed at the end of each year
calculator-chart-title = What is owed over time
calculator-chart-about = Two falling lines from { $balance }: as now, nothing is owed after { $now }; with the extra, after { $faster }.
calculator-chart-region = Chart
calculator-chart-years = Years
calculator-check-early-fee = Check first whether your lender charges for extra repayments; fixed rates often come with such a fee.
calculator-offers-equal = Both offers cost the same in all.
calculator-first-less = The first offer costs { $less } less in all.
calculator-second-less = The second offer costs { $less } less in all.
calculator-apr-against = Its effective annual rate is higher, though: it costs less only because it is repaid sooner or differently.
calculator-terms-differ = The terms differ. A longer one has smaller instalments and more interest; compare the effective annual rate first.
calculator-apr-explained = The effective annual rate puts interest and all fees into one figure that means the same for every offer.
calculator-never = It never pays: switching costs { $more } more in all.
calculator-no-difference = It makes no difference: both cost the same in all.
calculator-pays-at-once = Switching pays from the first month and saves { $saving } in all.
calculator-pays = Switching has paid for itself after { $time } and saves { $saving } in all.
calculator-pays-for-a-while = In the end it does not pay: switching is ahead from month { $from } until month { $until } only, and costs { $more } more in all.
calculator-longer = The new loan runs { $time } longer. Its instalment looks smaller for that reason too, and interest is paid for longer.
calculator-refinance-how = What counts is interest, fees and the costs of switching so far; repaying the debt itself is no cost.
