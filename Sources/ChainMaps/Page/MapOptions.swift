public import ChainModel
public import DOT

/// How a map is drawn.
public struct MapOptions: Sendable {
  /// Which firms are named in the boxes.
  public enum FirmRows: String, Sendable, Hashable, CaseIterable {
    /// Every firm, on several pages where they must be; a single page grows.
    case all
    /// As many as the page holds, leaders and worst first.
    case top
    /// None.
    case none
  }

  /// The sentence under the title.
  public enum Headline: Sendable, Hashable {
    /// A sentence computed from the map's figures.
    case automatic
    /// The user's own.
    case text(String)
    /// None.
    case none
  }

  /// The page.
  public var paper = Paper.a3
  /// Colours.
  public var theme = MapTheme.color
  /// The language of everything that does not come from the book.
  public var language = Language.chinese
  /// Which firms are named.
  public var firms = FirmRows.top
  /// The sentence under the title.
  public var headline = Headline.automatic
  /// Whom the edition is for, under the title, such as 内部资料 不得外传; empty without a word.
  public var edition = ""
  /// What the map's sentence holds of, where that is not everything, such as 其上下游范围内：; empty without.
  public var range = ""
  /// The book's name in the line that says where the data comes from.
  public var sourceName = ""

  /// The default options: A3, in colour, in Chinese.
  public init() {}
}

/// A drawn map with what its reader should be told.
public struct MapDocument: Sendable {
  /// The drawing, with every position given: engine `nop2` renders it as it stands.
  public var diagram: Diagram
  /// The sentence under the title; empty if none.
  public var headline: String
  /// What was aggregated, enlarged or found odd, for the person who ordered the map.
  public var remarks: [Bilingual]
  /// The size of the smallest text on the page, in points.
  public var smallestText: Double
  /// The page's size in points.
  public var pageSize: Diagram.Size
  /// What boxes, rows and lines of the drawing stand for.
  public var parts = MapParts()
}
