import ChainModel
import ChainReports

/// Finds what a person names in a book, or says what there is.
struct Lookup {
  let book: ChainBook
  let language: Language

  /// The firm that a text means: by credit code, number, name or an unambiguous part of it.
  ///
  /// - Throws: ``Failure`` where no firm, or more than one, is meant.
  func firm(_ text: String) throws -> Int {
    let found = FirmLookup.firms(matching: text, in: book)
    if found.count == 1 { return found[0] }
    guard !found.isEmpty else {
      throw Failure(
        .notFound,
        language(
          "没有企业“\(text)”：请给出统一社会信用代码、企业编号或企业名称",
          "there is no firm “\(text)”; give its credit code, number or name"))
    }
    let most = 20
    let list = found.prefix(most).map {
      LineText.visible("  \(book.text[book.firms[$0].id]) \(book.text[book.firms[$0].name])")
    }
    let rest =
      found.count > most
      ? [language("  ……还有 \(found.count - most) 家", "  … \(found.count - most) more")] : []
    throw Failure(
      .notFound,
      ([language("“\(text)”可以是几家企业，请指明一家：", "“\(text)” may be several firms; name one:")]
        + list + rest).joined(separator: "\n"))
  }

  /// The chain that a text means: by number, name or an unambiguous part of it.
  ///
  /// - Throws: ``Failure`` where no chain, or more than one, is meant.
  func chain(_ text: String) throws -> Int {
    let found = ChainLookup.chains(matching: text, in: book)
    if found.count == 1 { return found[0] }
    throw Failure(
      .notFound,
      language("没有产业链“\(text)”，现有：", "there is no chain “\(text)”; the book has: ")
        + chainList)
  }

  /// Every chain by number and name.
  var chainList: String {
    book.chains.map { LineText.visible("\(book.text[$0.id]) \(book.text[$0.name])") }
      .joined(separator: language("、", ", "))
  }

  /// The region that a text means: by code, name or an unambiguous part of it.
  ///
  /// - Throws: ``Failure`` where no region, or more than one, is meant.
  func region(_ text: String) throws -> Int {
    let found = RegionLookup.regions(matching: text, in: book)
    if found.count == 1 { return found[0] }
    let shown = (found.isEmpty ? Array(book.regions.indices) : found).prefix(40).map {
      LineText.visible("\(book.text[book.regions[$0].code]) \(book.text[book.regions[$0].name])")
    }.joined(separator: language("、", ", "))
    throw Failure(
      .notFound,
      found.isEmpty
        ? language("没有区域“\(text)”，现有：", "there is no region “\(text)”; the book has: ") + shown
        : language("“\(text)”可以是几个区域，请用代码指明：", "“\(text)” may be several regions; give a code: ")
          + shown)
  }

  /// The problem that a text means: by number, name, synonym or an unambiguous part of its name.
  ///
  /// - Throws: ``Failure`` where no problem, or more than one, is meant.
  func problem(_ text: String) throws -> Int {
    let found = ProblemLookup.problems(matching: text, in: book)
    if found.count == 1 { return found[0] }
    let shown = (found.isEmpty ? Array(book.problems.indices) : found).prefix(40).map {
      LineText.visible("\(book.text[book.problems[$0].id]) \(book.text[book.problems[$0].name])")
    }.joined(separator: language("、", ", "))
    throw Failure(
      .notFound,
      found.isEmpty
        ? language("没有问题“\(text)”，现有：", "there is no problem “\(text)”; the book has: ") + shown
        : language("“\(text)”可以是几个问题，请指明：", "“\(text)” may be several problems; name one: ")
          + shown)
  }
}
