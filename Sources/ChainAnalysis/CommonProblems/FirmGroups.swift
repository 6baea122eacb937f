import ChainModel

/// The groups of firms that a problem may be common to: every combination of a chain or segment and
/// a region that holds a firm, "any" included.
///
/// Firms of the same segments and the same region form a *cell* and belong to the same groups, so
/// that everything is counted by cell and never by firm × group. Groups of exactly the same firms
/// count once, by the name that states least and, of these, the narrowest: 轴承 rather than 轴承 in
/// 云岚市 where the city has all of the bearings, 云岚市 rather than its province where it is alone.
struct FirmGroups: Sendable {
  /// Firms of the selection, ascending.
  let firms: [Int]
  /// The cell of each firm of the book; −1 outside the selection.
  let cellOfFirm: [Int32]
  /// The firms of each cell.
  let firmsOfCell: Grouping
  /// The cells of each group, ascending; the first group is the whole selection.
  let cellsOfGroup: Grouping
  /// The groups of each cell, ascending.
  let groupsOfCell: Grouping
  /// The number of firms in each group.
  let sizes: [Int]
  /// What each group is called.
  let names: [CommonProblems.Group]

  private let sectors: Axis
  private let regions: Axis
  /// Combinations of sector and region, ascending, and the group of each.
  private let keys: [Int]
  private let groupOfKey: [Int32]
  private let keysOfGroup: Grouping

  /// The number of groups.
  var count: Int { sizes.count }

  /// Gathers the groups of a selection.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - options: Axes and selection.
  ///   - isEligible: Whether a firm belongs to the population, by position.
  /// - Complexity: O(firms · their groups) in time, O(cells · their groups) in space.
  init(_ book: ChainBook, options: CommonProblems.Options, isEligible: [Bool]) {
    let sectors = Axis(chainsAndSegmentsOf: book, options)
    let regions = Axis(regionsOf: book, options)
    self.sectors = sectors
    self.regions = regions
    let cells = Cells(book, options, sectors, regions, isEligible)
    firms = cells.firms
    cellOfFirm = cells.cellOfFirm
    firmsOfCell = Grouping(
      keyCount: cells.cells.count,
      pairs: cells.firms.map { (key: cells.cellOfFirm[$0], item: UInt32($0)) })

    let keys = cells.keys(regions)
    self.keys = keys.sorted
    let cellsOfKey = Grouping(keyCount: keys.sorted.count, pairs: keys.pairs)
    let groups = Self.unite(keys.sorted, cellsOfKey) { key in
      let sector = key / regions.count
      let region = key % regions.count
      return [
        (sector > 0 ? 1 : 0) + (region > 0 ? 1 : 0), -sectors.depth(of: sector),
        -regions.depth(of: region), key,
      ]
    }
    groupOfKey = groups.groupOfKey
    keysOfGroup = Grouping(
      keyCount: groups.simplest.count,
      pairs: groups.groupOfKey.enumerated().map { (key: $1, item: UInt32($0)) })
    var pairs: [(key: Int32, item: UInt32)] = []
    for (group, key) in groups.simplest.enumerated() {
      for cell in cellsOfKey[key] { pairs.append((Int32(group), UInt32(cell))) }
    }
    cellsOfGroup = Grouping(keyCount: groups.simplest.count, pairs: pairs)
    groupsOfCell = Grouping(
      keyCount: cells.cells.count, pairs: pairs.map { (key: Int32($0.item), item: UInt32($0.key)) })
    var sizes = [Int](repeating: 0, count: groups.simplest.count)
    for pair in pairs { sizes[Int(pair.key)] += firmsOfCell.count(of: Int(pair.item)) }
    self.sizes = sizes
    names = groups.simplest.map { index in
      let key = keys.sorted[index]
      var name = CommonProblems.Group()
      switch sectors.value(of: key / regions.count) {
      case .chain(let chain): name.chain = chain
      case .segment(let segment):
        name.segment = segment
        name.chain = book.segments[segment].chain.index
      case .region, nil: break
      }
      if case .region(let region) = regions.value(of: key % regions.count) { name.region = region }
      return name
    }
  }

