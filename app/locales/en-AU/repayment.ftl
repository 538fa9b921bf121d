# Instalment and total for another amount and term.

repayment-amount = Amount
repayment-amount-slider = Amount, slider
repayment-term = Term
repayment-term-slider = Term in months, slider
repayment-months = months
repayment-submit = Work out the whole page for this
