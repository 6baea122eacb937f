public import DOT

/// Where a layout engine put everything, in points, origin at the bottom left.
public struct DiagramLayout: Hashable, Sendable {
  /// A node.
  public struct Node: Hashable, Sendable {
    /// The name as in the diagram.
    public var name: String

    /// The center.
    public var center: Diagram.Point

    /// Width and height.
    public var size: Diagram.Size

    /// The box of center and size.
    public var frame: Diagram.Rectangle { Diagram.Rectangle(center: center, size: size) }
  }

  /// A label.
  public struct Label: Hashable, Sendable {
    /// The center.
    public var center: Diagram.Point

    /// Width and height of the text.
    public var size: Diagram.Size
  }

  /// An edge.
  public struct Edge: Hashable, Sendable {
    /// The name of the node the edge begins at.
    public var tail: String

    /// The name of the node the edge ends at.
    public var head: String

    /// The curves, most often one; none if the edge is not drawn.
    public var paths: [Diagram.EdgePath]

    /// The label, if it has a position.
    public var label: Label?
  }

  /// A cluster.
  public struct Cluster: Hashable, Sendable {
    /// The name as in the diagram, without the prefix `cluster_`.
    public var name: String

    /// The name of the cluster around it; nil if outermost.
    public var parent: String?

    /// The box.
    public var frame: Diagram.Rectangle

    /// The label, if it has a position.
    public var label: Label?
  }

  /// The box around everything.
  public var boundingBox: Diagram.Rectangle

  /// The diagram's own label, if it has a position.
  public var label: Label?

  /// The nodes in the order they were first named.
  public var nodes: [Node]

  /// The edges, by tail in the order of nodes, then as declared.
  public var edges: [Edge]

  /// The clusters, outer before inner.
  public var clusters: [Cluster]

  /// Messages that did not stop the layout, one line each: at most a hundred.
  public var warnings: [String]
}
