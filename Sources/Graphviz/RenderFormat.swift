/// An output format, such as `svg`; which ones exist depends on the Graphviz installed.
public struct RenderFormat: Hashable, Sendable {
  /// The name in Graphviz.
  public let name: String

  /// Names a format; whether it exists is found out when rendering.
  public init(_ name: String) {
    self.name = name
  }

  /// Scalable Vector Graphics.
  public static let svg = RenderFormat("svg")

  /// Portable Document Format, one page.
  public static let pdf = RenderFormat("pdf")

  /// Portable Network Graphics.
  public static let png = RenderFormat("png")

  /// JPEG.
  public static let jpeg = RenderFormat("jpg")

  /// DOT with positions.
  public static let dot = RenderFormat("dot")

  /// JSON with positions and drawing operations.
  public static let json = RenderFormat("json")

  /// Lines of positions for simple programs.
  public static let plain = RenderFormat("plain")

  /// An image map for HTML.
  public static let imageMap = RenderFormat("cmapx")

  /// Whether the output is made of pixels, so that a resolution means something.
  var isBitmap: Bool {
    ["png", "jpg", "jpeg", "jpe", "gif", "bmp", "tif", "tiff", "webp", "ico", "gd", "gd2", "wbmp"]
      .contains(name)
  }

  /// Whether the "output" is a window on the screen, which would wait for a person.
  var isInteractive: Bool { ["x11", "xlib", "gtk"].contains(name) }
}

/// A layout engine, such as `dot`; which ones exist depends on the Graphviz installed.
public struct LayoutEngine: Hashable, Sendable {
  /// The name in Graphviz.
  public let name: String

  /// Names an engine; whether it exists is found out when laying out.
  public init(_ name: String) {
    self.name = name
  }

  /// Layers, for directed diagrams.
  public static let dot = LayoutEngine("dot")

  /// Springs.
  public static let neato = LayoutEngine("neato")

  /// Springs, with clusters.
  public static let fdp = LayoutEngine("fdp")

  /// Springs, for large diagrams.
  public static let sfdp = LayoutEngine("sfdp")

  /// Rings around a node.
  public static let twopi = LayoutEngine("twopi")

  /// Circles.
  public static let circo = LayoutEngine("circo")

  /// Nodes stay at their positions; edges are routed.
  public static let nop = LayoutEngine("nop")

  /// Everything stays at its position.
  ///
  /// Each node needs a position; a cluster its box, a label its center, an edge its path. Checked
  /// with 2.42.2 in svg, pdf and png: with the attributes of `page(width:height:)` all is drawn
  /// exactly where it was put, HTML-like labels centered on the node. A missing node position is
  /// an error; a missing edge path is routed straight, a missing label center drops the label, a
  /// missing cluster box misplaces the cluster, all without a message.
  public static let nop2 = LayoutEngine("nop2")
}
