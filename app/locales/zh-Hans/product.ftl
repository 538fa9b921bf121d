# 产品页。

product-title = { $name }，{ $lender }
product-withdrawn = 已停止提供。
product-withdrawn-on = 截至{ $date }，它已不在贷款机构的列表中。以下是它最后的数据。
product-cost = 成本
product-for-you = 按您的金额和期限
product-worked-out = 按年利率 { $rate } 计算。
product-worked-out-lowest = 按年利率 { $rate } 计算，这是区间内的最低值：利率更高，成本也更高。
product-rate-then = 前{ $term }固定年利率 { $rate }，之后为浮动年利率（目前 { $then }）。
product-rate-then-comparison = 前{ $term }固定年利率 { $rate }。贷款机构没有公布之后的浮动利率；之后按其比较利率 { $then } 计算。
product-rate-then-unknown = 前{ $term }固定年利率 { $rate }。贷款机构没有公布之后的利率；期限更长时仍按同一利率计算。
product-interest-only = 这个利率适用于前期只还利息。贷款机构没有公布之后要还多少，因此无法计算月供。
product-compare = 与其他产品比较
product-borrow-less = 少借一些能省多少
product-report = 报告错误数据
product-chance = 您的机会
product-rules = 贷款机构的条件与您的回答
product-no-rules = 贷款机构没有公布可以核对的条件。
product-file = 浏览不会影响您的信用报告；向贷款机构申请则会。
product-why = 排名依据
product-unread = 有{ $count }项公布的内容我们无法读取，请查看贷款机构自己的页面。

# 怎样提高机会，以及机会的具体数字。

product-raises = 怎样提高我的获批可能性
product-raises-careful = 这只是估计，不是承诺：最终由贷款机构决定。请只调整您确实能做到的，并如实回答；在申请中提供虚假信息可能违法。
product-change-amount = 借 { $to }
product-change-term = 分{ $to }还清
product-change-deposit = 首付 { $to }
product-change-repayments = 把现有贷款的每月还款降到 { $to }
product-change-pay-off = 先还清现有贷款
product-change-instead = （现在是 { $from }）
product-change-instead-monthly = （现在每月 { $from }）
product-raise-odds = 获批可能性现在约 { $before }，调整后约 { $after }（{ $low } 至 { $high }）。
product-raise-costs = 每月 { $instalment }，总共 { $total }。
product-raise-costs-more = 每月 { $instalment }，总共 { $total }：比现在多 { $more }。
product-raise-costs-less = 每月 { $instalment }，总共 { $total }：比现在少 { $less }。
product-raise-without-fees = 手续费未知，没有计入。
product-open-questions = 补充这些回答，结果会更准
product-question-both = 可以核对这家贷款机构的一项条件，估计也会更准。
product-question-rule = 可以核对这家贷款机构的一项条件。
product-question-narrows = 估计会更准。
product-odds = 获批可能性的具体数字
product-odds-title = 获批可能性
product-odds-region = 获批可能性图
product-odds-about = 目前的获批可能性约 { $chance }，在 { $low } 至 { $high } 之间。下面的表格列出每一项数字。
product-odds-table = 获批可能性及其区间
product-odds-now = 按您目前的需求
product-odds-for = 情形
product-odds-band = 等级
product-odds-point = 可能性
product-odds-range = 区间
product-odds-low = 最低
product-odds-high = 最高

# 如何还款。

product-schedule = 如何还款
product-all-payments = 全部{ $count }期还款
product-chart = 每年还款图
product-rate-changes = 此后 { $rate }
product-owed-title = 您还欠多少
product-owed-region = 剩余本金图
product-owed-about = 一条从期初 { $amount } 逐渐下降的线，{ $term }后还清。{ $half }后还完一半本金。下面的表格列出每年年末的剩余本金。
product-years = 年数
product-chart-title = 您每年还多少
product-chart-one-year = 一年内您偿还本金 { $principal }，支付利息 { $interest }、手续费 { $fees }。
product-chart-one-year-without-fees = 一年内您偿还本金 { $principal }，支付利息 { $interest }；手续费未知。
product-chart-years = 堆叠柱形图，共{ $years }年，每年一柱。利息第一年为 { $first_interest }，最后一年为 { $last_interest }；偿还的本金第一年为 { $first_principal }，最后一年为 { $last_principal }。下面的表格列出每一项数字。
product-by-year = 逐年还款
product-every-payment = 每期还款
product-last-payment = 最后一期会因四舍五入略有差别；各列合计完全准确。
product-year = 年
product-month = 月
product-start = 期初
product-total = 合计
product-paid = 还款
product-principal = 本金
product-interest = 利息
product-fees-paid = 手续费
product-owed = 剩余本金

# 公布的利率。

product-rates = 公布的利率
product-rates-none = 贷款机构没有公布利率。
product-rates-table = 贷款机构为这款产品公布的全部利率
product-kind = 种类
product-a-year = 年利率
product-comparison = 比较利率
product-applies-to = 适用范围
product-everything = 全部
product-for-period = 为期{ $period }
product-separator = ；
product-any = 不限
product-at-least = { $least }起
product-at-most = 不超过 { $most }
product-between = { $least }至{ $most }

