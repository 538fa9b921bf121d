# 贷款机构的条件与借款人的情况。

eligibility-no-rules = 该机构没有公布可以核对的条件。
eligibility-missed = 希望不大：有{ $count }项条件不符合
eligibility-met = 您符合所有已公布的条件（{ $count }项）
eligibility-open = 没有发现不利之处：符合{ $met }项，另有{ $unknown }项无法核对

# 一项条件：结论、要求、借款人的情况。
eligibility-verdict-met = 符合：
eligibility-verdict-not_met = 不符合：
eligibility-verdict-unknown = 无法核对：
eligibility-has = ；{ $has }
eligibility-end = 。

eligibility-answer = 回答此项
eligibility-opens-amount = 借款 { $amount } 即可符合。
eligibility-opens-term = 期限为{ $term }即可符合。
