import ArgumentParser
import ChainModel
import ChainReports
import Foundation
import WorkbookOutput

/// Writes the book in forms other programs read.
struct Export: BookCommand {
  static let configuration = CommandConfiguration(
    abstract: "The book as a workbook, a folder of CSV, GraphML or JSON (导出).")

  /// The forms of an export.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv
    case xlsx
    case graphml
    case json
  }

  @OptionGroup var common: CommonOptions

  @OptionGroup var scopeOption: ScopeOption

  @Option(help: "csv, xlsx, graphml or json; csv writes a folder.")
  var format: Format?

  @Option(
    name: .shortAndLong,
    help: "The file (.xlsx, .json, .graphml) or the folder for csv; - for standard output.")
  var output: String

  func validate() throws {
    guard format == nil, output != "-" else { return }
    let fileExtension = URL(fileURLWithPath: output).pathExtension.lowercased()
    guard ["xls", "et", "xml", "dot", "svg", "pdf", "png", "txt"].contains(fileExtension)
    else { return }
    throw ValidationError(
      "“\(output)”: use .xlsx, .json, .graphml or a folder, or give --format "
        + "(请用 .xlsx、.json、.graphml 或文件夹，或给出 --format)")
  }

  func execute() async throws {
    let book = try common.read()
    let scope = try scopeOption.scope(in: book, common.language, quiet: common.quiet)
    let export =
      scope.map { BookExport(book, scope: $0, asOf: common.day, in: common.language) }
      ?? BookExport(book)
    switch format ?? FileFormat.of(output, among: [.xlsx, .graphml, .json]) ?? .csv {
    case .csv:
      guard output != "-" else {
        throw ValidationError(
          common.language("csv 写成文件夹，不能写到标准输出", "csv is a folder and cannot go to standard output"))
      }
      let files = export.csvFiles()
      // What an earlier export left in the folder would be passed on with the edition.
      if scope != nil { try BookFiles.checkHoldsOnly(files, at: output, common.language) }
      try BookFiles.writeFolder(files, to: output, common.language)
    case .xlsx:
      let written = try Output.workbook(common.language, quiet: common.quiet) {
        () throws(WorkbookOutputError) in try export.workbook()
      }
      try Output.write(Data(written.bytes), to: output, language: common.language)
    case .graphml:
      try Output.write(export.graphML(), to: output, language: common.language)
    case .json: try Output.write(export.json(), to: output, language: common.language)
    }
  }
}
