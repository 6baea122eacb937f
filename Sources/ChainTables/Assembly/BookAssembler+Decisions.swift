import ChainModel

/// What people decided on proposals, applied where a name means nothing by itself.
extension BookAssembler {
  /// A name of some subject.
  struct SubjectText: Hashable {
    var subject: DecisionSubject
    var text: TextID
  }

  /// Learns by what the tables state firms, where a decision may mean one.
  private mutating func learnStatedFirms() {
    guard decided.keys.contains(where: { $0.subject == .firm }) else { return }
    for position in contents.firms.indices {
      let firm = contents.firms[position]
      for text in [firm.name, firm.number] where !text.isEmpty { statedFirms.insert(folded(text)) }
      guard !firm.creditCode.isEmpty,
        let code = CreditCode.validate(contents.text[firm.creditCode]).code
      else { continue }
      statedFirms.insert(contents.text.intern(code.description))
    }
  }

  /// Keeps one decision for each name, and learns the confirmed ones.
  mutating func assembleDecisions() {
    for position in contents.decisions.indices {
      let row = contents.decisions[position]
      if row.subject == nil { contents.decisions[position].subject = .problem }
      if row.written.isEmpty { reportMissing(row, "written", "原表述") }
      if row.target.isEmpty, row.isConfirmed == true { reportMissing(row, "target", "归并为") }
    }
    let pool = contents.text
    contents.decisions = uniteByKey(
      contents.decisions.filter { $0.isConfirmed != nil },
      key: { row in
        row.written.isEmpty || row.target.isEmpty && row.isConfirmed == true
          ? nil : SubjectText(subject: row.subject ?? .problem, text: row.written)
      },
      name: { pool[$0.written] },
      order: { left, right in
        left.subject == right.subject
          ? pool.precedes(left.written, right.written)
          : (left.subject ?? .problem) < (right.subject ?? .problem)
      })
    for row in contents.decisions where row.isConfirmed == true {
      let key = SubjectText(subject: row.subject ?? .problem, text: folded(row.written))
      decided[key] = (row.target, row.origin)
    }
    learnStatedFirms()
  }

  /// What a confirmed decision says a name means; nil where there is none.
  ///
  /// - Parameters:
  ///   - text: The name, folded.
  ///   - subject: What kind of name it is.
  ///   - origin: The row that uses it.
  ///   - key: The column that uses it.
  /// - Returns: The id, code or name it means, folded, and the row of the decision.
  mutating func decision(
    on text: TextID, _ subject: DecisionSubject, at origin: RowOrigin, field key: String
  ) -> (target: TextID, origin: RowOrigin)? {
    guard !decided.isEmpty, let found = decided[SubjectText(subject: subject, text: text)] else {
      return nil
    }
    let target = folded(found.target)
    guard target != text else { return nil }
    let place = place(of: found.origin, field: "written")
    report(
      .note, "decision-applied", at: origin, field: key, value: contents.text[text],
      Bilingual(
        "按 \(place.chinese) 的确认，归并为“\(contents.text[target])”",
        "taken for “\(contents.text[target])” as confirmed at \(place.english)"),
      fix: Bilingual("无需处理；如确认有误，在归并建议表中改为“否”", "Nothing to do; write 否 there if it is wrong"))
    return (target, found.origin)
  }

  /// Whether a decision's target is stated; one that isn't is said, at the decision.
  private mutating func isStated(
    _ text: TextID, _ subject: DecisionSubject, _ stated: Set<TextID>
  ) -> Bool {
    guard let found = decided[SubjectText(subject: subject, text: text)] else { return false }
    let target = folded(found.target)
    let code = CreditCode.validate(contents.text[found.target]).code
    if stated.contains(target) { return true }
    if let code, stated.contains(contents.text.intern(code.description)) { return true }
    report(
      .warning, "decision-target-unknown", at: found.origin, field: "target",
      value: contents.text[found.target],
      Bilingual(
        "表中没有“\(contents.text[found.target])”，“\(contents.text[text])”没有归并",
        "no table states “\(contents.text[found.target])”; “\(contents.text[text])” stays by itself"
      ),
      fix: Bilingual("归并为一列填表中已有的代码、编号或名称", "Write a code, number or name that a table has"))
    return false
  }

  /// The rows without those that were only created under a name since decided on.
  ///
  /// A merged book has such rows as entries of their own; once their name is decided on they are
  /// the entry it means.
  mutating func withoutDecided<Row: TableRow>(
    _ rows: [Row], _ subject: DecisionSubject, id: (Row) -> TextID, name: (Row) -> TextID
  ) -> [Row] {
    guard !decided.isEmpty else { return rows }
    var stated = Set<TextID>()
    for row in rows {
      stated.insert(folded(id(row)))
      stated.insert(folded(name(row)))
    }
    var kept: [Row] = []
    for row in rows {
      let text = folded(id(row))
      let isBare = name(row).isEmpty || folded(name(row)) == text
      if isBare, decided[SubjectText(subject: subject, text: text)] != nil,
        isStated(text, subject, stated),
        decision(on: text, subject, at: row.origin, field: "id") != nil
      {
        continue
      }
      kept.append(row)
    }
    return kept
  }

  /// A firm's row known by nothing but a name that was decided on is a row of the firm decided.
  mutating func applyDecision(to firm: inout Firm) {
    guard !decided.isEmpty, !firm.hasValidCode, firm.number.isEmpty, !firm.name.isEmpty else {
      return
    }
    let name = folded(firm.name)
    guard decided[SubjectText(subject: .firm, text: name)] != nil,
      isStated(name, .firm, statedFirms),
      let target = decision(on: name, .firm, at: firm.origin, field: "name")?.target
    else { return }
    if let code = CreditCode(contents.text[target]) {
      firm.creditCode = contents.text.intern(code.description)
      firm.hasValidCode = true
      firm.name = .empty
    } else {
      firm.name = target
    }
  }
}
