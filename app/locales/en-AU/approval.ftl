# The chance of approval.

approval-label = Chance of approval
approval-none = Not enough data to estimate
approval-none-why = Two of income, employment and credit history are needed.
approval-none-link = Add your answers
# After the band in words.
approval-about = , about { $chance }
approval-prior = between { $low } and { $high }. An estimate from general assumptions, not from this lender’s decisions.
approval-model = between { $low } and { $high }. An estimate from a model of past decisions.
approval-simulated = between { $low } and { $high }. An estimate from a model of simulated decisions, for demonstration.
