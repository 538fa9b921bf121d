# What stands around every page: header, banner, footer.

site-name = Lendlight

site-skip = Skip to content
site-nav-main = Main
site-nav-find = Find a loan
site-nav-ranking = How ranking works
site-nav-calculators = Calculators
site-nav-saved = Saved
site-nav-account = Account
site-nav-about = About
site-nav-privacy = Privacy

site-language = Language

site-banner = About this catalogue
site-banner-demonstration = Demonstration.
site-banner-invented = Every lender and every loan shown here is invented. Nothing on this site can be applied for.

site-credit-file =
    Looking at loans here does not touch your credit file. A lender checks it when you apply with that lender.
site-no-advice =
    Comparing is information, not financial advice. Borrowing less, later or not at all can be the best offer.
