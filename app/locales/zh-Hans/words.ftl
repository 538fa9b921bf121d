# 有固定名称的各种值：`种类-名称`。

# 信贷种类。

category-personal_loan = 个人贷款
category-home_loan = 住房贷款
category-business_loan = 企业贷款
category-credit_card = 信用卡
category-overdraft = 透支额度
category-lease = 租赁
category-margin_loan = 股票质押贷款
category-trade_finance = 贸易融资

# 句中的信贷种类。

category-phrase-personal_loan = 个人贷款
category-phrase-home_loan = 住房贷款
category-phrase-business_loan = 企业贷款
category-phrase-credit_card = 信用卡
category-phrase-overdraft = 透支额度
category-phrase-lease = 租赁
category-phrase-margin_loan = 股票质押贷款
category-phrase-trade_finance = 贸易融资

# 句中的信贷种类（多款）。

categories-personal_loan = 个人贷款
categories-home_loan = 住房贷款
categories-business_loan = 企业贷款
categories-credit_card = 信用卡
categories-overdraft = 透支额度
categories-lease = 租赁
categories-margin_loan = 股票质押贷款
categories-trade_finance = 贸易融资

# 信贷种类的用处。

category-hint-personal_loan = 买车、整合债务、应付大额支出
category-hint-home_loan = 买房、建房或转贷
category-hint-business_loan = 进货、添置设备、扩大经营
category-hint-credit_card = 先消费，后还款
category-hint-overdraft = 账户余额可低于零
category-hint-lease = 先使用，按月付款
category-hint-margin_loan = 以股票作抵押借款
category-hint-trade_finance = 为在途货物融资

# 借款用途。

purpose-car = 买车
purpose-other_vehicle = 买船、房车或摩托车
purpose-debt_consolidation = 把多笔债务合为一笔
purpose-home_improvement = 装修房屋
purpose-travel = 旅行
purpose-wedding = 婚礼或庆典
purpose-medical = 医疗费用
purpose-education = 学习深造
purpose-green = 太阳能、储能电池或电动汽车
purpose-home_purchase = 买房自住
purpose-investment = 买房出租
purpose-refinance = 住房贷款转贷
purpose-construction = 建房或买地
purpose-equipment = 经营设备或车辆
purpose-working_capital = 企业日常周转
purpose-other = 其他用途

# 句中的用途。

purpose-phrase-car = 买车
purpose-phrase-other_vehicle = 买船、房车或摩托车
purpose-phrase-debt_consolidation = 把多笔债务合为一笔
purpose-phrase-home_improvement = 装修房屋
purpose-phrase-travel = 旅行
purpose-phrase-wedding = 婚礼或庆典
purpose-phrase-medical = 医疗费用
purpose-phrase-education = 学习深造
purpose-phrase-green = 太阳能、储能电池或电动汽车
purpose-phrase-home_purchase = 买房自住
purpose-phrase-investment = 买房出租
purpose-phrase-refinance = 住房贷款转贷
purpose-phrase-construction = 建房或买地
purpose-phrase-equipment = 经营设备或车辆
purpose-phrase-working_capital = 企业日常周转
purpose-phrase-other = 其他用途

# 收入来源。

employment-employed = 受雇，全职或兼职
employment-self_employed = 自雇
employment-casual = 临时工
employment-contractor = 合同工
employment-retired = 已退休
employment-student = 学生
employment-unemployed = 目前没有工作

# 句中的收入来源。

employment-phrase-employed = 受雇
employment-phrase-self_employed = 自雇
employment-phrase-casual = 临时工
employment-phrase-contractor = 合同工
employment-phrase-retired = 已退休
employment-phrase-student = 学生
employment-phrase-unemployed = 没有工作

# 居留身份。

residency-citizen = 公民
residency-permanent_resident = 永久居民
residency-temporary_visa = 持临时签证
residency-non_resident = 居住在海外

# 句中的居留身份。

residency-phrase-citizen = 公民
residency-phrase-permanent_resident = 永久居民
residency-phrase-temporary_visa = 持临时签证
residency-phrase-non_resident = 居住在海外

# 信用记录。

