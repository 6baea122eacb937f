import ChainModel

/// Which of two entries is likely right, how likely, and why.
extension FirmResemblance.Finder {
  /// The pairs by doubtful entry, the likeliest first, at most three for an entry.
  func ranked() -> [FirmResemblance.Pair] {
    var pairs: [FirmResemblance.Pair] = []
    pairs.reserveCapacity(found.count)
    for (key, kinds) in found {
      let (left, right) = (Int(key >> 32), Int(key & 0xFFFF_FFFF))
      let isRight = precedes(left, right)
      let (firm, likely) = isRight ? (right, left) : (left, right)
      let phone = sharesPhone(left, right)
      let score = score(kinds, sharesPhone: phone, regionsConflict: regionsConflict(left, right))
      guard score >= 0.5 else { continue }
      pairs.append(
        FirmResemblance.Pair(
          firm: firm, likely: likely, score: score,
          evidence: evidence(firm, likely, kinds, sharesPhone: phone)))
    }
    pairs.sort { left, right in
      if left.firm != right.firm { return left.firm < right.firm }
      if left.score != right.score { return left.score > right.score }
      return left.likely < right.likely
    }
    // Of several spellings of one firm each is shown beside the best, not beside all others.
    let links = Set(pairs.map { UInt64($0.firm) << 32 | UInt64($0.likely) })
    var kept: [FirmResemblance.Pair] = []
    var start = 0
    while start < pairs.count {
      var end = start + 1
      while end < pairs.count, pairs[end].firm == pairs[start].firm { end += 1 }
      let group = pairs[start..<end]
      kept += group.filter { pair in
        !group.contains { links.contains(UInt64(pair.likely) << 32 | UInt64($0.likely)) }
      }.prefix(3)
      start = end
    }
    return kept
  }

  /// Whether an entry is likelier the right one than another.
  private func precedes(_ left: Int, _ right: Int) -> Bool {
    func rank(_ position: Int) -> (Int, Int, Int, Int) {
      let firm = book.firms[position]
      return (
        firm.hasValidCode ? 0 : 1, firm.origin.isCreated ? 1 : 0, firm.number.isEmpty ? 1 : 0,
        // The fuller name, with the place and the legal form.
        -book.text[firm.name].unicodeScalars.count
      )
    }
    let ranks = (rank(left), rank(right))
    return ranks.0 == ranks.1 ? left < right : ranks.0 < ranks.1
  }

  /// Whether both rows state a telephone, and one of them is the same.
  func sharesPhone(_ left: Int, _ right: Int) -> Bool {
    let (one, two) = (book.firms[left].phone, book.firms[right].phone)
    guard !one.isEmpty, !two.isEmpty else { return false }
    let phones = Self.phones(book, one)
    return Self.phones(book, two).contains { phones.contains($0) }
  }

  /// The likelihood by the strongest kind of evidence, raised where there are two.
  private func score(
    _ kinds: FirmResemblance.Kinds, sharesPhone: Bool, regionsConflict: Bool
  ) -> Double {
    let base: [(FirmResemblance.Kinds, Double)] = [
      (.sameCode, 0.95), (.damagedCode, 0.9), (.sameCore, 0.9), (.nearCode, 0.85),
      (.sameContact, 0.85), (.sameName, 0.8), (.placeMore, 0.8), (.oneCharacter, 0.6),
    ]
    let scores = base.filter { kinds.contains($0.0) }.map(\.1)
    guard var score = scores.max() else { return 0 }
    if scores.count > 1 || sharesPhone && !kinds.contains(.sameContact) { score += 0.08 }
    if regionsConflict { score -= 0.15 }
    return min(0.99, score)
  }

  private func evidence(
    _ firm: Int, _ likely: Int, _ kinds: FirmResemblance.Kinds, sharesPhone: Bool
  ) -> Bilingual {
    var parts: [Bilingual] = []
    let code = book.text[book.firms[firm].creditCode]
    let likelyCode = book.text[book.firms[likely].creditCode]
    if kinds.contains(.sameCode) {
      parts.append(
        Bilingual(
          "统一社会信用代码相同（\(code)，校验不符）", "the same credit code (\(code), fails its check)"))
    }
    if kinds.contains(.damagedCode) {
      parts.append(
        Bilingual(
          "“\(code)”是“\(likelyCode)”被电子表格当作数字后剩下的 15 位",
          "“\(code)” is the fifteen digits a spreadsheet left of “\(likelyCode)”"))
    }
    if kinds.contains(.nearCode) {
      let places = zip(code.unicodeScalars, likelyCode.unicodeScalars).enumerated()
        .filter { $1.0 != $1.1 }.map { $0.offset + 1 }
      let list = places.map(String.init)
      parts.append(
        Bilingual(
          "信用代码“\(code)”校验不符，与“\(likelyCode)”只差第 \(list.joined(separator: "、")) 位",
          "the code “\(code)” fails its check and differs from “\(likelyCode)” in character "
            + list.joined(separator: " and ")))
    }
    let core = Self.string(names.core(of: likely))
    if kinds.contains(.sameName) {
      parts.append(Bilingual("名称相同", "the same name"))
    } else if kinds.contains(.sameCore), FirmNames.areSpelledAlike(book, firm, likely) {
      parts.append(
        Bilingual(
          "除标点、空格和大小写外名称相同", "the same name but for punctuation, spaces and case"))
    } else if kinds.contains(.sameCore) {
      parts.append(
        Bilingual("去掉公司形式后名称相同（“\(core)”）", "the same name but for the legal form (“\(core)”)"))
    }
    if kinds.contains(.placeMore) {
      parts.append(
        Bilingual(
          "除地名和公司形式外名称相同（“\(core)”），只有一家写了全部地名",
          "the same name but for a place and the legal form (“\(core)”)"))
    }
    if kinds.contains(.oneCharacter) { parts.append(difference(firm, likely)) }
    if sharesPhone { parts.append(Bilingual("联系电话相同", "the same telephone")) }
    if kinds == .sameContact {
      parts.insert(
        Bilingual("除地名和公司形式外名称相同（“\(core)”）", "the same name but for places (“\(core)”)"), at: 0)
    }
    if regionsConflict(firm, likely) {
      parts.append(Bilingual("但所属区域不同", "but in different regions"))
    }
    return Bilingual(
      parts.map(\.chinese).joined(separator: "；"), parts.map(\.english).joined(separator: "; "))
  }

  private func difference(_ firm: Int, _ likely: Int) -> Bilingual {
    let (core, other) = (names.core(of: firm), names.core(of: likely))
    switch Self.difference(core, other) {
    case .replaced(_, let one, let two):
      return Bilingual(
        "名称只差一字（“\(Self.string([one]))”与“\(Self.string([two]))”）",
        "the names differ in one character (“\(Self.string([one]))”, “\(Self.string([two]))”)")
    case .extra(let extra):
      let isMore = core.count > other.count
      return Bilingual(
        "名称\(isMore ? "多" : "少")一字（“\(Self.string([extra]))”）",
        "the name has one character \(isMore ? "more" : "less") (“\(Self.string([extra]))”)")
    case .swapped, nil:
      return Bilingual("名称中相邻两字颠倒", "two neighbouring characters of the name are swapped")
    }
  }

  private static func string(_ scalars: ArraySlice<UInt32>) -> String {
    String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
  }
}
