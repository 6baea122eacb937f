import ChainModel

/// Certificates: rows of one number become one certificate where they can be one.
extension BookAssembler {
  /// A row of certificates, by where it stands and its number, as one row of a survey may state
  /// several.
  private struct CertificateRow: Hashable {
    var origin: RowOrigin
    var number: TextID
  }

  mutating func assembleCertificates() {
    for position in contents.certificates.indices {
      let row = contents.certificates[position]
      if row.firms.written.isEmpty { reportMissing(row, "firms", "企业") }
      if row.number.isEmpty { reportMissing(row, "number", "证书编号") }
    }
    let parts = partsOfNumbers()
    func part(_ row: Certificate) -> Int {
      parts[CertificateRow(origin: row.origin, number: row.number)] ?? 0
    }
    struct Key: Hashable {
      var number: TextID
      var part: Int
    }
    let pool = contents.text
    contents.certificates = uniteByKey(
      contents.certificates,
      key: {
        $0.number.isEmpty || $0.firms.written.isEmpty
          ? nil : Key(number: $0.number, part: part($0))
      },
      name: { pool[$0.number] },
      order: {
        $0.number == $1.number
          ? part($0) < part($1) : NaturalOrder.precedes(pool[$0.number], pool[$1.number])
      })
    for position in contents.certificates.indices {
      let row = contents.certificates[position]
      var firms = row.firms
      resolve(&firms) { $0.resolveFirm($1, at: row.origin, field: "firms") }
      contents.certificates[position].firms = firms
      checkCertificate(row)
    }
  }

  private mutating func checkCertificate(_ row: Certificate) {
    guard let conflict = row.standing(on: asOf).conflict else { return }
    report(
      .warning, "certificate-conflict", at: row.origin, field: "expiresOn",
      value: contents.text[row.number],
      Bilingual(
        conflict.chinese + "，按日期计", conflict.english + "; the dates decide"),
      fix: Bilingual("核对状态、颁证日期和有效期", "Check the state, the issue date and the expiry date"))
  }

  // MARK: - One number, several certificates

  /// What must agree for rows of different firms to be one joint certificate; a blank agrees with
  /// anything.
  private struct Terms: Hashable {
    var scheme: Set<String> = []
    var issued: Set<CalendarDate?> = []
    var expires: Set<CalendarDate?> = []
    var state: Set<CertificateState> = []

    /// Whether every blank of these could be what others state.
    func isPart(of other: Terms) -> Bool {
      (scheme.isEmpty || scheme == other.scheme) && (issued.isEmpty || issued == other.issued)
        && (expires.isEmpty || expires == other.expires) && (state.isEmpty || state == other.state)
    }

    mutating func formUnion(_ other: Terms) {
      scheme.formUnion(other.scheme)
      issued.formUnion(other.issued)
      expires.formUnion(other.expires)
      state.formUnion(other.state)
    }

    /// Whether nothing is stated in two ways.
    var agrees: Bool {
      scheme.count <= 1 && issued.count <= 1 && expires.count <= 1 && state.count <= 1
    }
  }

  /// Rows of one number that share a firm, which they are about.
  private struct Statement {
    var rows: [Certificate]
    var firms: Set<String>
    var terms: Terms
    /// The least of its firms, which orders statements whatever the order of rows.
    var least: String { firms.min() ?? "" }
  }

