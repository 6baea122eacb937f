/// A damaged book, made from a number alone, so that a failing one can be made again.
package struct FuzzInput: Sendable {
  /// What kind of file is damaged.
  package enum Kind: String, CaseIterable, Sendable {
    /// A workbook.
    case workbook
    /// A table as delimited text.
    case text
    /// A mapping file, beside a table it names.
    case mapping
  }

  /// The kind of file that is damaged.
  package let kind: Kind
  /// The files, by name.
  package let files: [(name: String, bytes: [UInt8])]

  /// Makes the input of a number.
  ///
  /// - Parameter seed: The number.
  package init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    switch Int.random(in: 0..<10, using: &generator) {
    case 0..<5:
      kind = .workbook
      files = [("调研摸底表.xlsx", Self.workbook(&generator))]
    case 5..<8:
      kind = .text
      let table = Self.tables.randomElement(using: &generator) ?? Self.tables[0]
      let text =
        Bool.random(using: &generator)
        ? Mutation.damaged(Array(table.text.utf8), words: Self.textWords, using: &generator)
        : Mutation.respelled(
          Mutation.damaged(Array(table.text.utf8), words: Self.textWords, using: &generator),
          using: &generator)
      files = [(table.name, text)]
    default:
      kind = .mapping
      let mapping = Mutation.damaged(
        Array(Self.mapping.utf8), words: Self.mappingWords, using: &generator)
      files = [("map.yaml", mapping), ("raw.csv", Array(Self.foreign.utf8))]
    }
  }

  private static func workbook(_ generator: inout SeededGenerator) -> [UInt8] {
    var parts = book
    switch Int.random(in: 0..<8, using: &generator) {
    case 0:
      // The container itself.
      return Mutation.damaged(
        parts.bytes, words: ["PK\u{3}\u{4}", "PK\u{5}\u{6}"], using: &generator)
    case 1:
      let name = parts.parts.randomElement(using: &generator)?.name ?? ""
      parts.remove(name)
    default:
      // The cells' parts are damaged most often, since most of reading is in them.
      for _ in 0..<Int.random(in: 1...2, using: &generator) {
        let index =
          Bool.random(using: &generator)
          ? parts.parts.indices.first { parts.parts[$0].name.hasSuffix("sheet1.xml") } ?? 0
          : Int.random(in: 0..<parts.parts.count, using: &generator)
        let content = parts.parts[index].content
        parts.parts[index].content =
          Bool.random(using: &generator)
          ? Mutation.respelled(content, using: &generator)
          : Mutation.damaged(content, words: markupWords, using: &generator)
      }
    }
    return parts.bytes
  }

  private static let markupWords = [
    "<", ">", "/>", "</", "\"", "&", "&#0;", "&#x10FFFF;", "<!--", "-->", "<![CDATA[", "]]>",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "r=\"A1\"", "r=\"XFE1048577\"", "99999999999", "-1",
    "<row>", "</row>", "<c>", "</c>", "<v>", "</v>", "<t>", "<si>", "<sheetData>", "</sheetData>",
    "\u{0}", "\u{FFFE}", "rId1", "t=\"s\"", "t=\"e\"", "<mergeCell ref=\"A1:XFD1048576\"/>",
    "<mergeCell ref=\"B5:B9\"/>", "合计", "同上", "〃", "1.2亿元", "约", "（", "长期", "1e308", "NaN",
  ]

  private static let textWords = [
    "\"", "\"\"", ",", "\n", "\r\n", "\t", ";", "\u{0}", "\u{FEFF}", "同上", "〃", "合计", "注：", "示例：",
    "1.2亿元", "约300", "5%-15%", "长期", "20240501", "-", "/", "无", "（", "）", "1.", "①", "＝1+1", "=1+1",
    "9.19901E+17", "认(rèn)证", "产业链", "单位：万元", "填报单位：", "\u{D}", "99999999999999999999", "1e400",
  ]

  private static let mappingWords = [
    "&a", "*a", ": ", "- ", "[", "]", "{", "}", "\"", "'", "|", ">", "!!", "<<: ", "\t", "\n", "#",
    "tables:", "file:", "as:", "columns:", "../", "*", "?", "/**/", "~", "{file}", "=", "\u{0}",
    "encoding: big5", "as: survey", "where: { Region: 东 }",
  ]

  private static let mapping = """
    tables:
      - file: raw*.csv
        encoding: utf-8
        where: { Region: 东 }
        as: supplies
        columns: { 供应方: Supplier, 采购方: Maker, 产品: "{file}" }
      - file: raw.csv
        as: members
        columns: { 产业链编号: "=AUTO", 环节编号: "=MAKER", 企业: Maker, 角色: "=链主" }
        distinct: true
    """

  private static let foreign = """
    Region,Supplier,Maker
    东,甲厂,乙厂
    西,丙厂,乙厂
    """

  private static let tables: [(name: String, text: String)] = [
    (
      "调研摸底表.csv",
      """
      某县调研摸底表,,,,,,,,,
      填报单位：某县市场监督管理局,,,填报日期：2026年6月19日,,,,,,单位：万元
      序号,企业名称,统一社会信用代码,所属区域,从业人员,营业收入,所处环节,主要供应商,获证情况,存在问题
      1,甲轴承有限公司,91440300192203821 6,某县,约120,1.2亿元,轴承,乙厂、丙厂（调质）,QMS XN2023-Q01 2023-07-22至2026-07-21,1.虚焊 2.未检定
      2,乙厂,914403001922038216,同上,８０,3000,〃,-,无,无
      小计,,,,200,15000,,,,
      注：本表由各县填报,,,,,,,,,
      """
    ),
    (
      "供应关系.csv",
      """
      供应方,采购方,产品,年供货额(元),占采购方比例(%),是否独家,填报日期
      甲厂,乙厂,"轴,承",1200000,35%,是,2026.5.1
      乙厂,丙厂,轴,"1,234.5",0.35,否,20260501
      丙厂,丙厂,,5%-15%,35,,46000
      """
    ),
    (
      "证书.csv",
      """
      证书编号;企业;认证类别;颁证日期;有效期至;状态
      XN1;甲厂、乙厂;QMS;2024-01-01;长期;有效
      XN2;丙厂;CCC;2024年5月;2027.5;暂停
      """
    ),
    (
      "归并建议.csv",
      """
      类别,原表述,归并为,确认
      问题,虚焊,焊点虚焊,是
      企业,甲厂,914403001922038216,是
      环节,轴承,乙,否
      """
    ),
  ]

  private static let book: WorkbookParts = {
    let survey = WorkbookParts.sheet(
      rows: """
        <row r="1"><c r="B1" t="s"><v>0</v></c></row>\
        <row r="2"><c r="B2" t="s"><v>1</v></c><c r="H2" t="inlineStr"><is><t>单位：万元</t></is></c></row>\
        <row r="3"><c r="B3" t="s"><v>2</v></c><c r="C3" t="s"><v>3</v></c><c r="D3" t="s"><v>4</v></c>\
        <c r="E3" t="s"><v>5</v></c><c r="F3" t="s"><v>6</v></c><c r="G3" t="s"><v>7</v></c>\
        <c r="H3" t="s"><v>8</v></c><c r="I3" t="s"><v>9</v></c></row>\
        <row r="4"><c r="B4"><v>1</v></c><c r="C4" t="s"><v>10</v></c><c r="D4" t="s"><v>11</v></c>\
        <c r="E4"><v>120</v></c><c r="F4"><f>A1*2</f><v>1234.5</v></c><c r="G4" s="1"><v>46000</v></c>\
        <c r="H4" t="s"><v>12</v></c><c r="I4" t="s"><v>13</v></c></row>\
        <row r="5" hidden="1"><c r="C5" t="s"><v>10</v></c></row>\
        <row r="6"><c r="C6" t="str"><v>乙厂</v></c><c r="E6" t="e"><v>#N/A</v></c>\
        <c r="F6" s="2"><v>0.35</v></c><c r="H6" t="inlineStr"><is><t>同上</t></is></c></row>\
        <row r="7"><c r="B7" t="inlineStr"><is><t>合计</t></is></c><c r="E7"><v>200</v></c></row>
        """,
      after: #"<mergeCells count="2"><mergeCell ref="B1:I1"/><mergeCell ref="D4:D6"/></mergeCells>"#
    )
    let strings = [
      "某县调研摸底表", "填报单位：某县市场监督管理局", "序号", "企业名称", "所属区域", "从业人员", "营业收入", "调研日期", "存在问题",
      "主要供应商", "甲轴承有限公司", "某县", "1.虚焊 2.未检定", "乙厂、丙厂（调质）",
    ]
    return WorkbookParts(
      sheets: [("调研摸底表", survey), ("填报说明", WorkbookParts.sheet(rows: ""))],
      strings: strings.map { "<si><t>\($0)</t></si>" }.joined(),
      styles: """
        <cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/></cellXfs>
        """)
  }()
}
