/// A directed diagram for Graphviz as a pure value: what is drawn, in the order it is declared.
///
/// The value holds no C object and touches no file. ``dotText`` is its DOT text, and the same
/// diagram always gives the same bytes: elements in declared order, the attributes of an element
/// sorted by name (of two with one name the later wins), numbers without locale or exponent, every
/// name quoted.
///
/// Names may be any text, also empty, quoted, multi-line or `node`; see ``encodedName(_:)``.
/// Pictures from files (`image`, `shapefile`, `imagepath`) cannot be expressed.
///
/// ```swift
/// var diagram = Diagram("chain", attributes: [.rankDirection(.leftToRight)])
/// diagram.nodes = [Diagram.Node("3nm"), Diagram.Node("5G")]
/// diagram.edges = [Diagram.Edge(from: "3nm", to: "5G", [.label("2 条")])]
/// ```
public struct Diagram: Hashable, Sendable {
  /// The name of the graph, the title of an SVG.
  public var name: String

  /// The attributes of the whole drawing.
  public var attributes: [GraphAttribute]

  /// The attributes of every node that does not set them itself.
  public var nodeDefaults: [NodeAttribute]

  /// The attributes of every edge that does not set them itself.
  public var edgeDefaults: [EdgeAttribute]

  /// The nodes outside every cluster.
  public var nodes: [Node]

  /// The outermost clusters.
  public var clusters: [Cluster]

  /// Rank constraints between any nodes.
  public var rankGroups: [RankGroup]

  /// The edges; two edges between the same nodes are two lines.
  public var edges: [Edge]

  /// Creates a diagram.
  public init(
    _ name: String,
    attributes: [GraphAttribute] = [],
    nodeDefaults: [NodeAttribute] = [],
    edgeDefaults: [EdgeAttribute] = [],
    nodes: [Node] = [],
    clusters: [Cluster] = [],
    rankGroups: [RankGroup] = [],
    edges: [Edge] = []
  ) {
    self.name = name
    self.attributes = attributes
    self.nodeDefaults = nodeDefaults
    self.edgeDefaults = edgeDefaults
    self.nodes = nodes
    self.clusters = clusters
    self.rankGroups = rankGroups
    self.edges = edges
  }
}
