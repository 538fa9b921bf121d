# What stands in and around form fields.

form-problem = There is a problem
form-error = Error:
form-optional = (optional)
form-choose = Choose one
form-example = e.g. green car loan
form-search = Search
