# 搜索框的联想词。

suggest-completions = 联想词
suggest-kind-product = 贷款
suggest-kind-institution = 贷款机构
suggest-kind-category = 信贷种类
suggest-kind-purpose = 用途
