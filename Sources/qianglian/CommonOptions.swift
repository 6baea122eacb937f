import ArgumentParser
import ChainModel
import ChainTables
import Foundation
import TextEncodings

/// Options that every command which reads a book takes.
struct CommonOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The book: a folder of workbooks and CSV files, or one such file.", valueName: "book"))
  var book: String

  @Option(
    help: ArgumentHelp(
      "The date at which certificates and problems are judged (default: today).",
      valueName: "yyyy-mm-dd"))
  var asOf: String?

  @Option(
    help: ArgumentHelp(
      "The encoding of files without a byte order mark (default: told from the bytes).",
      valueName: "utf-8|gb18030|big5|utf-16"))
  var encoding: String?

  @Option(
    name: .customLong("map-file"),
    help: ArgumentHelp(
      "A YAML file that says how foreign tables are read (映射文件).", valueName: "mapping.yaml"))
  var mapFile: String?

  @Flag(
    name: .customLong("include-hidden"),
    help: "Read hidden rows and sheets of workbooks too (default: reported, not read).")
  var includeHidden = false

  @Option(help: "The language of texts for people: zh or en.")
  var language: Language = .chinese

  @Flag(help: "No count of diagnostics on standard error.")
  var quiet = false

  @Flag(name: .customLong("no-progress"), help: "No progress on standard error.")
  var noProgress = false

  func validate() throws {
    if let encoding, TextEncoding(name: encoding) == nil {
      throw ValidationError(
        language("--encoding 不认识", "--encoding does not know ") + "“\(encoding)”: "
          + TextEncoding.listedNames.joined(separator: ", "))
    }
    if let asOf, CalendarDate(asOf) == nil {
      throw ValidationError(
        language(
          "--as-of 须写成 2026-06-30 这样的日期：\(asOf)",
          "--as-of wants a date such as 2026-06-30, not \(asOf)"))
    }
  }

  /// The date at which certificates and problems are judged.
  var day: CalendarDate {
    if let asOf, let day = CalendarDate(asOf) { return day }
    let now = Calendar(identifier: .gregorian).dateComponents(
      in: .current, from: Date())
    return CalendarDate(year: now.year ?? 1970, month: now.month ?? 1, day: now.day ?? 1)
      ?? CalendarDate(dayNumber: 0)
  }

  /// A reader of the book.
  var reader: BookReader {
    var reader = BookReader(asOf: day)
    reader.encoding = encoding
    reader.readsHidden = includeHidden
    reader.mappingFile = mapFile
    return reader
  }

  /// Reads the book, with progress on a terminal, and says on standard error how many rows were set
  /// aside.
  func read() throws -> ChainBook {
    let progress = noProgress || quiet ? nil : ProgressLine(language: language)
    defer { progress?.finish() }
    var reader = reader
    if let progress { reader.onProgress = { progress.show($0) } }
    do throws(BookError) {
      let book = try reader.read(book)
      progress?.finish()
      if !quiet { report(book) }
      return book
    } catch {
      progress?.finish()
      throw Failure(error, language)
    }
  }

  /// Refuses to write where the next reading of the book would take the result for reports.
  func refuseInsideBook(_ output: String, isFolder: Bool) throws {
    func place(_ path: String) -> URL {
      URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL
    }
    var isBookFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: book, isDirectory: &isBookFolder)
    let own = place(book).path
    let target = place(output)
    let isInside =
      isBookFolder.boolValue
      ? (isFolder ? target : place(target.deletingLastPathComponent().path)).path == own
      : target.path == own
    guard isInside else { return }
    throw Failure(
      .cannotWrite,
      language(
        "“\(output)”在报表文件夹之内（或就是原报表），下次读取会重复计算、或盖掉原件；请换一个文件夹",
        "“\(output)” is in the book itself: it would be read with it again, or replace a sender's "
          + "file; choose another folder"))
  }

  private func report(_ book: ChainBook) {
    let errors = book.diagnostics.count { $0.severity == .error }
    let warnings = book.diagnostics.count { $0.severity == .warning }
    guard errors + warnings > 0 else { return }
    Output.note(
      language(
        "有 \(errors) 处错误、\(warnings) 处存疑；用 qianglian check 查看",
        "\(errors) errors and \(warnings) warnings; see qianglian check"))
  }
}

extension Language: ExpressibleByArgument {}

/// Progress on the terminal, for reading that takes longer than a second.
final class ProgressLine: Sendable {
  private let start = ContinuousClock.now
  private let language: Language
  private let isTerminal = isatty(STDERR_FILENO) != 0

  init(language: Language) {
    self.language = language
  }

  func show(_ progress: BookReader.Progress) {
    guard isTerminal, start.duration(to: .now) > .seconds(1), progress.bytesTotal > 0 else {
      return
    }
    let percent = progress.bytesRead * 100 / progress.bytesTotal
    Output.error(
      "\r\u{1B}[K" + language("正在读取 ", "reading ") + progress.file + " \(percent)%",
      terminator: "")
  }

  func finish() {
    guard isTerminal, start.duration(to: .now) > .seconds(1) else { return }
    Output.error("\r\u{1B}[K", terminator: "")
  }
}
