import ChainModel

/// Which table a file or sheet is, by its name.
enum TableRecognition {
  /// The table a name means: its English key or Chinese name, or a part of the name.
  ///
  /// The longest name found wins, so that 环节关系 is not taken for 环节.
  static func table(named base: String) -> TableKind? {
    let key = TextFolding.foldedHeader(base).name
    var best: (table: TableKind, length: Int)?
    for table in TableKind.allCases {
      for name in [table.rawValue] + table.chineseNames {
        let folded = TextFolding.foldedHeader(name).name
        if key == folded { return table }
        guard key.contains(folded), folded.count > (best?.length ?? 0) else { continue }
        best = (table, folded.count)
      }
    }
    return best?.table
  }

  /// Whether a name is exactly a table's own, so that it cannot be meant for another.
  static func isExactName(_ base: String, of table: TableKind) -> Bool {
    let key = TextFolding.foldedHeader(base).name
    return ([table.rawValue] + table.chineseNames).contains {
      TextFolding.foldedHeader($0).name == key
    }
  }
}
