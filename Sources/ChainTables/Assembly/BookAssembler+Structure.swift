import ChainModel

/// Regions, chains, segments and flows.
extension BookAssembler {
  mutating func assembleRegions() {
    for position in contents.regions.indices {
      let row = contents.regions[position]
      if row.code.isEmpty && row.name.isEmpty { reportMissing(row, "code", "行政区划代码") }
      contents.regions[position].code = folded(row.code.isEmpty ? row.name : row.code)
      if row.name.isEmpty { contents.regions[position].name = row.code }
    }
    let pool = contents.text
    contents.regions = uniteByKey(
      contents.regions, key: { $0.code.isEmpty ? nil : $0.code }, name: { pool[$0.name] },
      order: { NaturalOrder.precedes(pool[$0.code], pool[$1.code]) })
    for position in contents.regions.indices { indexRegion(Int32(position)) }
    for position in contents.regions.indices {
      let row = contents.regions[position]
      if !row.parent.written.isEmpty {
        contents.regions[position].parent.position =
          resolveRegion(row.parent.written, at: row.origin, field: "parent") ?? -1
      }
    }
    breakCycles(
      count: contents.regions.count, parent: { $0.contents.regions[$1].parent.position },
      cut: { assembler, position in
        assembler.contents.regions[position].parent.position = -1
        return (
          assembler.contents.regions[position].origin, assembler.contents.regions[position].name
        )
      })
  }

  private mutating func indexRegion(_ position: Int32) {
    let row = contents.regions[Int(position)]
    regionOfText[row.code] = position
    let name = folded(row.name)
    guard name != row.code else { return }
    if let other = regionOfText[name], other != position {
      ambiguousRegions[name, default: [other]].append(position)
    } else {
      regionOfText[name] = position
    }
  }

  /// Regions of six-digit codes lie within the city or province whose code begins theirs.
  ///
  /// Called when every region is there, the created ones too, and no cycle is left.
  /// - Complexity: O(regions · depth) in time.
  mutating func linkRegionsByCode() {
    for position in contents.regions.indices
    where contents.regions[position].parent.position < 0 {
      let code = contents.text[contents.regions[position].code]
      guard code.utf8.count == 6, code.utf8.allSatisfy({ (48...57).contains($0) }) else { continue }
      for prefix in [4, 2] {
        let parent = String(code.prefix(prefix)) + String(repeating: "0", count: 6 - prefix)
        guard parent != code, let text = contents.text.find(parent),
          let found = regionOfText[text], !isWithin(Int(found), position)
        else { continue }
        contents.regions[position].parent.position = found
        break
      }
    }
  }

  /// Whether a region is another one or lies within it.
  private func isWithin(_ region: Int, _ other: Int) -> Bool {
    var next: Int? = region
    while let here = next, here != other { next = contents.regions[here].parent.index }
    return next != nil
  }

  /// The region a code or name means; created where no table states it.
  ///
  /// - Returns: Nil where the name means several regions, which is reported with the candidates.
  mutating func resolveRegion(_ written: TextID, at origin: RowOrigin, field key: String) -> Int32?
  {
    let text = folded(written)
    if let candidates = ambiguousRegions[text] {
      let places = candidates.map {
        (code: contents.text[contents.regions[Int($0)].code], path: regionPath($0))
      }.sorted { $0.code < $1.code }
      let list = places.prefix(5).map { "\($0.path)（\($0.code)）" }.joined(separator: "、")
      let englishList = places.prefix(5).map { "\($0.path) (\($0.code))" }.joined(separator: ", ")
      report(
        .warning, "region-ambiguous", at: origin, field: key, value: contents.text[written],
        Bilingual(
          "区域名称有 \(places.count) 个同名区域（\(list)\(places.count > 5 ? "等" : "")），未采用",
          "the name means \(places.count) regions: \(englishList)\(places.count > 5 ? " …" : ""); ignored"
        ),
        fix: Bilingual("改填行政区划代码", "Write the region code instead"))
      return nil
    }
    if let known = regionOfText[text] { return known }
    let position = Int32(contents.regions.count)
    var region = Region()
    region.code = text
    region.name = text
    contents.regions.append(region)
    indexRegion(position)
    noteCreated(.regions, written, at: origin, field: key)
    return position
  }

