# 分步骤的借款人表单。

answers-need = 您的需求
answers-about-you = 关于您
answers-money = 您的收支
answers-review = 核对
answers-progress = 表单步骤
answers-step = 第{ $number }步，共{ $of }步
answers-lead = 这里的问题都可以不答。您的回答只保留在本次会话中，不会发给贷款机构。
answers-continue = 继续
answers-see-loans = 查看贷款
answers-see-loans-now = 现在就看贷款
answers-no-application = 这不是贷款申请。我们不会告知任何贷款机构，也不会影响您的信用报告。
answers-years = 岁
answers-any-kind = 不限种类

# 看起来像月收入的年收入。

answers-is-it-monthly = { $income }是您的月收入吗？
answers-it-is-monthly = 是月收入：按年收入{ $year }计算
answers-it-is-yearly = 不是，这是年收入

# 核对。

answers-review-title = 核对您的回答
answers-none = 未回答
answers-change = 修改
answers-add = 回答
answers-next = 接下来
answers-next-order = 您会看到符合的贷款：每一款的成本、您获批的可能性，以及它为何排在这个位置。
answers-next-credit = 我们不做信用查询，不会影响您的信用报告。
answers-next-lenders = 我们不会告知任何贷款机构。是否联系由您决定。
answers-erase-what = 您告诉我们的一切会立即清除。

# 有多少款贷款符合。

answers-match = 有{ $count }款贷款符合
answers-match-about = 约有{ $count }款贷款符合
answers-match-none = 暂时没有符合的贷款。
answers-match-missed = ，其中{ $count }款有您未达到的条件
answers-match-missed-at-least = ，其中至少{ $count }款有您未达到的条件
answers-match-rate = ，年利率{ $rate }起
answers-match-chance = ；获批可能性最高为：{ $band }
answers-match-end = 。
answers-band-high = 高
answers-band-good = 较高
answers-band-fair = 中等
answers-band-low = 低

# 每个问题问什么。

answers-label-category = 信贷种类
answers-label-amount = 您想借多少钱？
answers-label-term_months = 想借多久？
answers-label-purpose = 用来做什么？
answers-label-income_annual = 您的税前年收入
answers-label-existing_repayments_monthly = 现有贷款每月还多少
answers-label-employment = 您的收入来源
answers-label-credit_band = 您的信用记录
answers-label-age = 您的年龄
answers-label-residency = 您的居留身份
answers-label-region = 您住在哪里？
answers-label-property_value = 房产价值
answers-label-deposit = 首付

# 怎么填。

answers-why-category = 只显示您要找的种类。
answers-why-amount = 利率、额度和每一项数字都取决于它。例如50000，也可以写5万或1.5万元。
answers-why-term_months = 可以写年或月，例如5年、18个月；只写数字按月计。
answers-why-term-of-a-home = 请写年数，例如30年；只写数字按月计。
answers-why-purpose = 有些贷款只限一种用途，有些用途利率更低。
answers-why-income_annual = 请填年收入，不是月收入。例如80000或8万。
answers-why-existing_repayments_monthly = 信用卡和贷款合计；没有请填0。
answers-why-employment = 您的主要收入。
answers-why-credit_band = 按您自己的了解，或您的免费信用报告填写。我们不会去查询。
answers-why-age = 任何估计都不使用年龄。
answers-why-residency = 您在当地的居留权。
answers-why-region = 您所在的州或领地。
answers-why-property_value = 您自己的估计即可。例如800000或80万。
answers-why-deposit = 您的首付，或您在自有房产中的份额。

# 有什么用，用数字说明。

answers-together = { $first }{ $second }
answers-products = 产品
answers-estimate-alone = 只用于估计获批可能性。
answers-rates-depend = { $of }款{ $kinds }中，{ $count }款的利率取决于它。
answers-rules-amount = { $of }款{ $kinds }中，{ $count }款有金额限制。
answers-rules-term_months = { $of }款{ $kinds }中，{ $count }款有期限限制。
answers-rules-purpose = { $of }款{ $kinds }中，{ $count }款只限特定用途。
answers-rules-income_annual = { $of }款{ $kinds }中，{ $count }款有收入要求。
answers-rules-age = { $of }款{ $kinds }中，{ $count }款有年龄限制。
answers-rules-employment = { $of }款{ $kinds }中，{ $count }款要求特定的工作性质。
answers-rules-residency = { $of }款{ $kinds }中，{ $count }款要求特定的居留身份。
answers-rules-region = { $of }款{ $kinds }中，{ $count }款只服务部分州。
answers-rules-credit_band = { $of }款{ $kinds }中，{ $count }款要求特定的信用记录。
answers-rules-existing_repayments_monthly = { $of }款{ $kinds }中，{ $count }款限制还款占收入的比例。
answers-rules-property_value = { $of }款{ $kinds }中，{ $count }款限制借款占房产价值的比例。
answers-rules-deposit = { $of }款{ $kinds }中，{ $count }款要求自有资金达到一定比例。
