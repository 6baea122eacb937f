/// A worksheet as its workbook lists it.
package struct SheetInfo: Equatable, Sendable {
  /// Whether a person sees the sheet.
  package enum Visibility: Sendable {
    /// Its tab is shown.
    case visible
    /// Hidden; a person can show it again.
    case hidden
    /// Hidden so that only a macro can show it again.
    case veryHidden
  }

  /// The name on the tab.
  package let name: String
  /// Whether a person sees the sheet.
  package let visibility: Visibility
  /// The place among all tabs from 0, chart sheets included, which aren't listed.
  package let position: Int
  /// The part that holds the sheet; nil where the workbook's reference is broken.
  package let part: String?
}