  mutating func assembleChains() {
    for position in contents.chains.indices {
      let row = contents.chains[position]
      if row.id.isEmpty && row.name.isEmpty { reportMissing(row, "id", "产业链编号") }
      if row.id.isEmpty { contents.chains[position].id = row.name }
      if row.name.isEmpty { contents.chains[position].name = row.id }
    }
    contents.chains = withoutDecided(contents.chains, .chain, id: \.id, name: \.name)
    let pool = contents.text
    contents.chains = uniteByKey(
      contents.chains, key: { $0.id.isEmpty ? nil : $0.id }, name: { pool[$0.name] },
      order: { NaturalOrder.precedes(pool[$0.id], pool[$1.id]) })
    for position in contents.chains.indices {
      let row = contents.chains[position]
      chainOfText[folded(row.id)] = Int32(position)
      let name = folded(row.name)
      if chainOfText[name] == nil { chainOfText[name] = Int32(position) }
    }
  }

  /// The chain an id or name means; created where no table states it.
  mutating func resolveChain(
    _ reference: inout Reference<Chain>, at origin: RowOrigin
  ) -> Int32? {
    guard !reference.written.isEmpty else { return nil }
    var text = folded(reference.written)
    var place = (origin: origin, field: "chain")
    if chainOfText[text] == nil,
      let decision = decision(on: text, .chain, at: origin, field: "chain")
    {
      // What was decided on holds, also where no table states the target.
      text = decision.target
      place = (decision.origin, "target")
    }
    if let known = chainOfText[text] {
      reference.position = known
      return known
    }
    let position = Int32(contents.chains.count)
    var chain = Chain()
    chain.id = text
    chain.name = text
    contents.chains.append(chain)
    chainOfText[text] = position
    noteCreated(
      .chains, place.field == "target" ? text : reference.written, at: place.origin,
      field: place.field)
    reference.position = position
    return position
  }

  mutating func assembleSegments() {
    contents.segments = withoutDecided(contents.segments, .segment, id: \.id, name: \.name)
    for position in contents.segments.indices {
      let row = contents.segments[position]
      var chain = row.chain
      if resolveChain(&chain, at: row.origin) == nil { reportMissing(row, "chain", "产业链编号") }
      contents.segments[position].chain = chain
      if row.id.isEmpty && row.name.isEmpty { reportMissing(row, "id", "环节编号") }
      if row.id.isEmpty { contents.segments[position].id = row.name }
      if row.name.isEmpty { contents.segments[position].name = row.id }
    }
    let pool = contents.text
    contents.segments = uniteByKey(
      contents.segments,
      key: { row in
        row.chain.position < 0 || row.id.isEmpty
          ? nil : ChainText(chain: row.chain.position, text: row.id)
      },
      name: { pool[$0.name] },
      order: { left, right in
        if left.chain.position != right.chain.position {
          return left.chain.position < right.chain.position
        }
        return NaturalOrder.precedes(pool[left.id], pool[right.id])
      })
    for position in contents.segments.indices {
      let row = contents.segments[position]
      segmentOfText[ChainText(chain: row.chain.position, text: folded(row.id))] = Int32(position)
    }
    for position in contents.segments.indices {
      let row = contents.segments[position]
      let name = ChainText(chain: row.chain.position, text: folded(row.name))
      if segmentOfText[name] == nil { segmentOfText[name] = Int32(position) }
    }
    for position in contents.segments.indices {
      let row = contents.segments[position]
      guard !row.parent.written.isEmpty else { continue }
      var parent = row.parent
      resolveSegment(&parent, in: row.chain.position, at: row.origin, field: "parent")
      contents.segments[position].parent = parent
    }
    breakCycles(
      count: contents.segments.count, parent: { $0.contents.segments[$1].parent.position },
      cut: { assembler, position in
        assembler.contents.segments[position].parent.position = -1
        let row = assembler.contents.segments[position]
        return (row.origin, row.name)
      })
    inheritBands()
  }

  /// A segment without a place in the chain stands where its parent does.
  private mutating func inheritBands() {
    for position in contents.segments.indices where contents.segments[position].band == nil {
      var ancestor = contents.segments[position].parent.index
      while let next = ancestor, contents.segments[next].band == nil {
        ancestor = contents.segments[next].parent.index
      }
      contents.segments[position].band = ancestor.flatMap { contents.segments[$0].band }
    }
  }

