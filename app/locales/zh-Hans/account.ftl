# 账户：邮件登录、保存的内容、退出、删除，以及登录邮件。

account-title = 您的账户
account-optional = 不注册也能使用全部功能。有了账户，您收藏的产品和填写的信息在其他设备上也能看到。
account-email = 电子邮箱
account-email-why = 我们会发一个登录链接给您。不用设密码，不发推广邮件，贷款机构也看不到这个邮箱。
account-send-link = 发送登录链接
account-without-title = 不用账户
account-without = 收藏的产品和填写的信息会加密保存在这个浏览器里，不会存到别处。

account-asked = 登录链接已发往您的邮箱，15 分钟内有效，只能用一次。如果没有收到，请看看垃圾邮件，或检查邮箱地址后重新发送。
account-welcome = 您已登录。
account-left-behind = 您已登录。账户列表已满，这个浏览器里有 { $count } 个产品没能加入。
account-signed-out = 您已退出。这个浏览器里不再留有您账户的任何内容。
account-deleted = 您的账户及其全部内容已删除。

account-fault-email-unusable = 电子邮箱必须是完整的地址，例如 kim@example.com。
account-fault-too-many-links = 发送登录链接的次数太多。请使用邮箱里最新的链接，或一小时后再试。

account-signed-in-as = 您已登录为 { $email }。
account-kept = 账户里保存的内容
account-saved = { $count ->
    [0] 还没有收藏产品
   *[other] 收藏了 { $count } 个产品
  }
account-compared = { $count ->
    [0] 没有要对比的产品
   *[other] { $count } 个产品在对比栏里
  }
account-dismissed = { $count ->
    [0] 没有隐藏的产品
   *[other] 隐藏了 { $count } 个产品
  }
account-answers-none = 没有您的个人信息
account-answers-kept = 您填写的个人信息（已加密）
account-sessions = 已登录的设备
account-device-unknown = 未知浏览器
account-this-device = 当前浏览器
account-last-used = 最近使用：{ $date }
account-sign-out = 退出登录
account-sign-out-everywhere = 退出所有设备
account-data = 您的数据
account-data-what = 您可以下载我们保存的全部内容，也可以全部删除。
account-export = 下载我的数据
account-delete = 删除我的账户

account-confirm = 登录
account-confirm-as = 要登录为 { $email } 吗？
account-instead-of = 您现在登录的是 { $email }，继续后会在这个浏览器里退出。
account-not-asked-here = 这个链接是在别的浏览器里，或由其他人申请的。请确认上面的邮箱是您的，再继续。
account-bring = 把这个浏览器里收藏的产品和填写的信息加入账户
account-sign-in = 登录
account-link-useless = 这个链接已失效
account-link-useless-why = 链接只能用一次，15 分钟内有效，而且必须完整。请重新申请。
account-ask-again = 重新申请链接

account-delete-title = 删除账户
account-delete-what = { $email } 的账户将立即删除，包括收藏的产品、填写的信息和所有登录。此操作无法撤销。
account-delete-now = 立即全部删除
account-delete-not = 保留我的账户
account-not-signed-in = 您还没有登录。

account-mail-subject = 您的 Lendlight 登录链接
account-mail-lead = 您申请登录 Lendlight。请打开下面的链接继续：
account-mail-button = 登录 Lendlight
account-mail-once = 链接 { $minutes } 分钟内有效，只能用一次。
account-mail-ignore = 如果不是您本人申请，请忽略这封邮件：没有这个链接，什么都不会发生。任何人都不会向您索要它。
