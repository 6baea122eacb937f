import ChainModel
import DelimitedText
import Foundation
import TextEncodings
import Workbook

extension BookReader {
  /// The files of the book at a path, in the order in which they are read, to be shown as their
  /// senders laid them out.
  ///
  /// - Parameter path: A folder, or one file.
  /// - Returns: The files.
  /// - Throws: ``BookError`` where the path or the mapping file cannot be read.
  package func originals(at path: String) throws(BookError) -> [OriginalFile] {
    try bookFiles(at: path).map { file in
      OriginalFile(
        name: file.name, path: file.path, size: file.size, isMapped: !file.mappings.isEmpty,
        encoding: file.mappings.lazy.compactMap(\.encoding).first
          ?? encoding.flatMap { TextEncoding(name: $0) },
        readsHidden: readsHidden)
    }
  }
}

/// A file of a book as its sender laid it out.
package struct OriginalFile: Sendable {
  /// The file, relative to the book, as diagnostics state it.
  package let name: String
  /// The file's path.
  package let path: String
  let size: Int
  let isMapped: Bool
  let encoding: TextEncoding?
  let readsHidden: Bool

  /// The file's name without its extension.
  package var base: String {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    let base = file.split(separator: ".").dropLast().joined(separator: ".")
    return base.isEmpty ? file : base
  }

  /// The sheets, in the order of their tabs; none where the file cannot be read at all.
  ///
  /// - Complexity: O(bytes of the file).
  package func sheets() -> [OriginalSheet] {
    guard let start = try? Reading.firstBytes(of: path) else { return [] }
    switch ContentKind(firstBytes: start) {
    case .empty, .utf32LittleEndian, .utf32BigEndian, .binary: return []
    case .zip, .compoundFile: return workbookSheets()
    case .text where Reading.isMarkup(start), .utf8Marked where Reading.isMarkup(start):
      return workbookSheets()
    case .text, .utf8Marked, .utf16LittleEndian, .utf16BigEndian:
      let input = try? TextInput(path: path, size: size, start: start, encoding: encoding)
      return input.map { [OriginalSheet($0, base: base)] } ?? []
    }
  }

  private func workbookSheets() -> [OriginalSheet] {
    let workbook: WorkbookReader?
    do throws(WorkbookError) {
      workbook = try WorkbookReader(path: path)
    } catch {
      switch error {
      case .legacy, .html, .xml, .openDocument, .binaryWorkbook:
        workbook = LegacyConverter.installed?.convert(path)
      default: workbook = nil
      }
    }
    guard let workbook else { return [] }
    let shown = workbook.sheets.count { readsHidden || $0.visibility == .visible }
    return workbook.sheets.indices.map { index in
      let sheet = workbook.sheets[index]
      let isOnly = shown == 1 && (readsHidden || sheet.visibility == .visible)
      return OriginalSheet(
        workbook, index, names: isOnly ? [sheet.name, base] : [sheet.name], isMapped: isMapped)
    }
  }
}
