# 获批可能性。

approval-label = 获批可能性
approval-none = 数据不足，无法估计
approval-none-why = 收入、就业状况和信用记录这三项中，至少需要两项。
approval-none-link = 补充您的信息
# 接在等级之后。
approval-about = ，约 { $chance }
approval-prior = 在 { $low } 与 { $high } 之间。这是根据一般假设得出的估计，并非来自该机构的审批结果。
approval-model = 在 { $low } 与 { $high } 之间。这是根据以往审批结果建立的模型得出的估计。
approval-simulated = 在 { $low } 与 { $high } 之间。这是根据模拟的审批结果建立的模型得出的估计，仅供演示。
