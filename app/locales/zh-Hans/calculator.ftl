# 换一个金额和期限，重新计算月供和总额。

calculator-amount = 金额
calculator-amount-slider = 金额滑块
calculator-term = 期限
calculator-term-slider = 期限滑块（月）
calculator-months = 个月
calculator-submit = 按此重新计算整个页面