  /// Gives combinations with the same cells the same group.
  ///
  /// - Returns: The group of each key, and of each group the index of its simplest key; groups are in
  ///   the order of these.
  private static func unite(
    _ keys: [Int], _ cellsOfKey: Grouping, rank: (Int) -> [Int]
  ) -> (groupOfKey: [Int32], simplest: [Int]) {
    // A hash by FNV-1a only brings equal lists together; they are compared.
    let hashes = keys.indices.map { key in
      cellsOfKey[key].reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
        ($0 ^ UInt64($1)) &* 0x100_0000_01B3
      }
    }
    let order = keys.indices.sorted { (hashes[$0], $0) < (hashes[$1], $1) }
    var representative = [Int](keys.indices)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, hashes[order[end]] == hashes[order[start]] { end += 1 }
      if end - start > 1 {
        var found: [Int] = []
        let run = order[start..<end].map { (index: $0, rank: rank(keys[$0])) }
        for entry in run.sorted(by: { $0.rank.lexicographicallyPrecedes($1.rank) }) {
          let cells = cellsOfKey[entry.index]
          if let same = found.first(where: { cellsOfKey[$0].elementsEqual(cells) }) {
            representative[entry.index] = same
          } else {
            found.append(entry.index)
          }
        }
      }
      start = end
    }
    let simplest = keys.indices.filter { representative[$0] == $0 }
    var groupOfIndex = [Int32](repeating: -1, count: keys.count)
    for (group, index) in simplest.enumerated() { groupOfIndex[index] = Int32(group) }
    return (representative.map { groupOfIndex[$0] }, simplest)
  }

  /// The groups that contain all firms of a group and more, ascending.
  ///
  /// - Complexity: O(names of the group · depth of the axes · log groups).
  func ancestors(of group: Int) -> [Int] {
    var ancestors = Set<Int>()
    for index in keysOfGroup[group] {
      let key = keys[index]
      for sector in sectors.line(from: key / regions.count) {
        for region in regions.line(from: key % regions.count) {
          if let above = self.group(sector: sector, region: region) { ancestors.insert(above) }
        }
      }
    }
    ancestors.remove(group)
    return ancestors.sorted()
  }

  /// The group a firm's group is part of, for a label that a group is too small for: first the region
  /// grows, then the segment; nil for the whole selection.
  func parent(of name: CommonProblems.Group) -> CommonProblems.Group? {
    guard let place = places(of: name) else { return nil }
    var parent = name
    if let wider = regions.parent(of: place.region) {
      parent.region = nil
      if case .region(let region) = regions.value(of: wider) { parent.region = region }
      return parent
    }
    guard let wider = sectors.parent(of: place.sector) else { return nil }
    parent.chain = nil
    parent.segment = nil
    switch sectors.value(of: wider) {
    case .chain(let chain): parent.chain = chain
    case .segment(let segment):
      parent.segment = segment
      parent.chain = name.chain
    case .region, nil: break
    }
    return parent
  }

  /// The group of a name; nil where no firm belongs to it, or the axes and the selection leave it out.
  func group(named name: CommonProblems.Group) -> Int? {
    guard let place = places(of: name) else { return nil }
    return group(sector: place.sector, region: place.region)
  }

  private func places(of name: CommonProblems.Group) -> (sector: Int, region: Int)? {
    let sector = name.segment.map { Axis.Value.segment($0) } ?? name.chain.map { .chain($0) }
    guard let sector = sectors.place(of: sector),
      let region = regions.place(of: name.region.map { .region($0) })
    else { return nil }
    return (sector, region)
  }

  private func group(sector: Int, region: Int) -> Int? {
    let key = sector * regions.count + region
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key ? Int(groupOfKey[low]) : nil
  }

  /// The firms of a group, ascending.
  ///
  /// - Complexity: O(firms of the group · log).
  func firms(ofGroup group: Int) -> [Int] {
    cellsOfGroup[group].flatMap { firmsOfCell[$0] }.sorted()
  }
}

/// The values of an axis, a forest under one root that stands for the whole selection.
private struct Axis: Sendable {
  enum Value: Hashable {
    case chain(Int)
    case segment(Int)
    case region(Int)
  }

  private var values: [Value?] = [nil]
  private var parents: [Int32] = [-1]
  private var depths: [Int32] = [0]
  private var places: [Value: Int] = [:]
  /// The place of each segment or region of the book; −1 outside the selection.
  private(set) var placeOfPosition: [Int32] = []

  var count: Int { values.count }

  func value(of place: Int) -> Value? { values[place] }
  func depth(of place: Int) -> Int { Int(depths[place]) }
  func parent(of place: Int) -> Int? { parents[place] < 0 ? nil : Int(parents[place]) }
  func place(of value: Value?) -> Int? { value.map { places[$0] } ?? 0 }

  /// A place and those above it.
  func line(from place: Int) -> [Int] {
    var line = [place]
    var next = parents[place]
    while next >= 0 {
      line.append(Int(next))
      next = parents[Int(next)]
    }
    return line
  }

  private mutating func add(_ value: Value) {
    places[value] = values.count
    values.append(value)
    parents.append(0)
    depths.append(1)
  }

  /// Works out depths, when every parent is known.
  private mutating func measure() {
    for place in values.indices { depths[place] = Int32(line(from: place).count - 1) }
  }

