public import ChainAnalysis
import ChainModel

/// A finding that a bottleneck map proves.
public enum BottleneckFinding: Sendable {
  /// What a finding's nodes are.
  public enum Level: Sendable, Hashable {
    case firms
    case segments
  }

  /// Upstream of several leaders, or of several final segments.
  case shared(NetworkBottlenecks.Shared, Level)
  /// Upstream of several of a leader's direct suppliers.
  case sharedSubTier(NetworkBottlenecks.SharedSubTier)
  /// On every route, or without which others are cut off.
  case chokePoint(NetworkBottlenecks.ChokePoint, Level)
  /// The fewest whose loss cuts every route.
  case waist(NetworkBottlenecks.Waist, Level)
  /// One supplier's customers that have no other; at least one.
  case singleSource([SingleSource])
  /// A segment with few providers or on every route.
  case segment(SegmentBottleneck)
  /// A firm without which the network falls apart.
  case cutFirm(NetworkBottlenecks.CutNode)
  /// A connection without which the network falls in two.
  case bridge(NetworkBottlenecks.Bridge)
  /// Everything that makes one firm a bottleneck.
  case firm(FirmBottlenecks)

  /// The finding that a mark names; nil where the list is shorter, and for centrality, which is a
  /// ranking and has no paths that could be drawn.
  ///
  /// - Parameters:
  ///   - mark: The mark.
  ///   - found: What was found, with at least as many findings of each list as the mark's rank.
  public init?(_ mark: BottleneckMark, in found: Bottlenecks) {
    func element<Element>(_ list: [Element]) -> Element? {
      mark.rank <= list.count ? list[mark.rank - 1] : nil
    }
    let (firms, segments) = (found.firms, found.segmentNetwork)
    let finding: Self? =
      switch mark.section {
      case .sharedSuppliers: element(firms.shared).map { .shared($0, .firms) }
      case .sharedSubTier: element(firms.sharedSubTier).map { .sharedSubTier($0) }
      case .routeChokePoints: element(firms.routeChokePoints).map { .chokePoint($0, .firms) }
      case .accessChokePoints: element(firms.accessChokePoints).map { .chokePoint($0, .firms) }
      case .waists: element(firms.waists).map { .waist($0, .firms) }
      case .singleSources: element(found.singleSources).map { .singleSource($0) }
      case .segments: element(found.segments).map { .segment($0) }
      case .cutFirms: element(firms.cutNodes).map { .cutFirm($0) }
      case .bridges: element(firms.bridges).map { .bridge($0) }
      case .centrality: nil
      case .sharedSegments: element(segments.shared).map { .shared($0, .segments) }
      case .segmentRoutes: element(segments.accessChokePoints).map { .chokePoint($0, .segments) }
      case .segmentWaists: element(segments.waists).map { .waist($0, .segments) }
      }
    guard let finding else { return nil }
    self = finding
  }

  /// The mark of the finding to draw where none is asked for.
  ///
  /// What tells a director most comes first: a firm on every route to a leader (B3-1), else the firm
  /// whose loss costs a leader most (B4-1), else the first segment with a single provider; after
  /// these the first finding in the order of the sections.
  ///
  /// - Parameter found: What was found.
  /// - Returns: The mark; nil where nothing was found.
  public static func first(in found: Bottlenecks) -> BottleneckMark? {
    if !found.firms.routeChokePoints.isEmpty { return BottleneckMark(.routeChokePoints, 1) }
    if !found.firms.accessChokePoints.isEmpty { return BottleneckMark(.accessChokePoints, 1) }
    if let place = found.segments.firstIndex(where: \.isSingleProvider) {
      return BottleneckMark(.segments, place + 1)
    }
    return BottleneckSection.allCases.map { BottleneckMark($0, 1) }
      .first { BottleneckFinding($0, in: found) != nil }
  }

  /// The segment that a finding about segments is first of all about.
  var leadingSegment: Int? {
    switch self {
    case .shared(let shared, .segments): shared.node
    case .chokePoint(let point, .segments): point.node
    case .waist(let waist, .segments): waist.target
    case .segment(let segment): segment.segment
    case .shared, .chokePoint, .waist, .sharedSubTier, .singleSource, .cutFirm, .bridge, .firm: nil
    }
  }

  /// What the boxes of the map stand for.
  var noun: Bilingual {
    isAboutSegments ? Bilingual("环节", "segments") : Bilingual("企业", "firms")
  }

  /// Whether the nodes of the finding are segments.
  var isAboutSegments: Bool {
    switch self {
    case .shared(_, let level), .chokePoint(_, let level), .waist(_, let level):
      level == .segments
    case .segment: true
    case .sharedSubTier, .singleSource, .cutFirm, .bridge, .firm: false
    }
  }
}
