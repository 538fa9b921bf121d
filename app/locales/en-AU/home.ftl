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
home-kept = Your earlier answers are kept for you.
home-go-on = Go on where you stopped
home-erase = Erase my answers
home-by-name = Looking for a certain loan or lender?
home-by-name-label = Search by name, lender or feature
home-need = What you need
