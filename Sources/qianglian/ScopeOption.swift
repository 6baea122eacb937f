import ArgumentParser
import ChainAnalysis
import ChainModel
import ChainReports

/// Whom an edition is for: `public`, `internal` or `leader:FIRM`.
struct ScopeOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Whom the edition is for: public (anybody), internal (the bureau) or one chain leader, by "
        + "credit code, number, name or an unambiguous part of it.",
      valueName: "public|internal|leader:FIRM"))
  var scope: String?

  private enum Wanted {
    case everyone
    case bureau
    case leader(String)
  }

  private var wanted: Wanted? {
    switch scope {
    case "public": return .everyone
    case "internal": return .bureau
    default:
      guard let scope, let colon = scope.firstIndex(where: { $0 == ":" || $0 == "：" }),
        scope[..<colon] == "leader"
      else { return nil }
      let firm = TextFolding.cleanCell(String(scope[scope.index(after: colon)...]))
      return firm.isEmpty ? nil : .leader(firm)
    }
  }

  /// Whether the edition is for anybody.
  var isPublic: Bool {
    if case .everyone = wanted { return true }
    return false
  }

  /// Whether the edition holds only the firms around one leader.
  var isPartial: Bool {
    if case .leader = wanted { return true }
    return false
  }

  func validate() throws {
    guard let scope, wanted == nil else { return }
    throw ValidationError(
      "--scope wants public, internal or leader:FIRM, not “\(scope)” "
        + "(范围只能是 public（公开）、internal（内部）或 leader:链主企业)")
  }

  /// The scope in a book; nil where none is asked for.
  ///
  /// - Throws: ``Failure`` where no firm, or more than one, is meant.
  func scope(in book: ChainBook, _ language: Language, quiet: Bool) throws -> BookScope? {
    switch wanted {
    case nil: return nil
    case .everyone: return .everyone(book)
    case .bureau: return .bureau(book)
    case .leader(let text):
      let firm = try Lookup(book: book, language: language).firm(text)
      if !quiet, !Self.isLeader(firm, in: book) {
        Output.note(
          language(
            "“\(book.text[book.firms[firm].name])”在书中不是链主，仍按它的上下游输出",
            "“\(book.text[book.firms[firm].name])” is no chain leader in the book; its cone is "
              + "written all the same"))
      }
      return .leader(firm, in: book)
    }
  }

  private static func isLeader(_ firm: Int, in book: ChainBook) -> Bool {
    book.membershipsOfFirm[firm].contains { book.members[$0].role == .leader }
      || book.chains.contains { book.indices($0.leaders).contains(firm) }
  }
}
