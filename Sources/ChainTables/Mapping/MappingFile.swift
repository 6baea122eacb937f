import ChainModel
import Foundation
import TextEncodings
import Yams

/// A mapping file (YAML), which says how foreign tables are read; its form is that of TABLES.md.
struct MappingFile {
  /// What is wrong with a mapping file, and where.
  struct Failure: Error {
    var line: Int?
    var message: Bilingual
  }

  /// The entries in the order of the file.
  let tables: [TableMapping]

  /// The greatest size in bytes; a mapping is written by hand.
  private static let limit = 1 << 20

  /// Reads a mapping file.
  ///
  /// - Parameter path: The file.
  /// - Throws: ``BookError`` with the line and what may stand there.
  init(path: String) throws(BookError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      let isThere = FileManager.default.fileExists(atPath: path)
      throw BookError(
        code: isThere ? .unreadable : .notFound, path: path,
        message: Bilingual(
          "映射文件“\(path)”\(isThere ? "读不出" : "不存在")",
          "the mapping file “\(path)” \(isThere ? "cannot be read" : "does not exist")"),
        diagnostics: [])
    }
    do throws(Failure) {
      guard data.count <= Self.limit, let text = String(data: data, encoding: .utf8) else {
        throw Failure(
          line: nil,
          message: Bilingual("不是 UTF-8 文本，或大于 1 MB", "not text in UTF-8, or larger than 1 MB"))
      }
      try self.init(text: text)
    } catch {
      let place = error.line.map { Bilingual("第 \($0) 行：", "line \($0): ") } ?? Bilingual("", "")
      throw BookError(
        code: .unreadable, path: path,
        message: Bilingual(
          "映射文件“\(path)”\(place.chinese)\(error.message.chinese)",
          "mapping file “\(path)” \(place.english)\(error.message.english)"),
        diagnostics: [])
    }
  }

  /// Reads a mapping.
  ///
  /// - Parameter text: The YAML text.
  /// - Throws: ``Failure``.
  init(text: String) throws(Failure) {
    // Aliases can make a short text stand for gigabytes, and no mapping needs them.
    if let line = Self.lineOfAlias(in: text) {
      throw Failure(
        line: line,
        message: Bilingual(
          "不支持 YAML 锚点和别名（& 和 *）", "anchors and aliases (& and *) are not supported"))
    }
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw Self.failure(error)
    } catch {
      throw Failure(line: nil, message: Bilingual("不是合法的 YAML", "not valid YAML"))
    }
    guard let root, case .mapping(let mapping) = root else {
      throw Failure(
        line: 1, message: Bilingual("应以 tables: 开头，下面逐条写表", "expected tables: and a list below it"))
    }
    var entries: [TableMapping] = []
    for (key, value) in mapping {
      guard key.string == "tables" else {
        throw Self.unknown(key, allowed: ["tables"])
      }
      guard case .sequence(let list) = value else {
        throw Failure(
          line: value.mark?.line,
          message: Bilingual("tables 下面应是以“- ”开头的列表", "tables must be a list of “- ” entries"))
      }
      for node in list { entries.append(try Self.entry(node)) }
    }
    guard !entries.isEmpty else {
      throw Failure(line: root.mark?.line, message: Bilingual("没有写任何表", "it has no tables"))
    }
    tables = entries
  }

  /// The first line that has an anchor or an alias where YAML would read one.
  private static func lineOfAlias(in text: String) -> Int? {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      var before: Character = " "
      var quote: Character?
      for (character, next) in zip(line, line.dropFirst() + " ") {
        if let open = quote {
          if character == open { quote = nil }
        } else if character == "\"" || character == "'", " :,[{-".contains(before) {
          quote = character
        } else if character == "#", before == " " {
          break
        } else if character == "*" || character == "&", " ,[{:".contains(before),
          next.isLetter || next.isNumber || next == "_"
        {
          return index + 1
        }
        before = character
      }
    }
    return nil
  }

  private static func failure(_ error: YamlError) -> Failure {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      Failure(
        line: mark.line,
        message: Bilingual("不是合法的 YAML（\(problem)）", "not valid YAML (\(problem))"))
    case .duplicatedKeysInMapping(let duplicates, let context):
      Failure(
        line: context.mark.line,
        message: Bilingual(
          "键重复：\(duplicates.sorted().joined(separator: "、"))",
          "duplicate keys: \(duplicates.sorted().joined(separator: ", "))"))
    default: Failure(line: nil, message: Bilingual("不是合法的 YAML", "not valid YAML"))
    }
  }

  private static func unknown(_ key: Node, allowed: [String]) -> Failure {
    Failure(
      line: key.mark?.line,
      message: Bilingual(
        "不认识“\(key.string ?? "?")”，可写：\(allowed.joined(separator: "、"))",
        "unknown “\(key.string ?? "?")”; allowed: \(allowed.joined(separator: ", "))"))
  }

  private static let keys = ["file", "sheet", "encoding", "where", "as", "columns", "distinct"]

  private static func entry(_ node: Node) throws(Failure) -> TableMapping {
    guard case .mapping(let mapping) = node else {
      throw Failure(
        line: node.mark?.line,
        message: Bilingual("每条应写 file、as 和 columns", "an entry needs file, as and columns"))
    }
    var values: [String: Node] = [:]
    for (key, value) in mapping {
      guard let name = key.string, keys.contains(name) else { throw unknown(key, allowed: keys) }
      values[name] = value
    }
    let line = node.mark?.line ?? 1
    func text(_ key: String) throws(Failure) -> String? {
      guard let value = values[key] else { return nil }
      guard let text = value.string, !text.isEmpty else {
        throw Failure(
          line: value.mark?.line, message: Bilingual("\(key) 应是一个文字", "\(key) must be a text"))
      }
      return text
    }
    guard let pattern = try text("file") else {
      throw Failure(line: line, message: Bilingual("缺少 file", "file is missing"))
    }
    guard let table = try text("as"), let kind = kind(named: table) else {
      throw Failure(
        line: values["as"]?.mark?.line ?? line,
        message: Bilingual(
          "as 应是表名，可写：\(kinds.joined(separator: "、"))",
          "as must be a table: \(kinds.joined(separator: ", "))"))
    }
    var encoding: TextEncoding?
    if let name = try text("encoding") {
      encoding = TextEncoding(name: name)
      if encoding == nil {
        throw Failure(
          line: values["encoding"]?.mark?.line,
          message: Bilingual("不认识编码“\(name)”", "unknown encoding “\(name)”"))
      }
    }
    var conditions: [(header: String, text: String)] = []
    for pair in try pairs(values["where"], "where") { conditions.append((pair.key, pair.text)) }
    guard let columnsNode = values["columns"] else {
      throw Failure(line: line, message: Bilingual("缺少 columns", "columns is missing"))
    }
    var columns: [(header: String, source: TableMapping.Source)] = []
    for (header, value, line) in try pairs(columnsNode, "columns") {
      guard knows(header, kind) else {
        throw Failure(
          line: line ?? columnsNode.mark?.line,
          message: Bilingual(
            "“\(kind.title.chinese)”表没有“\(header)”这一列",
            "the \(kind.title.english) table has no column “\(header)”"))
      }
      let source: TableMapping.Source =
        value.hasPrefix("=")
        ? .constant(String(value.dropFirst()))
        : value.contains("{file}") ? .constant(value) : .column(value)
      columns.append((header, source))
    }
    let missing = TableRecognition.missingHeaders(kind, columns.map(\.header))
    guard missing.isEmpty else {
      throw Failure(
        line: columnsNode.mark?.line,
        message: Bilingual(
          "columns 缺少必需的列：\(missing.joined(separator: "、"))",
          "columns lacks required columns: \(missing.joined(separator: ", "))"))
    }
    var isDistinct = false
    if let value = values["distinct"] {
      guard let flag = value.bool else {
        throw Failure(
          line: value.mark?.line,
          message: Bilingual("distinct 应是 true 或 false", "distinct must be true or false"))
      }
      isDistinct = flag
    }
    return TableMapping(
      pattern: pattern, sheet: try text("sheet"), encoding: encoding, conditions: conditions,
      kind: kind, columns: columns, isDistinct: isDistinct, line: line)
  }

  private static func pairs(
    _ node: Node?, _ key: String
  ) throws(Failure) -> [(key: String, text: String, line: Int?)] {
    guard let node else { return [] }
    guard case .mapping(let mapping) = node else {
      throw Failure(
        line: node.mark?.line,
        message: Bilingual("\(key) 下面应是“列: 值”", "\(key) must be “column: value” pairs"))
    }
    var pairs: [(key: String, text: String, line: Int?)] = []
    for (key, value) in mapping {
      guard let name = key.string, let text = value.string else {
        throw Failure(
          line: key.mark?.line, message: Bilingual("应是“列: 值”", "expected “column: value”"))
      }
      pairs.append((name, text, key.mark?.line))
    }
    return pairs
  }

  private static func kind(named name: String) -> SheetKind? {
    TableRecognition.kind(named: name).flatMap {
      TableRecognition.isExactName(name, of: $0) ? $0 : nil
    }
  }

  private static let kinds = TableKind.allCases.map(\.rawValue) + ["survey"]

  private static func knows(_ header: String, _ kind: SheetKind) -> Bool {
    func knows<Row: TableRow>(_: Row.Type) -> Bool {
      !HeaderMatch<Row>(headers: [header]).columns.isEmpty
    }
    switch kind {
    case .table(let table): return knows(table.rowType)
    case .survey:
      return !SurveyLayout(headers: [header]).special.isEmpty || knows(Firm.self)
    }
  }
}

