import ChainModel

/// What people filled in on lists of problems (共性质量问题清单).
extension BookAssembler {
  /// What a row of the list is about, as the list names it.
  private struct TaskKey: Hashable, Comparable {
    var texts: [String]

    static func < (left: TaskKey, right: TaskKey) -> Bool {
      for (one, other) in zip(left.texts, right.texts) where one != other {
        if NaturalOrder.precedes(one, other) { return true }
        if NaturalOrder.precedes(other, one) { return false }
        return one.utf8.lexicographicallyPrecedes(other.utf8)
      }
      return false
    }
  }

  /// Keeps of every row what a person filled in, and unites rows about the same.
  ///
  /// A row of which nothing is left said nothing but what the program had written.
  /// - Complexity: O(rows · log rows).
  mutating func assembleTasks() {
    guard !contents.tasks.isEmpty else { return }
    let blank = ProblemTask()
    var kept: [ProblemTask] = []
    for var row in contents.tasks {
      if row.problem.isEmpty {
        reportMissing(row, "problem", "问题名称")
        continue
      }
      let marks = TaskMarks(contents.text[row.written])
      row.written = .empty
      var hasEntry = false
      for field in ProblemTask.entries where !field.content.isBlank(row) {
        let number = field.content.number(row)
        let text = number.map(TaskMarks.text) ?? field.content.text(row, in: contents.text)
        if marks.hold(text, of: field.key) {
          field.content.copy(from: blank, into: &row)
        } else {
          hasEntry = true
        }
      }
      if hasEntry { kept.append(row) }
    }
    var keys: [RowOrigin: TaskKey] = [:]
    for row in kept {
      keys[row.origin] = TaskKey(
        texts: [row.chain, row.segment, row.region, row.problem].map { text in
          let name = TextFolding.foldedName(contents.text[text])
          return ProblemTask.anyWords.contains(name) ? "" : name
        })
    }
    let none = TaskKey(texts: [])
    let pool = contents.text
    contents.tasks = uniteByKey(
      kept, key: { keys[$0.origin] }, name: { pool[$0.problem] },
      order: { (keys[$0.origin] ?? none) < (keys[$1.origin] ?? none) })
  }
}
