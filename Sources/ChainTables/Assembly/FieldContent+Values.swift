import ChainModel
import Foundation

/// What merging and writing need to know of a cell, written once for every kind of value.
extension FieldContent {
  /// Whether the cell was blank.
  func isBlank(_ row: Row) -> Bool {
    switch self {
    case .text(let place): row[keyPath: place].isEmpty
    case .texts(let place): row[keyPath: place].isEmpty
    case .number(let place, _), .share(let place): row[keyPath: place].value == nil
    case .flag(let place): row[keyPath: place] == nil
    case .date(let place, _): row[keyPath: place].isMissing
    case .word(let access): access.position(row) == nil
    case .firm(let place): row[keyPath: place].written.isEmpty
    case .firms(let place): row[keyPath: place].written.isEmpty
    case .chain(let place): row[keyPath: place].written.isEmpty
    case .segment(let place): row[keyPath: place].written.isEmpty
    case .segments(let place): row[keyPath: place].written.isEmpty
    case .problem(let place): row[keyPath: place].written.isEmpty
    case .problems(let place): row[keyPath: place].written.isEmpty
    case .region(let place): row[keyPath: place].written.isEmpty
    case .regions(let place): row[keyPath: place].written.isEmpty
    case .programme(let place): row[keyPath: place].written.isEmpty
    }
  }

  /// Copies the cell from one row to another.
  func copy(from source: Row, into target: inout Row) {
    switch self {
    case .text(let place): target[keyPath: place] = source[keyPath: place]
    case .texts(let place): target[keyPath: place] = source[keyPath: place]
    case .number(let place, _), .share(let place):
      target[keyPath: place] = source[keyPath: place]
    case .flag(let place): target[keyPath: place] = source[keyPath: place]
    case .date(let place, _): target[keyPath: place] = source[keyPath: place]
    case .word(let access): access.copy(&target, source)
    case .firm(let place): target[keyPath: place] = source[keyPath: place]
    case .firms(let place): target[keyPath: place] = source[keyPath: place]
    case .chain(let place): target[keyPath: place] = source[keyPath: place]
    case .segment(let place): target[keyPath: place] = source[keyPath: place]
    case .segments(let place): target[keyPath: place] = source[keyPath: place]
    case .problem(let place): target[keyPath: place] = source[keyPath: place]
    case .problems(let place): target[keyPath: place] = source[keyPath: place]
    case .region(let place): target[keyPath: place] = source[keyPath: place]
    case .regions(let place): target[keyPath: place] = source[keyPath: place]
    case .programme(let place): target[keyPath: place] = source[keyPath: place]
    }
  }

  /// The position of the row that a cell of one name was resolved to, or −1; nil for other cells.
  func position(_ row: Row) -> Int32? {
    switch self {
    case .firm(let place): row[keyPath: place].position
    case .chain(let place): row[keyPath: place].position
    case .segment(let place): row[keyPath: place].position
    case .problem(let place): row[keyPath: place].position
    case .region(let place): row[keyPath: place].position
    case .programme(let place): row[keyPath: place].position
    default: nil
    }
  }

  /// The values of a cell that may hold several, as written; nil for cells of one value.
  func list(_ row: Row) -> TextList? {
    switch self {
    case .texts(let place): row[keyPath: place]
    case .firms(let place): row[keyPath: place].written
    case .segments(let place): row[keyPath: place].written
    case .problems(let place): row[keyPath: place].written
    case .regions(let place): row[keyPath: place].written
    default: nil
    }
  }

  /// Sets the values of a cell that may hold several.
  func setList(_ list: TextList, in row: inout Row) {
    switch self {
    case .texts(let place): row[keyPath: place] = list
    case .firms(let place): row[keyPath: place].written = list
    case .segments(let place): row[keyPath: place].written = list
    case .problems(let place): row[keyPath: place].written = list
    case .regions(let place): row[keyPath: place].written = list
    default: break
    }
  }

