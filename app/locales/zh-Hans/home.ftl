# 首页：主旨、借款人表单、按名称搜索。

home-title = 找贷款
home-promise = 看清一笔贷款的真实成本，以及您获批的可能性。
home-size = { $lenders }家贷款机构的{ $products }款贷款和信用卡，并列比较。
home-point-file = 浏览不会影响您的信用报告。
home-point-contact = 无需电话号码，无需注册账户。
home-point-order = 每个排名都有说明。
home-kept = 您之前的回答已填在下面。
home-erase = 清除我的回答
home-by-name = 想找某款贷款或某家贷款机构？
home-by-name-label = 按名称、贷款机构或功能搜索

# 表单的两个部分。

home-first-part = 第一部分，共两部分
home-need = 您的需求
home-second-part = 第二部分，共两部分
home-about-you = 关于您
home-about-you-lead = 这里的问题都可以不答。每答一题，获批可能性的估计就更准，也能多核对一项贷款机构公布的条件。您的回答只保留在本次会话中，不会发给贷款机构。
home-for-a-home = 如果是住房贷款
home-see-loans = 查看贷款
home-no-application = 这不是贷款申请。我们不会告知任何贷款机构，也不会影响您的信用报告。
home-any-kind = 不限种类
home-months = 个月
home-years = 岁
home-small-income = 这个年收入偏低。如果这是您的月收入，请乘以12后填写。

# 每个问题问什么。

home-label-category = 信贷种类
home-label-amount = 您想借多少钱？
home-label-term_months = 想借多久？
home-label-purpose = 用来做什么？
home-label-income_annual = 您的税前年收入
home-label-existing_repayments_monthly = 现有贷款每月还多少
home-label-employment = 您的收入来源
home-label-credit_band = 您的信用记录
home-label-age = 您的年龄
home-label-residency = 您的居留身份
home-label-region = 您住在哪里？
home-label-property_value = 房产价值
home-label-deposit = 首付

# 为什么问，以及怎么填。

home-why-category = 只显示您要找的种类。
home-why-amount = 利率、额度和每一项数字都取决于它。例如50000，也可以写5万或1.5万元。
home-why-term_months = 决定月供和总还款额。可以填月数，例如36；也可以写36个月或3年。
home-why-purpose = 有些贷款只限一种用途，有些用途利率更低。
home-why-income_annual = 贷款机构会用它衡量您的还款能力。请填年收入，不是月收入：月收入请乘以12。例如80000或8万。
home-why-existing_repayments_monthly = 它会占用您的一部分收入。信用卡和贷款合计；没有请填0。
home-why-employment = 有些贷款机构要求特定的工作性质。
home-why-credit_band = 按您自己的了解，或您的免费信用报告填写。我们不会去查询。
home-why-age = 只因为贷款机构公布了年龄限制。任何估计都不使用年龄。
home-why-residency = 多数贷款机构面向公民和永久居民，也有一些面向其他人。
home-why-region = 有些贷款机构只服务部分州。
home-why-property_value = 利率取决于借款占房产价值的比例。例如800000或80万。
home-why-deposit = 您的首付，或您在自有房产中的份额。它会降低您的借款比例。
