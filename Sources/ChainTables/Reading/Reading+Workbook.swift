import ChainModel
import Foundation
import Workbook

/// Workbooks.
extension Reading {
  /// Reads every sheet of a workbook that a person sees.
  mutating func readWorkbook(_ file: BookReader.BookFile, mappings: [TableMapping]) {
    let workbook: WorkbookReader
    do throws(WorkbookError) {
      workbook = try WorkbookReader(path: file.path)
    } catch {
      switch error {
      case .legacy, .html, .xml, .openDocument, .binaryWorkbook:
        readConverted(file, error, mappings: mappings)
      default:
        reject(file, .workbook(error))
      }
      return
    }
    readSheets(of: workbook, file, mappings: mappings)
  }

  /// Converts a file of an older format with ssconvert, where that is installed, and reads the result,
  /// in which every cell is where it was.
  private mutating func readConverted(
    _ file: BookReader.BookFile, _ reason: WorkbookError, mappings: [TableMapping]
  ) {
    guard let converter = LegacyConverter.installed else {
      unconverted.append(file.name)
      return
    }
    guard let workbook = converter.convert(file.path) else {
      reject(file, .workbook(reason))
      return
    }
    collector.add(
      Diagnostic(
        .note, "workbook-converted", file: file.name,
        message: Bilingual(
          "旧格式表格，经 ssconvert 转换后读取，单元格位置不变",
          "an older format, read after conversion by ssconvert; cells keep their places"),
        fix: Bilingual("另存为 .xlsx 即可消除", "Save it as .xlsx")))
    readSheets(of: workbook, file, mappings: mappings)
  }

  /// Reports every file of an older format in one message, with the steps to save them anew.
  mutating func finishUnconverted() {
    guard let first = unconverted.first else { return }
    let list = unconverted.joined(separator: "、")
    collector.add(
      Diagnostic(
        .error, "workbook-legacy", file: unconverted.count == 1 ? first : "", value: list,
        message: Bilingual(
          "\(unconverted.count) 个文件是旧格式（.xls、网页或 XML 表格等），未采用：\(list)",
          "\(unconverted.count) files are of older formats (.xls, web pages, XML …) and were set "
            + "aside: \(list)"),
        fix: Bilingual(
          "逐个用 Excel 或 WPS 打开，文件 → 另存为 → 类型选“Excel 工作簿（*.xlsx）”→ 保存，再放回文件夹；"
            + "或安装 gnumeric（含 ssconvert）后重新运行",
          "Open each in Excel or WPS, File → Save as → “Excel workbook (*.xlsx)”, and put it back; "
            + "or install gnumeric, which has ssconvert, and run this again")))
  }

  private mutating func readSheets(
    of workbook: WorkbookReader, _ file: BookReader.BookFile, mappings: [TableMapping]
  ) {
    let base = file.name.split(separator: ".").dropLast().joined(separator: ".")
    let copies = copiesToSkip(workbook, file)
    let shown = workbook.sheets.indices.filter {
      let sheet = workbook.sheets[$0]
      return !copies.contains(sheet.name) && (readsHidden || sheet.visibility == .visible)
    }
    // A hidden sheet of words for drop-down lists is nothing that anybody misses.
    let hidden = workbook.sheets.indices.filter {
      let name = workbook.sheets[$0].name
      return !shown.contains($0) && !copies.contains(name)
        && !TableRecognition.isAccompanying(name)
    }
    if !hidden.isEmpty {
      let names = hidden.map { workbook.sheets[$0].name }.joined(separator: "、")
      collector.add(
        Diagnostic(
          .note, "sheet-hidden", file: file.name,
          message: Bilingual(
            "隐藏的工作表未读取：\(names)", "hidden sheets were not read: \(names)"),
          fix: Bilingual(
            "如有需要，取消隐藏，或加 --include-hidden", "Unhide them, or give --include-hidden")))
    }
    let sources = contents.sources.count
    var unknown: [Diagnostic] = []
    for index in shown {
      let name = workbook.sheets[index].name
      let isOnly = shown.count == 1
      let sheet = SheetName(
        file: file.name, sheet: name, names: isOnly ? [name, base] : [name])
      if mappings.isEmpty, TableRecognition.isAccompanying(name) {
        collector.add(
          Diagnostic(
            .note, "sheet-passed-over", file: file.name, sheet: name,
            message: Bilingual("说明或辅助工作表，未读取", "an explanatory sheet, not read"),
            fix: Bilingual("如是数据，改用表名作工作表名", "If it holds data, name it after its table")))
        continue
      }
      do throws(SheetFailure) {
        let merges: [CellRange]
        do throws(WorkbookError) {
          merges = try workbook.layout(ofSheet: index).mergedRegions
        } catch {
          throw .workbook(error)
        }
        let outcome = try readSheet(sheet, merges: merges, mappings: mappings) {
          width throws(SheetFailure) in
          do throws(WorkbookError) {
            return WorkbookStream(
              try workbook.sheet(index), dates: workbook.dateSystem,
              merges: merges.filter { $0.firstColumn < width }, bytesOfFile: file.size)
          } catch {
            throw .workbook(error)
          }
        }
        if case .unknown(let diagnostic) = outcome { unknown.append(diagnostic) }
      } catch {
        reject(file, sheet: name, error)
      }
    }
    let shownNames = shown.map { workbook.sheets[$0].name }
    for mapping in mappings {
      guard let wanted = mapping.sheet, !shownNames.contains(wanted) else { continue }
      let list = shownNames.joined(separator: "、")
      collector.add(
        Diagnostic(
          .error, "mapping-sheet-missing", file: file.name, value: list,
          message: Bilingual(
            "映射文件第 \(mapping.line) 行要的工作表“\(wanted)”不在文件中，未采用",
            "the sheet “\(wanted)” that line \(mapping.line) of the mapping names is not in the file"
          ),
          fix: Bilingual("改正映射文件中的工作表名", "Correct the sheet's name in the mapping file")))
    }
    // A sheet beside others that are read may well be no table at all.
    let hasOthers = contents.sources.count > sources
    for var diagnostic in unknown {
      if hasOthers { diagnostic.severity = .warning }
      collector.add(diagnostic)
    }
    if contents.sources.count == sources, unknown.isEmpty,
      shown.isEmpty || isAllBlank(workbook, shown)
    {
      reject(
        file, "file-empty", Bilingual("工作簿里没有内容", "there is nothing in the workbook"),
        fix: Bilingual("补充内容，或删去这个文件", "Fill it in, or remove it"))
    }
  }

