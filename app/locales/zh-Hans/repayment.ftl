# 换一个金额和期限，重新计算月供和总额。

repayment-amount = 金额
repayment-amount-slider = 金额滑块
repayment-term = 期限
repayment-term-slider = 期限滑块（月）
repayment-months = 个月
repayment-submit = 按此重新计算整个页面
repayment-later = { $term }后的月供
repayment-amount-unreadable = 请填写大于零的金额，例如 15,000 或 1.5万。
repayment-amount-below = 这款产品最少借 { $least }。
repayment-amount-above = 这款产品最多借 { $most }。
repayment-term-unreadable = 请填写1至600个月的期限，例如 36 或 3年。
repayment-term-below = 这款产品的期限至少{ $least }。
repayment-term-above = 这款产品的期限最长{ $most }。
