# A lender's rules and the borrower's side of them.

# What a rule asks for.

rules-needs-min_age = At least { $value } years old
rules-needs-max_age = At most { $value } years old
rules-needs-min_income = An income of at least { $value } a year before tax
rules-needs-residency = Residency: { $value }
rules-needs-employment = Employment: { $value }
rules-needs-region = Living in { $value }
rules-needs-credit_band = Credit history: { $value }
rules-needs-min_amount = Borrowing at least { $value }
rules-needs-max_amount = Borrowing at most { $value }
rules-needs-min_term = A term of at least { $value }
rules-needs-max_term = A term of at most { $value }
rules-needs-max_lvr = Borrowing at most { $value } of the property’s value
rules-needs-max_dti = All repayments together at most { $value } of income
rules-needs-purpose = Purpose: { $value }
rules-needs-applicant = Only for { $value }

# What the borrower has, after what the rule asks for.

rules-has-lvr = yours would be { $value }
rules-has-dti = yours would be { $value }, this loan included
rules-has-asked = you asked for { $value }
rules-has-said = you said { $value }

# A rule of which only its kind is known.

rules-kind-min_age = A least age
rules-kind-max_age = A greatest age
rules-kind-min_income = A least income
rules-kind-residency = Residency
rules-kind-employment = Employment
rules-kind-region = Region
rules-kind-credit_band = Credit history
rules-kind-min_amount = A least amount
rules-kind-max_amount = A greatest amount
rules-kind-min_term = A shortest term
rules-kind-max_term = A longest term
rules-kind-max_lvr = A greatest loan-to-value ratio
rules-kind-max_dti = A greatest share of income for repayments
rules-kind-purpose = Purpose
rules-kind-applicant = Kept to a group of applicants
rules-kind-other = A rule in the lender’s words
