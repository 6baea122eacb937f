extension Diagram {
  /// The identifier that an `id` attribute gives an element of the SVG.
  ///
  /// - Parameter text: The text given to the attribute.
  /// - Returns: Letters, digits, `_-.:` and text beyond ASCII; the rest as `_xHH_`.
  /// - Complexity: O(length).
  package static func elementID(_ text: String) -> String { identifier(text, keeping: "-.:") }

  /// The identifier that an `ID` attribute gives the group around a linked cell in the SVG.
  ///
  /// - Parameter text: The text given to the attribute.
  /// - Returns: The identifier, which Graphviz begins with `a_`.
  /// - Complexity: O(length).
  package static func cellElementID(_ text: String) -> String { "a_" + elementID(text) }
}
