import ChainModel

/// Firms: which rows are the same firm, and which firm a cell means.
extension BookAssembler {
  mutating func assembleFirms() {
    for position in contents.firms.indices { prepareFirm(position) }
    let groups = groupFirms()
    tallyFirms(groups)
    var united: [Firm] = []
    united.reserveCapacity(groups.count)
    var merged: [(position: UInt32, origin: RowOrigin)] = []
    for group in groups {
      if group.count == 1 {
        united.append(contents.firms[Int(group[0])])
        continue
      }
      let rows = group.map { contents.firms[Int($0)] }
      let name = contents.text[rows[0].name.isEmpty ? rows[0].id : rows[0].name]
      let firm = uniteFirms(rows, named: name)
      for row in rows where row.origin != firm.origin {
        merged.append((UInt32(united.count), row.origin))
      }
      united.append(firm)
    }
    // Firms are put in order before anything refers to them; entries created later are merged in
    // at the end.
    let order = idOrder(united)
    var newPosition = [UInt32](repeating: 0, count: united.count)
    for (position, old) in order.enumerated() { newPosition[Int(old)] = UInt32(position) }
    contents.firms = order.map { united[Int($0)] }
    contents.mergedRows[.firms] = MergedRows(
      merged.map { (newPosition[Int($0.position)], $0.origin) })
    for position in contents.firms.indices {
      indexFirm(Int32(position))
      checkSize(position)
    }
    // A code with a name first: where no table states them, other rows may name one alone.
    for (hasCode, hasName) in [(true, true), (true, false), (false, true)] {
      for position in contents.firms.indices {
        let firm = contents.firms[position]
        guard firm.regionCode.written.isEmpty != hasCode, firm.region.written.isEmpty != hasName
        else { continue }
        resolveFirmRegion(position)
      }
    }
    for position in contents.chains.indices {
      let row = contents.chains[position]
      var leaders = row.leaders
      resolve(&leaders) { $0.resolveFirm($1, at: row.origin, field: "leaders") }
      contents.chains[position].leaders = leaders
      if !row.region.written.isEmpty {
        contents.chains[position].region.position =
          resolveRegion(row.region.written, at: row.origin, field: "region") ?? -1
      }
    }
  }

  /// Checks a firm row's code and gives the row its id.
  private mutating func prepareFirm(_ position: Int) {
    var firm = contents.firms[position]
    if !firm.creditCode.isEmpty {
      let isValid = contents.text.withBytes(of: firm.creditCode) {
        CreditCode(utf8: $0.bindMemory(to: UInt8.self).span) != nil
      }
      if isValid {
        firm.hasValidCode = true
      } else {
        checkCode(&firm)
      }
    }
    tidyName(&firm)
    applyDecision(to: &firm)
    takeRegionOfSheet(&firm)
    if firm.hasValidCode {
      firm.id = firm.creditCode
    } else if !firm.number.isEmpty {
      firm.id = folded(firm.number)
    } else if !firm.name.isEmpty {
      firm.id = folded(firm.name)
      if firm.id != firm.name {
        report(
          .note, "name-folded", at: firm.origin, field: "name", value: contents.text[firm.name],
          Bilingual(
            "企业名称按“\(contents.text[firm.id])”识别",
            "the name is identified as “\(contents.text[firm.id])”"),
          fix: Bilingual(
            "统一全角半角和空格即可消除", "Use one width for letters and brackets, and no stray spaces"))
      }
    } else if !firm.creditCode.isEmpty {
      firm.id = firm.creditCode
    } else {
      reportMissing(firm, "name", "企业名称")
    }
    contents.firms[position] = firm
  }

