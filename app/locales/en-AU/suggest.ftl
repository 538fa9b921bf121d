# Completions of what is typed into the search field.

suggest-completions = Completions
suggest-kind-product = loan
suggest-kind-institution = lender
suggest-kind-category = kind of credit
suggest-kind-purpose = purpose
