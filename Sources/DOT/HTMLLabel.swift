/// An HTML-like label: a table or formatted text, built from values, so never malformed.
///
/// Graphviz reads these labels with an XML parser and, if it fails, draws the name of the node
/// instead and still reports success. Whatever would fail is not written: empty fonts, tables and
/// rows without cells, rules that separate nothing, control characters. A label without any
/// content is written as an empty plain label.
public struct HTMLLabel: Hashable, Sendable {
  /// What a label or a cell holds.
  public indirect enum Content: Hashable, Sendable {
    case text(HTMLText)
    case table(HTMLTable)
  }

  /// What the label shows.
  public var content: Content

  /// Creates a label from a table.
  public init(_ table: HTMLTable) {
    content = .table(table)
  }

  /// Creates a label from formatted text.
  public init(_ text: HTMLText) {
    content = .text(text)
  }
}

/// Formatted text: lines of runs.
public struct HTMLText: Hashable, Sendable, ExpressibleByStringLiteral {
  /// One line.
  public struct Line: Hashable, Sendable {
    /// The runs, left to right.
    public var runs: [HTMLRun]

    /// How the line stands in its cell.
    public var alignment: TextLabel.Alignment

    /// Creates a line.
    public init(_ runs: [HTMLRun], alignment: TextLabel.Alignment = .center) {
      self.runs = runs
      self.alignment = alignment
    }
  }

  /// The lines, top to bottom.
  public var lines: [Line]

  /// Creates text from lines.
  public init(_ lines: [Line]) {
    self.lines = lines
  }

  /// Creates one line from runs.
  public init(_ runs: HTMLRun..., alignment: TextLabel.Alignment = .center) {
    lines = [Line(runs, alignment: alignment)]
  }

  /// Creates one line without format.
  public init(stringLiteral value: String) {
    lines = [Line([HTMLRun(value)])]
  }
}

/// A piece of text in one format; a line end in it breaks the line.
public struct HTMLRun: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The text.
  public var text: String

  /// The font size in points; nil inherits.
  public var size: Double?

  /// The colour; nil inherits.
  public var color: Diagram.Color?

  /// The font families, separated by commas; nil inherits.
  public var face: String?

  /// Whether the text is bold.
  public var isBold: Bool

  /// Whether the text is italic.
  public var isItalic: Bool

  /// Whether the text is underlined.
  public var isUnderlined: Bool

  /// Creates a run.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - size: The font size in points, 1 to 255; nil inherits.
  ///   - color: The colour; nil inherits.
  ///   - face: The font families, separated by commas; nil inherits.
  ///   - bold: Whether the text is bold.
  ///   - italic: Whether the text is italic.
  ///   - underlined: Whether the text is underlined.
  public init(
    _ text: String, size: Double? = nil, color: Diagram.Color? = nil, face: String? = nil,
    bold: Bool = false, italic: Bool = false, underlined: Bool = false
  ) {
    self.text = text
    self.size = size
    self.color = color
    self.face = face
    isBold = bold
    isItalic = italic
    isUnderlined = underlined
  }

  /// Creates a run without format.
  public init(stringLiteral value: String) {
    self.init(value)
  }
}

/// A table of an HTML-like label.
public struct HTMLTable: Hashable, Sendable {
  /// A row, perhaps with a rule under it.
  public struct Row: Hashable, Sendable {
    /// The cells; a row without cells is not drawn.
    public var cells: [HTMLCell]

    /// Whether a rule (`<HR/>`) separates this row from the next; nothing under the last row.
    public var hasRuleBelow: Bool

    /// Creates a row.
    public init(_ cells: [HTMLCell], ruleBelow: Bool = false) {
      self.cells = cells
      hasRuleBelow = ruleBelow
    }
  }

  /// The attributes of the table.
  public var attributes: [HTMLTableAttribute]

  /// The rows, top to bottom; a table without any gets one empty cell.
  public var rows: [Row]

  /// Creates a table.
  public init(_ attributes: [HTMLTableAttribute] = [], rows: [Row]) {
    self.attributes = attributes
    self.rows = rows
  }
}

/// A cell of a table.
public struct HTMLCell: Hashable, Sendable {
  /// The attributes of the cell.
  public var attributes: [HTMLCellAttribute]

  /// What the cell holds.
  public var content: HTMLLabel.Content

  /// Whether a rule (`<VR/>`) separates this cell from the next; nothing after the last cell.
  public var hasRuleAfter: Bool

  /// Creates a cell of text.
  public init(
    _ text: HTMLText, _ attributes: [HTMLCellAttribute] = [], ruleAfter: Bool = false
  ) {
    self.attributes = attributes
    content = .text(text)
    hasRuleAfter = ruleAfter
  }

  /// Creates a cell that holds a table.
  public init(
    _ table: HTMLTable, _ attributes: [HTMLCellAttribute] = [], ruleAfter: Bool = false
  ) {
    self.attributes = attributes
    content = .table(table)
    hasRuleAfter = ruleAfter
  }
}
