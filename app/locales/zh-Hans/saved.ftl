# 收藏、隐藏和对比的产品：页面、卡片上的按钮和对比栏。

saved-title = 我的收藏
saved-none = 还没有收藏。在产品上点“收藏”，就会保存在这里。
saved-find = 查看全部贷款
saved-in-account = 保存在您的账户里。
saved-in-browser = 只保存在这个浏览器里。
saved-other-devices = 在其他设备上也能看到
saved-withdrawn = 该产品自 { $date } 起已下架，以下是最后公布的数据。
saved-dismissed = 已隐藏 { $count } 个产品
saved-dismissed-what = 这些产品不会出现在您的搜索结果里。

saved-full-saved = 收藏已满，最多 60 个。请先移除一个，再收藏新的。
saved-full-dismissed = 隐藏的产品已满，最多 100 个。请先恢复显示一个，再隐藏新的。
saved-full-compared = 一次最多对比 4 个产品。请先移除一个，再加入新的。

saved-save = 收藏
saved-unsave = 已收藏
saved-compare = 加入对比
saved-uncompare = 对比中
saved-dismiss = 隐藏
saved-restore = 恢复显示
saved-remove = 移除

saved-tray = 对比栏（{ $count }/{ $most }）
saved-tray-one-more = 再加一个产品就能对比。
saved-tray-compare = 对比 { $count } 个产品

# 操作完成后读出，接在产品名称后面。
saved-done-save = ：已收藏。
saved-done-unsave = ：已取消收藏。
saved-done-compare = ：已加入对比。
saved-done-uncompare = ：已移出对比。
saved-done-dismiss = ：已隐藏，不再出现在搜索结果里。点“恢复显示”可以撤销。
saved-done-restore = ：已恢复显示。
