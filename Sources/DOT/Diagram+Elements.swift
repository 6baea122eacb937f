extension Diagram {
  /// A node; naming the same node twice merges the two.
  public struct Node: Hashable, Sendable {
    /// The name, unique in the diagram.
    public var name: String

    /// What differs from the diagram's node defaults.
    public var attributes: [NodeAttribute]

    /// Creates a node.
    public init(_ name: String, _ attributes: [NodeAttribute] = []) {
      self.name = name
      self.attributes = attributes
    }
  }

  /// An edge from a tail to a head; an end that is not declared as a node becomes one.
  public struct Edge: Hashable, Sendable {
    /// Where the edge begins.
    public var tail: EndPoint

    /// Where the edge ends.
    public var head: EndPoint

    /// What differs from the diagram's edge defaults.
    public var attributes: [EdgeAttribute]

    /// Creates an edge between two nodes or ports of nodes.
    public init(from tail: EndPoint, to head: EndPoint, _ attributes: [EdgeAttribute] = []) {
      self.tail = tail
      self.head = head
      self.attributes = attributes
    }
  }

  /// One end of an edge: a node, one of its cells, one of its sides.
  public struct EndPoint: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The name of the node.
    public var node: String

    /// The cell whose `PORT` the edge meets.
    public var port: Port?

    /// The side of the node or cell the edge meets.
    public var side: CompassPoint?

    /// Creates an end at a node.
    public init(_ node: String, port: Port? = nil, side: CompassPoint? = nil) {
      self.node = node
      self.port = port
      self.side = side
    }

    /// Creates an end at a node without a port.
    public init(stringLiteral value: String) {
      self.init(value)
    }
  }

  /// The name of a cell that edges can meet.
  ///
  /// Graphviz joins port and compass point with a colon and splits them again, so everything but
  /// letters, digits, `_` and text beyond ASCII is spelled `_xHH_`.
  public struct Port: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The name as it is written.
    public let name: String

    /// Creates a port name.
    public init(_ name: String) {
      self.name = identifier(name, keeping: "")
    }

    /// Creates a port name.
    public init(stringLiteral value: String) {
      self.init(value)
    }
  }

  /// A side of a node or a cell.
  public enum CompassPoint: String, Hashable, Sendable, CaseIterable {
    case north = "n"
    case northEast = "ne"
    case east = "e"
    case southEast = "se"
    case south = "s"
    case southWest = "sw"
    case west = "w"
    case northWest = "nw"
    case center = "c"
    case any = "_"
  }

  /// A box around nodes; its name gets the prefix `cluster_` that Graphviz wants.
  ///
  /// In DOT a cluster inherits the attributes of what encloses it, so that a title or a position
  /// of the page would appear on every cluster. Here it does not: only font attributes pass on.
  public struct Cluster: Hashable, Sendable {
    /// The name, unique among the clusters of the diagram.
    public var name: String

    /// The attributes of this cluster alone.
    public var attributes: [ClusterAttribute]

    /// The nodes directly inside.
    public var nodes: [Node]

    /// The clusters directly inside.
    ///
    /// Nesting is the author's, not the data's: a few levels.
    public var clusters: [Cluster]

    /// Rank constraints between nodes of the cluster.
    public var rankGroups: [RankGroup]

    /// Creates a cluster.
    public init(
      _ name: String,
      _ attributes: [ClusterAttribute] = [],
      nodes: [Node] = [],
      clusters: [Cluster] = [],
      rankGroups: [RankGroup] = []
    ) {
      self.name = name
      self.attributes = attributes
      self.nodes = nodes
      self.clusters = clusters
      self.rankGroups = rankGroups
    }
  }

  /// Nodes whose ranks are bound together (layout engine `dot` only).
  public struct RankGroup: Hashable, Sendable {
    /// How ranks are bound.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      case same
      case min
      case max
      case source
      case sink
    }

    /// How the nodes' ranks are bound.
    public var kind: Kind

    /// The names of the nodes.
    public var nodes: [String]

    /// Creates a rank constraint.
    public init(_ kind: Kind, _ nodes: [String]) {
      self.kind = kind
      self.nodes = nodes
    }
  }
}
