# 表单字段及其周围的文字。

form-problem = 填写有误
form-error = 错误：
form-optional = （选填）
form-choose = 请选择
form-example = 例如：绿色汽车贷款
form-search = 搜索
