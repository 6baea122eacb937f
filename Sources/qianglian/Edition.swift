import ChainModel
import ChainReports
import ChainTables
import Foundation

/// A book as an edition for some audience shows it.
enum Edition {
  /// The book that whoever gets the edition can read: exported for its audience, and read again.
  ///
  /// What an export leaves out is not in this book, so that no map drawn from it can show it.
  ///
  /// - Parameters:
  ///   - book: The whole book.
  ///   - scope: Whom the edition is for.
  ///   - day: The date at which certificates and problems are judged.
  ///   - language: The language of messages.
  /// - Returns: The whole book for the bureau itself, else the edition's.
  /// - Throws: ``Failure`` where the temporary folder cannot be written or read.
  static func book(
    _ book: ChainBook, scope: BookScope, asOf day: CalendarDate, _ language: Language
  ) throws -> ChainBook {
    if scope.audience == .bureau { return book }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "qianglian-edition-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = BookExport(book, scope: scope, asOf: day, in: .chinese).csvFiles()
    try BookFiles.writeFolder(files, to: folder.path, language)
    do throws(BookError) {
      return try BookReader(asOf: day).read(folder.path)
    } catch {
      throw Failure(error, language)
    }
  }

  /// What a map says of the edition under its title.
  static func notice(
    of scope: BookScope, in book: ChainBook, _ language: Language
  ) -> String {
    switch scope.audience {
    case .bureau: language("内部资料 不得外传", "internal, not to be passed on")
    case .everyone:
      language(
        "公开版：只含登记和获证信息，不含供应关系和质量问题",
        "public edition: registers and certificates, no supplies, no quality problems")
    case .leader(let firm):
      language(
        "仅供 \(book.text[book.firms[firm].name]) 使用：只含其上下游企业",
        "for \(book.text[book.firms[firm].name]) only: the firms upstream and downstream of it")
    }
  }
}
