# What a link's preview and search engines say of a page, and the page shown without a network.

web-title-home = What a loan really costs you, and your chance of getting it
web-title-results = { $products }, compared by real cost
web-title-ranking = How loans are ranked here
web-title-privacy = What is kept about you, and where
web-title-compare = Loans side by side
web-title-calculator = What a loan costs: calculator
web-title-product = { $product } by { $lender }
web-description = Compare loans by what they cost you, your chance of approval, and the reasons for both. Looking does not touch your credit file.
web-description-results = { $products } of many lenders: annual rate, fees and rules side by side, every place in the order explained.
web-description-ranking = Every part of the order with its weight, and what payment from lenders does and does not change.
web-description-privacy = Use everything without your name. Your answers stay in your browser, and nothing is sent to lenders when you look.
web-description-compare = Up to four loans in one table, with the best value of each row marked.
web-description-calculator = Instalment, interest and total for an amount, a rate and a term; what paying faster saves.
web-description-product = { $product } by { $lender }: annual rate, fees, what it costs each month, and whether you meet the lender’s rules.
web-description-product-invented = Demonstration: the loan “{ $product }” and its lender { $lender } are invented. Nothing here can be applied for.
web-products-any = Loans and cards
web-products-personal_loan = Personal loans
web-products-home_loan = Home loans
web-products-business_loan = Business loans
web-products-credit_card = Credit cards
web-products-overdraft = Overdrafts
web-products-lease = Leases
web-products-margin_loan = Margin loans
web-products-trade_finance = Trade finance

web-unsent = You are offline, so this could not be sent. What you typed is still here: send it again once you are connected.

web-offline-title = You are offline
web-offline-lead = This page needs the internet, and your device has no connection to it just now.
web-offline-kept-title = Nothing was lost
web-offline-kept-form = A form that could not be sent stays open with what you typed. Go back to it and send it again.
web-offline-kept-answers = Answers that you sent earlier are kept in this browser.
web-offline-kept-credit = Nothing was sent to a lender, and nothing touched your credit file.
web-offline-retry = Try again
web-offline-home = Find a loan
web-offline-guide-title = While you wait: what credit costs
web-offline-guide-rate = The annual rate is what a year of borrowing costs in interest. Compare it first. A daily or monthly figure looks smaller than it is.
web-offline-guide-fees = Fees come on top. A comparison rate or APR counts rate and usual fees together.
web-offline-guide-term = A longer term makes the instalment smaller and the loan dearer. { $amount } at { $rate } a year without fees:
web-offline-guide-example = over { $years ->
        [one] { $years } year
       *[other] { $years } years
    }: { $instalment } a month, { $total } in all, of which { $interest } is interest.
web-offline-guide-less = Borrowing less, later or not at all can be the best offer.
web-offline-guide-early = Ask before you sign what repaying early costs. Without a fee, every extra dollar saves interest.
web-offline-scam-title = Never pay to get a loan
web-offline-scam = A lender that asks for a fee, a deposit or gift cards before it pays out is a scam. Do not share a code that was sent to your phone. Check the lender’s licence with the regulator once you are connected.
