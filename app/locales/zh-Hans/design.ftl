# 展示全部组件的页面。

design-title = 设计
design-lead = 各个组件在每种状态下的样子，与页面使用的完全相同，并显示本站的产品。语言、明暗随浏览器而定。
design-sample = 比较贷款先看年利率：A$15,000，36 个月。
design-type = 文字
design-colours = 颜色
design-space = 间距
design-buttons = 按钮和链接
design-forms = 表单
design-notes = 提示和折叠
design-tabs = 标签页
design-odds = 获批可能性
design-costs = 费用
design-results = 搜索结果
design-pair = 颜色组合
design-light = 浅色
design-dark = 深色
design-text = 文字与底色
design-text-least = 对比度不低于 4.5。
design-drawn = 边框和图形
design-drawn-least = 对比度不低于 3。