  /// Takes stray spaces out of a Chinese name; brackets stay as they are written.
  private mutating func tidyName(_ firm: inout Firm) {
    guard !firm.name.isEmpty, folded(firm.name) != firm.name else { return }
    let written = contents.text[firm.name]
    let tidy = TextFolding.withoutStraySpaces(written)
    guard tidy != written else { return }
    firm.name = contents.text.intern(tidy)
    // Without a code the name as read is reported when it becomes the id.
    guard firm.hasValidCode || !firm.number.isEmpty else { return }
    report(
      .note, "name-folded", at: firm.origin, field: "name", value: written,
      Bilingual("名称中的空格已去掉：“\(tidy)”", "spaces were taken out of the name: “\(tidy)”"),
      fix: Bilingual("在原表中删去空格", "Delete the spaces in the sheet"))
  }

  /// A firm without a region on a sheet named after one lies there.
  private mutating func takeRegionOfSheet(_ firm: inout Firm) {
    guard firm.region.written.isEmpty, firm.regionCode.written.isEmpty,
      Int(firm.origin.source) < contents.sources.count,
      let name = contents.sources[Int(firm.origin.source)].sheet
    else { return }
    let text = folded(contents.text.intern(name))
    guard regionOfText[text] != nil, ambiguousRegions[text] == nil else { return }
    firm.region.written = text
    if regionSheets.insert(firm.origin.source).inserted {
      report(
        .note, "region-of-sheet", at: RowOrigin(source: firm.origin.source, row: 0), value: name,
        Bilingual("没有填所属区域的企业，按工作表名归入“\(name)”", "firms without a region were put into “\(name)”"),
        fix: Bilingual("增加“所属区域”列即可消除", "Add a column 所属区域"))
    }
  }

  private mutating func reportRepair(
    of written: String, to code: CreditCode, _ repairs: [CreditCode.Repair], at origin: RowOrigin,
    field key: String
  ) {
    let how = Bilingual(
      repairs.map(\.chinese).joined(separator: "、"),
      repairs.map(\.english).joined(separator: ", "))
    report(
      .note, "code-repaired", at: origin, field: key, value: written,
      Bilingual(
        "统一社会信用代码已改为 \(code.description)（\(how.chinese)）",
        "the credit code was repaired to \(code.description) (\(how.english))"),
      fix: Bilingual("核对后改正原表", "Check it and correct the sheet"))
  }

  /// The codes that a damaged number may have been, as part of a message; nil where it is none.
  private static func candidates(for written: String) -> Bilingual? {
    let text = TextFolding.cleanCell(written)
    // What went through a binary number ends in noughts or is a multiple of its last place.
    guard
      text.contains("E") || text.contains("e") || text.hasSuffix("0")
        || Int(text).map({ $0 % 128 == 0 }) ?? false
    else { return nil }
    let codes = CreditCode.candidates(forDamagedNumber: written).map(\.description)
    guard !codes.isEmpty else { return nil }
    return Bilingual(
      "疑似被电子表格当作数字存坏，原代码可能是 \(codes.joined(separator: "、"))",
      "a spreadsheet seems to have kept it as a number; it may have been "
        + codes.joined(separator: ", "))
  }

  private mutating func checkCode(_ firm: inout Firm) {
    let written = contents.text[firm.creditCode]
    let candidates = Self.candidates(for: written)
    switch CreditCode.validate(written) {
    case .valid(let code):
      firm.creditCode = contents.text.intern(code.description)
      firm.hasValidCode = true
    case .repaired(let code, let repairs):
      firm.creditCode = contents.text.intern(code.description)
      firm.hasValidCode = true
      reportRepair(of: written, to: code, repairs, at: firm.origin, field: "creditCode")
    case .checkFailed(let text, let reason):
      firm.creditCode = contents.text.intern(text)
      report(
        .warning, "code-check-failed", at: firm.origin, field: "creditCode", value: written,
        Bilingual(
          "统一社会信用代码校验不符：\(candidates?.chinese ?? reason.chinese)；保留原值，不用作识别",
          "the credit code fails its check: \(candidates?.english ?? reason.english); kept, not used "
            + "as identity"),
        fix: Bilingual("对照营业执照核对", "Compare it with the business licence"))
    case .malformed(let reason):
      report(
        .warning, "code-malformed", at: firm.origin, field: "creditCode", value: written,
        Bilingual(
          "不是统一社会信用代码：\(candidates?.chinese ?? reason.chinese)；保留原值，不用作识别",
          "not a credit code: \(candidates?.english ?? reason.english); kept, not used as identity"),
        fix: Bilingual("填 18 位代码，单元格设为文本格式", "Write the 18 characters in a cell formatted as text"))
    }
  }

