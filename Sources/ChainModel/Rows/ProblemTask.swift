/// A row of the problem list as handed in (共性质量问题清单), with what people filled in.
///
/// The list is written by the program and filled in by people. What it names (chain, segment, region,
/// problem) stays text here, so that no list of tasks ever makes a chain, a region or a problem.
public struct ProblemTask: TableRow {
  /// The chain as the list names it (产业链).
  public var chain = TextID.empty
  /// The segment as the list names it (环节).
  public var segment = TextID.empty
  /// The region as the list names it (区域).
  public var region = TextID.empty
  /// The problem as the list names it (问题名称).
  public var problem = TextID.empty
  /// How it shows (表现).
  public var manifestation = TextID.empty
  /// Aspect and dimension (类别).
  public var category = TextID.empty
  /// How severe it is (级别).
  public var severity: Severity?
  /// Hard point, pain point or blocking point (难点/痛点/堵点).
  public var pain: PainKind?
  /// What is to be done (拟采取措施).
  public var action = TextID.empty
  /// The leading body (牵头单位).
  public var lead = TextID.empty
  /// Supporting bodies (配合单位).
  public var support = TextID.empty
  /// The money it takes, in 万元 (经费).
  public var cost = OptionalDouble.missing
  /// When it is due, in the words of the list (完成时限).
  public var dueOn = TextID.empty
  /// Progress (进展).
  public var progress = TextID.empty
  /// What the program itself had written into the row (程序填写); blank once the row is read.
  public var written = TextID.empty

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// A task with every cell blank.
  public init() {}

  /// The table.
  public static let table = TableKind.tasks

  /// The columns that people fill in, in the order of the list, after those that name the row.
  public static let columns: [Field<ProblemTask>] = [
    Field("chain", "产业链", .text(\.chain), required: true, aliases: ["产业链名称"]),
    Field("segment", "环节", .text(\.segment), required: true, aliases: ["环节名称"]),
    Field("region", "区域", .text(\.region), required: true, aliases: ["所属区域"]),
    Field("problem", "问题名称", .text(\.problem), required: true),
    Field("manifestation", "表现", .text(\.manifestation), aliases: ["具体表现", "问题表现"]),
    Field("category", "类别(方面/维度)", .text(\.category), aliases: ["类别"]),
    Field("severity", "级别", .word(\.severity), aliases: ["严重程度"]),
    Field("pain", "难点/痛点/堵点", .word(\.pain), aliases: ["标签"]),
    Field("action", "拟采取措施", .text(\.action), required: true, aliases: ["整改措施"]),
    Field("lead", "牵头单位", .text(\.lead), aliases: ["责任单位"]),
    Field("support", "配合单位", .text(\.support)),
    Field("cost", "经费(万元)", .number(\.cost, .amount)),
    Field("dueOn", "完成时限", .text(\.dueOn), aliases: ["整改期限", "完成期限"]),
    Field("progress", "进展", .text(\.progress), aliases: ["进展情况"]),
    Field("written", "程序填写", .text(\.written)),
  ]

  /// The columns of a row that people fill in.
  package static var entries: [Field<ProblemTask>] {
    columns.filter { !["chain", "segment", "region", "problem", "written"].contains($0.key) }
  }

  /// Words that a list has where a row is about every chain, segment or region, folded.
  package static let anyWords: Set<String> = ["全部", "all"]

  /// The columns that the program works out anew for every list; what a returned list says there
  /// isn't read.
  public static let computedHeaders = [
    "序号", "共性/个性/待核实", "涉及企业数", "诊断企业数", "占比", "涉及企业", "疑似上游共同来源",
    "no", "label", "affected", "assessed", "share", "firms", "suspectedSource",
  ]
}

/// What the program itself wrote into a row of the list (程序填写), so that it isn't taken for the word
/// of a person when the list is read back.
///
/// Each cell that the program filled in leaves its column's key and eight hexadecimal digits, FNV-1a
/// (32 bits) of the cell's text, folded as names are. A cell that still reads so is the program's; one
/// that reads otherwise is a person's.
package struct TaskMarks: Sendable {
  private var hashes: [String: String] = [:]

  /// No marks.
  package init() {}

  /// The marks as a list has them.
  ///
  /// - Complexity: O(bytes).
  package init(_ text: String) {
    for mark in text.split(separator: " ") {
      let parts = mark.split(separator: ":")
      if parts.count == 2 { hashes[String(parts[0])] = String(parts[1]) }
    }
  }

  /// Remembers a cell that the program filled in.
  ///
  /// - Parameters:
  ///   - text: The cell's text; a number with four places, a word in Chinese.
  ///   - key: The column's key.
  package mutating func add(_ text: String, of key: String) { hashes[key] = Self.hash(text) }

  /// Whether the program filled in a cell as it reads.
  ///
  /// - Parameters:
  ///   - text: The cell's text.
  ///   - key: The column's key.
  /// - Returns: Whether it did.
  package func hold(_ text: String, of key: String) -> Bool { hashes[key] == Self.hash(text) }

  /// The marks as the list has them, by column.
  package var text: String {
    ProblemTask.columns.compactMap { field in
      hashes[field.key].map { "\(field.key):\($0)" }
    }.joined(separator: " ")
  }

  /// A number as a cell's text.
  package static func text(_ number: Double) -> String {
    "\((number * 10_000).rounded() / 10_000)"
  }

  private static func hash(_ text: String) -> String {
    // Programs write one date in many ways.
    let date = (try? DateValue.parse(text))?.end?.description
    var hash: UInt32 = 2_166_136_261
    for byte in (date ?? TextFolding.foldedName(text)).utf8 {
      hash = (hash ^ UInt32(byte)) &* 16_777_619
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
