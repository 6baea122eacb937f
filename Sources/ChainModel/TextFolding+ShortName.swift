extension TextFolding {
  /// A short form of a firm's name for labels on maps; never empty for a visible name.
  ///
  /// Dropped are a leading province, city, district or county and the legal form at the end
  /// (有限公司, 集团股份有限公司, Co., Ltd., Inc.). At least two CJK characters remain, four where the
  /// prefix is a bare province name that may be the trade name itself (江苏银行). Cities are known
  /// by their 市, 县 or 区 only. Short names are not unique: never identify a firm by them.
  /// - Complexity: O(length).
  public static func shortFirmName(_ full: String) -> String {
    let folded = foldedName(full)
    guard folded.unicodeScalars.contains(where: isCJK) else {
      return shortLatinName(folded)
    }
    var name = folded
    var ending: String?
    repeat {
      // A branch (分公司) stays one: without 公司 its name would end in the middle of a word.
      let isBranch = name.hasSuffix("分公司")
      ending = endings.first {
        !isBranch && ends(name, with: $0) && isEnough(name.dropLast($0.count))
      }
      if let ending { name.removeLast(ending.count) }
      name = droppingClosingBracket(name, dropped: &ending)
    } while ending != nil
    for _ in 0..<4 {
      guard let rest = droppingPlace(name) else { break }
      name = rest
    }
    return name.isEmpty ? full : name
  }

  /// Legal forms that end a name, the longest first, so that 集团有限公司 is not left as 集团.
  package static let endings = [
    "股份有限责任公司", "集团股份有限公司", "集团有限责任公司", "集團股份有限公司", "集团有限公司", "集團有限公司",
    "股份有限公司", "有限责任公司", "有限責任公司", "股份公司", "集团公司", "有限公司", "控股集团", "总公司",
    "个体工商户", "合伙企业", "公司", "集团", "集團",
  ]

  private static let forms: Set<String> = [
    "有限", "有限责任", "有限責任", "股份", "股份有限", "股份有限责任", "集团", "集團", "集团股份", "集团有限", "控股",
  ]

  // Brackets at the end that say nothing about the trade: a legal form or a place.
  private static func droppingClosingBracket(_ name: String, dropped: inout String?) -> String {
    guard name.hasSuffix(")"), let open = name.lastIndex(of: "("), isEnough(name[..<open]) else {
      return name
    }
    dropped = dropped ?? ""
    return String(name[..<open])
  }

  // What is left must be a name, not the beginning of a longer legal form.
  private static func isEnough(_ rest: Substring) -> Bool {
    !forms.contains(String(rest))
      && rest.unicodeScalars.count { isCJK($0) || $0.properties.isAlphabetic } >= 2
  }

  private static func hasCJK(_ rest: Substring, atLeast count: Int) -> Bool {
    rest.unicodeScalars.count(where: isCJK) >= count
  }

  // Comparing characters is dear and there are a hundred beginnings and endings to try; the bytes,
  // which in folded names differ where the characters do, rule nearly all of them out.
  private static func begins(_ name: String, with beginning: String) -> Bool {
    name.utf8.starts(with: beginning.utf8) && name.hasPrefix(beginning)
  }

  private static func ends(_ name: String, with ending: String) -> Bool {
    name.utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8) && name.hasSuffix(ending)
  }

  private static func droppingPlace(_ name: String) -> String? {
    for province in RegionCode.provinces {
      if begins(name, with: province.name) {
        let rest = name.dropFirst(province.name.count)
        if hasCJK(rest, atLeast: 2) { return String(rest) }
      } else if begins(name, with: province.short) {
        let rest = name.dropFirst(province.short.count)
        if hasCJK(rest, atLeast: 4) { return String(rest) }
      }
    }
    return droppingCityOrCounty(name)
  }

  private static func droppingCityOrCounty(_ name: String) -> String? {
    guard let length = cityOrCountyLength(name.unicodeScalars.map(\.value), from: 0) else {
      return nil
    }
    return String(name.unicodeScalars.dropFirst(length))
  }

  /// The length of the city, county or district with its 市, 县 or 区 that a firm's name begins with.
  ///
  /// Two to four characters (one before 县: 沛县) and the mark, where the mark is not part of a common
  /// word and at least two CJK characters follow.
  /// - Parameters:
  ///   - name: The scalars of a folded name.
  ///   - start: Where in the name to look.
  /// - Returns: The number of scalars with the mark; nil where there is no such beginning.
  package static func cityOrCountyLength(_ name: [UInt32], from start: Int) -> Int? {
    for position in start + 1...start + 4 where position + 2 < name.count {
      let mark = name[position]
      guard mark == 0x5E02 || mark == 0x533A || mark == 0x53BF else { continue }
      let before = name[position - 1]
      let after = name[position + 1]
      let isPlace =
        switch mark {
        case 0x5E02:  // 市
          position - start > 1 && !notBeforeCity.contains(before) && !notAfterCity.contains(after)
        case 0x533A:  // 区
          !notBeforeDistrict.contains(before) && !notAfterDistrict.contains(after)
        default:  // 县
          after != 0x57DF
        }
      guard isPlace else { continue }
      let rest = name[(position + 1)...].lazy.compactMap(Unicode.Scalar.init)
      return rest.count(where: isCJK) >= 2 ? position + 1 - start : nil
    }
    return nil
  }

  private static let notBeforeCity = Set("城超都门上集夜楼菜股街".unicodeScalars.map(\.value))
  private static let notAfterCity = Set("场政民容值面".unicodeScalars.map(\.value))
  private static let notBeforeDistrict = Set("社小园景灾牧林战片地专校厂库街新发山矿".unicodeScalars.map(\.value))
  private static let notAfterDistrict = Set("块域间".unicodeScalars.map(\.value))

  private static let latinForms: Set<String> = [
    "co", "ltd", "inc", "corp", "corporation", "company", "limited", "incorporated", "llc", "llp",
    "lp", "plc", "gmbh", "ag", "kg", "sa", "srl", "spa", "bv", "nv", "ab", "oy", "kk", "pte", "pty",
    "sdn", "bhd", "jsc", "sas",
  ]

  private static func shortLatinName(_ name: String) -> String {
    var rest = Substring(name)
    while true {
      let trimmed = trimmingMarks(rest)
      guard let cut = trimmed.lastIndex(where: { $0 == " " || $0 == "," }) else { break }
      let word = trimmed[trimmed.index(after: cut)...].filter { $0 != "." }.lowercased()
      let before = trimmingMarks(trimmed[..<cut])
      guard latinForms.contains(word), !before.isEmpty else { break }
      rest = before
    }
    // A full stop belongs to the name unless a legal form was cut off.
    return rest.isEmpty ? name : String(rest)
  }

  private static func trimmingMarks(_ text: Substring) -> Substring {
    var text = text
    while let last = text.last, " ,.&".contains(last) { text.removeLast() }
    return text
  }
}
