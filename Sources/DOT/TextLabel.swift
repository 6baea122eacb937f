/// A label of plain text: what is given is what is read, whatever characters it holds.
///
/// Backslash sequences (`\n`, `\l`, `\N`, `\G`), HTML entities and quotes in the text have no
/// meaning; line ends break lines. Control characters that XML forbids become U+FFFD, tabs become
/// spaces. After an ampersand that begins something like an entity (`&lt;`) stands the invisible
/// U+2060: Graphviz would otherwise write it into the SVG unescaped.
public struct TextLabel: Hashable, Sendable, ExpressibleByStringLiteral {
  /// How a line stands under the other lines.
  public enum Alignment: Hashable, Sendable, CaseIterable {
    case center
    case left
    case right
  }

  /// One line.
  public struct Line: Hashable, Sendable {
    /// The text, without line ends.
    public let text: String

    /// How the line stands.
    public let alignment: Alignment
  }

  /// The lines, at least one.
  public private(set) var lines: [Line] = []

  /// Creates a label; line ends in the text break lines.
  public init(_ text: String, alignment: Alignment = .center) {
    append(text, alignment: alignment)
  }

  /// Creates a centered label.
  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// Adds a line, or several if the text has line ends.
  ///
  /// - Complexity: O(*n*) time and space in the length of the text.
  public mutating func append(_ text: String, alignment: Alignment = .center) {
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      lines.append(Line(text: String(line), alignment: alignment))
    }
  }
}
