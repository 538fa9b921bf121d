# 字段填写有误时的说明。每句可独立理解，因此都写明字段名称。

fault-page-title = 出错：{ $title }
fault-unknown = 没有这个参数：{ $field }
fault-repeated = “{ $field }”重复出现，请只填一次
fault-too-many = “{ $field }”最多可填{ $most }个
fault-amount-needed = “{ $field }”是唯一必填的一项：您想借多少钱？
fault-needed = 请填写“{ $field }”
fault-schedule-needs = 计算还款计划需要填写“{ $field }”
fault-too-long = “{ $field }”不能超过{ $most }个字
fault-choice = “{ $field }”：没有“{ $given }”这个选项
fault-region = “{ $field }”须为州或领地的字母代码，例如NSW
fault-id = “{ $field }”不是有效的编号
fault-institution = “{ $field }”：没有这个编号的贷款机构
fault-token = “{ $field }”：这不是之前搜索结果的标识
fault-expired = “{ $field }”：之前的搜索结果已失效，请重新搜索
fault-whole = “{ $field }”须为{ $least }到{ $most }之间的整数
fault-term = “{ $field }”须为{ $least }到{ $most }个月，例如36或3年
fault-flag = “{ $field }”须为true或false
fault-share = “{ $field }”须为0到1之间的小数：0.0654表示6.54%
fault-amount = “{ $field }”须大于0且不超过{ $most }，例如50000、50,000或5万
fault-amount-or-none = “{ $field }”须在0到{ $most }之间，例如50000、50,000或5万
fault-not-below = “{ $field }”须低于“{ $other }”
fault-shape = “{ $field }”须为文字、数字、true或false，或由它们组成的列表
fault-loan = “{ $field }”：无法计算这一金额和期限的贷款
fault-weight = “{ $field }”须在0到{ $most }之间
fault-no-weight = “{ $field }”：至少有一项须大于0
fault-too-small = “{ $field }”不能小于{ $least }
