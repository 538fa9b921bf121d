# 四个帮助做贷款决定的小工具。

calculator-title = 贷款计算器
calculator-lead = 签字之前值得问的四个问题。您填写的内容不会被保存：数字只出现在网址里。
calculator-tools = 计算器
calculator-example = 用示例数字试一试
calculator-work-out = 开始计算
calculator-result = 结果
calculator-advice = 以上只是计算，不构成理财建议。贷款期内利率可能变动。

calculator-less = 少借一点
calculator-less-about = 少借能省多少；如果改为攒钱，需要多久。
calculator-faster = 提前还清
calculator-faster-about = 每月多还一点，能早几个月还清、少付多少利息。
calculator-offers = 比较两份报价
calculator-offers-about = 手上的两份报价哪份更省，不论利率怎么标示。
calculator-refinance = 转贷
calculator-refinance-about = 换一家机构，多久能收回成本，到底划不划算。

# 字段

calculator-percent-a-year = %／年
calculator-months = 个月
calculator-amount = 打算借多少
calculator-rate = 年利率
calculator-term = 期限
calculator-less-by = 少借多少
calculator-less-by-hint = 不填则按少借一成和两成计算。
calculator-saving = 每月能存多少
calculator-saving-hint = 不填则按与月供相同计算。
calculator-balance = 还欠多少
calculator-remaining = 还剩几个月
calculator-present-instalment = 现在每月还多少
calculator-one-of-two = 剩余月数和每月还款额，填其中一项即可。
calculator-extra = 每月能多还多少
calculator-first-offer = 第一份报价
calculator-second-offer = 第二份报价
calculator-quoted-as = 利率怎么标示
calculator-quoted-as-hint = 不确定就问机构：同一个数字，实际成本可能差一倍。
calculator-quoted-nominal = 年利率，每月按剩余欠款计息
calculator-quoted-effective = 实际年利率，已含利滚利
calculator-quoted-flat = 平息：始终按最初借款金额计息
calculator-upfront-fee = 放款时手续费
calculator-monthly-fee = 每月手续费
calculator-present-loan = 现有贷款
calculator-new-loan = 新贷款
calculator-present-rate = 现在的年利率
calculator-present-fee = 现在的每月手续费
calculator-new-rate = 新的年利率
calculator-new-term = 新的期限
calculator-new-term-hint = 不填则与剩余月数相同。
calculator-exit-cost = 结清旧贷款的费用
calculator-entry-cost = 办理新贷款的费用
calculator-new-fee = 新的每月手续费

# 填写有误

calculator-fault-missing = { $field }：请填写这一项。
calculator-fault-money = { $field }：请填写 { $least } 到 { $most } 之间的金额，例如 15000 或 1.5万。
calculator-fault-rate = { $field }：请填写 0 到 100 之间的百分数，例如 6.54。
calculator-fault-months = { $field }：请填写 1 到 { $most } 之间的整月数。
calculator-fault-less = 少借多少：必须小于打算借的 { $most }。
calculator-fault-one-of-two = 剩余月数和每月还款额，请填其中一项。
calculator-fault-never = 现在每月还多少：这个数还不够付每月 { $interest } 的利息，欠款永远还不清。
calculator-fault-too-long = 现在每月还多少：照此要 50 年以上才能还清。
calculator-fault-quoted-as = 利率怎么标示：请从列表中选择。
calculator-fault-bounds = 数字太大，无法计算。

# 表格

calculator-dash = –
calculator-instalment = 月供
calculator-interest = 利息
calculator-total = 总还款额
calculator-interest-saved = 省下的利息
calculator-fees = 手续费
calculator-less-caption = 原计划与少借的对比
calculator-faster-caption = 照旧与每月多还的对比
calculator-offers-caption = 两份报价
calculator-refinance-caption = 不换与转贷的对比
calculator-a-month = 每月还款
calculator-takes = 还清所需时间
calculator-as-now = 照旧
calculator-with-extra = 多还
calculator-effective-apr = 含费用的实际年利率
calculator-no-apr = 无法计算：费用占去了全部到手金额
calculator-with-monthly-fee = 月供加每月手续费
calculator-keep = 不换
calculator-switch = 转贷
calculator-fees-and-costs = 手续费和转贷费用
calculator-cost-in-all = 利息和各项费用合计

# 结果

calculator-less-result = 少借 { $less }，可省利息 { $interest }，每月少还 { $instalment }。
calculator-not-at-all = 干脆不借
calculator-save-up = 每月存 { $saving }，{ $time }后就有 { $goal }，不用付利息，可省 { $interest }。存款利息另算。
calculator-save-up-long = 每月存 { $saving }，要 50 年以上才能攒到 { $goal }。
calculator-faster-nothing = 没有多还，也就没有节省。
calculator-faster-interest = 每月多还 { $extra }，可省利息 { $interest }。
calculator-faster-result = 每月多还 { $extra }，可以提前 { $time }还清，省利息 { $interest }。
calculator-by-year = 每年年底还欠多少
calculator-chart-title = 欠款随时间的变化
calculator-chart-about = 两条从 { $balance } 下降的曲线：照旧需 { $now }还清，多还只需 { $faster }。
calculator-chart-region = 图表
calculator-chart-years = 年
calculator-check-early-fee = 请先确认机构对提前还款是否收费；固定利率贷款常有此类费用。
calculator-offers-equal = 两份报价的总成本相同。
calculator-first-less = 第一份报价总共少付 { $less }。
calculator-second-less = 第二份报价总共少付 { $less }。
calculator-apr-against = 不过它的实际年利率更高：总额较少只是因为还得更快，或还款方式不同。
calculator-terms-differ = 两份报价期限不同。期限越长，月供越少、利息越多；请先比较实际年利率。
calculator-apr-explained = 实际年利率把利息和全部费用合成一个数字，对任何报价含义都相同。
calculator-never = 永远不划算：转贷总共要多付 { $more }。
calculator-no-difference = 没有差别：两者总成本相同。
calculator-pays-at-once = 转贷从第一个月起就划算，总共可省 { $saving }。
calculator-pays = { $time }后收回转贷成本，总共可省 { $saving }。
calculator-pays-for-a-while = 到头来不划算：转贷只在第 { $from } 个月到第 { $until } 个月之间领先，总共要多付 { $more }。
calculator-longer = 新贷款要多还 { $time }。月供变少也有这个原因，而且付息时间更长。
calculator-refinance-how = 比较的是到当时为止的利息、手续费和转贷费用；归还本金不算成本。
