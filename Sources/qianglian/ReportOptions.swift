import ArgumentParser
import ChainModel
import ChainReports
import Foundation
import WorkbookOutput

/// Options of commands that print findings with evidence.
struct ReportOptions: ParsableArguments {
  /// The formats of a report.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case csv
    case xlsx
  }

  @Option(help: "text, json, csv or xlsx.")
  var format: Format?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write (format from its extension); - for standard output.", valueName: "file"))
  var output: String?

  @Flag(
    help: ArgumentHelp(
      "Adds the rows behind every figure (依据): file, sheet, row, values. An xlsx has them always; "
        + "a csv then holds them instead of the findings."))
  var evidence = false

  func validate() throws {
    if format == .xlsx, output == nil || output == "-" {
      throw ValidationError("xlsx goes to a file: give -o FILE.xlsx (xlsx 须写到文件：-o 文件.xlsx)")
    }
    guard format == nil, let output, output != "-",
      FileFormat.of(output, among: Format.allCases) == nil
    else { return }
    let fileExtension = URL(fileURLWithPath: output).pathExtension.lowercased()
    guard ["xls", "et", "pdf", "svg", "png", "html", "docx", "doc", "wps"].contains(fileExtension)
    else { return }
    throw ValidationError(
      "“\(output)”: use .txt, .json, .csv or .xlsx, or give --format "
        + "(请用 .txt、.json、.csv 或 .xlsx，或给出 --format)")
  }

  /// The format asked for, or that of the file's extension.
  var chosen: Format {
    format ?? FileFormat.of(output, among: Format.allCases) ?? .text
  }

  /// The firms of a book up to which evidence holds everything unless the user says how much.
  private static let smallBook = 2_000

  /// How many findings of each list to look for, 0 for all: what the user asked for, else an overview
  /// in a text and 20 in other formats.
  ///
  /// What is written with its evidence holds everything where the book is small enough, so that totals
  /// can be recounted too.
  func limit(_ top: Int?, overview: Int, in book: ChainBook) -> Int {
    if let top { return top }
    if chosen == .text { return overview }
    return (evidence || chosen == .xlsx) && book.firms.count <= Self.smallBook ? 0 : 20
  }

  /// Writes a report.
  func write(
    _ common: CommonOptions, text: () -> String, json: () -> String, csv: () -> [UInt8],
    workbook: () throws(WorkbookOutputError) -> WorkbookWriter.Output
  ) throws {
    let language = common.language
    switch chosen {
    case .text: try Output.write(text(), to: output, language: language)
    case .json: try Output.write(json(), to: output, language: language)
    case .csv: try Output.write(Data(csv()), to: output, language: language)
    case .xlsx:
      let written = try Output.workbook(language, quiet: common.quiet, workbook)
      try Output.write(Data(written.bytes), to: output, language: language)
    }
  }
}

/// How many processors to use.
struct ThreadsOption: ParsableArguments {
  @Option(help: "How many threads to use (default: one for each processor).")
  var threads: Int?

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads wants 1 to 1024 (--threads 须在 1 到 1024 之间)")
    }
  }

  /// The number of threads.
  var count: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }
}