  /// The segment an id or name means within a chain; created where no table states it.
  mutating func resolveSegment(
    _ reference: inout Reference<Segment>, in chain: Int32, at origin: RowOrigin, field key: String
  ) {
    guard !reference.written.isEmpty else { return }
    var place = ChainText(chain: chain, text: folded(reference.written))
    var (origin, key) = (origin, key)
    if segmentOfText[place] == nil,
      let decision = decision(on: place.text, .segment, at: origin, field: key)
    {
      // What was decided on holds, also where no table states the target.
      place.text = decision.target
      (origin, key) = (decision.origin, "target")
    }
    if let known = segmentOfText[place] {
      reference.position = known
      return
    }
    let position = Int32(contents.segments.count)
    var segment = Segment()
    segment.chain.position = chain
    segment.chain.written = contents.chains[Int(chain)].id
    segment.id = place.text
    segment.name = place.text
    contents.segments.append(segment)
    segmentOfText[place] = position
    noteCreated(.segments, key == "target" ? place.text : reference.written, at: origin, field: key)
    reference.position = position
  }

  mutating func assembleFlows() {
    for position in contents.flows.indices {
      var row = contents.flows[position]
      if let chain = resolveChain(&row.chain, at: row.origin) {
        resolveSegment(&row.supplying, in: chain, at: row.origin, field: "supplying")
        resolveSegment(&row.receiving, in: chain, at: row.origin, field: "receiving")
      } else {
        reportMissing(row, "chain", "产业链编号")
      }
      if row.supplying.written.isEmpty { reportMissing(row, "supplying", "供给环节") }
      if row.receiving.written.isEmpty { reportMissing(row, "receiving", "需求环节") }
      contents.flows[position] = row
    }
    let pool = contents.text
    contents.flows = uniteByKey(
      contents.flows,
      key: { row -> FlowKey? in
        guard row.supplying.position >= 0, row.receiving.position >= 0 else { return nil }
        return FlowKey(
          supplying: row.supplying.position, receiving: row.receiving.position,
          product: row.product)
      },
      name: { pool[$0.supplying.written] + "→" + pool[$0.receiving.written] },
      order: { left, right in
        let keys = (
          (left.supplying.position, left.receiving.position),
          (right.supplying.position, right.receiving.position)
        )
        return keys.0 == keys.1 ? pool.precedes(left.product, right.product) : keys.0 < keys.1
      })
  }

  private struct FlowKey: Hashable {
    var supplying: Int32
    var receiving: Int32
    var product: TextID
  }

  /// Cuts the parent link of every entry on a cycle of parents and reports each cycle.
  ///
  /// - Parameters:
  ///   - count: The number of entries.
  ///   - parent: The position of an entry's parent, or −1.
  ///   - cut: Removes an entry's parent and returns its origin and name.
  /// - Complexity: O(count) in time and space.
  private mutating func breakCycles(
    count: Int, parent: (Self, Int) -> Int32,
    cut: (inout Self, Int) -> (origin: RowOrigin, name: TextID)
  ) {
    var visit = [Int](repeating: 0, count: count)
    for start in 0..<count where visit[start] == 0 {
      var path: [Int] = []
      var next = start
      while next >= 0, visit[next] == 0 {
        visit[next] = start + 1
        path.append(next)
        next = Int(parent(self, next))
      }
      guard next >= 0, visit[next] == start + 1, let first = path.firstIndex(of: next) else {
        continue
      }
      var entries: [(origin: RowOrigin, name: TextID)] = []
      for position in path[first...] { entries.append(cut(&self, position)) }
      let names = entries.map { contents.text[$0.name] }
      let smallest = names.indices.min { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
      let turn = smallest ?? 0
      let cycle = (names[turn...] + names[..<turn] + [names[turn]]).joined(separator: " → ")
      for entry in entries {
        report(
          .error, "parent-cycle", at: entry.origin, field: "parent",
          value: contents.text[entry.name],
          Bilingual(
            "上级关系成环（\(cycle)），本行的上级未采用",
            "the parents form a cycle (\(cycle)); the parent is ignored"),
          fix: Bilingual("改正其中一行的上级", "Correct the parent of one of these rows"))
      }
    }
  }
}
