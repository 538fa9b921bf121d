# 分享链接时的预览、搜索引擎看到的说明，以及没有网络时的页面。

web-title-home = 看清贷款的真实成本和您获批的可能性
web-title-results = { $products }：按真实成本比较
web-title-ranking = 这里的贷款如何排序
web-title-privacy = 我们保存您的哪些信息，存在哪里
web-title-compare = 贷款并排对比
web-title-calculator = 贷款成本计算器
web-title-product = { $product }（{ $lender }）
web-description = 按真实成本和获批可能性比较贷款，每一项都说明理由。查看不会影响您的信用记录。
web-description-results = 多家机构的{ $products }：年利率、费用和申请条件并排列出，每个排名都有解释。
web-description-ranking = 排序的每个组成部分和权重，以及机构付费会影响什么、不会影响什么。
web-description-privacy = 无需姓名即可使用全部功能。您的回答只存在您的浏览器里，查看时不会发给任何贷款机构。
web-description-compare = 最多四款贷款放进一张表，每行标出最优值。
web-description-calculator = 按金额、利率和期限计算月供、利息和总还款额，并看看提前多还能省多少。
web-description-product = { $lender }的{ $product }：年利率、手续费、月供，以及您是否符合申请条件。
web-description-product-invented = 演示：贷款“{ $product }”及机构 { $lender } 均为虚构，这里的任何产品都无法申请。
web-products-any = 贷款和信用卡
web-products-personal_loan = 个人贷款
web-products-home_loan = 住房贷款
web-products-business_loan = 企业贷款
web-products-credit_card = 信用卡
web-products-overdraft = 透支额度
web-products-lease = 融资租赁
web-products-margin_loan = 证券抵押贷款
web-products-trade_finance = 贸易融资

web-unsent = 您目前没有网络，内容未能发送。您填写的内容仍在页面上，联网后再发送一次即可。

web-offline-title = 您目前没有网络
web-offline-lead = 打开这个页面需要联网，而您的设备现在没有连上网络。
web-offline-kept-title = 什么都没有丢失
web-offline-kept-form = 没能发送的表单会保留您填写的内容，返回表单再发送一次即可。
web-offline-kept-answers = 您之前提交的回答仍保存在这个浏览器里。
web-offline-kept-credit = 没有任何信息发给贷款机构，也没有影响您的信用记录。
web-offline-retry = 再试一次
web-offline-home = 找贷款
web-offline-guide-title = 等待时读一读：借钱的成本
web-offline-guide-rate = 年利率是借款一年的利息成本，请先比较它。按日或按月的数字看上去比实际小。
web-offline-guide-fees = 除利息外还有手续费。比较利率（或 APR）把利率和常见费用合在一起计算。
web-offline-guide-term = 期限越长，月供越低，但总成本越高。以 { $amount }、年利率 { $rate }、不计手续费为例：
web-offline-guide-example = { $years } 年：月供 { $instalment }，总还款额 { $total }，其中利息 { $interest }。
web-offline-guide-less = 少借、晚借或者不借，有时就是最好的选择。
web-offline-guide-early = 签约前请先问清提前还款要不要收费。如果不收费，每多还一笔都能省利息。
web-offline-scam-title = 放款前收费的都是骗局
web-offline-scam = 放款之前要求您交费用、押金或礼品卡的机构都是诈骗。不要把手机收到的验证码告诉任何人。联网后请向监管机构核实该机构的牌照。
