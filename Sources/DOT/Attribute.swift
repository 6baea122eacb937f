/// What an attribute belongs to.
public protocol AttributeScope: Sendable {}

/// A scope drawn with a line: a node, an edge or a cluster.
public protocol StrokedScope: AttributeScope {}

/// A scope drawn as a closed shape: a node or a cluster.
public protocol FilledScope: StrokedScope {}

/// A scope that has a box and a label in it: the diagram or a cluster.
public protocol BoxScope: AttributeScope {}

/// The scope of a whole diagram.
public enum GraphScope: BoxScope {}

/// The scope of a cluster.
public enum ClusterScope: BoxScope, FilledScope {}

/// The scope of a node.
public enum NodeScope: FilledScope {}

/// The scope of an edge.
public enum EdgeScope: StrokedScope {}

/// An attribute of a diagram.
public typealias GraphAttribute = Attribute<GraphScope>

/// An attribute of a cluster.
public typealias ClusterAttribute = Attribute<ClusterScope>

/// An attribute of a node.
public typealias NodeAttribute = Attribute<NodeScope>

/// An attribute of an edge.
public typealias EdgeAttribute = Attribute<EdgeScope>

/// An attribute, made by the functions of this type: names, units and spellings cannot be wrong.
///
/// Lengths are points (1/72 inch) throughout; those that Graphviz wants in inches are converted.
/// A number that is not finite counts as 0, and numbers are written with at most six decimals.
public struct Attribute<Scope: AttributeScope>: Hashable, Sendable {
  enum Value: Hashable, Sendable {
    /// ASCII or filtered text that needs no escape.
    case token(String)
    case number(Double)
    case label(TextLabel)
    case html(HTMLLabel)
    case tip(String)
    case link(String)
    case path(Diagram.EdgePath)
    case numbers([Double])
  }

  /// The name in DOT.
  public let name: String

  let value: Value

  init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
  }

  init(_ name: String, inches points: Double) {
    self.init(name, .number(points / 72))
  }

  init(_ name: String, _ flag: Bool) {
    self.init(name, .token(flag ? "true" : "false"))
  }

  init(_ name: String, _ point: Diagram.Point) {
    self.init(name, .numbers([point.x, point.y]))
  }
}
