extension Diagram {
  /// A colour in sRGB with opacity.
  public struct Color: Hashable, Sendable {
    /// Red, green, blue and opacity, eight bits each, red highest.
    public let rgba: UInt32

    /// Creates a colour from `0xRRGGBB` and an opacity from 0 (invisible) to 255.
    public init(rgb: UInt32, opacity: UInt8 = 255) {
      rgba = (rgb & 0xFF_FFFF) << 8 | UInt32(opacity)
    }

    /// Creates a colour from `#RRGGBB` or `#RRGGBBAA`; nil for any other text.
    public init?(hex: String) {
      let digits = hex.utf8.dropFirst()
      guard hex.utf8.first == UInt8(ascii: "#"), digits.count == 6 || digits.count == 8,
        digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
        let value = UInt32(hex.dropFirst(), radix: 16)
      else { return nil }
      rgba = digits.count == 6 ? value << 8 | 0xFF : value
    }

    /// Black.
    public static let black = Color(rgb: 0)

    /// White.
    public static let white = Color(rgb: 0xFF_FFFF)

    /// Nothing at all.
    public static let transparent = Color(rgb: 0xFF_FFFF, opacity: 0)

    /// The spelling in DOT, HTML-like labels and SVG.
    public var text: String {
      let opacity = rgba & 0xFF
      if opacity == 0 { return "transparent" }
      let hexadecimal = String(opacity == 255 ? rgba >> 8 : rgba, radix: 16)
      let count = opacity == 255 ? 6 : 8
      return "#" + String(repeating: "0", count: count - hexadecimal.count) + hexadecimal
    }
  }
}
