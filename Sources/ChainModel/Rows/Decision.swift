/// What a person decided on a proposal that two names mean the same (归并建议).
///
/// The program proposes and never unites on its own; a row whose ``isConfirmed`` is yes makes
/// ``written`` another name of ``target``, one whose ``isConfirmed`` is no stops the proposal.
public struct Decision: TableRow {
  /// What kind of name it is (类别); blank means a problem.
  public var subject: DecisionSubject?
  /// The name or wording as the sheets have it (原表述).
  public var written = TextID.empty
  /// The id, code or name of the entry it means (归并为).
  public var target = TextID.empty
  /// The entry's name (建议名称).
  public var targetName = TextID.empty
  /// Why they may be the same (依据).
  public var evidence = TextID.empty
  /// Further entries it may mean (其他候选).
  public var others = TextID.empty
  /// Rows that have the wording (出现次数).
  public var count = OptionalDouble.missing
  /// Firms concerned (涉及企业).
  public var firms = TextID.empty
  /// Where it stands (位置).
  public var place = TextID.empty
  /// Yes: the same; no: not the same; blank: undecided (确认).
  public var isConfirmed: Bool?

  /// Where the row came from.
  public var origin = RowOrigin.created
  /// Who handed the row in (填报单位).
  public var reporter = TextID.empty
  /// When the row was handed in (填报日期).
  public var reportedOn = OptionalDate.missing

  /// A decision with every cell blank.
  public init() {}

  /// The table.
  public static let table = TableKind.decisions

  /// The columns in the order they are written.
  public static let columns: [Field<Decision>] = [
    Field("subject", "类别", .word(\.subject)),
    Field(
      "written", "原表述", .text(\.written), required: true, aliases: ["原文", "问题表述", "原名称"]),
    Field(
      "target", "归并为", .text(\.target), required: true, aliases: ["建议归并为", "归并到", "合并为"]),
    Field("targetName", "建议名称", .text(\.targetName), aliases: ["归并为名称"]),
    Field("isConfirmed", "确认", .flag(\.isConfirmed), aliases: ["是否确认", "是否归并"]),
    Field("evidence", "依据", .text(\.evidence)),
    Field("others", "其他候选", .text(\.others)),
    Field("count", "出现次数", .number(\.count, .count)),
    Field("firms", "涉及企业", .text(\.firms)),
    Field("place", "位置", .text(\.place)),
  ]
}
