# Instalment and total for another amount and term.

repayment-amount = Amount
repayment-amount-slider = Amount, slider
repayment-term = Term
repayment-term-slider = Term in months, slider
repayment-months = months
repayment-submit = Work out the whole page for this
repayment-later = Instalment after { $term }
repayment-amount-unreadable = Write an amount above zero in digits, such as 15,000.
repayment-amount-below = This product lends from { $least }.
repayment-amount-above = This product lends up to { $most }.
repayment-term-unreadable = Write a term from 1 to 600 months, such as 36.
repayment-term-below = This product runs for at least { $least }.
repayment-term-above = This product runs for at most { $most }.
