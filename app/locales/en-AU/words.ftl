# Values with stable names, in plain words: `kind-name`.

# Kinds of credit.

category-personal_loan = Personal loan
category-home_loan = Home loan
category-business_loan = Business loan
category-credit_card = Credit card
category-overdraft = Overdraft
category-lease = Lease
category-margin_loan = Margin loan
category-trade_finance = Trade finance

# A kind of credit within a sentence.

category-phrase-personal_loan = personal loan
category-phrase-home_loan = home loan
category-phrase-business_loan = business loan
category-phrase-credit_card = credit card
category-phrase-overdraft = overdraft
category-phrase-lease = lease
category-phrase-margin_loan = margin loan
category-phrase-trade_finance = trade finance

# Several products of one kind, within a sentence.

categories-personal_loan = personal loans
categories-home_loan = home loans
categories-business_loan = business loans
categories-credit_card = credit cards
categories-overdraft = overdrafts
categories-lease = leases
categories-margin_loan = margin loans
categories-trade_finance = trade finance products

# What a kind of credit is for.

category-hint-personal_loan = A car, debts, a large bill
category-hint-home_loan = Buy, build or refinance
category-hint-business_loan = Stock, equipment, growth
category-hint-credit_card = Spend now, repay later
category-hint-overdraft = A limit below zero
category-hint-lease = Use it, pay by the month
category-hint-margin_loan = Borrow against shares
category-hint-trade_finance = Goods on their way

# What the money is for.

purpose-car = A car
purpose-other_vehicle = A boat, caravan or motorbike
purpose-debt_consolidation = Putting debts into one
purpose-home_improvement = Renovating a home
purpose-travel = Travel
purpose-wedding = A wedding or celebration
purpose-medical = Health costs
purpose-education = Studies
purpose-green = Solar, battery or electric car
purpose-home_purchase = Buying a home to live in
purpose-investment = Buying a property to let
purpose-refinance = Refinancing a home loan
purpose-construction = Building or buying land
purpose-equipment = Business equipment or vehicles
purpose-working_capital = Business running costs
purpose-other = Something else

# A purpose within a sentence.

purpose-phrase-car = a car
purpose-phrase-other_vehicle = a boat, caravan or motorbike
purpose-phrase-debt_consolidation = putting debts into one
purpose-phrase-home_improvement = renovating a home
purpose-phrase-travel = travel
purpose-phrase-wedding = a wedding or celebration
purpose-phrase-medical = health costs
purpose-phrase-education = studies
purpose-phrase-green = solar, battery or electric car
purpose-phrase-home_purchase = buying a home to live in
purpose-phrase-investment = buying a property to let
purpose-phrase-refinance = refinancing a home loan
purpose-phrase-construction = building or buying land
purpose-phrase-equipment = business equipment or vehicles
purpose-phrase-working_capital = business running costs
purpose-phrase-other = something else

# How a borrower earns.

employment-employed = Employed, full or part time
employment-self_employed = Self-employed
employment-casual = Casual
employment-contractor = Contractor
employment-retired = Retired
employment-student = Student
employment-unemployed = Not working

# A way of earning within a sentence.

employment-phrase-employed = employed
employment-phrase-self_employed = self-employed
employment-phrase-casual = casual
employment-phrase-contractor = contractor
employment-phrase-retired = retired
employment-phrase-student = student
employment-phrase-unemployed = not working

# Rights to live in the country.

residency-citizen = Citizen
residency-permanent_resident = Permanent resident
residency-temporary_visa = Temporary visa
residency-non_resident = Living abroad

# A residency within a sentence.

residency-phrase-citizen = citizen
residency-phrase-permanent_resident = permanent resident
residency-phrase-temporary_visa = temporary visa
residency-phrase-non_resident = living abroad

# Credit histories.

credit_band-excellent = Excellent: long, nothing adverse
credit_band-good = Good: nothing serious
credit_band-fair = Fair: some late payments
credit_band-poor = Poor: defaults, many late payments
credit_band-none = None: never borrowed

# A credit history within a sentence.

credit_band-phrase-excellent = excellent
credit_band-phrase-good = good
credit_band-phrase-fair = fair
credit_band-phrase-poor = poor
credit_band-phrase-none = none

# Fixed or variable.

rate_type-fixed = Fixed rate
rate_type-variable = Variable rate

# Kinds of published rates.

rate_kind-fixed = Fixed
rate_kind-variable = Variable
rate_kind-introductory = Introductory
rate_kind-discount = Discount
rate_kind-penalty = Added on default
rate_kind-floating = Floating
rate_kind-market_linked = Market-linked
rate_kind-cash_advance = Cash advances
rate_kind-purchase = Purchases
rate_kind-bundle_discount_fixed = Bundle discount (fixed)
rate_kind-bundle_discount_variable = Bundle discount (variable)
rate_kind-balance_transfer = Balance transfers
rate_kind-other = Other

# How the principal is repaid, within a sentence.

repayment_type-principal_and_interest = principal and interest
repayment_type-interest_only = interest only
repayment_type-unconstrained = no set repayments

# What a home loan’s rate applies to, within a sentence.

loan_purpose-owner_occupied = own home
loan_purpose-investment = investment

# When a fee falls due.

fee_kind-upfront = Once, at the start
fee_kind-periodic = Regularly
fee_kind-event = On an event
fee_kind-transaction = Per transaction
fee_kind-withdrawal = Per withdrawal
fee_kind-deposit = Per deposit
fee_kind-payment = Per payment
fee_kind-purchase = Per purchase
fee_kind-exit = On leaving
fee_kind-variable = Varies
fee_kind-other = Other

# Features.

