public import ChainModel
public import ChainTables
import Workbook
internal import WorkbookOutput

/// Workbooks that go back to those who sent a book's sheets: the sheets as they laid them out, with
/// doubtful cells coloured and commented, before them a list of all that was found, behind them what
/// a person has to decide.
///
/// Read as a book, a returned workbook says what the sheets in it said, and what was decided in it.
public struct ReturnedWorkbooks: Sendable {
  let book: ChainBook
  let files: [OriginalFile]
  let asOf: CalendarDate
  let proposals: [ReturnedProposal]
  let language: Language

  /// Workbooks to return.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - path: Where it was read: a folder, or one file.
  ///   - reader: The reader that read it.
  ///   - proposals: What is to be decided.
  ///   - language: The language of all that is added to the sheets.
  /// - Throws: `BookError` where the path cannot be read any more.
  public init(
    _ book: ChainBook, at path: String, readBy reader: BookReader,
    proposals: [ReturnedProposal] = [], language: Language = .chinese
  ) throws(BookError) {
    self.book = book
    files = try reader.originals(at: path)
    asOf = reader.asOf
    self.proposals = proposals
    self.language = language
  }

  /// One workbook with the sheets of every sender.
  ///
  /// - Parameter name: The name of the file.
  /// - Returns: The workbook.
  /// - Throws: ``ReturnedWorkbookError`` where it cannot be written.
  /// - Complexity: O(cells) in time; in space O(longest sheet's diagnostics + the files' bytes).
  public func workbook(
    named name: String = "检查结果.xlsx"
  ) throws(ReturnedWorkbookError) -> ReturnedFile {
    try write(
      ReturnedPlan(
        files: files, title: nil, diagnostics: book.diagnostics, proposals: proposals, in: self),
      named: name)
  }

  /// A workbook for each file of the book, and one more for what concerns no single file.
  ///
  /// - Parameter body: Takes each workbook.
  /// - Throws: ``ReturnedWorkbookError`` where one cannot be written, and what `body` throws.
  /// - Complexity: O(cells + files · diagnostics) in time; in space as for the longest file.
  public func forEachSender(_ body: (ReturnedFile) throws -> Void) throws {
    let names = fileNames
    let known = Set(files.map(\.name))
    var diagnostics: [String: [Diagnostic]] = [:]
    for diagnostic in book.diagnostics {
      diagnostics[known.contains(diagnostic.file) ? diagnostic.file : "", default: []]
        .append(diagnostic)
    }
    for (file, name) in zip(files, names) {
      try body(
        write(
          ReturnedPlan(
            files: [file], title: file.name, diagnostics: diagnostics[file.name] ?? [],
            proposals: proposals.filter { uses($0, file) }, in: self),
          named: name))
    }
    if let general = diagnostics[""] {
      try body(
        write(
          ReturnedPlan(files: [], title: nil, diagnostics: general, proposals: [], in: self),
          named: language("检查结果.xlsx", "check results.xlsx")))
    }
  }

  /// The name of each file's workbook: after the file without its extension, or with it where several
  /// files differ in nothing else.
  private var fileNames: [String] {
    let ending = language("_检查结果.xlsx", "_check results.xlsx")
    var counts: [String: Int] = [:]
    for file in files { counts[file.base.lowercased(), default: 0] += 1 }
    var taken = Set<String>()
    return files.map { file in
      let isAlone = counts[file.base.lowercased()] == 1
      let stem = Self.cut(isAlone ? file.base : file.name.replacing("/", with: "_"))
      var name = stem + ending
      var number = 1
      while !taken.insert(name.lowercased()).inserted {
        number += 1
        name = stem + "(\(number))" + ending
      }
      return name
    }
  }

  /// The beginning of a name for which file systems have room with what follows it.
  private static func cut(_ name: String) -> String {
    var name = name
    while name.utf8.count > 200 { name.removeLast() }
    return name
  }

  private func uses(_ proposal: ReturnedProposal, _ file: OriginalFile) -> Bool {
    proposal.origins.contains { origin in
      !origin.isCreated && Int(origin.source) < book.sources.count
        && book.sources[Int(origin.source)].file == file.name
    }
  }

  private func write(
    _ plan: ReturnedPlan, named name: String
  ) throws(ReturnedWorkbookError) -> ReturnedFile {
    do throws(WorkbookOutputError) {
      let output = try plan.write()
      return ReturnedFile(
        name: name, bytes: output.bytes, sheetCount: plan.sheets.count,
        remarks: output.remarks.map { Bilingual($0.chinese, $0.english) })
    } catch {
      throw ReturnedWorkbookError(
        message: Bilingual("“\(name)”：" + error.chinese, "“\(name)”: " + error.english))
    }
  }
}

/// A returned workbook.
public struct ReturnedFile: Sendable {
  /// The name of the file.
  public let name: String
  /// The file's bytes.
  public let bytes: [UInt8]
  /// How many of the senders' sheets it has.
  public let sheetCount: Int
  /// What is in it otherwise than in the sheets.
  public let remarks: [Bilingual]
}

/// Why a workbook cannot be returned.
public struct ReturnedWorkbookError: Error, Sendable {
  /// What went wrong and what to do.
  public let message: Bilingual
}
