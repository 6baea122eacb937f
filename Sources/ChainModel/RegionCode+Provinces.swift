extension RegionCode {
  /// A province with its names.
  public struct Province: Sendable, Hashable {
    /// The six-digit code.
    public let code: RegionCode
    /// The full name, such as 江苏省.
    public let name: String
    /// The short name in common use, such as 江苏.
    public let short: String

    init(_ number: UInt32, _ name: String, _ short: String) {
      code = RegionCode(national: number * 10_000)
      self.name = name
      self.short = short
    }
  }

  /// The provinces of GB/T 2260, in order of their codes.
  public static let provinces: [Province] = [
    Province(11, "北京市", "北京"),
    Province(12, "天津市", "天津"),
    Province(13, "河北省", "河北"),
    Province(14, "山西省", "山西"),
    Province(15, "内蒙古自治区", "内蒙古"),
    Province(21, "辽宁省", "辽宁"),
    Province(22, "吉林省", "吉林"),
    Province(23, "黑龙江省", "黑龙江"),
    Province(31, "上海市", "上海"),
    Province(32, "江苏省", "江苏"),
    Province(33, "浙江省", "浙江"),
    Province(34, "安徽省", "安徽"),
    Province(35, "福建省", "福建"),
    Province(36, "江西省", "江西"),
    Province(37, "山东省", "山东"),
    Province(41, "河南省", "河南"),
    Province(42, "湖北省", "湖北"),
    Province(43, "湖南省", "湖南"),
    Province(44, "广东省", "广东"),
    Province(45, "广西壮族自治区", "广西"),
    Province(46, "海南省", "海南"),
    Province(50, "重庆市", "重庆"),
    Province(51, "四川省", "四川"),
    Province(52, "贵州省", "贵州"),
    Province(53, "云南省", "云南"),
    Province(54, "西藏自治区", "西藏"),
    Province(61, "陕西省", "陕西"),
    Province(62, "甘肃省", "甘肃"),
    Province(63, "青海省", "青海"),
    Province(64, "宁夏回族自治区", "宁夏"),
    Province(65, "新疆维吾尔自治区", "新疆"),
    Province(71, "台湾省", "台湾"),
    Province(81, "香港特别行政区", "香港"),
    Province(82, "澳门特别行政区", "澳门"),
  ]

  /// The province of a full or short name (江苏省, 江苏); `nil` if it is none.
  /// - Complexity: O(provinces).
  public init?(provinceNamed name: String) {
    let folded = TextFolding.foldedName(name)
    guard let found = Self.provinces.first(where: { $0.name == folded || $0.short == folded })
    else { return nil }
    self = found.code
  }
}
