public import ChainModel

/// What the sheets leave open for planning, beyond what reading them already reported.
public enum PlanningIssue: Sendable, Hashable {
  /// A measure without any cost; it can't be chosen.
  case costMissing(measure: Int)
  /// A measure that names problems that no table states and no finding records.
  case problemsUnknown(measure: Int, problems: [Int])
  /// Measures of which one of both costs is stated, the other taken as nothing.
  case costsInPart(measures: [Int])
  /// A measure with a cell that could not be read: what it costs or does is not known.
  case cellSetAside(measure: Int, cell: String)
  /// A programme without a cost; its measures can't be chosen.
  case programmeCostMissing(programme: Int)
  /// A measure that names no problem.
  case namesNoProblem(measure: Int)
  /// A measure whose problems no applicable firm has open.
  case actsOnNothingOpen(measure: Int)
  /// An effectiveness above 100 %, taken as 100 %.
  case effectivenessAboveOne(measure: Int)
  /// Joint discounts, which are not deducted.
  case discountsLeftOut(measures: [Int])
  /// A limit that can't be applied: no number, no measure of the body, or not one region.
  case limitUnknown(limit: Int)

  /// What is open, where, and what to do about it.
  ///
  /// - Parameter book: The book.
  /// - Returns: One sentence with the fix.
  public func message(in book: ChainBook) -> Bilingual {
    func measure(_ position: Int) -> String {
      let row = book.measures[position]
      return "\(book.text[row.id]) \(book.text[row.name])"
    }
    switch self {
    case .costMissing(let position):
      return Bilingual(
        "举措 \(measure(position)) 没有费用，不参加选择：请填固定费用或每企费用，不花钱的填 0",
        "measure \(measure(position)) has no cost and can't be chosen: fill in 固定费用 or 每企费用, 0 if it is free"
      )
    case .problemsUnknown(let position, let problems):
      let ids = problems.map { book.text[book.problems[$0].id] }
      return Bilingual(
        "举措 \(measure(position)) 针对的 \(ids.joined(separator: "、")) 在质量问题表和问题记录中都没有：请核对编号",
        "measure \(measure(position)) names \(ids.joined(separator: ", ")), which neither the table of "
          + "problems nor any finding has: check the code")
    case .costsInPart(let positions):
      let ids = positions.map { book.text[book.measures[$0].id] }
      return Bilingual(
        "举措 \(ids.joined(separator: "、")) 的固定费用、每企费用只填了一项，另一项按 0 计：请核对",
        "of 固定费用 and 每企费用 only one is filled in, the other is taken as 0 "
          + "(\(ids.joined(separator: ", "))): check it")
    case .cellSetAside(let position, let cell):
      return Bilingual(
        "举措 \(measure(position)) 有未采用的单元格（\(cell)），不参加选择：请改正后再算",
        "measure \(measure(position)) has a cell that could not be read (\(cell)) and can't be chosen: correct it"
      )
    case .programmeCostMissing(let position):
      let row = book.programmes[position]
      let name = "\(book.text[row.id]) \(book.text[row.name])"
      return Bilingual(
        "项目 \(name) 没有固定费用，其举措不参加选择：请在项目表填写，不花钱的填 0",
        "programme \(name) has no 固定费用, so that its measures can't be chosen: fill it in, 0 if it is free"
      )
    case .namesNoProblem(let position):
      return Bilingual(
        "举措 \(measure(position)) 没有填针对问题，算不出收益：请填问题编号",
        "measure \(measure(position)) names no problem, so that it gains nothing: fill in 针对问题")
    case .actsOnNothingOpen(let position):
      return Bilingual(
        "举措 \(measure(position)) 针对的问题在适用企业中没有未销号的：请核对针对问题和适用范围",
        "no applicable firm has a problem of measure \(measure(position)) open: check 针对问题 and whom it applies to"
      )
    case .effectivenessAboveOne(let position):
      return Bilingual(
        "举措 \(measure(position)) 的有效率超过 100%，按 100% 计算：请改正",
        "the 有效率 of measure \(measure(position)) is above 100 % and taken as 100 %: correct it")
    case .discountsLeftOut(let positions):
      let ids = positions.map { book.text[book.measures[$0].id] }
      return Bilingual(
        "联合优惠没有扣减（\(ids.joined(separator: "、"))）：表中没有写何时适用，费用按不优惠计算",
        "联合优惠 is not deducted (\(ids.joined(separator: ", "))): the sheet doesn't say when it applies"
      )
    case .limitUnknown(let position):
      let row = book.limits[position]
      let name = book.text[row.name]
      guard let subject = row.subject else {
        return Bilingual(
          "约束“\(name)”没有用上：对象不是机构也不是区域；请在对象一列填“机构”或“区域”",
          "limit “\(name)” is not applied: its 对象 is neither 机构 nor 区域; fill in one of both")
      }
      return subject == .region
        ? Bilingual(
          "约束“\(name)”没有用上：没有上下限，或不能确定是哪一个区域；请填上下限和区划代码",
          "limit “\(name)” is not applied: no bound, or no single region of that name; fill in the bounds and the region's code"
        )
        : Bilingual(
          "约束“\(name)”没有用上：没有上下限，或没有举措的机构是它；请核对机构名称",
          "limit “\(name)” is not applied: no bound, or no measure has it as its 机构; check the name"
        )
    }
  }
}