  /// Which certificate of its number a row belongs to, where a number stands for several.
  ///
  /// Numbers are only hints: rows of one number are one certificate where they state a firm in common,
  /// or agree in scheme, dates and state. What is different is kept apart, so that the withdrawal of
  /// one decertifies nobody else, and reported.
  ///
  /// - Complexity: O(rows), and the square of the rows of one number.
  private mutating func partsOfNumbers() -> [CertificateRow: Int] {
    var groups: [[Certificate]] = []
    var groupOfNumber: [TextID: Int] = [:]
    for row in contents.certificates where !row.number.isEmpty && !row.firms.written.isEmpty {
      if let group = groupOfNumber[row.number] {
        groups[group].append(row)
      } else {
        groupOfNumber[row.number] = groups.count
        groups.append([row])
      }
    }
    var result: [CertificateRow: Int] = [:]
    for rows in groups where rows.count > 1 {
      let statements = statements(of: rows)
      var whole = Terms()
      for statement in statements { whole.formUnion(statement.terms) }
      // Where rows of one firm contradict each other it is not known which terms it has.
      guard statements.count > 1, !whole.agrees, statements.allSatisfy(\.terms.agrees) else {
        continue
      }
      // Only the fullest terms take blanks in, so that what is written reads back the same.
      let stated = Set(statements.map(\.terms))
      let full = stated.filter { terms in
        !stated.contains { $0 != terms && terms.isPart(of: $0) }
      }
      var parts: [(terms: Terms, first: RowOrigin)] = []
      for statement in statements {
        let wider = full.filter { statement.terms.isPart(of: $0) }
        let terms = wider.count == 1 ? wider.first ?? statement.terms : statement.terms
        let origin = statement.rows.map(\.origin).min() ?? .created
        let part = parts.firstIndex { $0.terms == terms } ?? parts.count
        if part == parts.count {
          parts.append((terms, origin))
        } else {
          parts[part].first = min(parts[part].first, origin)
        }
        for row in statement.rows {
          result[CertificateRow(origin: row.origin, number: row.number)] = part
        }
      }
      reportParts(parts.map(\.first).sorted(), number: rows[0].number)
    }
    return result
  }

  /// The rows of one number by the firms they share, in the order of their firms.
  private mutating func statements(of rows: [Certificate]) -> [Statement] {
    var statements: [Statement] = []
    for row in rows {
      var joined = Statement(rows: [row], firms: firmKeys(of: row), terms: terms(of: row))
      statements.removeAll { other in
        guard !other.firms.isDisjoint(with: joined.firms) else { return false }
        joined.rows += other.rows
        joined.firms.formUnion(other.firms)
        joined.terms.formUnion(other.terms)
        return true
      }
      statements.append(joined)
    }
    return statements.sorted { $0.least < $1.least }
  }

  private func terms(of row: Certificate) -> Terms {
    var terms = Terms()
    for text in [contents.text[row.scheme], contents.text[row.standard]] where !text.isEmpty {
      terms.scheme = [CertificationScheme(recognising: text).code]
      break
    }
    if row.issuedOn != .missing { terms.issued = [row.issuedOn.date] }
    if row.expiresOn != .missing { terms.expires = [row.expiresOn.date] }
    if let state = row.state { terms.state = [state] }
    return terms
  }

  /// The ids of the firms a row states, or the texts where no table states the firm.
  private mutating func firmKeys(of row: Certificate) -> Set<String> {
    var keys = Set<String>()
    for written in contents.text.handles(row.firms.written) {
      let text = folded(written)
      if case .firm(let firm, _) = firms.meaning(of: text) {
        keys.insert(contents.text[contents.firms[Int(firm)].id])
      } else {
        keys.insert(contents.text[text])
      }
    }
    return keys
  }

  private mutating func reportParts(_ origins: [RowOrigin], number: TextID) {
    guard let first = origins.first else { return }
    let other = place(of: first, field: "number")
    for origin in origins.dropFirst() {
      report(
        .warning, "certificate-number-shared", at: origin, field: "number",
        value: contents.text[number],
        Bilingual(
          "证书编号与 \(other.chinese) 的相同，而企业不同，认证类别、日期或状态也不一致：各按一张证书计",
          "the number is that of \(other.english), but other firms, and another scheme, date or state: "
            + "counted as certificates of their own"),
        fix: Bilingual(
          "改正证书编号；若确是一张联合认证证书，把两行的类别、日期和状态改成一致",
          "Correct the number; if it is one joint certificate, make scheme, dates and state agree"))
    }
  }
}
