# 数量及其单位。

format-hours = { $count }小时
format-days = { $count }天
format-months = { $count }个月
format-years = { $count }年
format-years-and-months = { $years }{ $months }
format-within-the-hour = 1小时之内

# 列举：最后一项之前用顿号，再接最后一项。

format-list-comma = 、
format-list-and = { $first }和{ $last }
format-list-or = { $first }或{ $last }
