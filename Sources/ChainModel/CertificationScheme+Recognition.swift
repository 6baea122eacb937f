extension CertificationScheme {
  /// Recognises a scheme from its name, its short code or the number of its standard.
  ///
  /// Anything else is `other` with the folded text. Quality management of special trades
  /// (ISO 13485, GJB 9001, AS 9100, ISO 22163, TL 9000) is `other` too: it is certified apart from
  /// GB/T 19001.
  /// - Complexity: O(length · patterns).
  public init(recognising text: String) {
    let folded = TextFolding.foldedName(text)
    let key = TextFolding.key(folded)
    // A national standard's year must not be taken for a standard number, nor a certificate's
    // number for a scheme: digit runs count as wholes.
    let tokens = Self.tokens(of: folded.uppercased())
    if let named = Self.byName[key] {
      self = named
      return
    }
    let bytes = Array(key.utf8)
    if Self.isSpecialTrade(key: bytes, tokens: tokens) {
      self = .other(folded)
      return
    }
    for pattern in Self.patterns
    where pattern.tokens.contains(where: tokens.contains)
      || pattern.words.contains(where: { Self.contains(bytes, $0) })
    {
      self = pattern.scheme
      return
    }
    self = key == "3c" ? .ccc : .other(folded)
  }

  private static let byName: [String: CertificationScheme] = {
    var table: [String: CertificationScheme] = [:]
    for scheme in named {
      for name in [scheme.chinese, scheme.english, scheme.code] {
        table[TextFolding.key(name)] = scheme
      }
    }
    return table
  }()

  // Plain search on bytes: the general search of strings costs a hundred times as much.
  private static func contains(_ text: [UInt8], _ word: String) -> Bool {
    let word = word.utf8
    guard let first = word.first, text.count >= word.count else { return false }
    for start in 0...(text.count - word.count) where text[start] == first {
      if text[start...].starts(with: word) { return true }
    }
    return false
  }

  private struct Pattern: Sendable {
    let scheme: CertificationScheme
    /// Runs of letters or digits that stand alone.
    let tokens: [String]
    /// Parts of the lower-case text without spaces.
    let words: [String]
  }

  // The narrower first: every automotive system is called a quality management system.
  private static let patterns: [Pattern] = [
    Pattern(
      scheme: .iatf16949, tokens: ["16949", "IATF"],
      words: ["汽车行业质量", "汽车质量管理", "汽车生产件", "automotivequality"]),
    Pattern(scheme: .gbt50430, tokens: ["50430"], words: ["工程建设施工", "施工企业质量", "建筑施工企业质量"]),
    Pattern(
      scheme: .isms, tokens: ["27001", "22080", "ISMS"], words: ["信息安全", "informationsecurity"]),
    Pattern(
      scheme: .ohsms, tokens: ["45001", "18001", "28001", "OHSMS", "OHSAS"],
      words: ["职业健康", "occupationalhealth"]),
    Pattern(
      scheme: .haccp, tokens: ["27341", "HACCP"],
      words: ["危害分析", "hazardanalysis"]),
    Pattern(scheme: .fsms, tokens: ["22000", "FSMS"], words: ["食品安全管理", "foodsafety"]),
    Pattern(
      scheme: .enms, tokens: ["50001", "23331", "ENMS"], words: ["能源管理", "energymanagement"]),
    Pattern(
      scheme: .ems, tokens: ["14001", "24001", "EMS"],
      words: ["环境管理体系", "环境体系", "environmentalmanagement"]),
    Pattern(
      scheme: .qms, tokens: ["9001", "19001", "QMS"],
      words: ["质量管理体系", "质量体系", "質量管理體系", "qualitymanagement"]),
    Pattern(
      scheme: .ccc, tokens: ["CCC"],
      words: ["强制性", "强制认证", "強制性", "3c认证", "3c证书", "compulsoryproduct"]),
    Pattern(
      scheme: .carbonFootprint, tokens: ["14067", "24067"], words: ["碳足迹", "carbonfootprint"]),
    Pattern(scheme: .greenProduct, tokens: [], words: ["绿色产品", "绿色建材", "greenproduct"]),
    Pattern(
      scheme: .organic, tokens: ["ORGANIC"],
      words: ["有机产品", "有机认证", "有机食品", "有机转换"]),
    Pattern(
      scheme: .voluntaryProduct, tokens: [],
      words: ["自愿性", "自愿认证", "cqc标志", "cqc认证", "voluntaryproduct"]),
    Pattern(
      scheme: .regionalBrand, tokens: [],
      words: ["区域品牌", "浙江制造", "品字标", "江苏精品", "泰山品质", "湾区认证", "上海品牌", "圳品"]),
    Pattern(
      scheme: .service, tokens: ["27922"], words: ["服务认证", "售后服务", "servicecertification"]),
    Pattern(scheme: .eec, tokens: ["EEC"], words: []),
    Pattern(scheme: .ce, tokens: ["CE"], words: []),
    Pattern(scheme: .organic, tokens: [], words: ["有机"]),
  ]

  private static func isSpecialTrade(key: [UInt8], tokens: Set<String>) -> Bool {
    ["13485", "0287", "9100", "22163", "GJB", "TL"].contains(where: tokens.contains)
      || ["医疗器械", "航空航天", "铁路行业", "国军标", "军工", "武器装备", "电信业质量"].contains(where: {
        contains(key, $0)
      })
  }

  // Maximal runs of capital letters and of digits.
  private static func tokens(of text: String) -> Set<String> {
    var tokens: Set<String> = []
    var current: [UInt8] = []
    var isDigits = false
    for byte in Array(text.utf8) + [0x20] {
      let digit = byte &- 0x30 < 10
      let letter = (0x41...0x5A).contains(byte)
      if !current.isEmpty, !(digit && isDigits), !(letter && !isDigits) {
        tokens.insert(String(decoding: current, as: UTF8.self))
        current.removeAll(keepingCapacity: true)
      }
      if digit || letter {
        current.append(byte)
        isDigits = digit
      }
    }
    return tokens
  }
}
