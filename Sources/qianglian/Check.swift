import ArgumentParser
import ChainModel
import ChainReports
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
  }

  @OptionGroup var common: CommonOptions

  @Option(help: "text, json or csv.")
  var format: Format?

  @Option(
    name: .shortAndLong,
    help: "The file to write (format from its extension); - for standard output.")
  var output: String?

  @Option(
    help: "The most entries of each severity to list; 0 lists all (default: one of each kind).")
  var top: Int?

  func validate() throws {
    if let top { try FileFormat.validate(top: top) }
    try FileFormat.validateText(output, isFormatGiven: format != nil)
  }

  func execute() async throws {
    var quiet = common
    quiet.quiet = true
    let book = try quiet.read()
    let report = CheckReport(book)
    switch format ?? FileFormat.of(output, among: Format.allCases) ?? .text {
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
    }
    if report.count(.error) > 0 { throw ExitCode(Failure.Code.answerIsNo.rawValue) }
  }
}

/// The format a file's name asks for.
enum FileFormat {
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
