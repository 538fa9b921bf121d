# 换一个金额和期限，重新计算月供和总额。

repayment-amount = 金额
repayment-amount-slider = 金额滑块
repayment-term = 期限
repayment-term-slider = 期限滑块（月）
repayment-months = 个月
repayment-submit = 按此重新计算整个页面
