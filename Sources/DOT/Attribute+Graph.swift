extension Attribute where Scope == GraphScope {
  /// Where ranks go.
  public enum RankDirection: String, Hashable, Sendable, CaseIterable {
    case topToBottom = "TB"
    case leftToRight = "LR"
    case bottomToTop = "BT"
    case rightToLeft = "RL"
  }

  /// How edges are drawn by engines that route them.
  public enum SplineKind: String, Hashable, Sendable, CaseIterable {
    case none
    case line
    case polyline
    case curved
    case orthogonal = "ortho"
    case spline
  }

  /// How a drawing fills the page size.
  public enum Ratio: String, Hashable, Sendable, CaseIterable {
    case fill
    case compress
    case expand
    case auto
  }

  /// What is drawn over what.
  public enum OutputOrder: String, Hashable, Sendable, CaseIterable {
    case breadthFirst = "breadthfirst"
    case nodesFirst = "nodesfirst"
    case edgesFirst = "edgesfirst"
  }

  /// Where ranks go.
  public static func rankDirection(_ direction: RankDirection) -> Self {
    Self("rankdir", .token(direction.rawValue))
  }

  /// The least distance of two nodes in a rank, in points.
  public static func nodeSeparation(_ points: Double) -> Self { Self("nodesep", inches: points) }

  /// The least distance of two ranks, in points.
  public static func rankSeparation(_ points: Double) -> Self { Self("ranksep", inches: points) }

  /// How edges are drawn.
  ///
  /// Orthogonal edges lose their labels in 2.42, with a warning.
  public static func splines(_ kind: SplineKind) -> Self { Self("splines", .token(kind.rawValue)) }

  /// The space around the drawing inside the background, in points; 4 if not set.
  public static func pad(_ points: Double) -> Self { Self("pad", inches: points) }

  /// The space around the drawing outside the background, in points.
  public static func margin(_ points: Double) -> Self { Self("margin", inches: points) }

  /// The largest size of the drawing, in points.
  ///
  /// - Parameters:
  ///   - width: The width in points.
  ///   - height: The height in points.
  ///   - enlarging: Whether a smaller drawing is scaled up to it.
  /// - Returns: The attribute.
  public static func size(width: Double, height: Double, enlarging: Bool = false) -> Self {
    let text = formatted(width / 72) + "," + formatted(height / 72)
    return Self("size", .token(text + (enlarging ? "!" : "")))
  }

  /// How the drawing fills its size.
  public static func ratio(_ ratio: Ratio) -> Self { Self("ratio", .token(ratio.rawValue)) }

  /// Whether several edges with a common way are drawn as one.
  public static func concentrate(_ isOn: Bool) -> Self { Self("concentrate", isOn) }

  /// Whether edges may end at clusters.
  public static func compound(_ isOn: Bool) -> Self { Self("compound", isOn) }

  /// Whether ranks may cross clusters, so that rank constraints hold in clusters too.
  public static func newRank(_ isOn: Bool) -> Self { Self("newrank", isOn) }

  /// What is drawn over what.
  public static func outputOrder(_ order: OutputOrder) -> Self {
    Self("outputorder", .token(order.rawValue))
  }

  /// The layout engine that the DOT text asks for when a person runs `dot` on it.
  ///
  /// - Parameter name: An engine, such as `dot` or `nop2`; filtered as identifiers are.
  /// - Returns: The attribute.
  public static func layout(_ name: String) -> Self {
    Self("layout", .token(DOT.identifier(name, keeping: "")))
  }

  /// Whether the drawing stays where its positions put it (`neato`, `nop`, `nop2`) instead of
  /// moving to the origin.
  public static func noTranslation(_ isOn: Bool) -> Self { Self("notranslate", isOn) }

  /// The part of the drawing that is shown.
  ///
  /// - Parameters:
  ///   - width: The width of the page in points.
  ///   - height: The height of the page in points.
  ///   - zoom: The factor by which the drawing is enlarged.
  ///   - center: The point of the drawing in the middle of the page, in points.
  /// - Returns: The attribute.
  public static func viewport(
    width: Double, height: Double, zoom: Double = 1, center: Diagram.Point
  ) -> Self {
    Self("viewport", .numbers([width, height, zoom, center.x, center.y]))
  }
}

extension [GraphAttribute] {
  /// The attributes that give a drawing with positions (`nop2`) exactly this page.
  ///
  /// The page's lower left corner is the origin. An SVG gets a view box of exactly this size; its
  /// width and height, and the page of a PDF, are rounded to whole points (A3, 1190.55 by 841.89
  /// points, becomes 1191 by 842, which viewers still call A3). Content beyond the page is cut.
  /// Checked with 2.42.2: `pad=0, margin=0, notranslate=true, viewport="W,H,1,W/2,H/2"`. The
  /// `size` attribute must not be set as well. Without the viewport the page shrinks to what is
  /// drawn, whatever the graph's `bb` says.
  ///
  /// - Parameters:
  ///   - width: The width in points.
  ///   - height: The height in points.
  /// - Returns: Four attributes.
  public static func page(width: Double, height: Double) -> Self {
    [
      .pad(0), .margin(0), .noTranslation(true),
      .viewport(width: width, height: height, center: .init(x: width / 2, y: height / 2)),
    ]
  }
}
