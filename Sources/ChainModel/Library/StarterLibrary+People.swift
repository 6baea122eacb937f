/// Problems of the dimension 人才队伍.
extension StarterLibrary {
  static let peopleProblems: [Entry] = [
    Entry(
      "Q56", "专职质量人员配备不足",
      ["无专职质检员", "质检人员不足", "质检员由他人兼职", "质量管理人员兼职", "无专职质量管理人员", "质量岗位由他人兼任", "检验人员配备不足"],
      shows: "质检由生产或库管人员兼任，没有独立行使检验职权的人员",
      .management, .people, .people, .considerable, .difficulty),
    Entry(
      "Q57", "专业技术人才短缺",
      ["缺少专业技术人员", "技术力量薄弱", "缺少质量工程师", "高技能人才短缺", "专业人才引进难", "缺乏工艺技术人员"],
      shows: "没有质量、工艺、检测方面的工程师，关键技术依赖外聘",
      .technology, .people, .people, .considerable, .difficulty),
    Entry(
      "Q58", "检验人员能力不足",
      ["检验员未经培训上岗", "质检员能力不足", "检验员无资格证明", "检验人员不熟悉标准", "检验人员误判漏检", "检验员不会使用量具"],
      shows: "检验员不掌握标准和量具使用，错检、漏检，没有资格确认记录",
      .management, .people, .measurement, .considerable),
    Entry(
      "Q59", "特种作业人员无证上岗",
      ["特种设备作业人员无证", "特殊工种无证上岗", "焊工无证上岗", "操作人员无证上岗", "特种作业证过期"],
      shows: "焊工、叉车、起重、压力容器等作业人员没有证书或证书过期",
      .management, .people, .people, .major),
    Entry(
      "Q60", "一线员工技能不足",
      ["操作工技能水平低", "一线工人技能等级偏低", "员工操作技能不熟练", "关键岗位人员技能不足", "熟练工不足"],
      shows: "关键岗位持证率低，新手多，操作不熟练造成不良",
      .management, .people, .people, .minor, .pain),
    Entry(
      "Q61", "质量培训不到位",
      ["未开展质量培训", "员工质量培训缺失", "培训计划未落实", "无培训记录", "新员工未经培训上岗", "培训效果未评价"],
      shows: "没有年度培训计划，新进和转岗人员未经培训考核就上岗",
      .management, .people, .people, .minor),
    Entry(
      "Q62", "内审员能力不足",
      ["无内审员", "内审员未经培训", "内审员无资格", "内审员数量不足", "缺少合格内审员"],
      shows: "没有经过培训的内审员，或者内审员审核自己的工作",
      .management, .people, .people, .minor),
    Entry(
      "Q63", "全员质量意识淡薄",
      ["员工质量意识不强", "质量意识薄弱", "重产量轻质量", "管理层质量意识不足", "企业负责人不重视质量"],
      shows: "赶产量时放松检验，负责人不了解质量状况，质量投入少",
      .management, .people, .people, .considerable),
    Entry(
      "Q64", "关键岗位人员流动性大",
      ["员工流失率高", "质量人员流动频繁", "熟练工人流失严重", "关键岗位人员不稳定", "招工难留人难"],
      shows: "一年内关键岗位和检验岗位人员更换频繁，经验没有留下",
      .management, .people, .people, .minor, .pain),
    Entry(
      "Q65", "质量负责人未配备",
      ["未设首席质量官", "未任命质量负责人", "无质量主管", "未配备质量安全总监", "未配备质量安全员", "质量负责人缺位"],
      shows: "没有任命质量负责人、质量安全总监或质量安全员，也没有授权文件",
      .management, .people, .people, .considerable),
  ]
}
