# What is wrong with a field. Each sentence stands alone, so it names the field.

fault-page-title = Error: { $title }
fault-unknown = There is no such parameter: { $field }
fault-repeated = { $field } is given more than once; give it once
fault-too-many = { $field } is given more than { $most } times
fault-amount-needed = { $field } is the one answer we need: how much would you like to borrow?
fault-needed = { $field } is needed
fault-schedule-needs = { $field } is needed to work out a schedule
fault-too-long = { $field } is longer than { $most } characters
fault-choice = { $field }: “{ $given }” is not one of the choices
fault-region = { $field } must be the letters of a state or territory, such as NSW
fault-id = { $field } is not an id
fault-institution = { $field }: there is no lender with this id
fault-token = { $field }: this is not a token of earlier results
fault-expired = { $field }: the earlier results are no longer known; search again without them
fault-whole = { $field } must be a whole number from { $least } to { $most }
fault-term = { $field } must be from { $least } to { $most } months, such as 36 or 3 years
fault-flag = { $field } must be true or false
fault-share = { $field } must be a decimal fraction from 0 to 1: 0.0654 is 6.54%
fault-amount = { $field } must be an amount above 0 and up to { $most }, such as 15000, 15,000 or 15k
fault-amount-or-none = { $field } must be an amount from 0 to { $most }, such as 15000, 15,000 or 15k
fault-not-below = { $field } must be less than “{ $other }”
fault-shape = { $field } must be a text, a number, true or false, or a list of them
fault-loan = { $field }: a loan of this amount and term cannot be worked out
fault-weight = { $field } must be from 0 to { $most }
fault-no-weight = { $field }: at least one must be above 0
fault-too-small = { $field } must be at least { $least }
