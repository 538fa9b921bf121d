# 每个页面都有的内容：页眉、提示条、页脚。

site-name = Lendlight

site-skip = 跳到正文
site-nav-main = 主菜单
site-nav-find = 找贷款
site-nav-ranking = 排序规则
site-nav-calculators = 贷款计算
site-nav-saved = 收藏
site-nav-account = 账户
site-nav-about = 关于本站
site-nav-privacy = 隐私

site-language = 语言

site-banner = 关于产品目录
site-banner-demonstration = 演示站点。
site-banner-invented = 这里的贷款机构和贷款产品均为虚构，无法在本站申请任何产品。

site-credit-file = 在这里浏览贷款不会影响您的信用报告。只有当您向贷款机构提出申请时，该机构才会查询。
site-no-advice = 比较结果是信息，不是理财建议。少借、晚借或不借，都可能是最好的选择。
