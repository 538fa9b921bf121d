# 贷款的成本。

figures-rate = 年利率
figures-rate-none = 未公布
figures-rate-to = 至
figures-rate-unit = /年
figures-tailored = 该机构按客户情况定价，您的利率可能不同。
figures-fixed-for = 固定期{ $term }
figures-fixed-throughout = 全期固定利率
figures-fixed-then = 固定期{ $term }，之后按目前的浮动利率为 { $rate }
figures-fixed-then-about = 固定期{ $term }，之后大约为其比较利率
figures-fixed-then-unknown = 固定期{ $term }；之后的利率没有公布
figures-comparison = 比较利率
figures-assumption = 按借款 { $amount }、期限{ $term }计算
figures-comparison-warning = 比较利率把利息和已知费用合并成一个数字，只适用于旁边注明的那笔贷款；金额、期限或费用不同，利率也不同。

figures-for = 借款 { $amount }，期限{ $term }
figures-at-lowest = 按区间内最低的年利率 { $rate } 计算；利率越高，成本越高。
figures-assume-later = 总额假设固定期之后的年利率为 { $rate }；浮动利率可能变动。

figures-instalment = 月供
figures-instalment-unit = /月
figures-later-label = 固定期之后
figures-later = 之后每月 { $amount }
figures-total = 总还款额
figures-total-without-fees = 总额（不含手续费）
figures-interest = 其中利息
figures-fees = 其中手续费
figures-received = 实际到手

figures-withheld = 放款时会先扣除 { $fee } 的手续费：您到手的钱少于借款金额。
figures-fees-open = 部分手续费的金额该机构没有写明，需另外支付。
figures-fees-silent = 该机构没有公布这款产品的手续费。手续费未知，没有计入：申请前请先询问。
figures-fees-unpublished = 未公布
figures-no-instalments = 这类信贷没有固定的月供：成本取决于您用了多少、用了多久。
figures-no-rate = 没有公布利率，无法计算月供。
figures-no-need = 填写金额和期限，即可看到月供和总还款额。
figures-interest-only = 起初只付利息：该机构没有公布之后的月供。
figures-yearly = 年费
figures-yearly-none = 无

figures-as-of = 数据截至{ $date }，以贷款机构注明的日期为准。
figures-since = 该机构没有注明日期；{ $date }起收录于本目录。
figures-old = 这些数据已超过{ $years }年：请向贷款机构核实。
