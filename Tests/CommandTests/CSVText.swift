import Foundation

/// A second, simple reader and writer of CSV, independent of the one under test.
enum CSVText {
  /// The rows of a text by RFC 4180, without empty lines.
  static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    func endField() {
      row.append(String(field))
      field = String.UnicodeScalarView()
    }
    func endRow() {
      endField()
      if row != [""] { rows.append(row) }
      row = []
    }
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      if isQuoted {
        if scalar != "\"" {
          field.append(scalar)
        } else if index < scalars.count, scalars[index] == "\"" {
          field.append("\"")
          index += 1
        } else {
          isQuoted = false
        }
        continue
      }
      switch scalar {
      case "\"": isQuoted = true
      case ",": endField()
      case "\r": break
      case "\n": endRow()
      default: field.append(scalar)
      }
    }
    if !field.isEmpty || !row.isEmpty { endRow() }
    return rows
  }

  /// Rows as text, every field in quotes.
  static func text(_ rows: [[String]]) -> String {
    rows.map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
    }.joined(separator: "\n") + "\n"
  }
}