# 时间段。

product-weeks = { $count }周
product-period = { $first }{ $then }
product-every = 每{ $period }
product-every-year = 每年
product-every-month = 每月
product-every-week = 每周
product-every-day = 每天

# 手续费。

product-fees = 手续费
product-fees-none = 贷款机构没有公布手续费。申请前请先询问。
product-fees-table = 贷款机构为这款产品公布的全部手续费
product-fee = 手续费名称
product-when = 何时收取
product-how-much = 金额
product-not-published = 未公布
product-of-balance = 余额的 { $rate }
product-of-transaction = 交易金额的 { $rate }
product-of-interest = 利息的 { $rate }
product-of-fee = 手续费的 { $rate }
product-cap = 上限
product-cap-of = 上限 { $size }
product-reduction = 减免
product-reduction-of = 减免 { $size }

# 限制、速度与提前还款。

product-limits = 限制与条款
product-decision = 审批时间
product-funding = 获批后到账时间
product-early = 提前还款
product-early-unknown = 贷款机构没有说明；申请前请先询问
product-early-not-allowed = 不允许
product-early-fee-unknown = 允许；贷款机构没有说明手续费
product-early-free = 允许，免费
product-early-fee = 允许，收费 { $fee }

# 功能与条件：先是名称，后是贷款机构的原文。

product-titled = { $name }：
product-features = 功能
product-criteria = 哪些人可以申请（贷款机构原文）

# 利率变化。

product-history = 利率变化
product-history-table = 年利率的变化，最新的在前
product-history-title = 年利率走势
product-history-region = 年利率走势图
product-history-key = 年利率
product-history-about = 阶梯线，自{ $since }以来有{ $count }次记录。年利率最低 { $least }，最高 { $most }，现在为 { $last }。纵轴不从零开始。下面的表格列出每一次变化。
product-recorded = 记录日期
product-from = 原利率
product-to = 新利率
product-change = 变化
product-no-rate = 无
product-first-published = 首次公布
product-unpublished = 不再公布
product-none-published = 没有公布利率
product-unchanged = 没有变化
product-rose = 上升{ $points }个百分点
product-fell = 下降{ $points }个百分点

# 前往贷款机构。

product-lender = 前往贷款机构
product-scam = 切勿为获得贷款而先付钱。
product-scam-signs = 放款前要求您支付费用、押金或礼品卡的，都是诈骗。请确认网址属于该贷款机构，并向监管机构查询其信贷牌照。
product-leaving = 这些链接会离开Lendlight。在那里申请可能影响您的信用报告。
product-link-apply = 向贷款机构申请
product-link-overview = 贷款机构的介绍页
product-link-fees = 利率与手续费
product-link-eligibility = 申请条件
product-link-terms = 条款与细则
product-link-bundle = 套餐
product-link-more = 更多
product-host-same = 与这家贷款机构的另外{ $count }个页面网址相同。
product-host-alone = 这家贷款机构的其他页面都不使用这个网址：继续之前请先核实。
product-host-none = 这不是可以核对的网址，因此没有做成链接。
product-abn = 澳大利亚商业号码（ABN）
product-abn-unknown = 此处没有记录
product-licence = 信贷牌照
product-licence-unknown = 此处没有记录：请在监管机构的信贷持牌人名册中查询。
product-registers = 监管机构是澳大利亚证券和投资委员会：其网站 asic.gov.au 的专业名册列出谁可以放贷，moneysmart.gov.au 说明如何核实贷款机构。

# 该机构的其他产品。

product-others = 这家贷款机构的其他贷款和信用卡
product-others-rate = 年利率 { $rate }
product-others-rates = 年利率 { $least } 至 { $most }
product-others-no-rate = 没有公布适用的利率
product-others-instalment = 月供 { $instalment }

product-reasons-for = 对您有利的因素
product-reasons-against = 对您不利的因素
product-reasons-prior = 根据公开说明的假设对您所填信息的权衡；影响最大的排在前面。
product-reasons-model = 由从贷款机构的审批结果中学习的模型权衡您所填的信息；影响最大的排在前面。
product-reasons-simulated = 由从模拟审批结果中学习的模型权衡您所填的信息，仅供演示；影响最大的排在前面。
product-reason-burden = 各项还款合计占收入的比例
product-reason-debts = 您其他贷款的还款
product-reason-income = 您的收入
product-reason-amount = 贷款金额（与您的收入和机构限额相比）
product-reason-term = 贷款期限
product-reason-credit_history = 您的信用记录
product-reason-employment = 您的就业情况
product-reason-loan_to_value = 贷款金额与房产价值之比
product-reason-rules = 您是否符合机构公布的条件
product-reason-product = 贷款种类及其利率
product-reason-lender_history = 该机构以往的审批情况