credit_band-excellent = 优秀：历史长，无不良记录
credit_band-good = 良好：没有严重问题
credit_band-fair = 一般：有几次逾期
credit_band-poor = 较差：有违约或多次逾期
credit_band-none = 没有记录：从未借过款

# 句中的信用记录。

credit_band-phrase-excellent = 优秀
credit_band-phrase-good = 良好
credit_band-phrase-fair = 一般
credit_band-phrase-poor = 较差
credit_band-phrase-none = 没有记录

# 固定或浮动。

rate_type-fixed = 固定利率
rate_type-variable = 浮动利率

# 公布利率的种类。

rate_kind-fixed = 固定
rate_kind-variable = 浮动
rate_kind-introductory = 优惠期
rate_kind-discount = 折扣
rate_kind-penalty = 违约加收
rate_kind-floating = 区间浮动
rate_kind-market_linked = 与市场利率挂钩
rate_kind-cash_advance = 取现
rate_kind-purchase = 消费
rate_kind-bundle_discount_fixed = 套餐折扣（固定）
rate_kind-bundle_discount_variable = 套餐折扣（浮动）
rate_kind-balance_transfer = 余额转移
rate_kind-other = 其他

# 还本方式（句中）。

repayment_type-principal_and_interest = 还本付息
repayment_type-interest_only = 只还利息
repayment_type-unconstrained = 没有固定还款要求

# 房贷利率的适用范围（句中）。

loan_purpose-owner_occupied = 自住房
loan_purpose-investment = 投资房

# 费用何时收取。

fee_kind-upfront = 开始时一次性收取
fee_kind-periodic = 定期收取
fee_kind-event = 特定情况下收取
fee_kind-transaction = 按交易收取
fee_kind-withdrawal = 按取款收取
fee_kind-deposit = 按存款收取
fee_kind-payment = 按付款收取
fee_kind-purchase = 按消费收取
fee_kind-exit = 结清离开时收取
fee_kind-variable = 不固定
fee_kind-other = 其他

# 产品功能。

feature-additional_cards = 附属卡
feature-balance_transfers = 余额转移
feature-bill_payment = 账单支付
feature-bonus_rewards = 奖励积分
feature-card_access = 可用卡取款
feature-cashback_offer = 现金返还
feature-complementary_product_discounts = 其他产品优惠
feature-digital_banking = 网上银行
feature-digital_wallet = 手机钱包
feature-donate_interest = 零头捐赠
feature-extra_repayments = 可提前多还
feature-fraud_protection = 防欺诈保障
feature-free_txns = 交易免费
feature-free_txns_allowance = 部分交易免费
feature-guarantor = 接受担保人
feature-instalment_plan = 分期付款
feature-insurance = 保险
feature-interest_free = 免息期
feature-interest_free_transfers = 免息转账
feature-loyalty_program = 会员积分
feature-notifications = 消息提醒
feature-npp_enabled = 快速到账
feature-npp_payid = PayID
feature-offset = 对冲账户
feature-overdraft = 透支
feature-redraw = 可提取多还部分
feature-relationship_management = 客户经理
feature-unlimited_txns = 交易次数不限
feature-other = 其他功能

# 限制的内容。

constraint-min_limit = 最低金额
constraint-max_limit = 最高金额
constraint-min_balance = 最低余额
constraint-max_balance = 最高余额
constraint-opening_balance = 开户余额
constraint-max_lvr = 最高抵押率
constraint-min_lvr = 最低抵押率
constraint-other = 其他限制

# 申请条件的内容。

criterion-business = 仅限企业
criterion-pension_recipient = 仅限养老金领取者
criterion-min_age = 最低年龄
criterion-max_age = 最高年龄
criterion-min_income = 最低年收入
criterion-min_turnover = 最低年营业额
criterion-staff = 仅限贷款机构员工
criterion-student = 仅限学生
criterion-employment_status = 就业状况
criterion-residency_status = 居留身份
criterion-natural_person = 仅限个人
criterion-other = 其他

# 结果的排序方式。

