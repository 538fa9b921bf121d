# The sum that is a score.

score-part = Part
score-value = Value
score-weight = Weight
score-adds = Adds
score-total = Score
score-sum = Score { $total } of at most { $most }
score-table = The sum as a table
