public import ChainAnalysis

/// What the elements of a drawn map stand for, so that a reader of the SVG can ask them.
public struct MapParts: Sendable {
  /// A firm that a box names or counts.
  public struct Row: Sendable, Hashable {
    /// The firm's position in the book.
    public var firm: Int
    /// The identifier of the element that names it; nil where the box only counts it.
    public var element: String?
    /// Whether the map marks it ★.
    public var isLeader: Bool
    /// Whether the map marks it ⊘, or would if it named it.
    public var lacksMandatory: Bool
    /// Whether the map marks it ◆, or would if it named it.
    public var isBottleneck: Bool
    /// Whether the map marks it ◎, or would if it named it.
    public var isSource: Bool
  }

  /// A box.
  public struct Box: Sendable, Hashable {
    /// The identifier of its element.
    public var element: String
    /// What is written in it.
    public var title: String
    /// Whether it holds suppliers from outside the chain.
    public var isOutside: Bool
    /// The word over a bottleneck's name; empty without one.
    public var badge: String
    /// The firms it names or counts; of a box that stands for one firm, this alone.
    public var rows: [Row]
  }

  /// A line between two boxes.
  public struct Line: Sendable, Hashable {
    /// The identifier of its element.
    public var element: String
    /// The supplies it stands for, by position in the book.
    public var supplies: [Int]
  }

  /// The boxes, in the order in which they are drawn.
  public var boxes: [Box] = []
  /// The lines, in the order in which they are drawn.
  public var lines: [Line] = []
  /// Why firms are marked ◆, by position, where the map marks by rule and not one finding.
  public var reasons: [Int: Set<BottleneckMarks.Reason>] = [:]

  /// The problems whose suspected sources are marked ◎.
  public var traces: [TracedProblems.Trace] = []

  /// No parts.
  public init() {}
}
