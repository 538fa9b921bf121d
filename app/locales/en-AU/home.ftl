# The home page: the promise, the borrower's form, the search by name.

home-title = Find a loan
home-promise = See what a loan really costs you, and your chance of getting it.
home-size = { $products ->
    [one] { $products } loan or card
   *[other] { $products } loans and cards
} of { $lenders ->
    [one] { $lenders } lender
   *[other] { $lenders } lenders
}, side by side.
home-point-file = Looking does not touch your credit file.
home-point-contact = No phone number, no account needed.
home-point-order = Every place in the order is explained.
home-kept = Your earlier answers are filled in below.
home-erase = Erase my answers
home-by-name = Looking for a certain loan or lender?
home-by-name-label = Search by name, lender or feature

# The form's two parts.

home-first-part = First part of two
home-need = What you need
home-second-part = Second part of two
home-about-you = About you
home-about-you-lead = Every question here is optional. Each answer makes the chance of approval more certain and checks a rule that lenders publish. Answers stay in your session and are not sent to lenders.
home-for-a-home = For a home loan
home-see-loans = See loans
home-no-application = This is not an application. No lender is told, and your credit file is not touched.
home-any-kind = Any kind
home-months = months
home-years = years
home-small-income = That is a small income for a year. If it is what you earn in a month, please give it times 12.

# What each question asks.

home-label-category = Kind of credit
home-label-amount = How much do you want to borrow?
home-label-term_months = Over how long?
home-label-purpose = What is it for?
home-label-income_annual = Your income a year, before tax
home-label-existing_repayments_monthly = What existing loans cost you a month
home-label-employment = How do you earn?
home-label-credit_band = Your credit history
home-label-age = Your age
home-label-residency = Your residency
home-label-region = Where do you live?
home-label-property_value = What the property is worth
home-label-deposit = What you pay yourself

# Why it is asked, and how to answer.

home-why-category = Keeps the results to what you are looking for.
home-why-amount = Rates, limits and every figure depend on it. For example 15000, 15,000 or 15k.
home-why-term_months = Sets the instalment and the total. In months, such as 36; or in years, such as 3 years.
home-why-purpose = Some loans are kept to one purpose, and some are cheaper for it.
home-why-income_annual = Lenders weigh repayments against it. A year, not a month: a monthly income times 12.
home-why-existing_repayments_monthly = They take up part of your income. Cards and loans together; 0 if none.
home-why-employment = Some lenders ask for a certain kind of work.
home-why-credit_band = As you know it yourself, or from your free credit report. We do not look it up.
home-why-age = Only because lenders publish age limits. No estimate uses it.
home-why-residency = Most lenders lend to citizens and permanent residents, some to others.
home-why-region = Some lenders serve certain states only.
home-why-property_value = Rates depend on the share of the value that you borrow.
home-why-deposit = Your deposit, or your share of the home you own. Lowers the share you borrow.
