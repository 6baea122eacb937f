import ChainModel

/// Tables that link firms to chains, to each other and to problems.
extension BookAssembler {
  mutating func assembleMembers() {
    for position in contents.members.indices {
      var row = contents.members[position]
      if row.chain.written.isEmpty { row.chain.written = impliedChain(of: row.segment.written) }
      if let chain = resolveChain(&row.chain, at: row.origin) {
        resolveSegment(&row.segment, in: chain, at: row.origin, field: "segment")
      } else {
        reportMissing(row, "chain", "产业链编号")
      }
      if row.segment.written.isEmpty, row.chain.position >= 0 {
        reportMissing(row, "segment", "环节编号")
      }
      if row.firm.written.isEmpty {
        reportMissing(row, "firm", "企业")
      } else {
        row.firm.position = resolveFirm(row.firm.written, at: row.origin, field: "firm") ?? -1
      }
      contents.members[position] = row
    }
    let pool = contents.text
    contents.members = uniteByKey(
      contents.members,
      key: { row -> Int64? in
        guard row.segment.position >= 0, row.firm.position >= 0 else { return nil }
        return Int64(row.segment.position) << 32 | Int64(row.firm.position)
      },
      name: { pool[$0.firm.written] },
      order: { left, right in
        (left.segment.position, left.firm.position) < (right.segment.position, right.firm.position)
      })
  }

  /// The chain meant where a row names a segment but no chain: the only one, or the only one that
  /// has such a segment.
  private mutating func impliedChain(of segment: TextID) -> TextID {
    if contents.chains.count == 1 { return contents.chains[0].id }
    let text = folded(segment)
    let found = contents.chains.indices.filter {
      segmentOfText[ChainText(chain: Int32($0), text: text)] != nil
    }
    return found.count == 1 ? contents.chains[found[0]].id : .empty
  }

  mutating func assembleSupplies() {
    for position in contents.supplies.indices {
      let row = contents.supplies[position]
      guard let supplier = resolveFirm(row.supplier.written, at: row.origin, field: "supplier")
      else {
        if row.supplier.written.isEmpty { reportMissing(row, "supplier", "供应方") }
        continue
      }
      guard let customer = resolveFirm(row.customer.written, at: row.origin, field: "customer")
      else {
        if row.customer.written.isEmpty { reportMissing(row, "customer", "采购方") }
        continue
      }
      if supplier == customer {
        contents.firms[Int(supplier)].suppliesItself = true
        report(
          .note, "self-supply", at: row.origin, field: "supplier",
          value: contents.text[row.supplier.written],
          Bilingual(
            "自供，记为企业属性，不作为供应关系", "a firm supplying itself; kept as an attribute, not an edge"),
          fix: Bilingual("如填错请改正采购方", "Correct the customer if this is an error"))
        continue
      }
      contents.supplies[position].supplier.position = supplier
      contents.supplies[position].customer.position = customer
    }
    mergeSupplies()
    absorbDerivedSupplies()
    checkShares()
  }

  /// Unites supplies equal in supplier, customer and product, sorted by these.
  ///
  /// - Complexity: O(n + m) in time, beyond it O(k log k) for k supplies of the same pair; O(n + m)
  ///   in space.
  private mutating func mergeSupplies() {
    let rows = contents.supplies
    let order = orderOfSupplies()
    var united: [Supply] = []
    united.reserveCapacity(order.count)
    var merged: [(position: UInt32, origin: RowOrigin)] = []
    let hasDerived = contents.sources.contains(where: \.isDerived)
    var start = 0
    while start < order.count {
      let first = rows[Int(order[start])]
      var end = start + 1
      while end < order.count {
        let next = rows[Int(order[end])]
        guard next.supplier.position == first.supplier.position,
          next.customer.position == first.customer.position, next.product == first.product
        else { break }
        end += 1
      }
      if end - start == 1 {
        united.append(first)
      } else {
        var group = order[start..<end].map { rows[Int($0)] }
        if hasDerived {
          // A survey's row adds nothing to one that states the supply in full.
          let stated = group.filter { !isDerived($0.origin) }
          if !stated.isEmpty {
            for row in group where isDerived(row.origin) {
              merged.append((UInt32(united.count), row.origin))
            }
            group = stated
          }
        }
        for row in group.dropFirst() { merged.append((UInt32(united.count), row.origin)) }
        united.append(group.count == 1 ? group[0] : uniteSupplies(group))
      }
      start = end
    }
    contents.supplies = united
    contents.mergedRows[.supplies] = MergedRows(merged)
  }