/// Files whose paths match a pattern of `*` and `?`.
enum FilePattern {
  /// The files a pattern means, in the order of their paths' bytes.
  ///
  /// - Parameters:
  ///   - pattern: Path components with `*` for any characters and `?` for one.
  ///   - folder: Where a relative pattern begins.
  /// - Returns: The paths, each relative to the folder as the pattern is.
  /// - Complexity: O(entries of the folders looked at · length).
  static func files(_ pattern: String, in folder: String) -> [(path: String, relative: String)] {
    var found = [(path: pattern.hasPrefix("/") ? "/" : folder, relative: "")]
    let parts = pattern.split(separator: "/").map(String.init)
    for (position, part) in parts.enumerated() {
      var next: [(path: String, relative: String)] = []
      for place in found {
        let names: [String]
        if part.contains("*") || part.contains("?") {
          let entries = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
          names = entries.filter { !$0.hasPrefix(".") && matches($0, part) }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } else {
          names = [part]
        }
        for name in names {
          let path = place.path.hasSuffix("/") ? place.path + name : place.path + "/" + name
          var isFolder: ObjCBool = false
          guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            isFolder.boolValue == (position < parts.count - 1)
          else { continue }
          next.append((path, place.relative.isEmpty ? name : place.relative + "/" + name))
        }
      }
      found = next
    }
    return found
  }

  /// Whether a name matches a pattern, by going back to the last star only.
  private static func matches(_ name: String, _ pattern: String) -> Bool {
    let name = Array(name)
    let pattern = Array(pattern)
    var (i, j) = (0, 0)
    var star: (pattern: Int, name: Int)?
    while i < name.count {
      if j < pattern.count, pattern[j] == "*" {
        star = (j, i)
        j += 1
      } else if j < pattern.count, pattern[j] == "?" || pattern[j] == name[i] {
        i += 1
        j += 1
      } else if let last = star {
        star = (last.pattern, last.name + 1)
        j = last.pattern + 1
        i = last.name + 1
      } else {
        return false
      }
    }
    return pattern[j...].allSatisfy { $0 == "*" }
  }
}
