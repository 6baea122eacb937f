import ChainModel

/// The lists of a bottleneck report, in the order in which they are printed.
public enum BottleneckSection: Int, Sendable, Hashable, CaseIterable {
  case sharedSuppliers = 1
  case sharedSubTier
  case routeChokePoints
  case accessChokePoints
  case waists
  case singleSources
  case segments
  case cutFirms
  case bridges
  case centrality
  case sharedSegments
  case segmentRoutes
  case segmentWaists

  /// The kind a section belongs to; nil for what is listed only when asked for.
  public var kind: BottleneckKind? {
    switch self {
    case .sharedSuppliers: .sharedSuppliers
    case .sharedSubTier: .sharedSubTier
    case .routeChokePoints, .accessChokePoints: .chokePoints
    case .waists: .waists
    case .singleSources: .singleSources
    case .segments, .sharedSegments, .segmentRoutes, .segmentWaists: .segments
    case .cutFirms: .cutFirms
    case .bridges: .bridges
    case .centrality: nil
    }
  }
}

/// The mark of a finding, such as `B3-1`: the first of the third list.
///
/// Lists are ordered the same however many of them are printed, so a mark always names the same
/// finding of the same selection.
public struct BottleneckMark: Sendable, Hashable, CustomStringConvertible {
  /// The list.
  public var section: BottleneckSection
  /// The place in the list, from 1.
  public var rank: Int

  /// A mark.
  ///
  /// - Parameters:
  ///   - section: The list.
  ///   - rank: The place in the list, from 1.
  public init(_ section: BottleneckSection, _ rank: Int) {
    self.section = section
    self.rank = rank
  }

  /// Reads a mark as printed, with or without brackets and in either case.
  ///
  /// - Parameter text: The text, such as `B3-1` or `[b3-1]`.
  public init?(_ text: String) {
    let plain = TextFolding.foldedName(text).uppercased().filter { $0 != "[" && $0 != "]" }
    guard plain.hasPrefix("B") else { return nil }
    let parts = plain.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let rank = Int(parts[1]), rank > 0,
      let section = BottleneckSection(rawValue: number)
    else { return nil }
    self.init(section, rank)
  }

  /// The mark as printed.
  public var description: String { "B\(section.rawValue)-\(rank)" }
}