feature-additional_cards = Additional cards
feature-balance_transfers = Balance transfers
feature-bill_payment = Bill payment
feature-bonus_rewards = Bonus rewards
feature-card_access = Card access
feature-cashback_offer = Cashback offer
feature-complementary_product_discounts = Discounts on other products
feature-digital_banking = Online banking
feature-digital_wallet = Phone wallet
feature-donate_interest = Round-up donations
feature-extra_repayments = Extra repayments
feature-fraud_protection = Fraud protection
feature-free_txns = Free transactions
feature-free_txns_allowance = Some free transactions
feature-guarantor = Guarantor accepted
feature-instalment_plan = Instalment plans
feature-insurance = Insurance
feature-interest_free = Interest-free period
feature-interest_free_transfers = Interest-free transfers
feature-loyalty_program = Loyalty points
feature-notifications = Notifications
feature-npp_enabled = Fast payments
feature-npp_payid = PayID
feature-offset = Offset account
feature-overdraft = Overdraft
feature-redraw = Redraw
feature-relationship_management = Relationship manager
feature-unlimited_txns = Unlimited transactions
feature-other = Other features

# What a constraint limits.

constraint-min_limit = Least amount
constraint-max_limit = Greatest amount
constraint-min_balance = Least balance
constraint-max_balance = Greatest balance
constraint-opening_balance = Opening balance
constraint-max_lvr = Greatest loan-to-value ratio
constraint-min_lvr = Least loan-to-value ratio
constraint-other = Other limit

# What a published criterion is about.

criterion-business = Businesses only
criterion-pension_recipient = Pensioners only
criterion-min_age = Least age
criterion-max_age = Greatest age
criterion-min_income = Least income a year
criterion-min_turnover = Least turnover a year
criterion-staff = The lender’s staff only
criterion-student = Students only
criterion-employment_status = Employment
criterion-residency_status = Residency
criterion-natural_person = People only
criterion-other = Other

# Orders of results.

sort-best = Best for you
sort-rate = Lowest annual rate
sort-total_cost = Lowest total cost
sort-instalment = Lowest instalment
sort-approval = Highest chance of approval
sort-newest = Newest figures
sort-explained-best = By the score: chance of approval, cost, fit and speed together.
sort-explained-rate = Lowest annual rate first; fees are not in it.
sort-explained-total_cost = Lowest sum of everything paid over the term first, fees included; then loans whose lender publishes no fees.
sort-explained-instalment = Lowest monthly instalment first; fees are not in it.
sort-explained-approval = Highest estimated chance first, whatever the loan costs.
sort-explained-newest = Figures that lenders changed last come first.

# Chances of approval.

approval_band-high = High
approval_band-good = Good
approval_band-fair = Fair
approval_band-low = Low
approval_band-not_enough_data = Not enough data

# Addends of a score.

part-eligibility = No rule known to be missed
part-approval = Chance of approval
part-click = Chance of a click
part-text = Match with your words
part-cost = Cost to you
part-fit = Fit of amount and term
part-speed = Speed
part-freshness = Freshness of figures
part-payout = Payment to us

# What an addend measures.

part-explained-eligibility = Everything, unless the lender publishes a rule that your answers are known not to meet; then nothing. A rule that cannot be checked is not held against a product.
part-explained-approval = The estimated chance that this lender says yes to you.
part-explained-click = The estimated chance that people looking at this product want to know more: low cost and few fees for its market raise it.
part-explained-text = How well the product’s name, lender and description fit the words you typed.
part-explained-cost = The share of the alternatives found that cost more. A product that publishes no rate earns nothing.
part-explained-fit = Whether your amount and term lie within the limits that the lender publishes. Publishing no limits earns half.
part-explained-speed = How soon the money would come, where the lender says: everything at once, half after two days.
part-explained-freshness = How recently the lender confirmed its figures: half after 180 days, nothing if it gives no date.
part-explained-payout = What the lender would pay the operator of this site for a funded loan.

# Groups that a product is kept to, within a sentence.

applicants-business = businesses
applicants-pension_recipient = pensioners
applicants-staff = the lender’s staff
applicants-student = students

# Australia’s states and territories.

region-ACT = Australian Capital Territory
region-NSW = New South Wales
region-NT = Northern Territory
region-QLD = Queensland
region-SA = South Australia
region-TAS = Tasmania
region-VIC = Victoria
region-WA = Western Australia

# A form field’s label, by its parameter’s name.

field-q = Search
field-category = Kind of credit
field-amount = Amount
field-term_months = Term
field-purpose = Purpose
field-income_annual = Income a year
field-age = Age
field-employment = Employment
field-residency = Residency
field-region = State or territory
field-credit_band = Credit history
field-existing_repayments_monthly = Existing repayments a month
field-property_value = Property value
field-deposit = Deposit
field-institution = Lender
field-rate_type = Rate type
field-max_rate = Highest annual rate
field-secured = Security
field-feature = Feature
field-no_annual_fee = No yearly fee
field-eligible_only = Only where no rule is missed
field-within = Search within results
field-sort = Order
field-personalise = Use of my answers
field-payment = Payment from lenders
field-explore = Trying of new loans
field-order = Order of earlier pages
field-page = Page
field-per_page = Results a page
field-explain = Explanations

# What went wrong, in a few words.

error-title-invalid_input = Some values cannot be used
error-title-malformed_request = The request cannot be read
error-title-not_found = There is nothing here
error-title-method_not_allowed = This address does not answer to that method
error-title-too_large = The request is too large
error-title-not_signed_in = You are not signed in
error-title-forbidden = Your role does not allow this
error-title-cross_origin = The request came from another site
error-title-busy = Too many searches at once
error-title-too_many_requests = Too many requests
error-title-timeout = The request took too long
error-title-not_ready = Not ready yet
error-title-conflict = Somebody else changed this first
error-title-internal = Something went wrong on our side
