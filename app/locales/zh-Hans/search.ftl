# 结果页：找到了什么、筛选条件、产品卡片。

search-kinds = { $count ->
    [1] { $count }款{ $kind }
   *[other] { $count }款{ $kinds }
}
search-products = { $count }款产品
search-at-most = 最多{ $number }
search-for-amount-and-term = { $found }：借款 { $amount }，期限{ $term }
search-for-amount = { $found }：借款 { $amount }
search-for-term = { $found }：期限{ $term }
search-purpose = 用途：{ $purpose }。
search-unknown = 您还没有填写个人情况，因此不显示获批可能性。
search-personalised = 我们用您的回答核对贷款机构的条件，并估计您获批的可能性。
search-not-personalised = 您的回答不影响排序。
search-edit = 修改我的回答
search-small-income = 您填写的年收入是 { $income }。如果这是您的月收入，请修改：它决定您符合哪些条件。
search-change-income = 修改收入
search-all = 全部贷款
search-all-label = 搜索全部贷款
search-results = 搜索结果
search-order = 排序方式
search-sort = 排序
search-paid = 贷款机构付费会影响这个排序。
search-unpaid = 贷款机构付费不影响这个排序。
search-payment-out = 按您的选择，贷款机构付费不影响这个排序。
search-switches = 哪些可以影响排序
search-impersonal = 排序时不使用我的回答
search-without-payment = 排序时不考虑贷款机构付费
search-keep = 保存选择

# 筛选条件。

search-filters = 筛选条件
search-fees = 费用
search-features = 功能（须全部具备）
search-you = 关于您
search-eligible-only = 不显示我已知不符合条件的贷款
search-apply = 应用筛选
search-more = 还有{ $count }项
search-gone = 已不在列表中的贷款机构
search-up-to = 年利率不超过 { $rate }
search-up-to-middle = 年利率不超过本页中位数 { $rate }
search-any-rate = 不限利率
search-secured = 有抵押
search-unsecured = 无抵押
search-secured-or-not = 有无抵押均可
search-secured-only = 仅有抵押
search-unsecured-only = 仅无抵押

# 已选的筛选条件、翻页、在结果中搜索。

search-set = 已选的筛选条件
search-drop = 取消筛选：
search-drop-all = 全部取消
search-words = “{ $words }”
search-earlier = 在之前的结果中
search-pages = 结果分页
search-page = 第{ $number }页
search-previous = 上一页
search-next = 下一页
search-within = 在这些结果中
search-within-label = 在这{ $count }个结果中搜索
search-within-button = 在结果中搜索

# 没有找到时。

search-past-last = 这一页已超出最后一个结果
search-first-page = 回到第一页
search-nothing = 没有符合全部条件的贷款
search-no-way = 只放宽一项也找不到。请减少条件后重新开始。
search-ways = 放宽其中一项即可找到：
search-would-find = { $count }款贷款
search-without-words = 不用您的搜索词
search-not-within = 在全部结果中，而不只是之前的结果
search-any-highest = 不限年利率
search-any-lender = 不限贷款机构
search-any-type = 固定或浮动利率均可
search-any-fee = 不限年费
search-any-features = 不要求所选功能
search-any-rules = 包括您已知不符合条件的贷款
search-any-kind = 不限信贷种类
search-any-purpose = 不限用途
search-any-amount = 不限金额
search-any-term = 不限期限
search-without = 不限“{ $field }”

# 产品卡片。

search-sponsored = 推广
search-tried = 排位提前，以便了解借款人是否喜欢
search-tried-why = 按评分它应排在第{ $rank }位。第一页留有一个位置，给我们还不太了解的贷款，让新产品也有机会被看到。由随机抽取决定，无法付费获得。
search-invented = 虚构
search-dismissed = 您隐藏的 { $count } 个产品没有列出。
search-dismissed-show = 查看
search-why = 为什么排在这里？
search-sum = 评分如何得出
search-sum-how = 数值 × 权重 = 得分。整条的长度是各项全部得满分时的总和。
search-parts = 各部分的含义

# 金额和期限：各项数字随之变化。

search-live = 金额和期限
search-live-update = 更新结果
search-live-fresh = 输入或拖动滑块，月供和总额随之变化。
search-live-stale = 点击“更新结果”后，排序、利率和条件会随之更新。

search-quick = 一键筛选

# 不符合条件的贷款，以及如何获得更多选择。

search-openings = 怎样可以有更多选择
search-openings-part = 只查看了前{ $count }款符合搜索的产品。
search-change-amount = 借 { $to }，而不是 { $from }
search-change-term = 期限{ $to }，而不是{ $from }
search-change-deposit = 首付 { $to }，而不是 { $from }
search-change-repayments = 把其他贷款的月还款降到 { $to }，而不是 { $from }
# 接在变化之后。
search-opens = ：多{ $count }款贷款
search-opens-from = ：多{ $count }款贷款，年利率 { $rate } 起
search-missed = 您不符合条件的贷款：{ $count }款
search-missed-at-least = 您不符合条件的贷款：至少{ $count }款
search-missed-last = （在最后几页）
search-missed-here = 本页有其中{ $count }款