  /// The rows of each firm, by valid code, else by number, else by name.
  ///
  /// A row without a code belongs to the coded firm of its number, and a row with nothing but a
  /// name to the only firm of that name.
  /// - Complexity: O(rows) in time and space.
  private mutating func groupFirms() -> [[UInt32]] {
    var groups: [[UInt32]] = []
    var byID: [TextID: Int] = [:]
    var byNumber: [TextID: Int] = [:]
    var byName: [TextID: Int] = [:]
    let several = -1
    func learn(_ key: TextID, _ group: Int, _ known: inout [TextID: Int]) {
      guard !key.isEmpty else { return }
      if let other = known[key], other != group { known[key] = several } else { known[key] = group }
    }
    var names: [TextID] = []
    var numbers: [TextID] = []
    names.reserveCapacity(contents.firms.count)
    for firm in contents.firms {
      names.append(firm.name.isEmpty ? .empty : folded(firm.name))
      numbers.append(firm.number.isEmpty ? .empty : folded(firm.number))
    }
    byID.reserveCapacity(contents.firms.count)
    for level in 0...2 {
      var learned: [(row: Int, group: Int)] = []
      for (row, firm) in contents.firms.enumerated() where !firm.id.isEmpty {
        let own = firm.hasValidCode ? 0 : firm.number.isEmpty ? 2 : 1
        guard own == level else { continue }
        var group: Int?
        if level == 1 { group = byNumber[firm.id] }
        if level == 2, let named = byName[names[row]] {
          group = named
          if named == several {
            report(
              .warning, "name-ambiguous", at: firm.origin, field: "name",
              value: contents.text[firm.name],
              Bilingual(
                "有多家企业叫这个名称，本行作为另一家",
                "several firms bear this name; the row stays a firm of its own"),
              fix: Bilingual("补填统一社会信用代码或企业编号", "Fill in the credit code or the number"))
          }
        }
        if group == several { group = nil }
        let found = group ?? byID[firm.id] ?? groups.count
        if found == groups.count {
          groups.append([])
          byID[firm.id] = found
        }
        groups[found].append(UInt32(row))
        learned.append((row, found))
      }
      // Learned after the level, so that rows of one level cannot depend on each other's order.
      for (row, group) in learned {
        if level < 1 { learn(numbers[row], group, &byNumber) }
        if level < 2 { learn(names[row], group, &byName) }
      }
    }
    return groups
  }

  private mutating func uniteFirms(_ rows: [Firm], named name: String) -> Firm {
    let identified = rows.first { $0.hasValidCode } ?? rows.first { !$0.number.isEmpty }
    let regions = Set(rows.map { contents.text[$0.region.written] }.filter { !$0.isEmpty })
    // The sender whose region holds the firm knows it best. Worked out before the pool changes, so
    // that the pool is not copied.
    let local = Set(
      rows.filter { row in
        let reporter = contents.text[row.reporter]
        return !reporter.isEmpty
          && regions.contains { $0.contains(reporter) || reporter.contains($0) }
      }.map(\.origin))
    var rows = rows
    if identified?.hasValidCode == true {
      // A code that fails its check was reported at its cell and is no rival to one that holds.
      for index in rows.indices where !rows[index].hasValidCode { rows[index].creditCode = .empty }
    }
    var firm = unite(rows, named: name) { local.contains($0.origin) }
    if let identified {
      firm.id = identified.id
      firm.hasValidCode = identified.hasValidCode
      if identified.hasValidCode { firm.creditCode = identified.creditCode }
    }
    firm.suppliesItself = rows.contains(where: \.suppliesItself)
    return firm
  }

