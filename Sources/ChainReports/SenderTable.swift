import ChainModel

/// What each sender handed in, as a table of text.
enum SenderTable {
  /// The table's lines.
  ///
  /// - Parameters:
  ///   - senders: The senders.
  ///   - language: The language of the headers.
  ///   - hasBefore: Whether the firms of an earlier book are shown.
  /// - Returns: A header and a line for each sender.
  static func lines(
    _ senders: [CheckReport.Sender], _ language: Language, hasBefore: Bool = false
  ) -> [String] {
    var rows = [
      language == .chinese
        ? ["报送单位", "文件", "行", "企业", "必填项完整率", "错误", "存疑"]
        : ["sender", "files", "rows", "firms", "complete", "errors", "doubts"]
    ]
    if hasBefore { rows[0].append(language("上期企业", "firms before")) }
    for sender in senders {
      var row = [
        sender.name, String(sender.files.count), String(sender.rows), String(sender.firms),
        percent(sender.completeness), String(sender.errors), String(sender.warnings),
      ]
      if hasBefore { row.append(sender.firmsBefore.map(String.init) ?? "-") }
      rows.append(row)
    }
    let widths = rows[0].indices.map { column in
      rows.map { DisplayWidth.of($0[column]) }.max() ?? 0
    }
    return rows.map { row in
      var line = "  " + row[0] + String(repeating: " ", count: widths[0] - DisplayWidth.of(row[0]))
      for column in row.indices.dropFirst() {
        let gap = widths[column] - DisplayWidth.of(row[column])
        line += "  " + String(repeating: " ", count: gap) + row[column]
      }
      return line
    }
  }

  private static func percent(_ share: Double?) -> String {
    guard let share else { return "-" }
    // Never rounded up to a whole that is none.
    return "\(Int((share * 100).rounded(.down)))%"
  }
}
