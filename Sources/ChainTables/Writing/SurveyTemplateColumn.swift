import ChainModel
internal import WorkbookOutput

/// A column of the survey workbook that is sent out to be filled in.
struct SurveyTemplateColumn: Sendable {
  /// How a cell is filled in.
  enum Form: Sendable {
    /// Text, kept as typed.
    case text
    /// Text of several lines.
    case longText
    /// A number.
    case number
    /// A date.
    case date
    /// One of a list of words and nothing else.
    case word([String])
    /// One of the book's own entries, or another text.
    case entry(Entry)
  }

  /// Of what the book's own entries are.
  enum Entry: Sendable {
    case region
    case chain
    case segment
  }

  /// The header, with a `*` where a row must have it; broken where a line of it ends.
  let header: String
  /// Whether a row must have it.
  let isRequired: Bool
  let form: Form
  /// The width in characters.
  let width: Double
  /// How to fill it in.
  let guide: String
  /// What the example row says.
  let example: String

  private init(
    _ header: String, _ form: Form = .text, width: Double, required: Bool = false,
    _ guide: String, example: String = ""
  ) {
    self.header = required ? header + "*" : header
    isRequired = required
    self.form = form
    self.width = width
    self.guide = guide
    self.example = example
  }

  /// The header on one line, without marks.
  var name: String { header.replacing("\n", with: "").replacing("*", with: "") }

  /// What the name of the example's firm begins with, by which readers know the row.
  static let exampleMark = "示例："

  /// The columns in their order.
  static let all: [SurveyTemplateColumn] =
    identity + scale + standing + place + quality + contact

  private static let identity = [
    SurveyTemplateColumn("序号", width: 6, "可不填", example: "示例"),
    SurveyTemplateColumn(
      "企业名称", width: 22, required: true, "营业执照上的全称。一行填一家企业，不要合并单元格",
      example: exampleMark + "某某电驱动有限公司"),
    SurveyTemplateColumn(
      "统一社会信用代码", width: 20, "18 位。有代码就请填写，企业靠它与其他报表对上；直接粘贴即可，单元格已设为文本",
      example: exampleCode),
    SurveyTemplateColumn(
      "所属区域", .entry(.region), width: 10, "县（市、区）的名称或六位区划代码；名称有重的请填代码", example: "某某县"),
    SurveyTemplateColumn("乡镇(街道)", width: 10, "乡镇或街道的名称", example: "城关镇"),
    SurveyTemplateColumn("所属园区", width: 10, "开发区、产业园的名称；不在园区的空着", example: "高新区"),
    SurveyTemplateColumn(
      "行业代码", width: 9, "国民经济行业分类的代码或名称，如 C3670、3670 或“汽车零部件及配件制造”", example: "C3670"),
    SurveyTemplateColumn(
      "主要产品", .longText, width: 14, "多个产品用“；”隔开", example: "驱动电机；减速器壳体"),
  ]

  private static let scale = [
    SurveyTemplateColumn("从业人员", .number, width: 7, "人数，只填数字", example: "86"),
    SurveyTemplateColumn(
      "营业收入\n(万元)", .number, width: 10, "上一年度，单位万元，只填数字", example: "5230.5"),
    SurveyTemplateColumn(
      "资产总额\n(万元)", .number, width: 10, "上一年度末，单位万元，只填数字", example: "4100"),
    SurveyTemplateColumn(
      "企业规模", .word(FirmSize.chineseNames), width: 8, "按统计上大中小微型企业划分办法；不清楚的空着",
      example: FirmSize.small.chinese),
  ]

  private static let standing = [
    SurveyTemplateColumn(
      "质量管理\n成熟度", .word(Maturity.chineseNames), width: 10, "没有评过的空着",
      example: Maturity.effective.chinese),
    SurveyTemplateColumn(
      "提升意愿", .word(["强", "中", "弱"]), width: 6, "企业自己愿不愿意提升质量管理", example: "强"),
    SurveyTemplateColumn(
      "提升潜力", .word(["高", "中", "低"]), width: 6, "调研人员的判断", example: "中"),
    SurveyTemplateColumn(
      "资质", .longText, width: 12, "如高新技术企业、专精特新中小企业；多个用“；”隔开", example: "高新技术企业"),
    SurveyTemplateColumn(
      "登记状态", .word(OperatingState.chineseNames), width: 8, "空着按在业计",
      example: OperatingState.operating.chinese),
  ]

  private static let place = [
    SurveyTemplateColumn(
      "产业链", .entry(.chain), width: 14, "产业链的名称或编号", example: "新能源汽车产业链"),
    SurveyTemplateColumn(
      "所处环节", .entry(.segment), width: 12, "环节的名称或编号；跨几个环节的用“；”隔开", example: "驱动电机"),
    SurveyTemplateColumn(
      "角色", .word(MemberRole.chineseNames), width: 9, "企业在产业链上的角色",
      example: MemberRole.supporting.chinese),
    SurveyTemplateColumn(
      "主要供应商", .longText, width: 18, "向本企业供货的企业，写全称，多家用“；”隔开；可在括号里写产品",
      example: "某某硅钢有限公司（硅钢片）；某某轴承有限公司（轴承）"),
    SurveyTemplateColumn(
      "主要客户", .longText, width: 18, "本企业供货给哪些企业，写全称，多家用“；”隔开；可在括号里写产品",
      example: "某某汽车有限公司（驱动电机）"),
  ]

  private static let quality = [
    SurveyTemplateColumn(
      "获证情况", .longText, width: 20, "每张证书写类别、编号、有效期，有多少写多少；多张用“；”隔开；没有就写“无”",
      example: "质量管理体系认证 00126Q00001R0S 有效期至2027-05-31；CCC"),
    SurveyTemplateColumn(
      "存在问题", .longText, width: 24, "一个问题一句，多个用“；”隔开或编号；没有就写“无”。问题库里有的，请照写它的问题名称或编号",
      example: "1.检验记录不完整；2.关键工序未做过程确认"),
    SurveyTemplateColumn(
      "原因", .longText, width: 18, "有几个问题，就按同样的次序写几条，用“；”隔开", example: "检验员兼岗；作业指导书未更新"),
    SurveyTemplateColumn(
      "质量需求(诉求)", .longText, width: 14, "企业希望得到的帮助", example: "检验人员培训"),
    SurveyTemplateColumn(
      "拟采取措施", .longText, width: 18, "有几个问题，就按同样的次序写几条，用“；”隔开", example: "专家上门指导；修订作业指导书"),
    SurveyTemplateColumn("责任单位", width: 14, "由谁落实", example: "某某县市场监督管理局"),
    SurveyTemplateColumn(
      "完成时限", .date, width: 11, "日期，写成 2026-12-31；只知道月份的，写那个月的最后一天", example: "2026-12-31"),
    SurveyTemplateColumn(
      "调研日期", .date, width: 11, "哪天去的。填了日期才算查过这家企业：没有问题也请填", example: "2026-06-18"),
  ]

  private static let contact = [
    SurveyTemplateColumn("联系人", width: 8, "企业联系人", example: "张三"),
    SurveyTemplateColumn("联系电话", width: 13, "手机或座机，多个用“；”隔开", example: "13800000000"),
    SurveyTemplateColumn("备注", .longText, width: 12, "其他要说明的"),
  ]

  /// A code whose check digits hold, of a region and an organisation that there aren't.
  private static var exampleCode: String {
    CreditCode(authority: "9", kind: "1", region: "990101", organisation8: "XN000000")?
      .description ?? ""
  }
}