  /// The texts a cell is made of, whatever they name; none for numbers, dates and words.
  func texts(_ row: Row, in pool: TextPool) -> [TextID] {
    switch self {
    case .text(let place): [row[keyPath: place]]
    case .firm(let place): [row[keyPath: place].written]
    case .chain(let place): [row[keyPath: place].written]
    case .segment(let place): [row[keyPath: place].written]
    case .problem(let place): [row[keyPath: place].written]
    case .region(let place): [row[keyPath: place].written]
    case .programme(let place): [row[keyPath: place].written]
    case .texts, .firms, .segments, .problems, .regions:
      Array(pool.handles(list(row) ?? .empty))
    case .number, .share, .flag, .date, .word: []
    }
  }

  /// Sets the texts a cell is made of, in the order of ``texts(_:in:)``.
  func setTexts(_ texts: [TextID], in row: inout Row, pool: inout TextPool) {
    guard let first = texts.first else { return }
    switch self {
    case .text(let place): row[keyPath: place] = first
    case .firm(let place): row[keyPath: place].written = first
    case .chain(let place): row[keyPath: place].written = first
    case .segment(let place): row[keyPath: place].written = first
    case .problem(let place): row[keyPath: place].written = first
    case .region(let place): row[keyPath: place].written = first
    case .programme(let place): row[keyPath: place].written = first
    case .texts, .firms, .segments, .problems, .regions: setList(pool.list(texts), in: &row)
    case .number, .share, .flag, .date, .word: break
    }
  }

  /// The number in the cell, which orders conflicting values before their text does.
  func number(_ row: Row) -> Double? {
    switch self {
    case .number(let place, _), .share(let place): row[keyPath: place].value
    default: nil
    }
  }

  /// The cell as text: numbers in 万元, shares as fractions, dates by ISO 8601.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - pool: The book's texts.
  ///   - language: The language of vocabulary words.
  /// - Returns: The text; references as written; several values joined by `；`.
  package func text(_ row: Row, in pool: TextPool, language: Language = .chinese) -> String {
    switch self {
    case .text(let place): pool[row[keyPath: place]]
    case .number(let place, _), .share(let place):
      row[keyPath: place].value.map(DecimalText.shortest) ?? ""
    case .flag(let place): row[keyPath: place].map { $0 ? "是" : "否" } ?? ""
    case .date(let place, _): Self.dateText(row[keyPath: place])
    case .word(let access):
      access.position(row).map {
        language == .chinese ? access.words[$0] : access.englishWords[$0]
      } ?? ""
    case .firm(let place): pool[row[keyPath: place].written]
    case .chain(let place): pool[row[keyPath: place].written]
    case .segment(let place): pool[row[keyPath: place].written]
    case .problem(let place): pool[row[keyPath: place].written]
    case .region(let place): pool[row[keyPath: place].written]
    case .programme(let place): pool[row[keyPath: place].written]
    case .texts, .firms, .segments, .problems, .regions:
      pool[list(row) ?? .empty].joined(separator: "；")
    }
  }

  package static func dateText(_ date: OptionalDate) -> String {
    if date.isUnlimited { return "长期" }
    return date.date.map(\.description) ?? ""
  }
}

/// Numbers as text.
package enum DecimalText {
  /// A number rounded to the fifteen significant digits that spreadsheet programs show.
  package static func roundedToFifteenDigits(_ number: Double) -> Double {
    guard number != 0, number.isFinite else { return number }
    // Through text, so that 35.299999999999997 becomes 35.3 and not its neighbour.
    return Double(String(format: "%.14e", number)) ?? number
  }

  /// The shortest text that reads back as the same number, without exponent or trailing `.0`.
  ///
  /// - Complexity: O(digits).
  package static func shortest(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
    let text = String(describing: number)
    guard let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) else { return text }
    let exponent = Int(text[text.index(after: mark)...]) ?? 0
    let mantissa = text[..<mark]
    let sign = mantissa.hasPrefix("-") ? "-" : ""
    let parts = mantissa.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    let whole = parts.first.map(String.init) ?? "0"
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    let digits = whole + (fraction == "0" ? "" : fraction)
    let point = whole.count + exponent
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    if point >= digits.count {
      return sign + digits + String(repeating: "0", count: point - digits.count)
    }
    let cut = digits.index(digits.startIndex, offsetBy: point)
    return sign + digits[..<cut] + "." + digits[cut...]
  }
}