  /// The positions of supplies between two firms, by supplier, customer, product and place.
  ///
  /// Two stable counting passes bring the pairs together, as in transposing a sparse matrix; only
  /// supplies of the same pair are left to compare.
  private func orderOfSupplies() -> [UInt32] {
    let rows = contents.supplies
    let pool = contents.text
    var pairs: [(key: Int32, item: UInt32)] = []
    pairs.reserveCapacity(rows.count)
    var suppliers: [Int32] = []
    suppliers.reserveCapacity(rows.count)
    for position in rows.indices {
      let supplier = rows[position].supplier.position
      suppliers.append(supplier)
      if supplier >= 0 {
        pairs.append((rows[position].customer.position, UInt32(position)))
      }
    }
    let byCustomer = Grouping(keyCount: contents.firms.count, pairs: pairs)
    pairs.removeAll(keepingCapacity: true)
    for customer in contents.firms.indices {
      for supply in byCustomer[customer] { pairs.append((suppliers[supply], UInt32(supply))) }
    }
    let bySupplier = Grouping(keyCount: contents.firms.count, pairs: pairs)
    var order: [UInt32] = []
    order.reserveCapacity(pairs.count)
    for supplier in contents.firms.indices {
      for supply in bySupplier[supplier] { order.append(UInt32(supply)) }
    }
    var start = 0
    while start < order.count {
      let first = rows[Int(order[start])]
      var end = start + 1
      while end < order.count {
        let next = rows[Int(order[end])]
        guard next.supplier.position == first.supplier.position,
          next.customer.position == first.customer.position
        else { break }
        end += 1
      }
      if end - start > 1 {
        order[start..<end].sort { left, right in
          let (one, other) = (rows[Int(left)], rows[Int(right)])
          if one.product != other.product { return pool.precedes(one.product, other.product) }
          return one.origin < other.origin
        }
      }
      start = end
    }
    return order
  }

  /// Amounts and shares add, the newest date stays, 独家 if any row says so, the strongest class.
  private mutating func uniteSupplies(_ rows: [Supply]) -> Supply {
    let pool = contents.text
    func sum(_ numbers: [Double]) -> OptionalDouble {
      // Added in order of size, so that the sum does not depend on the order of the rows.
      guard !numbers.isEmpty else { return .missing }
      let sum = numbers.sorted().reduce(0, +)
      // 211.31 + 422.62 is 633.93 to everybody who wrote it.
      return OptionalDouble(DecimalText.roundedToFifteenDigits(sum))
    }
    func smallest(_ place: KeyPath<Supply, TextID>) -> TextID {
      rows.map { $0[keyPath: place] }.filter { !$0.isEmpty }.min { pool.precedes($0, $1) } ?? .empty
    }
    var supply = rows[0]
    supply.amount = sum(rows.compactMap(\.amount.value))
    supply.share = sum(rows.compactMap(\.share.value))
    let flags = rows.compactMap(\.isSole)
    supply.isSole = flags.isEmpty ? nil : flags.contains(true)
    supply.inputClass = rows.compactMap(\.inputClass).max()
    // What anyone declares is declared, also where the sheet does not say how it is known.
    supply.source =
      rows.allSatisfy { $0.source == .inferred }
      ? .inferred : rows.compactMap(\.source).filter { $0 != .inferred }.min()
    supply.difficulty = smallest(\.difficulty)
    supply.confidence = smallest(\.confidence)
    supply.reporter = smallest(\.reporter)
    for row in rows where row.reportedOn.isLater(than: supply.reportedOn) {
      supply.reportedOn = row.reportedOn
    }
    // Two lists that only name the pair say the same thing once; there is nothing to add.
    if rows.allSatisfy({ isDerived($0.origin) }) { return supply }
    let senders = Set(rows.filter { $0.amount.value != nil }.map(\.reporter))
    if senders.count > 1 {
      let names = senders.map { pool[$0] }.filter { !$0.isEmpty }.sorted()
      report(
        .warning, "supply-of-several", at: supply.origin, field: "amount",
        value: pool[supply.supplier.written],
        Bilingual(
          "同一供应关系由 \(senders.count) 个单位报来（\(names.joined(separator: "、"))），金额已相加，可能是同一笔",
          "\(senders.count) senders state this supply (\(names.joined(separator: ", "))); the amounts "
            + "were added up and may be the same"),
        fix: Bilingual("如是同一笔，只留一行", "If they are the same, keep one row"))
    }
    report(
      .note, "supplies-merged", at: supply.origin, field: "supplier",
      value: pool[supply.supplier.written],
      Bilingual(
        "同一供应方、采购方和产品有 \(rows.count) 行，金额与比例相加",
        "\(rows.count) rows of the same supplier, customer and product were added up"),
      fix: Bilingual("如系重复填报，删去多余的行", "Delete the surplus rows if they were entered twice"))
    return supply
  }

