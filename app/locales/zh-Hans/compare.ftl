# 贷款产品并排比较。

compare-title = { $count } 款贷款并排比较
compare-title-empty = 比较贷款
compare-caption = 贷款并排比较，每列一款

# 表格上方

compare-need = 以借 { $amount }、期限 { $term } 计算
compare-need-amount = 以借 { $amount } 计算；填写期限即可看到月供
compare-need-term = 以期限 { $term } 计算；填写金额即可看到月供
compare-need-none = 填写金额和期限，即可看到月供和总还款额
compare-answers-none = 您还没有填写个人情况，因此不显示获批可能性。
compare-answers-used = 准入条件和获批可能性按您的回答判断。您的回答不会出现在本页网址中。
compare-answers-unused = 本页不使用您的回答。
compare-edit-answers = 修改我的回答
compare-chips = 正在比较的贷款，点选即可移除
compare-remove = 移除
compare-find-more = 再找一款来比较
compare-need-form = 金额和期限
compare-amount = 借款金额
compare-term = 期限
compare-months = 个月
compare-purpose = 用途
compare-any-purpose = 不限用途
compare-work-out = 重新计算
compare-differences = 只看不同之处
compare-show = 显示
compare-hidden = 有 { $count } 行各款完全相同，已略去。

# 不在表格中的产品

compare-withdrawn = 已停止发售，不参与比较。
compare-last-figures = 查看最后公布的数据
compare-missing = 网址中有 { $count } 款贷款不在目录里，可能是网址有误，也可能已被移除。
compare-beyond = 最多并排比较 { $most } 款，另有 { $count } 款未列出。
compare-fault-amount = 借款金额：请填写大于零的金额，例如 15000。
compare-fault-term = 期限：请填写 1 到 600 之间的整月数。
compare-fault-purpose = 用途：请从列表中选择。

# 只有一款或没有

compare-one = 目前只有一款贷款可供比较：
compare-how = 请选择两到四款贷款进行比较。可以从搜索结果中挑选；若下方列出了同类产品，也可直接选择。
compare-similar = 同类产品
compare-with = 与之比较：
compare-to-search = 查看贷款
compare-to-calculator = 比较手上已有的两份报价

# 列标题与标记

compare-sponsored = 推广
compare-invented = 虚构
compare-lowest = 最低
compare-highest = 最高
compare-colon = ：
compare-not-published = 未公布
compare-not-stated = 未说明
compare-range = { $low } 至 { $high }
compare-from = { $least } 起
compare-up-to = 最多 { $most }

# 费用

compare-group-cost = 借款成本
compare-rate = 年利率
compare-a-year = { $rate }{"\u00A0"}/年
compare-tailored = 贷款机构按客户定价，您的利率可能不同。
compare-rate-kind = 利率类型
compare-fixed-for = { $kind }，{ $term }
compare-comparison-rate = 比较利率
compare-instalment = 月供
compare-total = 总还款额
compare-interest = 其中利息
compare-total-without-fees = 手续费未知，没有计入。
compare-fees-within = 其中手续费
compare-fees-open = 有些费用机构未公布金额，需另行支付。
compare-received = 实际到手
compare-received-less = 放款时先扣费用，到手少于借款金额。
compare-no-instalments = 没有固定月供
compare-no-rate = 没有公布利率，无法计算
compare-no-need = 需要填写金额和期限

# 获批可能性与准入条件

compare-group-chance = 您的获批可能性
compare-chance = 获批可能性
compare-chance-about = { $band }，约 { $chance }
compare-chance-unknown = 信息不足，无法估计
compare-chance-needs = 请在收入、职业、信用记录中至少填写两项
compare-chance-interval = 估计区间
compare-between = { $low } 到 { $high } 之间
compare-chance-basis = 估计依据
compare-basis-prior = 一般假设，并非该机构的实际审批
compare-basis-model = 以往审批结果的模型
compare-basis-simulated = 根据模拟审批结果建立的模型，仅供演示
compare-group-rules = 机构的准入条件与您的回答
compare-rules = 准入条件
compare-rules-none = 没有公布可核对的条件
compare-rules-met = 符合 { $count } 项
compare-rules-missed = 不符合 { $count } 项
compare-rules-unknown = 无法核对 { $count } 项
compare-missed = 您不符合的条件
compare-missed-none = 未发现不符合的条件
compare-missed-rule = { $needs }；{ $has }

# 手续费

compare-group-fees = 手续费
compare-fee-start = 放款时
compare-fee-year = 每年
compare-fee-end = 结清时
compare-fee-all = 公布的全部费用
compare-fee-none = 没有公布此类费用
compare-fee-see-all = 并非人人都要付，请看全部费用
compare-of-balance = 余额的 { $rate }
compare-of-transaction = 交易额的 { $rate }
compare-of-interest = 利息的 { $rate }

# 功能、限制与速度

compare-group-features = 产品功能
compare-security = 抵押
compare-secured = 有抵押
compare-unsecured = 无抵押
compare-yes = 有
compare-no = 没有
compare-group-limits = 限额与速度
compare-amounts = 可借金额
compare-terms = 可选期限
compare-lvr = 最高抵押率 (LVR)
compare-decision = 审批时间
compare-funding = 批准后到账

# 提前还款、贷款机构

compare-group-early = 提前还款
compare-early = 提前还款
compare-early-unknown = 机构未说明，申请前请先问清楚
compare-early-not-allowed = 不允许
compare-early-fee-unknown = 允许；机构未说明费用
compare-early-free = 允许，不收费
compare-early-fee = 允许，收费 { $fee }
compare-group-lender = 贷款机构与数据
compare-lender = 贷款机构
compare-category = 贷款类型
compare-as-of = 数据日期
compare-as-of-unknown = 机构未给日期；本目录自 { $date } 起收录

# 表格下方

compare-ranges = 利率为区间的，各项数字也给出两端。只有两端都不比别的差，才会标出。
compare-credit-file = 在这里比较不会影响您的信用记录；向机构申请才会。
compare-share = 本页网址可以分享：其中只有贷款、金额和期限，没有任何个人信息。
