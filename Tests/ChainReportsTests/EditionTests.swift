import ChainAnalysis
import ChainModel
import ChainReports
import Foundation
import Testing

/// What editions for others show, against lists of their own.
@Suite struct EditionTests {
  // MARK: - Columns

  /// A book whose every column is filled, hidden ones with words that give themselves away.
  static let secrets: [String: String] = [
    "firms.csv": """
    企业名称,统一社会信用代码,企业编号,曾用名,行政区划代码,所属区域,乡镇(街道),所属园区,行业代码,主要产品,从业人员,营业收入(万元),\
    资产总额(万元),总收入(万元),总成本(万元),企业规模,质量管理成熟度,提升意愿,提升潜力,资质,登记状态,联系人,联系电话,备注,质量部经理,填报单位,填报日期
    甲整车厂,914403001922038216,FA01,甲老厂,990101,东县,秘乡镇,甲园区,C3610,整车,71717,72727,73737,74747,75757,大型,有效系统,\
    秘意愿,秘潜力,高新,在业,秘联系人,13900000001,秘备注,秘经理,秘填报,2026-05-05
    乙轴承厂,9144030071526726XG,FA02,,990101,东县,,,C3451,轴承,,,,,,小型,,,,,在业,,,,,秘填报,2026-05-05
    丙钢厂,91330100799655058B,FA03,,990102,西县,,,C3130,钢,,,,,,小型,,,,,在业,,,,,秘填报,2026-05-05
    丁独厂,,FA04,,990102,西县,,,,,,,,,,,,,,,在业,,,,,,
    戊独厂,,FA05,,990102,西县,,,,,,,,,,,,,,,在业,,,,,,
    己独厂,,FA06,,990102,西县,,,,,,,,,,,,,,,在业,,,,,,

    """,
    "regions.csv": "行政区划代码,区域名称,上级代码\n990101,东县,\n990102,西县,\n",
    "chains.csv": "产业链编号,产业链名称,所属集群,链长,牵头部门,链主,所属区域\nC1,汽车链,集群,秘链长,工信局,甲整车厂,东县\n",
    "segments.csv": """
    产业链编号,环节编号,环节名称,链上位置,上级环节,状态,应获强制性认证
    C1,S1,整车,下游,,优势环节,CCC
    C1,S2,轴承,中游,,薄弱环节,
    C1,S3,钢材,上游,,,

    """,
    "flows.csv": "产业链编号,供给环节,需求环节,产品\nC1,S2,S1,轴承\n",
    "members.csv": """
    产业链编号,环节编号,企业,角色,填报单位
    C1,S1,FA01,链主,秘填报
    C1,S2,FA02,配套企业,秘填报
    C1,S3,FA03,配套企业,秘填报

    """,
    "supplies.csv": """
    供应方,采购方,产品,年供货额(万元),占采购方比例,是否独家,替代难度,投入类别,关系来源,可信度
    FA02,FA01,秘供轮毂,76767,40%,是,秘难度,必需,企业申报,秘可信

    """,
    "problems.csv": """
    问题编号,问题名称,同义表述,表现,方面,维度,成因,严重程度,标签
    P1,硬度不均,秘同义,丙钢厂曾见,质量技术,产品质量,法,较大,痛点

    """,
    "findings.csv": """
    企业,问题编号,问题描述,产品,原因,发现日期,检查方式,状态,整改措施,责任单位,责任人,帮扶机构,专家,进展,溯源结论,权重
    FA02,P1,秘描述,轴承,秘原因,2026-05-01,随机,整改中,秘措施,秘责任,秘责任人,秘机构,秘专家,秘进展,秘溯源,77777
    FA03,,秘无此问题,,,2026-05-01,随机,整改中,,,,,,,,

    """,
    "assessments.csv": "企业,诊断日期,检查方式,检查内容,检查单位,结论\nFA02,2026-05-01,随机,全部,秘检查,有问题\n",
    "certificates.csv": """
    证书编号,企业,认证类别,认证依据,认证范围,产品,认证机构,颁证日期,有效期至,状态,状态变更日期
    Z1,FA01、FA02,质量管理体系认证,GB/T 19001,轴承生产,秘证产品,认证社,2025-01-01,2027-12-31,有效,2025-01-01

    """,
    "measures.csv": """
    举措编号,举措名称,针对问题,适用企业,适用环节,适用区域,牵头单位,配合单位,项目编号,固定费用(万元),每企费用(万元),联合优惠(万元),有效率,机构,策略,方面,互斥组,期限,完成时限,预期成效,资金来源
    J1,培训,P1,,,,检测所,协会,,81818,82828,83838,0.7171,检测所,精准指导,标准化,秘互斥,年内,2026-12-31,见效,秘资金
    J2,秘单帮,P1,FA02,,,检测所,,,,,,,,,,,,,,

    """,
    "programmes.csv": "项目编号,项目名称,牵头企业,固定费用(万元)\nX1,攻关,FA01,84848\n",
    "limits.csv": "对象,名称,下限,上限\n机构,秘约束,1,85858\n",
    "resources.csv": "机构,类型,区域,能力,资质,年能力\n检测所,检测,东县,轴承,CMA,100\n",
    "actors.csv": "名称,类型,区域,支持内容\n协会,协会,东县,轴承\n",
    "essentials.csv": "投入行业,使用行业,类别\nC3451,C3610,2\n",
  ]

