public import Foundation

/// A finished drawing and what Graphviz found doubtful about it.
public struct RenderedDiagram: Hashable, Sendable {
  /// The bytes in the format asked for.
  ///
  /// An SVG names fonts and leaves the choice to the reader's machine; its bytes depend on the
  /// fonts and the version here. A PDF's creation date is set to 2000-01-01 so that the same
  /// diagram gives the same bytes.
  public var data: Data

  /// Messages that did not stop the drawing, one line each: at most a hundred.
  public var warnings: [String]
}