  private mutating func indexFirm(_ position: Int32) {
    let firm = contents.firms[Int(position)]
    firms.add(firm.creditCode, firm: position, kind: .code)
    firms.add(
      firm.id, firm: position,
      kind: firm.hasValidCode ? .code : firm.number.isEmpty ? .name : .number)
    if !firm.number.isEmpty {
      firms.add(firm.number, firm: position, kind: .number)
      firms.add(folded(firm.number), firm: position, kind: .number)
    }
    if !firm.name.isEmpty {
      firms.add(firm.name, firm: position, kind: .name)
      firms.add(folded(firm.name), firm: position, kind: .name)
    }
    for former in Array(contents.text.handles(firm.formerNames)) {
      firms.add(folded(former), firm: position, kind: .formerName)
    }
  }

  private mutating func resolveFirmRegion(_ position: Int) {
    var firm = contents.firms[position]
    if !firm.regionCode.written.isEmpty {
      let text = folded(firm.regionCode.written)
      if regionOfText[text] == nil, !firm.region.written.isEmpty {
        nameCreatedRegion(code: text, firm)
      }
      firm.regionCode.position =
        resolveRegion(firm.regionCode.written, at: firm.origin, field: "regionCode") ?? -1
      firm.region.position = firm.regionCode.position
    } else if !firm.region.written.isEmpty {
      firm.region.position =
        resolveRegion(firm.region.written, at: firm.origin, field: "region") ?? -1
    }
    contents.firms[position] = firm
  }

  /// A region code no table states takes the name beside it in the firm's row.
  private mutating func nameCreatedRegion(code: TextID, _ firm: Firm) {
    var region = Region()
    region.code = code
    region.name = firm.region.written
    regionOfText[code] = Int32(contents.regions.count)
    if regionOfText[folded(firm.region.written)] == nil {
      regionOfText[folded(firm.region.written)] = Int32(contents.regions.count)
    }
    contents.regions.append(region)
    noteCreated(.regions, firm.regionCode.written, at: firm.origin, field: "regionCode")
  }

  /// Compares the stated size with the one the firm's figures give.
  private mutating func checkSize(_ position: Int) {
    let firm = contents.firms[position]
    guard !firm.industry.isEmpty else { return }
    let written = contents.text[firm.industry]
    let industry: IndustryCode
    do throws(IndustryError) {
      industry = try IndustryCode(parsing: written)
    } catch {
      report(
        .warning, "industry-unknown", at: firm.origin, field: "industry", value: written,
        Bilingual(error.chinese, error.english),
        fix: Bilingual("填 GB/T 4754-2017 的代码", "Write a GB/T 4754-2017 code"))
      return
    }
    guard let declared = firm.declaredSize else { return }
    let computed = FirmSize.grade(
      industry: industry, staff: firm.staff.value, revenue: firm.revenue.value,
      assets: firm.assets.value)
    guard computed <= .micro, declared <= .micro, computed != declared else { return }
    report(
      .warning, "size-conflict", at: firm.origin, field: "size", value: declared.chinese,
      Bilingual(
        "按从业人员、营业收入和资产应为\(computed.chinese)，表中填\(declared.chinese)",
        "staff, revenue and assets make it \(computed.english); the sheet says \(declared.english)"),
      fix: Bilingual("核对企业规模与三项指标", "Check the size against the three figures"))
  }

  /// The firm a text means; created where no table states it.
  ///
  /// - Returns: Nil where the text means several firms, which is reported with the candidates.
  mutating func resolveFirm(_ written: TextID, at origin: RowOrigin, field key: String) -> Int32? {
    guard !written.isEmpty else { return nil }
    if case .firm(let firm, let kind) = firms.meaning(of: written), kind != .formerName {
      return firm
    }
    return resolveFirmSlowly(written, at: origin, field: key)
  }

