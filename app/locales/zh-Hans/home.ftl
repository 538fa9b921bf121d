# 首页：主旨、借款人表单、按名称搜索。

home-title = 找贷款
home-promise = 看清一笔贷款的真实成本，以及您获批的可能性。
home-size = { $lenders }家贷款机构的{ $products }款贷款和信用卡，并列比较。
home-point-file = 浏览不会影响您的信用报告。
home-point-contact = 无需电话号码，无需注册账户。
home-point-order = 每个排名都有说明。
home-kept = 您之前的回答还在。
home-go-on = 从上次停下的地方继续
home-erase = 清除我的回答
home-by-name = 想找某款贷款或某家贷款机构？
home-by-name-label = 按名称、贷款机构或功能搜索
home-need = 您的需求
