import ArgumentParser
import ChainModel
import ChainTables
import Foundation
import TextEncodings
import WorkbookOutput

/// Writes the survey workbook to send out.
struct Template: BookCommand {
  static let configuration = CommandConfiguration(
    abstract: "The survey workbook to send out and fill in (调研摸底表模板).",
    discussion: """
      qianglian template -o 调研摸底表.xlsx           lists for roles, sizes and the like
      qianglian template BOOK -o 调研摸底表.xlsx      also the book's chains, segments and regions, \
      and its problem library
      """)

  @Argument(
    help: ArgumentHelp(
      "A book whose chains, segments, regions and problems the lists offer.", valueName: "book"))
  var book: String?

  @Option(
    help: ArgumentHelp(
      "The encoding of the book's files without a byte order mark.",
      valueName: "utf-8|gb18030|big5|utf-16"))
  var encoding: String?

  @Option(name: .shortAndLong, help: "The workbook to write (.xlsx); - for standard output.")
  var output: String

  @Option(help: "The language of messages: zh or en. The workbook is in Chinese.")
  var language: Language = .chinese

  func validate() throws {
    if let encoding, TextEncoding(name: encoding) == nil {
      throw ValidationError(
        language("--encoding 不认识", "--encoding does not know ") + "“\(encoding)”: "
          + TextEncoding.listedNames.joined(separator: ", "))
    }
    guard output == "-" || output.lowercased().hasSuffix(".xlsx") else {
      throw ValidationError(
        language("模板是工作簿，文件名须以 .xlsx 结尾：", "the template is a workbook; name it .xlsx: ")
          + "“\(output)”")
    }
  }

  func execute() async throws {
    let template = try book.map { SurveyTemplate(book: try read($0)) } ?? SurveyTemplate()
    let written = try Output.workbook(language) { () throws(WorkbookOutputError) in
      try template.write()
    }
    try Output.write(Data(written.bytes), to: output, language: language)
  }

  private func read(_ path: String) throws -> ChainBook {
    // Nothing in the template depends on a date.
    var reader = BookReader(asOf: .earliest)
    reader.encoding = encoding
    do throws(BookError) {
      return try reader.read(path)
    } catch {
      throw Failure(error, language)
    }
  }
}

extension Output {
  /// Writes a workbook, and says which cells aren't in it whole.
  ///
  /// - Parameters:
  ///   - language: The language of messages.
  ///   - quiet: Whether nothing is said.
  ///   - write: Writes it.
  /// - Returns: The workbook.
  /// - Throws: ``Failure`` where it cannot be written.
  static func workbook(
    _ language: Language, quiet: Bool = false,
    _ write: () throws(WorkbookOutputError) -> WorkbookWriter.Output
  ) throws -> WorkbookWriter.Output {
    let written: WorkbookWriter.Output
    do throws(WorkbookOutputError) {
      written = try write()
    } catch {
      throw Failure(
        error == .refused ? .bug : .cannotWrite, language(error.chinese, error.english))
    }
    guard !quiet else { return written }
    for remark in written.remarks.prefix(20) {
      note(language(remark.chinese, remark.english))
    }
    if written.remarks.count > 20 {
      let rest = written.remarks.count - 20
      note(language("……还有 \(rest) 处", "… \(rest) more"))
    }
    return written
  }
}