  private mutating func resolveFirmSlowly(
    _ written: TextID, at origin: RowOrigin, field key: String
  ) -> Int32? {
    let text = folded(written)
    var meaning = firms.meaning(of: text)
    var code: CreditCode?
    if case .unknown = meaning {
      let outcome = CreditCode.validate(contents.text[written])
      code = outcome.code
      if case .repaired(let right, let repairs) = outcome {
        reportRepair(of: contents.text[written], to: right, repairs, at: origin, field: key)
      }
      if let code { meaning = firms.meaning(of: contents.text.intern(code.description)) }
    }
    switch meaning {
    case .firm(let firm, let kind):
      if kind == .formerName {
        let current = contents.text[contents.firms[Int(firm)].name]
        report(
          .note, "former-name", at: origin, field: key, value: contents.text[written],
          Bilingual("按曾用名认作“\(current)”", "a former name of “\(current)”"),
          fix: Bilingual("改用现名", "Use the present name"))
      }
      return firm
    case .ambiguous(let candidates):
      let ids = candidates.map { contents.text[contents.firms[Int($0)].id] }.sorted()
      let list = ids.prefix(5).joined(separator: "、")
      report(
        .error, "firm-ambiguous", at: origin, field: key, value: contents.text[written],
        Bilingual(
          "有 \(ids.count) 家企业叫这个名称（\(list)），本行未采用",
          "\(ids.count) firms bear this name (\(list)); the row is set aside"),
        fix: Bilingual("改填统一社会信用代码或企业编号", "Write the credit code or the number instead"))
      return nil
    case .unknown:
      if let decision = decision(on: text, .firm, at: origin, field: key) {
        // What was decided on holds, also where no table states the target. A target is not looked
        // up as a decision again, so that two that name each other end.
        return firmDecided(decision.target, at: decision.origin)
      }
      let position = Int32(contents.firms.count)
      var firm = Firm()
      firm.name = text
      if let code {
        firm.creditCode = contents.text.intern(code.description)
        firm.hasValidCode = true
        firm.name = firm.creditCode
      }
      firm.id = firm.name
      contents.firms.append(firm)
      firms.add(firm.id, firm: position, kind: .name)
      // A spelling that was repaired is reported wherever it stands, so it stays unknown.
      if code == nil { firms.add(written, firm: position, kind: .name) }
      noteCreated(.firms, written, at: origin, field: key)
      return position
    }
  }

  /// The firm that a decision's target means; created where no table states it.
  private mutating func firmDecided(_ target: TextID, at origin: RowOrigin) -> Int32? {
    if case .firm(let firm, _) = firms.meaning(of: target) { return firm }
    if let code = CreditCode.validate(contents.text[target]).code,
      case .firm(let firm, _) = firms.meaning(of: contents.text.intern(code.description))
    {
      return firm
    }
    let position = Int32(contents.firms.count)
    var firm = Firm()
    firm.name = target
    firm.id = target
    contents.firms.append(firm)
    firms.add(target, firm: position, kind: .name)
    noteCreated(.firms, target, at: origin, field: "target")
    return position
  }

  /// The positions of firms in the order of their ids' bytes.
  ///
  /// The first sixteen bytes are compared as numbers, so that nearly every comparison of a million
  /// codes is two machine instructions.
  /// - Complexity: O(n log n) in time, O(n) in space.
  func idOrder(_ firms: [Firm]) -> [UInt32] {
    struct Key {
      var high: UInt64
      var low: UInt64
      var position: UInt32
    }
    func word(_ bytes: UnsafeRawBufferPointer, from start: Int) -> UInt64 {
      var word: UInt64 = 0
      for offset in start..<start + 8 {
        word = word << 8 | (offset < bytes.count ? UInt64(bytes[offset]) : 0)
      }
      return word
    }
    var keys: [Key] = []
    keys.reserveCapacity(firms.count)
    for (position, firm) in firms.enumerated() {
      let key = contents.text.withBytes(of: firm.id) { bytes in
        Key(high: word(bytes, from: 0), low: word(bytes, from: 8), position: UInt32(position))
      }
      keys.append(key)
    }
    keys.sort { left, right in
      if left.high != right.high { return left.high < right.high }
      if left.low != right.low { return left.low < right.low }
      return contents.text.precedes(
        firms[Int(left.position)].id, firms[Int(right.position)].id)
    }
    return keys.map(\.position)
  }
}
