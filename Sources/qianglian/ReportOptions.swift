import ArgumentParser
import ChainModel
import ChainReports
import Foundation
import WorkbookOutput

/// The formats that a command writes.
protocol OutputFormat: ExpressibleByArgument, CaseIterable, RawRepresentable<String>, Sendable {
  /// The format where neither an option nor a file's extension names one.
  static var standard: Self { get }
  /// Whether it is for a file alone and not for a terminal.
  var isForFiles: Bool { get }
}

/// The formats of a report.
enum ReportFormat: String, OutputFormat {
  case text
  case json
  case csv
  case xlsx

  static let standard = text

  var isForFiles: Bool { self == .xlsx }
}

/// Options of commands that print findings with evidence.
typealias ReportOptions = OutputOptions<ReportFormat>

/// Options of commands that print findings with evidence, in formats of their own.
struct OutputOptions<Format: OutputFormat>: ParsableArguments {
  @Option(help: ArgumentHelp(Self.list(", ", last: " or ") + "."))
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

  /// The formats' names, joined.
  private static func list(_ separator: String, last: String, before: String = "") -> String {
    let names = Format.allCases.map {
      before + (before == "." && $0.rawValue == "text" ? "txt" : $0.rawValue)
    }
    return names.dropLast().joined(separator: separator) + last + (names.last ?? "")
  }

  func validate() throws {
    if let format, format.isForFiles, output == nil || output == "-" {
      let name = format.rawValue
      throw ValidationError(
        "\(name) goes to a file: give -o FILE.\(name) (\(name) 须写到文件：-o 文件.\(name))")
    }
    guard format == nil, let output, output != "-",
      FileFormat.of(output, among: Array(Format.allCases)) == nil
    else { return }
    let fileExtension = URL(fileURLWithPath: output).pathExtension.lowercased()
    guard ["xls", "et", "pdf", "svg", "png", "html", "docx", "doc", "wps"].contains(fileExtension)
    else { return }
    throw ValidationError(
      "“\(output)”: use \(Self.list(", ", last: " or ", before: ".")), or give --format "
        + "(请用 \(Self.list("、", last: " 或 ", before: "."))，或给出 --format)")
  }

  /// The format asked for, or that of the file's extension.
  var chosen: Format {
    format ?? FileFormat.of(output, among: Array(Format.allCases)) ?? .standard
  }
}

extension OutputOptions where Format == ReportFormat {
  /// The firms of a book up to which evidence holds everything unless the user says how much.
  private static var smallBook: Int { 2_000 }

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