  /// Shares of one customer and product should not exceed the whole.
  private mutating func checkShares() {
    struct Key: Hashable {
      var customer: Int32
      var product: TextID
    }
    // Shares are not negative, so only customers whose shares of all products together exceed the
    // whole need a closer look.
    var ofCustomer = [Double](repeating: 0, count: contents.firms.count)
    for row in contents.supplies {
      if let share = row.share.value, let customer = row.customer.index {
        ofCustomer[customer] += share
      }
    }
    var totals: [Key: (shares: [Double], first: RowOrigin)] = [:]
    for row in contents.supplies {
      guard let share = row.share.value, let customer = row.customer.index,
        ofCustomer[customer] > 1
      else { continue }
      let key = Key(customer: row.customer.position, product: row.product)
      var total = totals[key] ?? ([], row.origin)
      total.shares.append(share)
      total.first = min(total.first, row.origin)
      totals[key] = total
    }
    for (key, total) in totals {
      let sum = total.shares.sorted().reduce(0, +)
      guard sum > 1 + 1e-9 else { continue }
      let name = contents.text[contents.firms[Int(key.customer)].name]
      let percent = DecimalText.shortest((sum * 1000).rounded() / 10)
      report(
        .warning, "shares-exceed-whole", at: total.first, field: "share", value: "\(percent)%",
        Bilingual(
          "“\(name)”采购“\(contents.text[key.product])”的各供应方比例合计 \(percent)%，超过 100%",
          "the shares of “\(name)” for “\(contents.text[key.product])” add up to \(percent)%"),
        fix: Bilingual("核对各供应方占采购方比例", "Check the suppliers' shares"))
    }
  }

  mutating func assembleProblems() {
    for position in contents.problems.indices {
      let row = contents.problems[position]
      if row.id.isEmpty && row.name.isEmpty { reportMissing(row, "id", "问题编号") }
      if row.id.isEmpty { contents.problems[position].id = row.name }
      if row.name.isEmpty { contents.problems[position].name = row.id }
    }
    contents.problems = withoutDecided(contents.problems, .problem, id: \.id, name: \.name)
    let pool = contents.text
    contents.problems = uniteByKey(
      contents.problems, key: { $0.id.isEmpty ? nil : $0.id }, name: { pool[$0.name] },
      order: { NaturalOrder.precedes(pool[$0.id], pool[$1.id]) })
    for position in contents.problems.indices {
      problemOfText[folded(contents.problems[position].id)] = Int32(position)
    }
    // Codes come before names, and names before synonyms.
    for position in contents.problems.indices {
      let name = folded(contents.problems[position].name)
      if problemOfText[name] == nil { problemOfText[name] = Int32(position) }
    }
    for position in contents.problems.indices {
      for synonym in Array(contents.text.handles(contents.problems[position].synonyms)) {
        let text = folded(synonym)
        if problemOfText[text] == nil { problemOfText[text] = Int32(position) }
      }
    }
  }

  /// The problem a code, name or synonym means; created where the library does not hold it.
  mutating func resolveProblem(
    _ written: TextID, at origin: RowOrigin, field key: String
  ) -> Int32? {
    guard !written.isEmpty else { return nil }
    var text = folded(written)
    if let known = problemOfText[text] { return known }
    var (origin, key) = (origin, key)
    if let decision = decision(on: text, .problem, at: origin, field: key) {
      // What was decided on holds, also where no table states the target.
      (text, origin, key) = (decision.target, decision.origin, "target")
      if let known = problemOfText[text] { return known }
      if let known = starterProblem(text, mayBeCode: true, at: origin) { return known }
    }
    if let known = starterProblem(text, at: origin) { return known }
    let position = Int32(contents.problems.count)
    var problem = Problem()
    problem.id = text
    problem.name = text
    contents.problems.append(problem)
    problemOfText[text] = position
    noteCreated(.problems, key == "target" ? text : written, at: origin, field: key)
    return position
  }

  mutating func assembleFindings() {
    var kept: [Finding] = []
    kept.reserveCapacity(contents.findings.count)
    let library = contents.problems.count
    for var row in contents.findings {
      guard !row.firm.written.isEmpty else {
        reportMissing(row, "firm", "企业")
        continue
      }
      guard let firm = resolveFirm(row.firm.written, at: row.origin, field: "firm") else {
        continue
      }
      guard !row.problem.written.isEmpty || !row.wording.isEmpty else {
        reportMissing(row, "problem", "问题编号或问题描述")
        continue
      }
      row.firm.position = firm
      if row.problem.written.isEmpty {
        let problem = resolveProblem(row.wording, at: row.origin, field: "wording")
        row.problem.position = problem ?? -1
        if let problem, problem < library || isFromStarter(problem) {
          contents.wordings.merged += 1
        } else {
          contents.wordings.unmerged += 1
        }
      } else {
        row.problem.position =
          resolveProblem(row.problem.written, at: row.origin, field: "problem") ?? -1
      }
      kept.append(row)
    }
    absorbDerived(&kept, "finding-stated-twice") { row in
      FirmText(firm: row.firm.position, text: Int64(row.problem.position))
    }
    contents.findings = kept
  }

  mutating func assembleAssessments() {
    var kept: [Assessment] = []
    kept.reserveCapacity(contents.assessments.count)
    for var row in contents.assessments {
      guard !row.firm.written.isEmpty else {
        reportMissing(row, "firm", "企业")
        continue
      }
      guard let firm = resolveFirm(row.firm.written, at: row.origin, field: "firm") else {
        continue
      }
      row.firm.position = firm
      kept.append(row)
    }
    absorbDerived(&kept, "diagnosis-stated-twice") { row in
      FirmText(firm: row.firm.position, text: Int64(row.date.date?.dayNumber ?? .max))
    }
    contents.assessments = kept
  }
}
