import Testing

@testable import ChainModel

@Suite struct TextFoldingTests {
  // A span cannot stand inside an expectation.
  static func isFolded(_ bytes: [UInt8]) -> Bool { TextFolding.isFolded(bytes.span) }

  @Test(arguments: [
    ("徐州（中国）机械有限公司", "徐州(中国)机械有限公司"), ("ＡＢＣ科技", "ABC科技"), ("徐 州 机械", "徐州机械"),
    ("Abc  Co.,\tLtd.", "Abc Co., Ltd."), (" 徐州\u{200B}机械\u{FEFF} ", "徐州机械"),
    ("徐州\u{3000}机械\n有限公司", "徐州机械有限公司"), ("ABC 科技", "ABC科技"), ("Aé", "Aé"),
    ("Ae\u{301}", "A\u{E9}"), ("徐州\u{0000}机械", "徐州机械"), ("㈱東芝", "(株)東芝"), ("", ""), (" ", ""),
    ("か゛", "が"), ("soft\u{AD}ware", "software"), ("a\u{A0}b", "a b"), ("Ab", "Ab"),
    ("葛\u{E0100}城", "葛城"), ("认(rèn)证", "认(rèn)证"),
  ])
  func folds(_ text: String, _ expected: String) {
    let folded = TextFolding.foldedName(text)
    #expect(folded == expected)
    #expect(folded.unicodeScalars.elementsEqual(TextFolding.foldedName(folded).unicodeScalars))
    #expect(TextFolding.foldedName(utf8: Array(text.utf8)) == expected)
  }

  @Test(arguments: [
    ("徐州机械有限公司", true), ("Abc Co., Ltd.", true), ("ABC科技", true), ("", true), ("㐀", true),
    (" a", false), ("a ", false), ("a  b", false), ("a 科", false), ("科 a", false), ("a\tb", false),
    ("科\u{3000}技", false), ("（", false), ("Ａ", false), ("科\u{200B}", false), ("é", false),
    ("〇", false), ("\u{F900}", false),
  ])
  func fastCheck(_ text: String, _ isFolded: Bool) {
    #expect(Self.isFolded(Array(text.utf8)) == isFolded)
  }

  @Test func truncatedBytesAreNotFolded() {
    #expect(!Self.isFolded([0xE5, 0xBE]))
    #expect(!Self.isFolded([0xE5, 0x41, 0x41]))
  }

  @Test(arguments: [21, 22, 23, 24, 25, 26] as [UInt64])
  func foldingTwiceChangesNothing(_ seed: UInt64) {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let pieces: [Unicode.Scalar] = [
      "a", "B", "科", "技", " ", " ", "\u{3000}", "\u{200B}", "\u{FEFF}", "（", "Ａ", "e", "\u{301}",
      "が",
      "か", "\u{3099}", "\u{309B}", "ﬁ", "①", "㎡", "\t", "\u{A0}", "가", "ᄀ", "ᅡ", "\u{F900}",
      "\u{AD}", ".",
    ]
    for _ in 0..<3000 {
      var view = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...8, using: &generator) {
        view.append(pieces.randomElement(using: &generator) ?? "a")
      }
      let text = String(view)
      let once = TextFolding.foldedName(text)
      #expect(
        once.unicodeScalars.elementsEqual(TextFolding.foldedName(once).unicodeScalars),
        "\(text.unicodeScalars.map(\.value))")
      if Self.isFolded(Array(text.utf8)) {
        // The fast answer agrees with the slow way.
        #expect(TextFolding.composedVisible(text) == text && once == text)
      }
    }
  }

  @Test(
    arguments: [
      ("营业收入（万元）", "营业收入", "万元"), ("从业人员(人)", "从业人员", "人"), ("年供货额/万元", "年供货额", "万元"),
      (" 企业 名称 ", "企业名称", nil), ("乡镇(街道)", "乡镇(街道)", nil), ("质量需求（诉求）", "质量需求(诉求)", nil),
      ("金额（单位：万元）", "金额", "万元"), ("占采购方比例%", "占采购方比例", "%"), ("占比（％）", "占比", "%"),
      ("*企业名称", "企业名称", nil), ("企业名称（必填）", "企业名称", nil), ("营业收入\n(万元)", "营业收入", "万元"),
      ("营业收入(2023年)(万元)", "营业收入(2023年)", "万元"), ("Revenue [RMB]", "revenue", "rmb"),
      ("【万元】总成本", "总成本", "万元"), ("（万元）", "(万元)", nil), ("", "", nil),
      ("日期(年/月/日)", "日期(年/月/日)", nil),
      ("日期年/月/日", "日期年/月/日", nil), ("产值(万元/年)", "产值", "万元/年"), ("资产(人民币万元)", "资产", "人民币万元"),
      ("ＩＤ", "id", nil), ("计量/标准", "计量/标准", nil), ("括号(未闭合", "括号(未闭合", nil),
    ] as [(String, String, String?)])
  func headers(_ text: String, _ name: String, _ unit: String?) {
    let header = TextFolding.foldedHeader(text)
    #expect(header.name == name)
    #expect(header.unit == unit)
  }

  @Test(arguments: [
    ("  a b ", "a b"), ("\u{3000}徐州\u{A0}", "徐州"), ("\u{FEFF}x\u{200B}", "x"), ("", ""),
    (" \n\t", ""),
    ("ab", "ab"), ("（甲）", "（甲）"), ("\r\n值\r\n", "值"), ("a\u{3000}b", "a\u{3000}b"),
  ])
  func cells(_ text: String, _ expected: String) {
    #expect(TextFolding.cleanCell(text) == expected)
  }

  @Test(arguments: [
    ("苏州市世嘉科技股份有限公司", "世嘉科技"), ("江苏徐工信息技术股份有限公司", "徐工信息技术"),
    ("江苏省徐州市沛县宏达机械有限公司", "宏达机械"), ("柯兴科技（深圳）有限公司", "柯兴科技"), ("江苏银行股份有限公司", "江苏银行"),
    ("北京汽车集团有限公司", "北京汽车"), ("超级市场管理有限公司", "超级市场管理"), ("智慧社区服务有限公司", "智慧社区服务"),
    ("杭州趣链科技有限公司", "杭州趣链科技"), ("徐州有限公司", "徐州"), ("有限公司", "有限公司"), ("股份有限公司", "股份有限公司"),
    ("浙江省有限公司", "浙江省"),
    ("内蒙古自治区包头市北方稀土有限责任公司", "北方稀土"), ("上海市浦东新区某厂有限公司", "浦东新区某厂"), ("示例五金(普通合伙)", "示例五金"),
    ("Aksu Xinghua Import and Export Trade Co., Ltd.", "Aksu Xinghua Import and Export Trade"),
    ("Acme Inc.", "Acme"), ("Example GmbH", "Example"), ("Ltd.", "Ltd."),
    ("Taiwan Foods CO.,LTD", "Taiwan Foods"),
    ("S.A.", "S.A."), ("ABC科技有限公司", "ABC科技"), ("", ""), ("中集集团股份有限公司", "中集"),
  ])
  func shortNames(_ full: String, _ short: String) {
    #expect(TextFolding.shortFirmName(full) == short)
  }
}
