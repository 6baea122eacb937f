import Testing

@testable import ChainModel

@Suite struct BookScopeTests {
  /// A misspelt key would hide a column in silence.
  @Test(arguments: [TableRule.everyone, TableRule.leader])
  func everyListedColumnExists(_ rules: [TableKind: TableRule]) {
    for (table, rule) in rules {
      func keys<Row: TableRow>(_: Row.Type) -> [String] { Row.fields.map(\.key) }
      func required<Row: TableRow>(_: Row.Type) -> [String] {
        Row.fields.filter(\.isRequired).map(\.key)
      }
      let known = Set(keys(table.rowType))
      #expect(Set(rule.columns.keys).subtracting(known).isEmpty, "\(table)")
      // Without these the edition could not be read.
      #expect(Set(required(table.rowType)).subtracting(rule.columns.keys).isEmpty, "\(table)")
    }
  }

  @Test func whatIsNotListedIsHidden() {
    let everyone = Set(TableRule.everyone.keys)
    #expect(
      Set(TableKind.allCases).subtracting(everyone) == [
        .supplies, .findings, .assessments, .limits, .essentials, .decisions, .tasks,
      ])
    #expect(
      Set(TableKind.allCases).subtracting(TableRule.leader.keys) == [.limits, .decisions, .tasks])
  }

  /// Persons, senders, notes, telephones and money, in no edition.
  @Test(arguments: [TableRule.everyone, TableRule.leader])
  func columnsOfPersonsAndMoney(_ rules: [TableKind: TableRule]) {
    let never = [
      "contact", "phone", "note", "chief", "responsiblePerson", "expert", "reporter", "revenue",
      "assets", "totalIncome", "totalCost", "staff", "amount", "fixedCost", "costPerFirm",
      "jointDiscount", "funding",
    ]
    for (table, rule) in rules {
      #expect(rule.columns.keys.filter(never.contains).isEmpty, "\(table)")
    }
  }

  @Test(arguments: [
    (0, 10, "少于3", "10"), (2, 10, "少于3", "10"), (3, 10, "3", "10"), (7, 10, "7", "10"),
    (8, 10, "8及以上", "10"), (10, 10, "8及以上", "10"), (3, 6, "3", "6"), (4, 6, "4及以上", "6"),
    (2, 6, "少于3", "6"), (5, 5, "少于6", "少于6"), (0, 0, "少于6", "少于6"), (3, 5, "少于6", "少于6"),
  ])
  func smallCounts(_ affected: Int, _ group: Int, _ text: String, _ whole: String) {
    let counts = SmallCounts.published(affected: affected, of: group)
    #expect(counts.affected.text(in: .chinese) == text)
    #expect(counts.group.text(in: .chinese) == whole)
    #expect((counts.affected.least...counts.affected.most).contains(affected))
    #expect((counts.group.least...counts.group.most).contains(group))
  }

  /// Whoever knows one firm's state still can't tell another's.
  @Test func noPublishedCountTellsOfAFirm() {
    for group in 0...20 {
      for affected in 0...group {
        let count = SmallCounts.published(affected: affected, of: group).affected
        #expect(count.most - count.least >= 2 || (count.least >= 3 && count.most <= group - 3))
        if affected == group { #expect(count.least <= max(0, group - 2)) }
      }
    }
  }
}