  /// The sheets of a returned workbook that are copies of files beside it, which are read instead.
  private mutating func copiesToSkip(
    _ workbook: WorkbookReader, _ file: BookReader.BookFile
  ) -> Set<String> {
    let copies = CopiedSheets.files(in: workbook).filter {
      $0.value != file.name && fileNames.contains($0.value)
    }
    guard !copies.isEmpty else { return [] }
    let originals = Set(copies.values).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let list = originals.prefix(3).joined(separator: "、") + (originals.count > 3 ? "…" : "")
    collector.add(
      Diagnostic(
        .warning, "copies-skipped", file: file.name, value: list,
        message: Bilingual(
          "退回表里有 \(copies.count) 张表是同一文件夹中原表的副本，只读原表，避免重复计算；归并建议照常采用",
          "\(copies.count) sheets are copies of files in the same folder; only the files are read, "
            + "lest everything count twice; decisions are applied"),
        fix: Bilingual(
          "如果已在退回表里改过数据，请把原表移出文件夹",
          "If data were mended in this workbook, move the files it copies away")))
    return Set(copies.keys)
  }

  private func isAllBlank(_ workbook: WorkbookReader, _ sheets: [Int]) -> Bool {
    sheets.allSatisfy { index in
      guard var sheet = try? workbook.sheet(index) else { return false }
      while let isThere = try? sheet.next(), isThere {
        if sheet.cellCount > 0 { return false }
      }
      return true
    }
  }
}

/// The program ssconvert of Gnumeric, which turns older formats into workbooks.
struct LegacyConverter {
  private let path: String

  /// The converter on this machine; nil where it is not installed.
  static var installed: LegacyConverter? {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    for folder in folders.split(separator: ":") {
      let path = String(folder) + "/ssconvert"
      if FileManager.default.isExecutableFile(atPath: path) {
        return LegacyConverter(path: path)
      }
    }
    return nil
  }

  /// How long a conversion may take, in seconds.
  private static let patience = 120.0

  /// Converts a file; nil where that fails or takes too long.
  func convert(_ file: String) -> WorkbookReader? {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appendingPathComponent("qianglian-\(UUID().uuidString)")
    guard (try? manager.createDirectory(at: folder, withIntermediateDirectories: true)) != nil
    else { return nil }
    defer { try? manager.removeItem(at: folder) }
    let target = folder.appendingPathComponent("converted.xlsx").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = [
      "--export-type=Gnumeric_Excel:xlsx2", URL(fileURLWithPath: file).path, target,
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let end = Date().addingTimeInterval(Self.patience)
    while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.02) }
    if process.isRunning {
      process.terminate()
      return nil
    }
    guard process.terminationStatus == 0 else { return nil }
    // The reader holds the file's bytes, so that the folder can go.
    return try? WorkbookReader(path: target)
  }
}