  /// The keys of JSON that an edition may have, by table.
  static let allowed: [String: [String: String]] = [
    "public": [
      "regions": "code name parent", "chains": "id name cluster department leaders region",
      "segments": "chain id name band parent status mandatorySchemes",
      "flows": "chain supplying receiving product",
      "problems": "id name synonyms manifestation aspect dimension cause severity pain",
      "programmes": "id name leader",
      "firms": "id name creditCode number formerNames regionCode region park industry products size"
        + " qualifications state",
      "members": "chain segment firm role",
      "certificates":
        "number firms scheme standard scope body issuedOn expiresOn state stateChangedOn",
      "measures": "id name problems segments regions lead support programme body strategy aspect"
        + " term dueOn expectedEffect",
      "resources": "body kind region capabilities accreditations annualCapacity",
      "actors": "name kind region supports", "problemCounts": "",
    ],
    "leader": [
      "regions": "code name parent", "chains": "id name cluster department leaders region",
      "segments": "chain id name band parent status mandatorySchemes",
      "flows": "chain supplying receiving product",
      "problems": "id name synonyms manifestation aspect dimension cause severity pain",
      "programmes": "id name leader",
      "firms": "id name creditCode number formerNames regionCode region township park industry"
        + " products size maturity willingness potential qualifications state reportedOn",
      "members": "chain segment firm role reportedOn",
      "supplies": "supplier customer product share isSole difficulty inputClass source confidence"
        + " reportedOn",
      "findings": "firm problem wording product reason foundOn method status action"
        + " responsibleBody helper assignedOn dueOn progress closedOn indicator before after"
        + " satisfaction evidence tracing reportedOn",
      "assessments": "firm date method scope assessor result reportedOn",
      "certificates": "number firms scheme standard scope product body issuedOn expiresOn state"
        + " stateChangedOn reportedOn",
      "measures": "id name problems firms segments regions lead support programme body strategy"
        + " aspect term dueOn expectedEffect",
      "resources": "body kind region capabilities accreditations annualCapacity",
      "actors": "name kind region supports", "essentials": "inputIndustry usingIndustry inputClass",
    ],
  ]

  private static func scope(_ name: String, of book: ChainBook) -> BookScope {
    switch name {
    case "public": .everyone(book)
    case "internal": .bureau(book)
    default: .leader(FirmLookup.firms(matching: "甲整车厂", in: book)[0], in: book)
    }
  }

