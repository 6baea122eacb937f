import ChainModel
import DelimitedText
import Foundation
import TextEncodings
import Workbook

/// A list of who should report: the first filled cell of each line of a text, CSV or workbook.
public enum SenderList {
  /// Reads a list.
  ///
  /// A first line that is a header (填报单位, 报送单位, 单位 and the like) is passed over, blank lines
  /// too, and a name is kept once.
  ///
  /// - Parameter path: The file.
  /// - Returns: The names in the file's order.
  /// - Throws: ``BookError`` where the file cannot be read or names nobody.
  /// - Complexity: O(bytes).
  public static func read(_ path: String) throws(BookError) -> [String] {
    guard FileManager.default.fileExists(atPath: path) else {
      throw failure(path, .notFound, Bilingual("不存在", "does not exist"))
    }
    var names: [String] = []
    func take(_ cells: [String]) {
      // A column that numbers the senders says nothing of who they are.
      let name = cells.lazy.map { TextFolding.cleanCell($0) }.first {
        !$0.isEmpty && !$0.allSatisfy { $0.isNumber || ".、".contains($0) }
      }
      guard let name, !names.contains(name) else { return }
      if names.isEmpty, headers.contains(TextFolding.foldedHeader(name).name) { return }
      names.append(name)
    }
    do {
      if let workbook = try? WorkbookReader(path: path) {
        if let first = workbook.sheets.firstIndex(where: { $0.visibility == .visible }) {
          var sheet = try workbook.sheet(first)
          while try sheet.next() { take((0..<sheet.cellCount).map { sheet.string($0) }) }
        }
      } else {
        let detection = try EncodingDetector.detect(path: path)
        let text = try TranscodingReader.text(path: path, encoding: detection.encoding ?? .utf8)
        let separator = SeparatorSniffer.separator(of: text.bytes, isComplete: true)
        var reader = DelimitedReader(bytes: text.bytes, separator: separator ?? .comma)
        while try reader.next() { take(reader.strings()) }
      }
    } catch {
      throw failure(path, .unreadable, Bilingual("读不出", "cannot be read"))
    }
    guard !names.isEmpty else {
      throw failure(path, .nothingUsable, Bilingual("没有写任何单位", "names nobody"))
    }
    return names
  }

  private static let headers: Set<String> = [
    "填报单位", "报送单位", "上报单位", "单位", "单位名称", "县区", "县(市、区)", "名称", "sender", "senders", "name",
  ]

  private static func failure(
    _ path: String, _ code: BookError.Code, _ what: Bilingual
  ) -> BookError {
    BookError(
      code: code, path: path,
      message: Bilingual(
        "报送单位名单“\(path)”\(what.chinese)：每行写一个单位",
        "the list of senders “\(path)” \(what.english): write one sender a line"),
      diagnostics: [])
  }
}
