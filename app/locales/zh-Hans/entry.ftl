# 小型表单（计算器、比较页）各字段的通用文字。

entry-error-title = 错误：{ $title }
entry-summary = 有内容需要修改
entry-error = 错误：
entry-optional = （选填）
