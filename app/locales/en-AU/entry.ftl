# Around the fields of small forms: calculators, comparison.

entry-error-title = Error: { $title }
entry-summary = There is a problem
entry-error = Error:
entry-optional = (optional)
