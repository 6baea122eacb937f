import ChainModel

/// What the book proposes while it is assembled, and the starter library where it has no own.
extension BookAssembler {
  /// What is looked up only where a book needs it.
  struct ProposalState {
    var chains: NearestName?
    var segmentsOfChain: [Int32: NearestName] = [:]
    var regions: NearestName?
    /// The problems taken from the starter library, by their place in it.
    var starterProblems: [Int: Int32] = [:]
    /// The place in the starter library of wordings looked up; nil for those it does not hold.
    var placeOfWording: [TextID: Int?] = [:]
    /// Codes of problems that rows name, which then mean the sender's problems.
    var codesInUse: Set<TextID>?
    var sheetsWithStarter: Set<UInt32> = []
  }

  // MARK: - Nearest names

  /// The stated entry nearest to a name for which one was just created; nil where none is near.
  ///
  /// - Complexity: O(entries) the first time, then as ``NearestName/candidates(for:limit:)``.
  mutating func nearestEntry(to name: String, in table: TableKind) -> NearestName.Entry? {
    let nearest: NearestName
    switch table {
    case .chains:
      nearest = proposals.chains ?? listChains()
      proposals.chains = nearest
    case .segments:
      // The entry just created is the last; a segment is near to others of its chain only.
      guard let chain = contents.segments.last?.chain.position else { return nil }
      nearest = proposals.segmentsOfChain[chain] ?? listSegments(of: chain)
      proposals.segmentsOfChain[chain] = nearest
    case .regions:
      nearest = proposals.regions ?? listRegions()
      proposals.regions = nearest
    default: return nil
    }
    return nearest.candidates(for: name, limit: 1).first.map { nearest.entries[$0.entry] }
  }

  private func listChains() -> NearestName {
    NearestName(
      contents.chains.filter { !$0.origin.isCreated }.map {
        NearestName.Entry(id: contents.text[$0.id], name: contents.text[$0.name])
      })
  }

  private func listSegments(of chain: Int32) -> NearestName {
    NearestName(
      contents.segments.filter { !$0.origin.isCreated && $0.chain.position == chain }.map {
        NearestName.Entry(id: contents.text[$0.id], name: contents.text[$0.name])
      })
  }

  private func listRegions() -> NearestName {
    NearestName(
      contents.regions.filter { !$0.origin.isCreated }.map {
        NearestName.Entry(id: contents.text[$0.code], name: contents.text[$0.name])
      })
  }

  /// A region's name after those it lies within, such as 江苏省→徐州市→鼓楼区.
  func regionPath(_ position: Int32) -> String {
    var names: [String] = []
    var next: Int? = Int(position)
    // Parents may form a cycle that is not cut yet; no path of regions is longer.
    while let here = next, names.count < 8 {
      let region = contents.regions[here]
      names.append(contents.text[region.name])
      next = region.parent.index ?? regionAround(here)
      if next == nil, let province = provinceAround(here) { names.append(province) }
    }
    return names.reversed().joined(separator: "→")
  }

  /// The codes of the city and the province that a six-digit code lies within, by its digits.
  private func codesAround(_ region: Int) -> [String] {
    let code = contents.text[contents.regions[region].code]
    guard code.utf8.count == 6, code.utf8.allSatisfy({ (48...57).contains($0) }) else { return [] }
    return [4, 2].map { String(code.prefix($0)) + String(repeating: "0", count: 6 - $0) }
      .filter { $0 != code }
  }

  private func regionAround(_ region: Int) -> Int? {
    for code in codesAround(region) {
      if let text = contents.text.find(code), let known = regionOfText[text] { return Int(known) }
    }
    return nil
  }

  private func provinceAround(_ region: Int) -> String? {
    codesAround(region).lazy.compactMap { code in
      RegionCode.provinces.first { $0.code.description == code }?.name
    }.first
  }

  // MARK: - The starter library

  /// The problem of the starter library that a wording is, for a book without a library of its own.
  ///
  /// - Parameters:
  ///   - text: The wording, folded.
  ///   - mayBeCode: Whether a code of the starter library is meant too, as in a decision.
  ///   - origin: The row that uses the wording.
  /// - Returns: The problem's position; nil where the book has a library, or the wording is not
  ///   exactly a name or synonym.
  mutating func starterProblem(
    _ text: TextID, mayBeCode: Bool = false, at origin: RowOrigin
  ) -> Int32? {
    guard !present.contains(.problems) else { return nil }
    var place = proposals.placeOfWording[text, default: nil]
    if proposals.placeOfWording[text] == nil {
      place = StarterLibrary.place(named: contents.text[text])
      proposals.placeOfWording[text] = .some(place)
    }
    if place == nil, mayBeCode {
      let code = contents.text[text]
      place = StarterLibrary.problems.firstIndex { $0.id == code }
    }
    guard let place else { return nil }
    if !origin.isCreated, proposals.sheetsWithStarter.insert(origin.source).inserted {
      report(
        .note, "starter-library", at: RowOrigin(source: origin.source, row: 0),
        Bilingual(
          "没有“质量问题”表：与内置问题库（\(StarterLibrary.problems.count) 项）的名称或同义表述相同的描述，按该库归并",
          "there is no problems table: descriptions equal to a name or synonym of the starter "
            + "library (\(StarterLibrary.problems.count) problems) were taken for that problem"),
        fix: Bilingual("补充“质量问题”表即以该表为准", "Add a problems table, which then decides"))
    }
    if let known = proposals.starterProblems[place] { return known }
    let position = Int32(contents.problems.count)
    contents.problems.append(problem(StarterLibrary.problems[place]))
    proposals.starterProblems[place] = position
    return position
  }

  /// Whether a problem came from the starter library.
  func isFromStarter(_ problem: Int32) -> Bool {
    proposals.starterProblems.values.contains(problem)
  }

  private mutating func problem(_ entry: StarterLibrary.Entry) -> Problem {
    var problem = Problem()
    let code = contents.text.intern(entry.id)
    problem.name = contents.text.intern(entry.name)
    // A sender's own Q01 is another problem.
    problem.id = isCodeInUse(code) ? problem.name : code
    problem.synonyms = contents.text.list(entry.synonyms.map { contents.text.intern($0) })
    problem.manifestation = contents.text.intern(entry.manifestation)
    problem.aspect = entry.aspect
    problem.dimension = entry.dimension
    problem.cause = entry.cause
    problem.severity = entry.severity
    problem.pain = entry.pain
    return problem
  }

  private mutating func isCodeInUse(_ code: TextID) -> Bool {
    if let codes = proposals.codesInUse { return codes.contains(code) }
    var codes: Set<TextID> = []
    for row in contents.findings where !row.problem.written.isEmpty {
      codes.insert(folded(row.problem.written))
    }
    for row in contents.measures {
      for text in Array(contents.text.handles(row.problems.written)) { codes.insert(folded(text)) }
    }
    proposals.codesInUse = codes
    return codes.contains(code)
  }
}
