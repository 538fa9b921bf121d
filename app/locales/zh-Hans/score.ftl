# 评分的构成。

score-part = 项目
score-value = 数值
score-weight = 权重
score-adds = 得分
score-total = 总分
score-sum = 总分 { $total }，最高 { $most }
score-table = 以表格查看
