import ChainModel
public import DOT

/// Colours, fonts and sizes of every map.
public struct MapTheme: Sendable, Hashable {
  /// A colour with the tint that fills what it borders.
  public struct Tone: Sendable, Hashable {
    /// Borders and text.
    public var line: Diagram.Color
    /// Fills.
    public var fill: Diagram.Color
  }

  /// Titles and firm names.
  public var ink: Diagram.Color
  /// Secondary text.
  public var quiet: Diagram.Color
  /// Lines of flows.
  public var flow: Diagram.Color
  /// The page.
  public var paper: Diagram.Color
  /// Bands and their borders.
  public var band: Tone
  /// 优势环节.
  public var strong: Tone
  /// 薄弱环节.
  public var weak: Tone
  /// 风险环节, problems and bottlenecks.
  public var risk: Tone
  /// 缺失环节.
  public var missing: Tone
  /// 未评定.
  public var unrated: Tone
  /// What leads to a firm, on a page that lights it up.
  public var upstream: Tone
  /// What a firm leads to.
  public var downstream: Tone

  /// The font families, of which the first that a machine has is used.
  public let fontFamilies =
    "Noto Sans CJK SC,Source Han Sans SC,Microsoft YaHei,PingFang SC,SimHei,sans-serif"

  /// The least size of any text, in points on paper.
  public static let textFloor = 6.0

  /// Sizes of the text in boxes at scale 1, in points.
  enum TextSize {
    static let band = 12.0
    static let title = 11.0
    static let row = 9.6
    static let small = 8.5
  }

  /// The word for the colour of ``risk`` lines, which stand out by thickness too.
  func riskWord(_ language: Language) -> String {
    self == .greyscale ? language("黑", "black") : language("红", "red")
  }

  /// The theme in colour.
  public static let color = MapTheme(
    ink: .init(rgb: 0x1F2933), quiet: .init(rgb: 0x52606D), flow: .init(rgb: 0x7B8794),
    paper: .white,
    band: Tone(line: .init(rgb: 0xCBD2D9), fill: .init(rgb: 0xF5F7FA)),
    strong: Tone(line: .init(rgb: 0x2F6F4F), fill: .init(rgb: 0xE9F3EE)),
    weak: Tone(line: .init(rgb: 0x975A16), fill: .init(rgb: 0xFBF1DF)),
    risk: Tone(line: .init(rgb: 0x9B2C2C), fill: .init(rgb: 0xFBEAEA)),
    missing: Tone(line: .init(rgb: 0x616E7C), fill: .init(rgb: 0xFFFFFF)),
    unrated: Tone(line: .init(rgb: 0x52606D), fill: .init(rgb: 0xEEF1F4)),
    upstream: Tone(line: .init(rgb: 0x1D5A96), fill: .init(rgb: 0xD6E6F7)),
    downstream: Tone(line: .init(rgb: 0xB3500B), fill: .init(rgb: 0xFFE3C4)))

  /// The theme for printers without colour: what colour says is also said by words, borders and
  /// marks.
  public static let greyscale = MapTheme(
    ink: .black, quiet: .init(rgb: 0x404040), flow: .init(rgb: 0x707070), paper: .white,
    band: Tone(line: .init(rgb: 0xB0B0B0), fill: .init(rgb: 0xF7F7F7)),
    strong: Tone(line: .init(rgb: 0x303030), fill: .init(rgb: 0xFFFFFF)),
    weak: Tone(line: .init(rgb: 0x303030), fill: .init(rgb: 0xEBEBEB)),
    risk: Tone(line: .black, fill: .init(rgb: 0xD9D9D9)),
    missing: Tone(line: .init(rgb: 0x505050), fill: .white),
    unrated: Tone(line: .init(rgb: 0x505050), fill: .white),
    upstream: Tone(line: .black, fill: .init(rgb: 0xE0E0E0)),
    downstream: Tone(line: .init(rgb: 0x404040), fill: .white))
}
