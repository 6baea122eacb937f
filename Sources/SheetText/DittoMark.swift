/// Cells that stand for another cell's value.
package enum DittoMark: Equatable, Sendable {
  /// As in the cell above: 同上, 〃, ″.
  case above
  /// As in the cell to the left: 同左, 同前.
  case left

  /// Recognises a mark; nil where the cell has a value of its own.
  ///
  /// - Parameter cell: The cell.
  package init?(_ cell: String) {
    let text = CellFolding.compact(cell)
    switch text {
    case "同上", "同上行", "同上一行", "(同上)", "同上。", "上同": self = .above
    case "同左", "同前", "同前列", "(同左)", "(同前)": self = .left
    default:
      let marks: Set<Character> = ["〃", "″", "〞", "\"", "”", "“", "″", "々"]
      guard !text.isEmpty, text.count <= 4, text.allSatisfy({ marks.contains($0) }) else {
        return nil
      }
      self = .above
    }
  }
}
