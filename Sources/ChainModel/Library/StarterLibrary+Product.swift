/// Problems of the dimension 产品质量.
extension StarterLibrary {
  static let productProblems: [Entry] = [
    Entry(
      "Q43", "产品一次合格率低",
      ["一次交验合格率低", "产品不良率高", "废品率高", "成品合格率低", "返工返修率高", "产品报废多"],
      shows: "一次交验合格率低于内控目标，返工、报废损失大",
      .technology, .product, .method, .considerable, .pain),
    Entry(
      "Q44", "产品尺寸超差",
      ["尺寸偏差大", "加工尺寸不合格", "关键尺寸超差", "形位公差超差", "加工精度超差", "尺寸一致性差"],
      shows: "关键尺寸或形位公差超出图纸要求，装配时需要选配",
      .technology, .product, .machine, .considerable),
    Entry(
      "Q45", "产品外观缺陷",
      ["外观不良", "产品外观质量差", "表面划伤", "产品磕碰划伤", "产品毛刺未清除", "表面凹坑麻点"],
      shows: "划伤、磕碰、毛刺、麻点、色差等外观缺陷较多",
      .technology, .product, .method, .minor),
    Entry(
      "Q46", "产品性能和可靠性不达标",
      ["产品性能不稳定", "性能指标不合格", "产品性能指标不达标", "主要性能参数波动大", "产品性能达不到标准要求", "产品可靠性差", "产品早期失效"],
      shows: "强度、寿命、效率等指标低于标准或合同要求，同行比较落后",
      .technology, .product, .method, .major, .difficulty),
    Entry(
      "Q47", "产品批次一致性差",
      ["批次质量波动大", "产品批间差异大", "产品一致性差", "不同批次质量不稳定", "批次稳定性差"],
      shows: "不同批次的主要指标差异大，顾客反映时好时坏",
      .technology, .product, .material, .considerable, .pain),
    Entry(
      "Q48", "原材料质量不稳定",
      ["原料质量波动大", "原材料不合格", "来料不良率高", "原料批次波动大", "原材料以次充好", "主要原料质量无保证"],
      shows: "原材料成分、性能波动，退货和让步接收多",
      .technology, .product, .material, .considerable),
    Entry(
      "Q49", "产品监督抽查不合格",
      ["产品质量监督抽查不合格", "国家监督抽查不合格", "省级监督抽查不合格", "监督抽检不合格", "产品被抽检不合格"],
      shows: "两年内有国家、省、市监督抽查或风险监测不合格记录",
      .management, .product, .method, .major),
    Entry(
      "Q50", "产品标签标识不合规",
      ["产品标签不规范", "标签标注内容不全", "产品铭牌信息缺失", "产品合格证内容不全", "产品说明书不规范", "标签未标执行标准"],
      shows: "标签、铭牌、合格证、说明书缺少执行标准、厂名厂址、生产日期等内容",
      .management, .product, .method, .minor),
    Entry(
      "Q51", "产品包装防护不足",
      ["包装破损", "产品包装不良", "防锈包装不到位", "运输防护不当", "产品运输磕碰损坏", "包装强度不足"],
      shows: "周转和运输中磕碰、锈蚀、受潮，包装规范没有规定防护要求",
      .management, .product, .material, .minor),
    Entry(
      "Q52", "型式检验未开展",
      ["未做型式检验", "型式试验未做", "未按周期进行型式检验", "无型式检验报告", "型式检验报告过期", "型式检验项目不全"],
      shows: "新产品定型、材料工艺改变或到规定周期没有做型式检验",
      .infrastructure, .product, .measurement, .considerable),
    Entry(
      "Q53", "焊接质量不稳定",
      ["焊接缺陷多", "焊缝气孔夹渣", "焊缝咬边", "虚焊假焊", "焊点虚焊", "焊缝质量不合格"],
      shows: "焊缝有气孔、夹渣、咬边、未熔合，焊点虚焊，探伤或拉力不合格",
      .technology, .product, .method, .considerable, .difficulty),
    Entry(
      "Q54", "热处理质量不稳定",
      ["热处理硬度不均", "热处理硬度不合格", "淬火硬度离散", "硬度散差超差", "渗碳层深不合格", "热处理变形超差"],
      shows: "同炉零件硬度散差大，渗层深度或变形量超出要求",
      .technology, .product, .method, .considerable, .difficulty),
    Entry(
      "Q55", "表面处理质量缺陷",
      ["镀层脱落", "涂层附着力不足", "漆膜起泡脱落", "镀层厚度不足", "喷涂质量不良", "表面锈蚀"],
      shows: "镀层、涂层厚度和附着力不足，起泡、脱落，盐雾试验不合格",
      .technology, .product, .method, .considerable),
  ]
}
