import ChainAnalysis
import ChainModel

/// Sentences that stand on every map, whatever it shows.
struct PageWords {
  let book: ChainBook
  let ledger: QualityLedger
  let options: MapOptions

  private var language: Language { options.language }

  /// A text from the book on one line.
  static func line(_ text: String) -> String {
    // A text far longer than any label is cut before it is measured again and again.
    text.prefix(400).split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// A segment's name, after its parent's where another segment of the chain bears the same.
  ///
  /// - Complexity: O(segments of the chain).
  static func segment(_ segment: Int, in book: ChainBook) -> String {
    let row = book.segments[segment]
    let name = line(book.text[row.name])
    guard let parent = row.parent.index, let chain = row.chain.index,
      book.segmentsOfChain[chain].contains(where: {
        $0 != segment && book.segments[$0].name == row.name
      })
    else { return name }
    return line(book.text[book.segments[parent].name]) + "·" + name
  }

  /// A segment's name, with its chain's where the book has several.
  static func placedSegment(_ segment: Int, in book: ChainBook) -> String {
    guard book.chains.count > 1, let chain = book.segments[segment].chain.index else {
      return self.segment(segment, in: book)
    }
    return line(book.text[book.chains[chain].name]) + "·" + self.segment(segment, in: book)
  }

  /// A share as 3/5; a percentage is added from 10 firms on.
  static func share(_ part: Int, of whole: Int, in language: Language) -> String {
    guard whole >= 10 else { return "\(part)/\(whole)" }
    let percent = Int((Double(part) / Double(whole) * 100).rounded())
    return "\(part)/\(whole)" + language("（\(percent)%）", " (\(percent)%)")
  }

  /// An amount in 万元 as people write it.
  static func amount(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  /// A label that a gutter has room for: whole, or to the end of its first words.
  ///
  /// - Parameters:
  ///   - label: The label, of which a tip has the whole.
  ///   - suffix: What stays where the label ends with it.
  /// - Returns: The label; nil where even the first words are too long.
  static func shortened(_ label: String, keeping suffix: String = "") -> String? {
    func fits(_ text: String) -> Bool {
      TextMetrics.width(text, size: MapTheme.TextSize.small) <= 84
    }
    if fits(label) { return label }
    let suffix = label.hasSuffix(suffix) ? suffix : ""
    let words = label.dropLast(suffix.count)
    let ends: Set<Character> = ["（", "(", "、", "，", ",", "；", ";", "/", ":", "："]
    var first = words.prefix { !ends.contains($0) }
    while first.last?.isWhitespace ?? false { first.removeLast() }
    let short = first + "…" + suffix
    if !first.isEmpty, first.count < words.count, fits(short) { return short }
    return suffix.isEmpty ? nil : suffix
  }

  /// The sentence under the title: the user's, or one that states what the map shows.
  func headline(_ sentence: @autoclosure () -> String) -> String {
    switch options.headline {
    case .none: return ""
    case .text(let text): return Self.line(text)
    case .automatic:
      let sentence = sentence()
      return sentence.isEmpty ? "" : options.range + sentence
    }
  }

  /// What the data is, such as 虚构示例数据, and whom the edition is for.
  func notice(_ notice: String) -> String {
    let data =
      notice == "虚构示例数据" ? language(notice, notice + " · invented example data") : notice
    return [data, options.edition].filter { !$0.isEmpty }.joined(separator: " ｜ ")
  }

  /// A cell that a chain's row has beyond the known columns.
  func extra(_ header: String, ofChain chain: Int) -> String {
    for cell in book.extras(of: book.chains[chain].origin)
    where book.text[cell.header] == header {
      return Self.line(book.text[cell.text])
    }
    return ""
  }

  /// The date the data is of: the chain's own 数据截至, else the latest report of some firms.
  func dataDate(ofChain chain: Int?, firms: [Int]) -> String {
    let stated = chain.map { extra("数据截至", ofChain: $0) } ?? ""
    if !stated.isEmpty { return stated }
    return firms.compactMap { book.firms[$0].reportedOn.date }.max()?.description ?? ""
  }

  /// Maker, source and page.
  func footer(ofChain chain: Int?, page: Int = 1, of pages: Int = 1) -> [String] {
    var parts: [String] = []
    let maker = chain.map { Self.line(book.text[book.chains[$0].department]) } ?? ""
    if !maker.isEmpty { parts.append(language("制图单位：", "made by ") + maker) }
    if !options.sourceName.isEmpty {
      parts.append(language("数据来源：", "source: ") + options.sourceName)
    }
    parts.append(language("强链 QiangLian 制图", "drawn with QiangLian"))
    parts.append(language("第 \(page) 页，共 \(pages) 页", "page \(page) of \(pages)"))
    return parts
  }
}
