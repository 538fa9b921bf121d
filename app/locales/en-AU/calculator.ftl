# Instalment and total for another amount and term.

calculator-amount = Amount
calculator-amount-slider = Amount, slider
calculator-term = Term
calculator-term-slider = Term in months, slider
calculator-months = months
calculator-submit = Work out the whole page for this
