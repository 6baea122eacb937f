import ChainReports

extension PlanDocument {
  /// Pages as one Markdown file (GitHub's dialect, for its tables); maps are left out.
  ///
  /// - Parameter pages: The pages.
  /// - Returns: The file's text.
  /// - Complexity: O(length).
  public static func markdown(_ pages: [PlanDocument]) -> String {
    pages.map(\.markdown).joined(separator: "\n---\n\n")
  }

  private var markdown: String {
    var lines = ["# " + MarkupText.markdown(title), ""]
    for notice in notices { lines += ["**\(MarkupText.markdown(notice))**", ""] }
    lines += ["**\(MarkupText.markdown(headline))**", ""]
    for fact in facts { lines += [MarkupText.markdown(fact, startsLine: true), ""] }
    for block in blocks {
      switch block {
      case .heading(let text): lines += ["## " + MarkupText.markdown(text), ""]
      case .paragraph(let text): lines += [MarkupText.markdown(text, startsLine: true), ""]
      case .list(let items):
        lines += items.map { "- " + MarkupText.markdown($0, startsLine: true) } + [""]
      case .table(let table):
        func row(_ cells: [String]) -> String {
          "| " + cells.map { MarkupText.markdown($0) }.joined(separator: " | ") + " |"
        }
        lines.append(row(table.headers))
        lines.append(
          "|"
            + table.headers.indices.map { table.numbers.contains($0) ? " ---: |" : " --- |" }
            .joined())
        lines += table.rows.map(row)
        if !table.total.isEmpty { lines.append(row(table.total)) }
        lines.append("")
      case .drawings: break
      }
    }
    return lines.joined(separator: "\n")
  }
}
