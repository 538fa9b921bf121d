# 每个页面都有的内容：页眉、提示条、页脚。

site-name = Lendlight