sort-best = 最适合您
sort-rate = 年利率最低
sort-total_cost = 总成本最低
sort-instalment = 月供最低
sort-approval = 获批可能性最高
sort-newest = 数据最新
sort-explained-best = 按综合评分：获批可能性、成本、匹配度和速度一并考虑。
sort-explained-rate = 年利率低的在前；不含手续费。
sort-explained-total_cost = 整个期限内总支出低的在前，含手续费；没有公布手续费的贷款排在其后。
sort-explained-instalment = 月供低的在前；不含手续费。
sort-explained-approval = 估计获批可能性高的在前，不论成本。
sort-explained-newest = 贷款机构最近更新过数据的在前。

# 获批可能性。

approval_band-high = 高
approval_band-good = 较高
approval_band-fair = 中等
approval_band-low = 低
approval_band-not_enough_data = 数据不足

# 评分的组成部分。

part-eligibility = 没有已知不符的条件
part-approval = 获批可能性
part-click = 点击可能性
part-text = 与您的搜索词相符
part-cost = 您的成本
part-fit = 金额与期限是否合适
part-speed = 速度
part-freshness = 数据新旧
part-payout = 付给我们的费用

# 各部分衡量什么。

part-explained-eligibility = 除非贷款机构公布的条件中有您已知不符合的一项（此时为零），否则得满分。无法核对的条件不会让产品失分。
part-explained-approval = 这家贷款机构同意您申请的估计可能性。
part-explained-click = 看到这款产品的人想进一步了解的估计可能性：在同类中成本低、费用少会使它升高。
part-explained-text = 产品名称、贷款机构和说明与您输入的词有多相符。
part-explained-cost = 找到的其他产品中，成本更高的占多少。没有公布利率的产品得零分。
part-explained-fit = 您的金额和期限是否在贷款机构公布的范围之内。没有公布范围的得一半。
part-explained-speed = 贷款机构说明的到账速度：立即到账得满分，两天得一半。
part-explained-freshness = 贷款机构多久以前确认过数据：180天得一半，没有日期得零分。
part-explained-payout = 每成交一笔贷款，贷款机构会付给本站运营方的费用。

# 产品限定的申请人群（句中）。

applicants-business = 企业
applicants-pension_recipient = 养老金领取者
applicants-staff = 贷款机构员工
applicants-student = 学生

# 澳大利亚各州和领地。

region-ACT = 澳大利亚首都领地
region-NSW = 新南威尔士州
region-NT = 北领地
region-QLD = 昆士兰州
region-SA = 南澳大利亚州
region-TAS = 塔斯马尼亚州
region-VIC = 维多利亚州
region-WA = 西澳大利亚州

# 表单字段的名称。

field-q = 搜索
field-category = 信贷种类
field-amount = 金额
field-term_months = 期限
field-purpose = 用途
field-income_annual = 年收入
field-age = 年龄
field-employment = 就业状况
field-residency = 居留身份
field-region = 所在州或领地
field-credit_band = 信用记录
field-existing_repayments_monthly = 现有贷款月供
field-property_value = 房产价值
field-deposit = 首付
field-institution = 贷款机构
field-rate_type = 利率类型
field-max_rate = 最高年利率
field-secured = 抵押
field-feature = 功能
field-no_annual_fee = 无年费
field-eligible_only = 只看没有不符条件的
field-within = 在结果中搜索
field-sort = 排序
field-personalise = 使用我的回答
field-payment = 贷款机构付费
field-explore = 尝试新产品
field-order = 之前页面的顺序
field-page = 页码
field-per_page = 每页结果数
field-explain = 说明

# 出了什么问题。

error-title-invalid_input = 有些内容无法使用
error-title-malformed_request = 无法读取这个请求
error-title-not_found = 这里什么也没有
error-title-method_not_allowed = 此地址不接受这种请求方式
error-title-too_large = 请求内容过大
error-title-not_signed_in = 您尚未登录
error-title-forbidden = 您的角色不允许此操作
error-title-cross_origin = 请求来自其他网站
error-title-busy = 同时进行的搜索太多
error-title-too_many_requests = 请求过于频繁
error-title-timeout = 请求用时过长
error-title-not_ready = 尚未准备就绪
error-title-conflict = 此内容刚被他人修改
error-title-internal = 我们这边出了问题
