import ChainModel

/// Gathers diagnostics, placing each at the cell it speaks of.
struct DiagnosticCollector: Sendable {
  /// The most diagnostics of one kind kept for one column of one sheet; a last one counts the rest.
  static let limitPerKind = 10_000

  private struct Kind: Hashable {
    var code: String
    var file: String
    var sheet: String?
    var column: Int?
  }

  private(set) var diagnostics: [Diagnostic] = []
  /// How many were added, kept or only counted.
  private(set) var total = 0
  private var counts: [Kind: Int] = [:]

  /// Adds a diagnostic.
  mutating func add(_ diagnostic: Diagnostic) {
    total += 1
    let kind = Kind(
      code: diagnostic.code, file: diagnostic.file, sheet: diagnostic.sheet,
      column: diagnostic.columnIndex)
    let count = counts[kind, default: 0] + 1
    counts[kind] = count
    guard count <= Self.limitPerKind else { return }
    diagnostics.append(diagnostic)
  }

  /// Adds a diagnostic about a cell, a row or, without a row, a sheet.
  ///
  /// An origin of nil, or a created one, stands for the whole book; the key is the field's.
  mutating func add(
    _ severity: Diagnostic.Severity, _ code: String, at origin: RowOrigin?,
    in sources: [SourceSheet], field key: String? = nil, value: String = "",
    _ message: Bilingual, fix: Bilingual
  ) {
    guard let origin, !origin.isCreated, Int(origin.source) < sources.count else {
      add(Diagnostic(severity, code, file: "", value: value, message: message, fix: fix))
      return
    }
    let sheet = sources[Int(origin.source)]
    let column = key.flatMap { sheet.columnOfKey[$0] }
    add(
      Diagnostic(
        severity, code, file: sheet.file, sheet: sheet.sheet,
        row: origin.row == 0 ? nil : Int(origin.row), columnIndex: column,
        column: column.flatMap { $0 < sheet.headers.count ? sheet.headers[$0] : nil },
        value: value, message: message, fix: fix))
  }

  /// Every diagnostic in the order of its place, with what was left out counted.
  func sorted() -> [Diagnostic] {
    var all = diagnostics
    for (kind, count) in counts where count > Self.limitPerKind {
      let more = count - Self.limitPerKind
      guard let example = diagnostics.first(where: { $0.code == kind.code }) else { continue }
      all.append(
        Diagnostic(
          example.severity, kind.code, file: kind.file, sheet: kind.sheet,
          message: Bilingual(
            "同类情况还有 \(more) 处，未逐条列出", "\(more) more of the same kind are not listed"),
          fix: example.fix))
    }
    // A cell that feeds two tables is said once.
    var last: Diagnostic?
    return all.sorted(by: Diagnostic.precedes).filter { diagnostic in
      defer { last = diagnostic }
      return diagnostic != last
    }
  }
}
