extension Attribute {
  /// A style of line or area.
  public enum Style: String, Hashable, Sendable, CaseIterable {
    case solid
    case dashed
    case dotted
    case bold
    case invisible = "invis"
    case filled
    case rounded
    case diagonals
    case striped
    case wedged
    case radial
    case tapered
  }

  /// A label of plain text.
  public static func label(_ label: TextLabel) -> Self { Self("label", .label(label)) }

  /// A label of plain text; line ends break lines.
  public static func label(_ text: String) -> Self { Self("label", .label(TextLabel(text))) }

  /// An HTML-like label.
  public static func label(_ label: HTMLLabel) -> Self { Self("label", .html(label)) }

  /// The font families, the preferred first.
  ///
  /// The families go into the SVG's `font-family` joined by commas, in this order, for the
  /// reader's machine to choose from. For measuring text, and in PDF and PNG, fontconfig takes
  /// the first family it has, also past missing ones; with none it silently takes any face, which
  /// for `sans-serif` means Japanese glyph forms. So name a Chinese face first and explicitly:
  /// `.fontName("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "sans-serif")`.
  /// Edges, nodes and the diagram have their own font: set it in all three. Quotes, backslashes,
  /// angle brackets and ampersands are dropped from names.
  public static func fontName(_ families: String...) -> Self {
    Self("fontname", .token(DOT.fontFamilies(families.joined(separator: ","))))
  }

  /// The font size in points.
  public static func fontSize(_ points: Double) -> Self { Self("fontsize", .number(points)) }

  /// The colour of text.
  public static func fontColor(_ color: Diagram.Color) -> Self {
    Self("fontcolor", .token(color.text))
  }

  /// The styles, together.
  public static func style(_ styles: [Style]) -> Self {
    Self("style", .token(styles.map(\.rawValue).joined(separator: ",")))
  }

  /// The styles, together.
  public static func style(_ styles: Style...) -> Self { style(styles) }

  /// The identifier of the SVG element.
  ///
  /// Characters other than letters, digits, `_`, `-`, `.`, `:` and text beyond ASCII are spelled
  /// `_xHH_`. With a tip or link the anchor inside the element is called `a_` and the identifier.
  public static func id(_ identifier: String) -> Self {
    Self("id", .token(DOT.identifier(identifier, keeping: "-.:")))
  }

  /// The class names of the SVG element, separated by spaces; filtered as identifiers are.
  public static func cssClass(_ names: String) -> Self {
    Self("class", .token(DOT.identifier(names, keeping: "- ")))
  }

  /// The tip over the element, `xlink:title` in an SVG; needs no link.
  public static func tooltip(_ text: String) -> Self { Self("tooltip", .tip(text)) }

  /// The address behind the element.
  public static func url(_ link: Diagram.Link) -> Self { Self("URL", .link(link.text)) }

  /// The address behind the element.
  ///
  /// - Parameter text: An `http`, `https` or `mailto` address, a relative one or a fragment.
  /// - Returns: The attribute.
  /// - Throws: ``Diagram/Link/Refused`` for everything else.
  public static func url(_ text: String) throws(Diagram.Link.Refused) -> Self {
    url(try Diagram.Link(text))
  }

  /// The frame or tab that the address opens in.
  public static func target(_ name: String) -> Self {
    Self("target", .token(DOT.identifier(name, keeping: "-")))
  }
}

extension Attribute where Scope: StrokedScope {
  /// The colour of the line, its arrows or the outline.
  public static func color(_ color: Diagram.Color) -> Self { Self("color", .token(color.text)) }

  /// The width of the line or outline in points.
  public static func penWidth(_ points: Double) -> Self { Self("penwidth", .number(points)) }
}

extension Attribute where Scope == ClusterScope {
  /// The space between the outline and the nodes in points; Graphviz drops decimals.
  public static func margin(_ points: Double) -> Self { Self("margin", .number(points)) }
}

extension Attribute where Scope: FilledScope {
  /// The colour of the area; takes effect with the style `filled`.
  public static func fillColor(_ color: Diagram.Color) -> Self {
    Self("fillcolor", .token(color.text))
  }

  /// An area that changes from one colour to another; see ``gradientAngle(_:)``.
  public static func fillColor(_ from: Diagram.Color, _ to: Diagram.Color) -> Self {
    Self("fillcolor", .token(from.text + ":" + to.text))
  }

  /// The direction of a gradient in degrees.
  public static func gradientAngle(_ degrees: Int) -> Self {
    Self("gradientangle", .number(Double(degrees)))
  }

  /// The number of outlines; 0 for none.
  public static func peripheries(_ count: Int) -> Self {
    Self("peripheries", .number(Double(min(max(count, 0), 16))))
  }
}

/// How a label stands from left to right in its box.
public enum LabelJustification: String, Hashable, Sendable, CaseIterable {
  case left = "l"
  case center = "c"
  case right = "r"
}

/// How a label stands from top to bottom in its box.
public enum LabelLocation: String, Hashable, Sendable, CaseIterable {
  case top = "t"
  case center = "c"
  case bottom = "b"
}

extension Attribute where Scope: BoxScope {
  /// The colour behind everything.
  public static func background(_ color: Diagram.Color) -> Self {
    Self("bgcolor", .token(color.text))
  }

  /// Where the label stands from left to right.
  public static func labelJustification(_ justification: LabelJustification) -> Self {
    Self("labeljust", .token(justification.rawValue))
  }

  /// Where the label stands from top to bottom; top or bottom.
  public static func labelLocation(_ location: LabelLocation) -> Self {
    Self("labelloc", .token(location.rawValue))
  }

  /// The box, for the layout engine `nop2`, in points.
  ///
  /// A cluster without one is not drawn in its place: give every cluster its box.
  public static func boundingBox(_ box: Diagram.Rectangle) -> Self {
    Self("bb", .numbers([box.left, box.bottom, box.right, box.top]))
  }

  /// The center of the label, for the layout engine `nop2`, in points; without it no label is
  /// drawn.
  public static func labelCenter(_ center: Diagram.Point) -> Self { Self("lp", center) }
}
