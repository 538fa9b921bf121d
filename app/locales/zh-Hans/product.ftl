# 产品页。

product-title = { $name }，{ $lender }
product-withdrawn = 已停止提供。
product-withdrawn-on = 截至{ $date }，它已不在贷款机构的列表中。以下是它最后的数据。
product-cost = 成本
product-for-you = 按您的金额和期限
product-worked-out = 按年利率 { $rate } 计算。
product-worked-out-lowest = 按年利率 { $rate } 计算，这是区间内的最低值：利率更高，成本也更高。
product-chance = 您的机会
product-rules = 贷款机构的条件与您的回答
product-no-rules = 贷款机构没有公布可以核对的条件。
product-file = 浏览不会影响您的信用报告；向贷款机构申请则会。
product-why = 排名依据
product-unread = 有{ $count }项公布的内容我们无法读取，请查看贷款机构自己的页面。

# 如何还款。

product-schedule = 如何还款
product-all-payments = 全部{ $count }期还款
product-chart = 图表
product-chart-title = 您每年还多少
product-chart-one-year = 一年内您偿还本金 { $principal }，支付利息 { $interest }、手续费 { $fees }。
product-chart-years = 堆叠柱形图，共{ $years }年，每年一柱。利息从第一年的 { $first_interest } 降到最后一年的 { $last_interest }；偿还的本金从 { $first_principal } 增加到 { $last_principal }。下面的表格列出每一项数字。
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
