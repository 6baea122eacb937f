import ChainModel
import DOT

/// Finds what a page can hold.
enum PageSearch {
  /// The map of the first of several choices, those that show most first, that fits.
  ///
  /// More needs more room, so the choice is found by bisection.
  ///
  /// - Parameters:
  ///   - choices: The choices.
  ///   - draw: Draws a choice; nil where it does not fit.
  /// - Returns: The map with its choice; nil where none fits.
  /// - Complexity: O(log choices) drawings.
  static func most<Choice>(
    of choices: [Choice], _ draw: (Choice) -> MapDocument?
  ) -> (choice: Choice, document: MapDocument)? {
    var best: (choice: Choice, document: MapDocument)?
    var (low, high) = (0, choices.count - 1)
    while low <= high {
      let middle = (low + high) / 2
      if let document = draw(choices[middle]) {
        best = (choices[middle], document)
        high = middle - 1
      } else {
        low = middle + 1
      }
    }
    return best
  }

  /// The map on a paper, or where it does not fit on pages each twice as large as the last.
  ///
  /// - Parameters:
  ///   - paper: The paper.
  ///   - draw: Draws on a page that was doubled so many times; nil where it does not fit.
  /// - Returns: The map.
  static func growing(
    from paper: Paper, _ draw: (_ page: Diagram.Size, _ growth: Int) -> MapDocument?
  ) -> MapDocument {
    var page = Diagram.Size(width: paper.width, height: paper.height)
    var growth = 0
    while true {
      if let document = draw(page, growth) { return document }
      growth += 1
      page = Diagram.Size(width: page.width * 2.squareRoot(), height: page.height * 2.squareRoot())
    }
  }

  /// What a page that grew says of itself; nil where it did not.
  static func remark(growth: Int) -> Bilingual? {
    growth == 0
      ? nil
      : Bilingual(
        "为使文字不小于 6 磅，图幅放大到所选纸张的 \(1 << growth) 倍面积。",
        "So that no text is smaller than 6 pt, the page is \(1 << growth) times the chosen paper.")
  }
}
