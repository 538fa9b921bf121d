# 贷款机构的条件，以及借款人的情况。

# 条件的要求。

rules-needs-min_age = 年满{ $value }岁
rules-needs-max_age = 不超过{ $value }岁
rules-needs-min_income = 税前年收入不低于 { $value }
rules-needs-residency = 居留身份：{ $value }
rules-needs-employment = 就业状况：{ $value }
rules-needs-region = 居住在{ $value }
rules-needs-credit_band = 信用记录：{ $value }
rules-needs-min_amount = 借款金额不低于 { $value }
rules-needs-max_amount = 借款金额不超过 { $value }
rules-needs-min_term = 借款期限不短于{ $value }
rules-needs-max_term = 借款期限不超过{ $value }
rules-needs-max_lvr = 借款不超过房产价值的 { $value }
rules-needs-max_dti = 各项还款合计不超过收入的 { $value }
rules-needs-purpose = 用途：{ $value }
rules-needs-applicant = 仅限{ $value }

# 借款人的情况，接在条件之后。

rules-has-lvr = 您的为 { $value }
rules-has-dti = 您的为 { $value }（含这笔贷款）
rules-has-asked = 您想要的是{ $value }
rules-has-said = 您填写的是{ $value }

# 只知道种类的条件。

rules-kind-min_age = 最低年龄
rules-kind-max_age = 最高年龄
rules-kind-min_income = 最低收入
rules-kind-residency = 居留身份
rules-kind-employment = 就业状况
rules-kind-region = 所在地区
rules-kind-credit_band = 信用记录
rules-kind-min_amount = 最低金额
rules-kind-max_amount = 最高金额
rules-kind-min_term = 最短期限
rules-kind-max_term = 最长期限
rules-kind-max_lvr = 最高抵押率
rules-kind-max_dti = 还款占收入的最高比例
rules-kind-purpose = 用途
rules-kind-applicant = 仅限特定申请人
rules-kind-other = 贷款机构自行说明的条件
