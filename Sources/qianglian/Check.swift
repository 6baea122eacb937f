import ArgumentParser
import ChainModel
import ChainReports
import ChainTables
import Foundation

/// Says what is wrong with a book's sheets, cell by cell.
struct Check: BookCommand {
  static let configuration = CommandConfiguration(
    abstract: "What is wrong with the sheets, cell by cell (检查报表).",
    discussion: "Exit code 1 when there are errors, 0 otherwise.")

  /// The formats of the report.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case csv
    case xlsx
  }

  @OptionGroup var common: CommonOptions

  @Option(
    help: ArgumentHelp(
      "text, json, csv or xlsx; xlsx is the senders' own sheets with doubtful cells marked.",
      valueName: "text|json|csv|xlsx"))
  var format: Format?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write (format from its extension), - for standard output; a folder for one "
        + "workbook per sender.", valueName: "file|folder/"))
  var output: String?

  @Option(
    help: "The most entries of each severity to list; 0 lists all (default: one of each kind).")
  var top: Int?

  func validate() throws {
    if let top { try FileFormat.validate(top: top) }
    if workbookFormat {
      guard let output, output != "-" else {
        throw ValidationError(
          "xlsx goes to a file or folder: give -o returned.xlsx, or -o folder/ for one workbook per "
            + "sender (xlsx 须写到文件或文件夹：-o 退回.xlsx，或 -o 文件夹/，每个报送单位一个)")
      }
    } else {
      try FileFormat.validateText(output, isFormatGiven: format != nil)
    }
  }

  /// Whether workbooks are asked for, by the format or by where they are to go.
  private var workbookFormat: Bool {
    if let format { return format == .xlsx }
    guard let output else { return false }
    return FileFormat.of(output, among: [Format.xlsx]) != nil || FolderOutput.isFolder(output)
  }

  func execute() async throws {
    var quiet = common
    quiet.quiet = true
    let book = try quiet.read()
    let report = CheckReport(book)
    let format = format ?? FileFormat.of(output, among: Format.allCases)
    switch workbookFormat ? .xlsx : format ?? .text {
    case .text:
      let day = common.language("判定日期 \(common.day)\n", "as of \(common.day)\n")
      try Output.write(
        day + report.text(in: common.language, most: top), to: output, language: common.language)
    case .json:
      try Output.write(
        report.json(in: common.language, asOf: common.day), to: output, language: common.language)
    case .csv:
      try Output.write(
        Data(report.csv(in: common.language)), to: output, language: common.language)
    case .xlsx: try writeWorkbooks(book, to: output ?? "")
    }
    if report.count(.error) > 0 { throw ExitCode(Failure.Code.answerIsNo.rawValue) }
  }
}

extension Check {
  /// Writes the senders' sheets with what was found: one workbook, or a folder of one for each.
  private func writeWorkbooks(_ book: ChainBook, to output: String) throws {
    let language = common.language
    let isFolder =
      FolderOutput.isFolder(output)
      || format == .xlsx && URL(fileURLWithPath: output).pathExtension.isEmpty
    try common.refuseInsideBook(output, isFolder: isFolder)
    let proposals = MergeProposals(book).proposals.map {
      ReturnedProposal($0, in: book, language: language)
    }
    let returned: ReturnedWorkbooks
    do throws(BookError) {
      returned = try ReturnedWorkbooks(
        book, at: common.book, readBy: common.reader, proposals: proposals,
        language: language)
    } catch {
      throw Failure(error, language)
    }
    do {
      let place = LineText.visible(output)
      if isFolder {
        let folder = try FolderOutput(output, language: language)
        var count = 0
        try returned.forEachSender { file in
          count += 1
          try folder.add(Data(file.bytes), named: file.name)
          note(file)
        }
        try folder.finish()
        try Output.write(
          language(
            "已写出 \(count) 个工作簿到“\(place)”，每个报送文件一个，打开先看“检查结果”\n",
            "\(count) workbooks written to “\(place)”, one per file; see “Check results” in each\n"),
          to: nil, language: language)
      } else {
        let file = try returned.workbook(named: URL(fileURLWithPath: output).lastPathComponent)
        try Output.write(Data(file.bytes), to: output, language: language)
        note(file)
        try Output.write(
          language(
            "已写出“\(place)”：报送的工作表 \(file.sheetCount) 张，打开先看“检查结果”\n",
            "“\(place)” written: \(file.sheetCount) sheets of senders; see “Check results” first\n"),
          to: nil, language: language)
      }
    } catch let error as ReturnedWorkbookError {
      throw Failure(.cannotWrite, error.message[language])
    }
  }

  /// Says what could not be copied as it was.
  private func note(_ file: ReturnedFile) {
    for remark in file.remarks.prefix(5) { Output.note("\(file.name): \(remark[common.language])") }
    if file.remarks.count > 5 {
      Output.note(
        common.language(
          "\(file.name)：同类还有 \(file.remarks.count - 5) 处",
          "\(file.name): \(file.remarks.count - 5) more of the kind"))
    }
  }
}

/// The format a file's name asks for.
enum FileFormat {
  /// The formats of a report of text.
  enum Text: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case csv
  }

  /// The format whose name is the file's extension.
  static func of<Format: RawRepresentable<String>>(
    _ path: String?, among formats: [Format]
  ) -> Format? {
    guard let path, path != "-" else { return nil }
    let fileExtension = URL(fileURLWithPath: path).pathExtension.lowercased()
    return formats.first { $0.rawValue == fileExtension }
  }

  /// Refuses a file whose name promises a format that a text report is not.
  static func validateText(_ path: String?, isFormatGiven: Bool) throws {
    guard !isFormatGiven, let path, path != "-" else { return }
    let fileExtension = URL(fileURLWithPath: path).pathExtension.lowercased()
    guard ["xlsx", "xls", "et", "pdf", "svg", "png", "html", "docx"].contains(fileExtension) else {
      return
    }
    throw ValidationError(
      "“\(path)”: use .txt, .json or .csv, or give --format (请用 .txt、.json 或 .csv，或给出 --format)")
  }

  /// Refuses a negative number of lines.
  static func validate(top: Int) throws {
    guard top < 0 else { return }
    throw ValidationError("--top wants 0 (all) or more (--top 须为 0（全部）或更大)")
  }
}
