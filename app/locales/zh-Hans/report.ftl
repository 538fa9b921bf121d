# 报告错误数据。

report-title = 报告错误数据
report-what = 这里的内容和贷款机构公布的不一样？请告诉我们哪里不对，我们会到贷款机构的页面核对。
report-which = 哪里不对？
report-figure-rate = 利率
report-figure-fee = 费用
report-figure-rule = 申请条件
report-figure-other = 其他
report-correction = 正确的是什么？
report-correction-why = 最多 { $most } 字。请不要写您的个人信息。
report-source = 在哪里可以看到？
report-source-why = 如果您有贷款机构网页的地址，请填在这里。
report-send = 提交
report-private = 我们只保存您写的内容和时间，不记录您是谁。
report-thanks = 谢谢您
report-thanks-what = 您的报告已交给维护产品库的人员，他们会到贷款机构的页面核对。
report-back = 返回产品
report-fault-figure-missing = 请选择哪里不对。
report-fault-correction-missing = 请写出正确的内容。
report-fault-correction-long = 正确的内容最多 500 字。
report-fault-source-unusable = 地址必须是完整的网址，例如 https://bank.example/rates，或者留空。
report-fault-too-many-reports = 来自您网络的报告太多，请一小时后再试。