  init(chainsAndSegmentsOf book: ChainBook, _ options: CommonProblems.Options) {
    let chains = options.chains.isEmpty ? Array(book.chains.indices) : Set(options.chains).sorted()
    if options.chains.count == 1 {
      // The whole selection is this chain.
      values[0] = .chain(chains[0])
      places[.chain(chains[0])] = 0
    } else if options.axes.contains(.chain) {
      for chain in chains { add(.chain(chain)) }
    }
    let selected = Set(chains)
    placeOfPosition = [Int32](repeating: -1, count: book.segments.count)
    for (position, segment) in book.segments.enumerated() {
      guard segment.chain.index.map(selected.contains) ?? options.chains.isEmpty else { continue }
      if options.axes.contains(.segment) {
        add(.segment(position))
        placeOfPosition[position] = Int32(values.count - 1)
      } else {
        placeOfPosition[position] = Int32(chainPlace(segment))
      }
    }
    for (position, segment) in book.segments.enumerated() {
      guard let place = places[.segment(position)] else { continue }
      let above = segment.parent.index.flatMap { places[.segment($0)] }
      parents[place] = Int32(above ?? chainPlace(segment))
    }
    measure()
  }

  private func chainPlace(_ segment: Segment) -> Int {
    segment.chain.index.flatMap { places[.chain($0)] } ?? 0
  }

  init(regionsOf book: ChainBook, _ options: CommonProblems.Options) {
    let chosen = Set(options.regions)
    var isSelected = [Bool](repeating: chosen.isEmpty, count: book.regions.count)
    for region in chosen { isSelected[region] = true }
    for region in book.regions.indices where !isSelected[region] {
      var above = book.regions[region].parent.index
      while let next = above, !chosen.contains(next) { above = book.regions[next].parent.index }
      isSelected[region] = above != nil
    }
    if let only = chosen.first, chosen.count == 1 {
      values[0] = .region(only)
      places[.region(only)] = 0
    }
    placeOfPosition = [Int32](repeating: -1, count: book.regions.count)
    for region in book.regions.indices where isSelected[region] {
      if options.axes.contains(.region), places[.region(region)] == nil { add(.region(region)) }
      placeOfPosition[region] = Int32(places[.region(region)] ?? 0)
    }
    for region in book.regions.indices {
      guard let place = places[.region(region)], place > 0 else { continue }
      let above = book.regions[region].parent.index.flatMap { places[.region($0)] }
      parents[place] = Int32(above ?? 0)
    }
    measure()
  }
}

/// The firms of a selection by segments and region.
private struct Cells {
  private(set) var firms: [Int] = []
  private(set) var cellOfFirm: [Int32]
  private(set) var cells: [(sectors: Int32, region: Int32)] = []
  private var sectorSets: [[Int32]] = []

  init(
    _ book: ChainBook, _ options: CommonProblems.Options, _ sectors: Axis, _ regions: Axis,
    _ isEligible: [Bool]
  ) {
    cellOfFirm = [Int32](repeating: -1, count: book.firms.count)
    var setOfSectors: [[Int32]: Int32] = [:]
    var known: [Int: Int32] = [:]
    for firm in book.firms.indices where isEligible[firm] {
      let region = book.firms[firm].region.index.map { regions.placeOfPosition[$0] }
      guard let region = region ?? (options.regions.isEmpty ? 0 : nil), region >= 0 else {
        continue
      }
      var own: [Int32] = []
      for member in book.membershipsOfFirm[firm] {
        guard let segment = book.members[member].segment.index else { continue }
        var next = sectors.placeOfPosition[segment]
        while next >= 0, !own.contains(next) {
          own.append(next)
          next = Int32(sectors.parent(of: Int(next)) ?? -1)
        }
      }
      if own.isEmpty {
        guard options.chains.isEmpty else { continue }
        own = [0]
      }
      own.sort()
      let set = setOfSectors[own] ?? Int32(sectorSets.count)
      if Int(set) == sectorSets.count {
        setOfSectors[own] = set
        sectorSets.append(own)
      }
      let key = Int(set) * regions.count + Int(region)
      let cell = known[key] ?? Int32(cells.count)
      if Int(cell) == cells.count {
        known[key] = cell
        cells.append((set, region))
      }
      cellOfFirm[firm] = cell
      firms.append(firm)
    }
  }

  /// Every combination of sector and region that has a cell, ascending, with the pairs of its rank
  /// and the cells; the whole selection is always the first.
  func keys(_ regions: Axis) -> (sorted: [Int], pairs: [(key: Int32, item: UInt32)]) {
    let lines = (0..<regions.count).map { regions.line(from: $0) }
    var index: [Int: Int32] = [0: 0]
    var unsorted = [0]
    var pairs: [(key: Int32, item: UInt32)] = []
    for (cell, place) in cells.enumerated() {
      for sector in sectorSets[Int(place.sectors)] {
        for region in lines[Int(place.region)] {
          let key = Int(sector) * regions.count + region
          let found = index[key] ?? Int32(unsorted.count)
          if Int(found) == unsorted.count {
            index[key] = found
            unsorted.append(key)
          }
          pairs.append((found, UInt32(cell)))
        }
      }
    }
    let order = unsorted.indices.sorted { unsorted[$0] < unsorted[$1] }
    var rank = [Int32](repeating: 0, count: order.count)
    for (place, index) in order.enumerated() { rank[index] = Int32(place) }
    for place in pairs.indices { pairs[place].key = rank[Int(pairs[place].key)] }
    return (order.map { unsorted[$0] }, pairs)
  }
}
