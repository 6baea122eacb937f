import ArgumentParser
import ChainModel
import ChainReports
import ChainTables
import Foundation

/// Makes one canonical book of what all senders handed in.
struct Merge: BookCommand {
  static let configuration = CommandConfiguration(
    abstract: "One book from all senders' sheets, with who has handed in what (合并报表).",
    discussion: """
      Reads every workbook and CSV file of the folder, unites rows of the same firm, and writes one \
      book: a folder of CSV, or one workbook. The first screen (报送情况) says per sender how many \
      firms came, how complete they are, what is wrong, and who has not reported.
      """)

  /// The formats of the report.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @OptionGroup var common: CommonOptions

  @Option(
    name: .shortAndLong, help: "The book to write: a folder for CSV, or a file ending in .xlsx.")
  var output: String

  @Option(
    help: ArgumentHelp(
      "Who should report, one a line, in a text, CSV or workbook (报送单位名单).", valueName: "file"))
  var senders: String?

  @Option(help: ArgumentHelp("An earlier book to compare with (上期).", valueName: "book"))
  var against: String?

  @Option(help: "The report on standard output: text or json.")
  var format: Format = .text

  func validate() throws {
    let fileExtension = URL(fileURLWithPath: output).pathExtension.lowercased()
    guard output == "-" || !["", "xlsx"].contains(fileExtension) else { return }
    throw ValidationError(
      "“\(output)”: name a folder, or a file ending in .xlsx (请写文件夹名，或以 .xlsx 结尾的文件名)")
  }

  func execute() async throws {
    let isWorkbook = FileFormat.of(output, among: [Export.Format.xlsx]) != nil
    try common.refuseInsideBook(output, isFolder: !isWorkbook)
    var quiet = common
    quiet.quiet = true
    let expected: [String]?
    do throws(BookError) {
      expected = try senders.map { path throws(BookError) in try SenderList.read(path) }
    } catch {
      throw Failure(error, common.language)
    }
    var earlier: ChainBook?
    if let against {
      var past = quiet
      past.book = against
      past.mapFile = nil
      earlier = try past.read()
    }
    let book = try quiet.read()
    let report = MergeReport(
      book, expected: expected, earlier: earlier, proposals: MergeProposals(book).counts)
    try BookFiles.write(
      BookExport(book), to: output, language: common.language, quiet: common.quiet)
    switch format {
    case .text:
      let day = common.language("判定日期 \(common.day)\n", "as of \(common.day)\n")
      let end = common.language(
        "已写入 \(output)；逐格问题：qianglian check \(common.book) --format xlsx -o 检查结果.xlsx\n",
        "written to \(output); cell by cell: qianglian check \(common.book) --format xlsx -o check.xlsx\n"
      )
      try Output.write(
        day + report.text(in: common.language) + end, to: nil, language: common.language)
    case .json:
      try Output.write(report.json(asOf: common.day), to: nil, language: common.language)
    }
  }
}