  private static func texts(_ export: BookExport) -> [String] {
    [export.json(), export.graphML()]
      + export.csvFiles().map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test(arguments: ["public", "leader"])
  func onlyListedTablesAndColumnsAreShown(_ name: String) throws {
    let book = try BookSample.read(Self.secrets)
    let export = BookExport(book, scope: Self.scope(name, of: book), asOf: try BookSample.day)
    let object = try BookSample.object(export.json())
    let allowed = try #require(Self.allowed[name])
    let own = ["schema", "scope", "notice", "asOf", "dataNotices"]
    #expect(Set(object.keys) == Set(allowed.keys).union(own))
    for (table, keys) in allowed {
      let rows = try #require(object[table] as? [[String: Any]], "\(table)")
      let keys = Set(keys.split(separator: " ").map(String.init))
      for row in rows { #expect(Set(row.keys) == keys, "\(table)") }
      if table != "problemCounts" { #expect(!rows.isEmpty, "\(table)") }
    }
  }

  @Test func thePublicSeesNoSecret() throws {
    let book = try BookSample.read(Self.secrets)
    let export = BookExport(book, scope: .everyone(book), asOf: try BookSample.day)
    // The library's synonyms are its own; nothing else with 秘 may be there, and no figure.
    for text in Self.texts(export) {
      let rest = text.replacing("秘同义", with: "")
      for secret in ["秘", "13900000001"]
        + (71...85).map({ "\($0)\($0)\($0)".prefix(5) }).map(
          String.init)
      {
        #expect(!rest.contains(secret), "\(secret)")
      }
      // A problem of the library that names a firm marks it.
      #expect(!text.contains("丙钢厂曾见"))
    }
    #expect(export.json().contains("＊＊＊曾见"))
    #expect(!export.graphML().contains("<edge"))
  }

  @Test func theLeaderSeesItsConeWithoutPersons() throws {
    let book = try BookSample.read(Self.secrets)
    let export = BookExport(book, scope: Self.scope("leader", of: book), asOf: try BookSample.day)
    let hidden = [
      "秘联系人", "13900000001", "秘备注", "秘经理", "秘填报", "秘链长", "秘责任人", "秘专家", "秘资金", "秘互斥",
      "秘约束", "丙钢厂", "91330100799655058B", "FA03", "秘无此问题", "丁独厂", "FA04", "FA05",
    ]
    for text in Self.texts(export) {
      for secret in hidden { #expect(!text.contains(secret), "\(secret)") }
      for number in ["71717", "72727", "73737", "74747", "75757", "76767", "77777"] {
        #expect(!text.contains(number))
      }
    }
    let json = export.json()
    for word in ["秘描述", "秘原因", "秘措施", "秘溯源", "秘供轮毂", "秘证产品", "秘单帮", "乙轴承厂"] {
      #expect(json.contains(word), "\(word)")
    }
    #expect(export.graphML().contains("<edge source=\"9144030071526726XG\""))
  }

  /// Everything, and the notice besides.
  @Test func theBureauSeesAll() throws {
    let book = try BookSample.read(Self.secrets)
    let whole = BookExport(book)
    let export = BookExport(book, scope: .bureau(book), asOf: try BookSample.day)
    var object = try BookSample.object(export.json())
    #expect(object.removeValue(forKey: "notice") as? String == "内部资料 不得外传")
    #expect(object.removeValue(forKey: "scope") as? String == "internal")
    #expect(object.removeValue(forKey: "asOf") as? String == "2026-06-30")
    #expect(
      NSDictionary(dictionary: object)
        == NSDictionary(dictionary: try BookSample.object(whole.json())))
    let files = export.csvFiles()
    #expect(files.dropLast().map(\.name) == whole.csvFiles().map(\.name))
    #expect(files.dropLast().map(\.bytes) == whole.csvFiles().map(\.bytes))
    let notes = try #require(files.last)
    #expect(notes.name == "说明.txt")
    #expect(String(decoding: notes.bytes, as: UTF8.self).hasPrefix("\u{FEFF}内部资料 不得外传\r\n"))
    #expect(export.graphML().contains("<desc>内部资料 不得外传</desc>"))
  }

  // MARK: - Firms

  /// Firms that only supplies or findings name would tell that there is a relation or a problem.
  @Test func thePublicSeesNoFirmThatOnlySuppliesOrFindingsName() throws {
    var tables = Self.secrets
    tables["supplies.csv", default: ""] += "隐供应商,FA01,钢,,,,,,,\n"
    tables["findings.csv", default: ""] += "隐问题户,P1,,,,2026-05-01,随机,整改中,,,,,,,,\n"
    tables["members.csv", default: ""] += "C1,S3,链上新户,配套企业,\n"
    tables["actors.csv", default: ""] += "银行,银行,东县,帮隐问题户\n"
    let book = try BookSample.read(tables)
    let export = BookExport(book, scope: .everyone(book), asOf: try BookSample.day)
    for text in Self.texts(export) {
      #expect(!text.contains("隐供应商") && !text.contains("隐问题户"))
    }
    #expect(export.json().contains("\"链上新户\"") && export.json().contains("帮＊＊＊"))
  }

  /// A measure for very few firms says that they have its problem.
  @Test func thePublicSeesNoMeasureForAFewFirms() throws {
    let firms = (1...8).map { "厂\($0),K\($0),\($0 < 7 ? "990101" : "990102")" }
    let book = try BookSample.read([
      "firms.csv": "企业名称,企业编号,行政区划代码\n" + firms.joined(separator: "\n") + "\n",
      "regions.csv": "行政区划代码,区域名称,上级代码\n990100,市,\n990101,东县,990100\n990102,西县,990100\n",
      "problems.csv": "问题编号,问题名称\nP1,硬度不均\n",
      "chains.csv": "产业链编号,产业链名称\nC1,汽车链\n",
      "segments.csv": "产业链编号,环节编号,环节名称\nC1,S1,大环节\nC1,S2,小环节\n",
      "members.csv": "产业链编号,环节编号,企业\n"
        + (1...8).map { "C1,\($0 < 7 ? "S1" : "S2"),K\($0)\n" }.joined(),
      "measures.csv": """
      举措编号,举措名称,针对问题,适用企业,适用环节,适用区域,项目编号
      J1,人人,P1,,,,
      J2,小环节,P1,,S2,,
      J3,大环节,P1,,S1,,
      J4,西县,P1,,,西县,
      J5,全市,P1,,,市,
      J6,交叉,P1,,S1,西县,
      J7,点名,P1,厂1,,,
      J8,无主项目,P1,,,,X1
      J9,无此环节,P1,,,无此区域,

      """,
      "programmes.csv": "项目编号,项目名称,牵头企业\nX1,攻关,只在此处的厂\n",
    ])
    let export = BookExport(book, scope: .everyone(book), asOf: try BookSample.day)
    let measures = try BookSample.object(export.json())["measures"] as? [[String: Any]]
    #expect(measures?.compactMap { $0["id"] as? String } == ["J1", "J3", "J5"])
  }

  /// What a book says of its data goes with every edition; what one row says doesn't.
  @Test func noticesOfTheDataStay() throws {
    var tables = Self.secrets
    tables["chains.csv"] = "产业链编号,产业链名称,链主,数据说明\nC1,汽车链,甲整车厂,虚构示例数据\n"
    tables["flows.csv"] = "产业链编号,供给环节,需求环节,数据说明\nC1,S2,S1,秘一行\nC1,S3,S2,\n"
    tables["findings.csv"] = "企业,问题编号,数据说明\nFA02,P1,秘说明\n"
    let book = try BookSample.read(tables)
    for name in ["public", "leader"] {
      let export = BookExport(book, scope: Self.scope(name, of: book), asOf: try BookSample.day)
      let notices = try BookSample.object(export.json())["dataNotices"] as? [String]
      #expect(notices == (name == "public" ? ["虚构示例数据"] : ["秘说明", "虚构示例数据"]))
      let files = Dictionary(uniqueKeysWithValues: export.csvFiles().map { ($0.name, $0.bytes) })
      let chains = String(decoding: files["chains.csv"] ?? [], as: UTF8.self)
      #expect(chains.contains("数据说明") && chains.contains("虚构示例数据"))
      #expect(String(decoding: files["说明.txt"] ?? [], as: UTF8.self).contains("虚构示例数据"))
      #expect(export.graphML().contains("<desc>虚构示例数据</desc>"))
      for text in Self.texts(export) { #expect(!text.contains("秘一行")) }
    }
  }

  // MARK: - Free text

  /// Words of people in a cone may name firms outside of it.
  @Test func outsideFirmsAreMaskedInText() throws {
    let book = try BookSample.read([
      "firms.csv": """
      企业名称,统一社会信用代码,企业编号,曾用名,主要产品
      龙头汽车,914403001922038216,FA01,,整车；与外头钢厂合作
      外头钢厂轴承,9144030071526726XG,FA02,,轴承
      外头钢厂,91330100799655058B,FA03,老外头厂,钢
      无关厂,91350100M000100Y43,FA04,,

      """,
      "supplies.csv": "供应方,采购方,产品\nFA02,FA01,轴承（外头钢厂料）\nFA03,FA04,钢\n",
      "findings.csv": """
      企业,问题描述,原因,整改措施,溯源结论,进展
      FA02,外头钢厂来料硬度不均,老外头厂供料,换掉外 头 钢 厂,见91330100799655058b,FA03与FA031、FA02同查

      """,
      "certificates.csv": "证书编号,企业,认证范围\nZ1,FA02、FA03,外头钢厂轴承与外头钢厂联合\nZ2,FA03,钢\n",
      "chains.csv": "产业链编号,产业链名称,链主\nC1,外头钢厂产业链,龙头汽车、外头钢厂\n",
    ])
    let leader = try #require(FirmLookup.firms(matching: "龙头", in: book).first)
    let export = BookExport(book, scope: .leader(leader, in: book), asOf: try BookSample.day)
    for text in Self.texts(export) {
      let rest = text.replacing("外头钢厂轴承", with: "")
      for name in ["外头钢厂", "老外头厂", "91330100799655058", "无关厂", "91350100M000100Y43", "FA03与"] {
        #expect(!rest.contains(name), "\(name) in \(text)")
      }
    }
    let object = try BookSample.object(export.json())
    let finding = try #require((object["findings"] as? [[String: Any]])?.first)
    #expect(finding["wording"] as? String == "＊＊＊来料硬度不均")
    #expect(finding["reason"] as? String == "＊＊＊供料")
    #expect(finding["action"] as? String == "换掉＊＊＊")
    #expect(finding["tracing"] as? String == "见＊＊＊")
    #expect(finding["progress"] as? String == "＊＊＊与FA031、FA02同查")
    let certificates = try #require(object["certificates"] as? [[String: Any]])
    #expect(certificates.count == 1)
    #expect(certificates[0]["firms"] as? [String] == ["9144030071526726XG"])
    #expect(certificates[0]["scope"] as? String == "外头钢厂轴承与＊＊＊联合")
    let chain = try #require((object["chains"] as? [[String: Any]])?.first)
    #expect(chain["name"] as? String == "＊＊＊产业链")
    #expect(chain["leaders"] as? [String] == ["914403001922038216"])
  }

  /// A book whose texts name firms at every turn, of which some are parts of others' names.
  private static func talkative(seed: UInt64) -> [String: String] {
    var random = SeededGenerator(seed: seed)
    func pick(_ texts: [String]) -> String {
      texts[Int.random(in: 0..<texts.count, using: &random)]
    }
    let names = [
      "石梁轴承", "石梁轴承配件", "云岚石梁", "梁轴承厂", "石梁轴承（集团）公司", "赤炉锻件", "赤炉锻", "Tarn AB", "Tarn ABC",
      "红炉热处理有限公司", "淬远热处理有限公司", "金珠",
    ]
    func talk() -> String {
      (0..<4).map { _ in
        pick(names + ["K3", "K10", "老K5厂"]) + pick(["、", "供料", "（", ")", "与", " ", ""])
      }.joined().replacing(",", with: "")
    }
    func firm() -> String { "K\(Int.random(in: 0..<names.count, using: &random))" }
    func rows(_ count: Int, _ row: () -> String) -> String {
      (0..<count).map { _ in row() + "\n" }.joined()
    }
    return [
      "firms.csv": "企业名称,企业编号,曾用名,主要产品,所属园区,资质,提升意愿\n"
        + names.enumerated().map {
          "\($1),K\($0),老K\($0)厂,\(talk()),\(talk()),\(talk()),\(talk())\n"
        }
        .joined(),
      "chains.csv": "产业链编号,产业链名称,所属集群,牵头部门,链主\nC1,\(talk()),\(talk()),\(talk()),K0、K1、K2\n",
      "segments.csv": "产业链编号,环节编号,环节名称\nC1,S1,\(talk())\nC1,S2,\(talk())\n",
      "flows.csv": "产业链编号,供给环节,需求环节,产品\nC1,S1,S2,\(talk())\n",
      "members.csv": "产业链编号,环节编号,企业\n" + rows(10) { "C1,\(pick(["S1", "S2"])),\(firm())" },
      "supplies.csv": "供应方,采购方,产品,替代难度,可信度,填报单位\n"
        + rows(8) { "\(firm()),\(firm()),\(talk()),\(talk()),\(talk()),\(talk())" },
      "problems.csv": "问题编号,问题名称,同义表述,表现\nP1,\(talk()),\(talk()),\(talk())\n",
      "findings.csv": "企业,问题编号,问题描述,原因,整改措施,责任单位,帮扶机构,进展,溯源结论\n"
        + rows(12) {
          "\(firm()),\(pick(["P1", ""])),\(talk()),\(talk()),\(talk()),\(talk()),\(talk()),\(talk()),"
            + talk()
        },
      "assessments.csv": "企业,诊断日期,检查内容,检查单位\n"
        + rows(6) { "\(firm()),2026-05-01,\(talk()),\(talk())" },
      "certificates.csv": "证书编号,企业,认证类别,认证范围,认证机构,产品\n"
        + (0..<8).map { "Z\($0),\(firm())、\(firm()),QMS,\(talk()),\(talk()),\(talk())\n" }.joined(),
      "programmes.csv": "项目编号,项目名称,牵头企业\nX1,\(talk()),\(firm())\nX2,\(talk()),\(firm())\n",
      "measures.csv": "举措编号,举措名称,针对问题,适用企业,牵头单位,项目编号,预期成效\n"
        + (0..<8).map {
          "J\($0),\(talk()),P1,\(pick([firm(), ""])),\(talk()),\(pick(["X1", "X2", ""])),\(talk())\n"
        }.joined(),
      "resources.csv": "机构,类型,能力,资质,年能力\n"
        + rows(3) { "\(talk()),检测,\(talk()),\(talk()),\(talk())" },
      "actors.csv": "名称,类型,支持内容\n" + rows(3) { "\(talk()),协会,\(talk())" },
      "essentials.csv": "投入行业,使用行业,类别\n\(talk()),C36,2\n",
    ]
  }

  /// Names of firms outside are nowhere but inside names of firms that are shown.
  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func noNameOfAFirmOutsideIsLeft(_ seed: UInt64) throws {
    let book = try BookSample.read(Self.talkative(seed: seed))
    var hasOutside = false
    for leader in book.firms.indices {
      let scope = BookScope.leader(leader, in: book)
      let export = BookExport(book, scope: scope, asOf: try BookSample.day)
      func names(_ firms: [Int]) -> [String] {
        firms.flatMap { position in
          let firm = book.firms[position]
          let names = [book.text[firm.name]] + book.text[firm.formerNames]
          // A description becomes the id of a problem in the folded form.
          return names + names.map(TextFolding.foldedName)
        }
      }
      let shown = names(book.firms.indices.filter { scope.shows(firm: $0) })
        .sorted { $0.count > $1.count }
      let hidden = names(book.firms.indices.filter { !scope.shows(firm: $0) })
      hasOutside = hasOutside || !hidden.isEmpty
      for text in Self.texts(export) {
        for name in hidden where text.contains(name) {
          // Every place must lie inside a shown name.
          var rest = text
          for other in shown where other.contains(name) { rest = rest.replacing(other, with: "") }
          let isLatin = name.utf8.allSatisfy { $0 < 0x80 }
          #expect(isLatin || !rest.contains(name), "seed \(seed): \(name) in \(text)")
        }
      }
    }
    #expect(hasOutside)
  }

  /// Upstream and downstream by declared supplies, through circles and any number of tiers.
  @Test func theConeIsWhatReachesAndIsReached() throws {
    let book = try BookSample.read([
      "firms.csv": "企业名称,企业编号\n" + (0...9).map { "厂\($0)号,K\($0)\n" }.joined(),
      // 3 → 2 → 1 → 0 → 4 → 5, a circle 2 ⇄ 6; 7 supplies 4 only, 8 is inferred, 9 stands alone.
      "supplies.csv": """
      供应方,采购方,关系来源
      K3,K2,
      K2,K1,
      K1,K0,
      K0,K4,
      K4,K5,
      K2,K6,
      K6,K2,
      K7,K4,
      K8,K0,推断
      K3,K5,推断

      """,
    ])
    let scope = BookScope.leader(
      try #require(FirmLookup.firms(matching: "K0", in: book).first), in: book)
    let shown = book.firms.indices.filter { scope.shows(firm: $0) }
      .map { book.text[book.firms[$0].number] }
    #expect(shown == ["K0", "K1", "K2", "K3", "K4", "K5", "K6"])
    let object = try BookSample.object(
      BookExport(book, scope: scope, asOf: try BookSample.day).json())
    let supplies = try #require(object["supplies"] as? [[String: Any]])
    #expect(supplies.count == 8)
    #expect(supplies.count { $0["source"] as? String == "推断" } == 1)
  }

  @Test(arguments: [
    ("FA02", ["FA02"]), ("9144030071526726xg", ["FA02"]), ("外头钢厂", ["FA03"]), ("老外头厂", ["FA03"]),
    ("外头", ["FA02", "FA03"]), ("无此厂", []), ("", []), (" 龙头 汽车 ", ["FA01"]),
  ])
  func firmsAreFound(_ text: String, _ expected: [String]) throws {
    let book = try BookSample.read([
      "firms.csv": """
      企业名称,统一社会信用代码,企业编号,曾用名
      龙头汽车,914403001922038216,FA01,
      外头钢厂轴承,9144030071526726XG,FA02,
      外头钢厂,91330100799655058B,FA03,老外头厂

      """
    ])
    let found = FirmLookup.firms(matching: text, in: book)
    #expect(Set(found.map { book.text[book.firms[$0].number] }) == Set(expected))
  }
}
