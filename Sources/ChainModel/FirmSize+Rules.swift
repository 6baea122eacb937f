extension FirmSize {
  /// An indicator on which a rule decides.
  public enum Indicator: UInt8, Vocabulary {
    /// 从业人员 X, persons.
    case staff
    /// 营业收入 Y, 万元.
    case revenue
    /// 资产总额 Z, 万元.
    case assets
  }

  /// One row of the table of 2017: the lower bounds of 大型, 中型 and 小型 on one or two indicators.
  ///
  /// A firm has a grade if it reaches the bounds of all the row's indicators, so its grade is the
  /// lower of the grades that each indicator alone would give; below 小型 it is 微型.
  public struct Rule: Sendable, Hashable {
    /// The lower bounds on one indicator, in its unit.
    public struct Bounds: Sendable, Hashable {
      /// The indicator.
      public let indicator: Indicator
      /// The bound of 大型.
      public let large: Double
      /// The bound of 中型.
      public let medium: Double
      /// The bound of 小型.
      public let small: Double

      func grade(of value: Double) -> FirmSize {
        value >= large ? .large : value >= medium ? .medium : value >= small ? .small : .micro
      }
    }

    /// The row's industry in the words of the table.
    public let industry: String
    /// The bounds, one or two.
    public let bounds: [Bounds]

    /// The grade of a firm by this row; `undetermined` if an indicator is missing or no quantity.
    ///
    /// Staff in persons, revenue and assets in 万元.
    public func grade(staff: Double?, revenue: Double?, assets: Double?) -> FirmSize {
      var lowest = FirmSize.large
      for bound in bounds {
        let value =
          switch bound.indicator {
          case .staff: staff
          case .revenue: revenue
          case .assets: assets
          }
        guard let value, value >= 0 else { return .undetermined }
        lowest = max(lowest, bound.grade(of: value))
      }
      return lowest
    }
  }

  /// The grade of a firm by the table of 2017.
  ///
  /// A code may be coarser than the table: 59 without its group may be 装卸搬运 (591, a row of
  /// transport) or 仓储, F may be wholesale or retail, 70 has four different answers. Then every row
  /// that the code could mean is applied; the grade is given if they all agree, else
  /// `undetermined`. `K` and `G` are always undetermined, since they hold uncovered industries too.
  /// - Parameters:
  ///   - industry: The firm's industry; `nil` gives `undetermined`.
  ///   - staff: 从业人员, persons.
  ///   - revenue: 营业收入, 万元.
  ///   - assets: 资产总额, 万元.
  /// - Returns: The grade; `notApplicable` for uncovered industries; `undetermined` if an indicator
  ///   that the row needs is missing, negative or not a number, whatever the other one says.
  public static func grade(
    industry: IndustryCode?, staff: Double?, revenue: Double?, assets: Double?
  ) -> FirmSize {
    guard let industry else { return .undetermined }
    var agreed: FirmSize?
    for rule in rules(for: industry) {
      let grade =
        rule?.grade(staff: staff, revenue: revenue, assets: assets) ?? .notApplicable
      if let agreed, agreed != grade { return .undetermined }
      agreed = grade
    }
    return agreed ?? .undetermined
  }

  /// The rows that an industry code could fall under; `nil` stands for "not covered".
  ///
  /// One element for a code as fine as the table, several for a coarser one.
  public static func rules(for industry: IndustryCode) -> [Rule?] {
    guard let division = industry.division else {
      var found: [Rule?] = []
      for division in IndustryCode.divisions where division.section == industry.section {
        for rule in rules(for: division) where !found.contains(rule) { found.append(rule) }
      }
      return found
    }
    switch division {
    case 1...5: return [.agriculture]
    case 6...46: return [.manufacturing]
    case 47...50: return [.construction]
    case 51: return [.wholesale]
    case 52: return [.retail]
    case 54...58: return [.transport]
    case 59:
      guard let group = industry.group else { return [.transport, .storage] }
      return [group == 591 ? .transport : .storage]
    case 60: return [.post]
    case 61, 62: return [.hospitality]
    case 63, 64: return [.telecommunication]
    case 65: return [.software]
    case 70:
      switch industry.group {
      case 701: return [.development]
      case 702: return [.property]
      case 703, 709: return [.other]
      // 704 is letting of one's own property, which the table leaves out.
      case .some: return [nil]
      case nil: return [.development, .property, .other, nil]
      }
    case 71, 72: return [.leasing]
    case 73...82, 85...90: return [.other]
    // 53 railways, 66...69 finance, 83 education, 84 health, 91...97 public bodies.
    default: return [nil]
    }
  }
}

extension FirmSize.Rule {
  private typealias Row = (Double, Double, Double)

  private init(
    _ industry: String, staff: Row? = nil, revenue: Row? = nil, assets: Row? = nil
  ) {
    self.industry = industry
    let rows: [(FirmSize.Indicator, Row?)] = [
      (.staff, staff), (.revenue, revenue), (.assets, assets),
    ]
    bounds = rows.compactMap { indicator, row in
      row.map { Bounds(indicator: indicator, large: $0.0, medium: $0.1, small: $0.2) }
    }
  }

  static let agriculture = Self("农、林、牧、渔业", revenue: (20_000, 500, 50))
  static let manufacturing = Self("工业", staff: (1000, 300, 20), revenue: (40_000, 2000, 300))
  static let construction = Self(
    "建筑业", revenue: (80_000, 6000, 300), assets: (80_000, 5000, 300))
  static let wholesale = Self("批发业", staff: (200, 20, 5), revenue: (40_000, 5000, 1000))
  static let retail = Self("零售业", staff: (300, 50, 10), revenue: (20_000, 500, 100))
  static let transport = Self("交通运输业", staff: (1000, 300, 20), revenue: (30_000, 3000, 200))
  static let storage = Self("仓储业", staff: (200, 100, 20), revenue: (30_000, 1000, 100))
  static let post = Self("邮政业", staff: (1000, 300, 20), revenue: (30_000, 2000, 100))
  static let hospitality = Self("住宿业、餐饮业", staff: (300, 100, 10), revenue: (10_000, 2000, 100))
  static let telecommunication = Self(
    "信息传输业", staff: (2000, 100, 10), revenue: (100_000, 1000, 100))
  static let software = Self(
    "软件和信息技术服务业", staff: (300, 100, 10), revenue: (10_000, 1000, 50))
  static let development = Self(
    "房地产开发经营", revenue: (200_000, 1000, 100), assets: (10_000, 5000, 2000))
  static let property = Self("物业管理", staff: (1000, 300, 100), revenue: (5000, 1000, 500))
  static let leasing = Self("租赁和商务服务业", staff: (300, 100, 10), assets: (120_000, 8000, 100))
  static let other = Self("其他未列明行业", staff: (300, 100, 10))
}

extension FirmSize.Indicator {
  /// 规模指标.
  public static var title: String { "规模指标" }
  /// The title in English.
  public static var englishTitle: String { "size indicator" }

  /// The name in Chinese.
  public var chinese: String {
    switch self {
    case .staff: "从业人员"
    case .revenue: "营业收入"
    case .assets: "资产总额"
    }
  }

  /// The name in English.
  public var english: String {
    switch self {
    case .staff: "staff"
    case .revenue: "revenue"
    case .assets: "assets"
    }
  }

  /// Other accepted spellings.
  public var aliases: [String] {
    switch self {
    case .staff: ["从业人数", "员工人数"]
    case .revenue: ["年营业收入"]
    case .assets: ["总资产"]
    }
  }
}
