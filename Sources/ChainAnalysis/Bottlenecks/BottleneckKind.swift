public import ChainModel

/// The kinds of shared bottleneck, in the order in which they are reported.
public enum BottleneckKind: String, Sendable, Hashable, CaseIterable {
  case sharedSuppliers
  case sharedSubTier
  case chokePoints
  case waists
  case singleSources
  case segments
  case cutFirms
  case bridges

  /// The name in both languages.
  public var name: Bilingual {
    switch self {
    case .sharedSuppliers: Bilingual("共用供应商", "shared suppliers")
    case .sharedSubTier: Bilingual("二级及以上共用供应商（隐性集中）", "shared sub-tier suppliers")
    case .chokePoints: Bilingual("必经企业（卡点）", "must-pass firms")
    case .waists: Bilingual("最少断点组合", "fewest cuts")
    case .singleSources: Bilingual("独家供应", "single sources")
    case .segments: Bilingual("薄弱环节", "segment bottlenecks")
    case .cutFirms: Bilingual("割点企业", "cut firms")
    case .bridges: Bilingual("唯一连接（桥）", "bridges")
    }
  }

  /// Whether the kind asks how firms stand to chain leaders (链主).
  public var needsLeaders: Bool {
    switch self {
    case .sharedSuppliers, .sharedSubTier, .chokePoints, .waists: true
    case .singleSources, .segments, .cutFirms, .bridges: false
    }
  }
}
