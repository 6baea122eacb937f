/// The shared bottlenecks of one network: firms joined by supplies, or segments joined by flows.
///
/// Nodes are positions in the book, of firms or of segments; *targets* are chain leaders (链主), or
/// segments at the end of a chain. Lists are cut to the number asked for, counts are not; a witness
/// list holds at most ``witnessLimit`` paths. Definitions are those of ANALYSIS §2.
public struct NetworkBottlenecks: Sendable {
  /// The most paths given as evidence of one finding.
  public static let witnessLimit = 20

  /// A node upstream of several targets (共用供应商).
  public struct Shared: Sendable, Hashable {
    /// The node.
    public var node: Int
    /// The targets downstream of it, in book order.
    public var targets: [Int]
    /// The least number of steps to a target.
    public var leastTier: Int
    /// How many nodes it supplies directly.
    public var customers: Int
    /// A shortest path to each target, nearest first.
    public var witness: [[Int]]
  }

  /// A node upstream of several of a target's direct suppliers (二级及以上共用供应商，隐性集中), by routes that
  /// don't pass the target itself.
  public struct SharedSubTier: Sendable, Hashable {
    /// The node.
    public var node: Int
    /// The target.
    public var target: Int
    /// The target's direct suppliers downstream of the node, in book order.
    public var through: [Int]
    /// The target's direct suppliers, in book order.
    public var directSuppliers: [Int]
    /// A shortest path to the target by way of each of ``through``.
    public var witness: [[Int]]

    /// The share of the target's direct suppliers that depend on the node.
    public var degree: Double { Double(through.count) / Double(directSuppliers.count) }
  }

  /// A node without which a target loses nodes upstream of it, or every route (必经企业，卡点).
  public struct ChokePoint: Sendable, Hashable {
    /// The kinds of choke point.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      /// On every route from where supply starts to the target.
      case route
      /// The only way from some upstream nodes to the target.
      case access
    }

    /// The node.
    public var node: Int
    /// The target.
    public var target: Int
    /// The kind.
    public var kind: Kind
    /// Nodes upstream of the target that can't reach it without the node, in book order.
    public var cutOff: [Int]
    /// The nodes upstream of the target, in book order; shared by all findings of the target.
    public var upstreamNodes: [Int]
    /// A path to the target through the node: from where supply starts (route), or from the nearest
    /// node cut off (access).
    public var witness: [Int]

    /// How many nodes are upstream of the target.
    public var upstream: Int { upstreamNodes.count }
  }

  /// The fewest nodes without which no route leads to a target (最少断点组合).
  public struct Waist: Sendable, Hashable {
    /// The target.
    public var target: Int
    /// The nodes: of all least cuts, the one nearest the target.
    public var cut: [Int]
    /// Routes that share no node but the target, one for each node of the cut.
    public var routes: [[Int]]
  }

  /// A node without which its part of the network falls apart, directions ignored (割点).
  public struct CutNode: Sendable, Hashable {
    /// The node.
    public var node: Int
    /// The number of nodes of each piece left behind, greatest first.
    public var leavesBehind: [Int]
  }

  /// A connection without which its part of the network falls in two, directions ignored (桥).
  public struct Bridge: Sendable, Hashable {
    /// The supplying node.
    public var supplier: Int
    /// The receiving node.
    public var customer: Int
    /// The number of nodes on the supplying side.
    public var supplierSide: Int
    /// The number of nodes on the receiving side.
    public var customerSide: Int
  }

  /// How many findings there are of each kind, before lists are cut.
  public struct Counts: Sendable, Hashable {
    /// Nodes shared by several targets.
    public var shared = 0
    /// Pairs of a target and a shared node two or more tiers above it.
    public var sharedSubTier = 0
    /// Pairs of a target and a node on every route to it.
    public var routeChokePoints = 0
    /// Pairs of a target and a node whose loss cuts others off from it.
    public var accessChokePoints = 0
    /// Targets with anything upstream, among those examined.
    public var waists = 0
    /// Cut nodes.
    public var cutNodes = 0
    /// Bridges.
    public var bridges = 0
  }

  /// The targets, in book order.
  public internal(set) var targets: [Int] = []
  /// The targets for which the kinds that look at one target were examined, in book order.
  public internal(set) var examined: [Int] = []
  /// Every node upstream of all targets and direct supplier of none, those with most customers first;
  /// never cut.
  public internal(set) var sharedByAll: [Int] = []
  /// Every node on all routes to a target, those of most targets first; never cut.
  public internal(set) var onAllRoutes: [Int] = []
  /// Most targets first, then least tier, then most customers.
  public internal(set) var shared: [Shared] = []
  /// Greatest share of direct suppliers first.
  public internal(set) var sharedSubTier: [SharedSubTier] = []
  /// Nodes on every route, those of most targets first.
  public internal(set) var routeChokePoints: [ChokePoint] = []
  /// Nodes that cut most others off first.
  public internal(set) var accessChokePoints: [ChokePoint] = []
  /// Smallest first.
  public internal(set) var waists: [Waist] = []
  /// Those that separate most nodes from the greatest piece first.
  public internal(set) var cutNodes: [CutNode] = []
  /// Those with the greatest lesser side first.
  public internal(set) var bridges: [Bridge] = []
  /// How many there are of each kind.
  public internal(set) var counts = Counts()
}
