import ChainModel

/// The names of a book's firms taken apart: place, what distinguishes the firm, legal form.
///
/// Kept as flat arrays, since a book may hold a million. What distinguishes a firm (its *core*) is
/// its folded name without places at the beginning or in brackets and without the legal form at
/// the end: 云岚市锐珠轴承有限公司, 锐珠轴承(云岚)有限责任公司 and 锐珠轴承 have the same.
struct FirmNames {
  private var scalars: [UInt32] = []
  private var coreStarts: [Int32] = [0]
  private var places: [UInt64] = []
  private var placeStarts: [Int32] = [0]
  private var branches: [Bool] = []

  private let knownPlaces: WordTable
  private let stems: [UInt64]

  /// Takes the names of a book's firms apart.
  ///
  /// - Parameter book: The book; the names of its regions are known as places, with and without 市,
  ///   县 or 区.
  /// - Complexity: O(length of all names).
  init(_ book: ChainBook) {
    var stemOfPlace: [[UInt32]: UInt64] = [:]
    func learn(_ name: String) {
      let folded = TextFolding.foldedName(name).unicodeScalars.map(\.value)
      guard folded.count >= 2, folded.allSatisfy({ $0 >= 0x3400 }) else { return }
      let stem = Self.stem(folded[...])
      let hash = Self.hash(stem)
      stemOfPlace[folded] = hash
      if stem.count >= 2 { stemOfPlace[Array(stem)] = hash }
    }
    for province in RegionCode.provinces {
      learn(province.name)
      let hash = Self.hash(province.short.unicodeScalars.map(\.value)[...])
      stemOfPlace[province.name.unicodeScalars.map(\.value)] = hash
      stemOfPlace[province.short.unicodeScalars.map(\.value)] = hash
    }
    for region in book.regions { learn(book.text[region.name]) }
    knownPlaces = WordTable(stemOfPlace.keys)
    stems = knownPlaces.words.map { stemOfPlace[$0] ?? 0 }
    scalars.reserveCapacity(book.firms.count * 6)
    var name: [UInt32] = []
    for firm in book.firms {
      name.removeAll(keepingCapacity: true)
      Self.read(book, firm.name, into: &name)
      take(name)
    }
  }

  /// The number of firms.
  var count: Int { branches.count }

  /// What distinguishes a firm.
  func core(of firm: Int) -> ArraySlice<UInt32> {
    scalars[Int(coreStarts[firm])..<Int(coreStarts[firm + 1])]
  }

  /// The places in a firm's name, as hashes of their names without 市, 县 or 区.
  func places(of firm: Int) -> ArraySlice<UInt64> {
    places[Int(placeStarts[firm])..<Int(placeStarts[firm + 1])]
  }

  /// Whether a name is that of a branch or a unit of a firm, which is none of its parent's rows.
  func isBranch(_ firm: Int) -> Bool { branches[firm] }

  /// A hash of scalars, the same in every run.
  ///
  /// - Complexity: O(length).
  static func hash(_ scalars: ArraySlice<UInt32>, seed: UInt64 = 0) -> UInt64 {
    var state = seed ^ 0x9E37_79B9_7F4A_7C15
    for scalar in scalars { state = mix(state, UInt64(scalar)) }
    return finish(state)
  }

  @inline(__always)
  static func mix(_ state: UInt64, _ value: UInt64) -> UInt64 {
    let product = (state ^ value).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low &+ 0x9E37_79B9
  }

  @inline(__always)
  static func finish(_ state: UInt64) -> UInt64 {
    let mixed = (state ^ (state &>> 32)) &* 0xD6E8_FEB8_6659_FD93
    return mixed ^ (mixed &>> 32)
  }

  // MARK: - Taking a name apart

  /// The scalars of a name, folded, in capitals, without the spaces and marks people vary.
  private static func read(_ book: ChainBook, _ id: TextID, into name: inout [UInt32]) {
    let isFolded = book.text.withBytes(of: id) {
      TextFolding.isFolded($0.bindMemory(to: UInt8.self).span)
    }
    let text = isFolded ? book.text[id] : TextFolding.foldedName(book.text[id])
    let hasChinese = text.utf8.contains { $0 >= 0xE3 }
    appendTidy(hasChinese ? text : TextFolding.shortFirmName(text), to: &name)
  }

  /// Whether two names are the same but for marks, spaces and case.
  static func areSpelledAlike(_ book: ChainBook, _ left: Int, _ right: Int) -> Bool {
    var names: ([UInt32], [UInt32]) = ([], [])
    appendTidy(TextFolding.foldedName(book.text[book.firms[left].name]), to: &names.0)
    appendTidy(TextFolding.foldedName(book.text[book.firms[right].name]), to: &names.1)
    return names.0 == names.1
  }

