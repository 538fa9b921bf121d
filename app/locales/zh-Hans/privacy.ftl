# 本站保留访客的哪些信息，保留在哪里。

privacy-title = 隐私
privacy-lead = 您不必说明自己是谁，就能使用这里的全部功能。不需要姓名、电话号码，也不需要电子邮箱。账户可有可无，注册时只需要一个电子邮箱。
privacy-kept = 保留什么，保留在哪里
privacy-answers = 您关于自己的回答
privacy-answers-where = （收入、年龄、就业状况等）保留在本次会话中，即您浏览器里的一个cookie。它经过加密和签名，他人无法读取或修改，脚本也看不到。未登录时，我们的服务器不留副本。
privacy-lists = 您收藏、搁置或对比的产品
privacy-lists-where = 保存在另一个同样加密的cookie里。如果您切换过语言，还有一个cookie只记住所选的语言，不含其他内容。
privacy-account = 账户
privacy-account-where = 如果您注册账户，我们的服务器会保存您的电子邮箱、产品列表和回答，让您在每台设备上都能找到；其中的回答经过加密。您可以在账户页面查看、下载并删除全部内容。
privacy-search = 您搜索的内容
privacy-search-where = （信贷种类、金额、期限、用途、筛选条件）写在页面地址中，方便您保存或分享。您关于自己的回答不在地址里。
privacy-lenders = 不会告知贷款机构。
privacy-lenders-where = 浏览时，贷款机构不会收到任何信息，您的信用报告也不受影响。
privacy-others = 没有其他公司
privacy-others-where = 会知道您来过：所有字体、图片和脚本都来自本站。
privacy-erasing = 清除您的回答
privacy-erasing-when = 如果您连续三十天没有来访，回答会自动清除；您也可以立即清除：
privacy-never = 从不询问的内容
privacy-never-what = 性别、民族、宗教和婚姻状况，从不询问，也从不使用。询问年龄，只因为贷款机构自己的条件中提到它；任何估计都不使用年龄。
