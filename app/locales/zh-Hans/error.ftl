# 说明出了什么问题的页面。各种问题的名称在words.ftl中。

error-refused = 无法理解这个地址
error-refused-advice = 我们没有作任何猜测。请修改上面列出的内容后再试。
error-back = 返回表单
error-all = 查看全部贷款
error-reference = 编号：
error-advice-nothing-here = 地址可能输错了，或者这款贷款已不在贷款机构的列表中。搜索可以看到目前在售的产品。
error-advice-unusable = 地址或表单中有内容无法使用。请从表单重新开始，您的回答都已保留。
error-advice-shorten = 请求的内容超出本站可接受的范围。请缩短后再试。
error-advice-sign-in = 请登录后继续。
error-advice-role = 如果您需要此权限，请联系您机构的管理员或本站运营人员。
error-advice-own-pages = 为了您的安全，只接受从本站页面提交的表单。请在这里打开表单重新提交。
error-advice-later = 您的回答都已保留。请稍后再试。
error-advice-reload = 请重新加载页面，查看有什么变化。
error-advice-ours = 这是我们的问题，已经记录下来。请稍后再试。
