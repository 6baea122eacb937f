extension Diagram {
  /// A position in points (1/72 inch), origin at the bottom left, y upwards.
  public struct Point: Hashable, Sendable {
    /// The distance from the left, in points.
    public var x: Double

    /// The distance from the bottom, in points.
    public var y: Double

    /// Creates a position.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// A width and a height in points.
  public struct Size: Hashable, Sendable {
    /// The width in points.
    public var width: Double

    /// The height in points.
    public var height: Double

    /// Creates a size.
    public init(width: Double, height: Double) {
      self.width = width
      self.height = height
    }
  }

  /// An upright rectangle in points, origin at the bottom left.
  public struct Rectangle: Hashable, Sendable {
    /// The left edge in points.
    public var left: Double

    /// The bottom edge in points.
    public var bottom: Double

    /// The right edge in points.
    public var right: Double

    /// The top edge in points.
    public var top: Double

    /// Creates a rectangle from its edges.
    public init(left: Double, bottom: Double, right: Double, top: Double) {
      self.left = left
      self.bottom = bottom
      self.right = right
      self.top = top
    }

    /// Creates a rectangle around a center.
    public init(center: Point, size: Size) {
      self.init(
        left: center.x - size.width / 2, bottom: center.y - size.height / 2,
        right: center.x + size.width / 2, top: center.y + size.height / 2)
    }

    /// The width in points.
    public var width: Double { right - left }

    /// The height in points.
    public var height: Double { top - bottom }

    /// The point in the middle.
    public var center: Point { Point(x: (left + right) / 2, y: (bottom + top) / 2) }
  }

  /// The course of an edge: cubic Bezier segments and the tips of its arrows.
  ///
  /// Graphviz draws an arrow from the end of the curve to its tip, in the direction between the
  /// two and as long as their distance; without a tip there is no arrow, whatever `dir` says.
  /// See the attribute `pos` and the type `splineType` of the Graphviz reference.
  public struct EdgePath: Hashable, Sendable {
    /// One cubic Bezier segment; it starts where the one before ends.
    public struct Segment: Hashable, Sendable {
      /// The control point that the start pulls towards.
      public var control1: Point

      /// The control point that the end comes from.
      public var control2: Point

      /// The end of the segment.
      public var end: Point

      /// Creates a segment.
      public init(control1: Point, control2: Point, end: Point) {
        self.control1 = control1
        self.control2 = control2
        self.end = end
      }
    }

    /// Where the line begins.
    public let start: Point

    /// The segments; at least one.
    public let segments: [Segment]

    /// The tip of the arrow at the tail.
    public var startTip: Point?

    /// The tip of the arrow at the head.
    public var endTip: Point?

    /// Creates a path of one or more segments, so of 3n + 1 points.
    public init(
      start: Point, first: Segment, rest: [Segment] = [], startTip: Point? = nil,
      endTip: Point? = nil
    ) {
      self.start = start
      self.segments = [first] + rest
      self.startTip = startTip
      self.endTip = endTip
    }

    /// Creates a path of straight lines through points.
    ///
    /// - Parameters:
    ///   - start: Where the line begins.
    ///   - end: The end of the first line.
    ///   - rest: Further corners.
    ///   - startTip: The tip of the arrow at the tail.
    ///   - endTip: The tip of the arrow at the head.
    public init(
      lineFrom start: Point, to end: Point, then rest: [Point] = [], startTip: Point? = nil,
      endTip: Point? = nil
    ) {
      var corner = end
      var segments: [Segment] = []
      for next in rest {
        segments.append(Self.line(from: corner, to: next))
        corner = next
      }
      self.init(
        start: start, first: Self.line(from: start, to: end), rest: segments, startTip: startTip,
        endTip: endTip)
    }

    /// All control points: the start, then three for every segment.
    ///
    /// - Complexity: O(*n*) time and space in the number of segments.
    public var points: [Point] {
      [start] + segments.flatMap { [$0.control1, $0.control2, $0.end] }
    }

    private static func line(from start: Point, to end: Point) -> Segment {
      Segment(
        control1: Point(x: start.x + (end.x - start.x) / 3, y: start.y + (end.y - start.y) / 3),
        control2: Point(x: end.x - (end.x - start.x) / 3, y: end.y - (end.y - start.y) / 3),
        end: end)
    }
  }
}