  private static func appendTidy(_ text: String, to name: inout [UInt32]) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20, 0x2D, 0x2E, 0x2C, 0x26, 0x27, 0x22, 0x5F, 0xB7, 0x2022, 0x30FB, 0x3001,
        0x2010...0x201D:
        continue
      case 0x61...0x7A: name.append(scalar.value - 0x20)
      default: name.append(scalar.value)
      }
    }
  }

  private mutating func take(_ name: [UInt32]) {
    var name = name
    let firstPlace = places.count
    let isBranch = Self.isBranch(name)
    // A branch is known by all of its name.
    if !isBranch {
      takeBrackets(from: &name)
      Self.dropForm(&name)
    }
    var start = 0
    while !isBranch, places.count - firstPlace < 4 {
      let length: Int
      let stem: UInt64
      if let place = knownPlaces.word(in: name, at: start) {
        length = knownPlaces.words[place].count
        stem = stems[place]
      } else if let marked = TextFolding.cityOrCountyLength(name, from: start) {
        length = marked
        stem = Self.hash(Self.stem(name[start..<start + marked]))
      } else {
        break
      }
      // 江苏银行 is no bank called 银行; at least what names a firm and its trade stays.
      guard name.count - start - length >= 4 else { break }
      if !places[firstPlace...].contains(stem) { places.append(stem) }
      start += length
    }
    scalars += name[start...]
    coreStarts.append(Int32(scalars.count))
    placeStarts.append(Int32(places.count))
    branches.append(isBranch)
  }

  /// Takes places and legal forms in brackets out of a name; other brackets only lose the marks.
  private mutating func takeBrackets(from name: inout [UInt32]) {
    while let open = name.firstIndex(of: 0x28) {
      guard let close = name[open...].firstIndex(of: 0x29) else {
        name.remove(at: open)
        return
      }
      let inside = Array(name[(open + 1)..<close])
      if let place = place(inside) {
        if !places[Int(placeStarts[placeStarts.count - 1])...].contains(place) {
          places.append(place)
        }
        name.removeSubrange(open...close)
      } else if Self.bracketedForms.contains(inside) {
        name.removeSubrange(open...close)
      } else {
        name.remove(at: close)
        name.remove(at: open)
      }
    }
    name.removeAll { $0 == 0x29 }
  }

  private func place(_ text: [UInt32]) -> UInt64? {
    guard !text.isEmpty else { return nil }
    if let word = knownPlaces.word(in: text, at: 0), knownPlaces.words[word].count == text.count {
      return stems[word]
    }
    guard text.count >= 2, let last = text.last, Self.placeMarks.contains(last) else { return nil }
    return Self.hash(Self.stem(text[...]))
  }

  private static func dropForm(_ name: inout [UInt32]) {
    while let form = forms.first(where: {
      name.count - $0.count >= 2 && name.suffix($0.count).elementsEqual($0)
    }) {
      name.removeLast(form.count)
    }
  }

  /// Whether a name says that it is a part of a firm: 分公司, or more after 公司.
  private static func isBranch(_ name: [UInt32]) -> Bool {
    for mark in branchMarks where name.count > mark.count {
      if name.suffix(mark.count).elementsEqual(mark) { return true }
    }
    var position = 0
    while position + 2 < name.count {
      // 公司 with more than a bracket behind it.
      if name[position] == 0x516C, name[position + 1] == 0x53F8,
        name[position + 2] != 0x28, name[position + 2] != 0x29
      {
        return true
      }
      position += 1
    }
    return false
  }

  /// A place's name without its mark, where two characters stay.
  private static func stem(_ name: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
    guard name.count > 2, let last = name.last, placeMarks.contains(last) else { return name }
    return name.dropLast()
  }

  private static let placeMarks = Set("省市县区旗州盟".unicodeScalars.map(\.value))
  private static let forms = TextFolding.endings.map { $0.unicodeScalars.map(\.value) }
  private static let bracketedForms = Set(
    ["有限合伙", "普通合伙", "特殊普通合伙", "个体工商户", "个人独资", "集团", "有限", "有限责任", "股份", "个体", "中国"]
      .map { $0.unicodeScalars.map(\.value) })
  private static let branchMarks = [
    "分公司", "分厂", "分店", "分部", "分院", "分所", "分行", "分社", "办事处", "项目部", "代表处", "车间",
  ].map { $0.unicodeScalars.map(\.value) }
}
