import ChainAnalysis
public import ChainModel
public import ChainPlanning

/// The sentences of an allocation.
struct AllocationWords {
  let allocation: RegionAllocation
  let names: BookNames
  let language: Language

  init(_ report: AllocationReport, language: Language) {
    allocation = report.allocation
    names = BookNames(report.book, in: language)
    self.language = language
  }

  /// A region as findings name it.
  func named(_ region: Int) -> ReportFinding.Named {
    .init(
      id: names.book.text[names.book.regions[region].code], name: names.region(region))
  }

  /// What a region gets, and why.
  func sentence(_ part: RegionAllocation.Part) -> String {
    let name = names.region(part.region)
    let share = part.share
    let reason =
      switch share.reason {
      case .proportion: language("按比例", "in proportion")
      case .remainder: language("按比例，余数进一", "in proportion, rounded up for its remainder")
      case .floor: language("按下限 \(share.party.floor)", "its floor of \(share.party.floor)")
      case .ceiling:
        share.count == part.eligible.count
          ? language("符合条件的全部", "all that are eligible")
          : language("按上限 \(share.count)", "its ceiling of \(share.count)")
      }
    let around = allocation.sums(around: part).map { names.region(allocation.sums[$0].region) }
    let within =
      around.isEmpty
      ? ""
      : language(
        "；计入\(around.joined(separator: "、"))合计",
        "; counts in the sum of \(around.joined(separator: ", "))")
    return language(
      "\(name)：\(share.count) 家（符合条件 \(part.eligible.count) 家，\(reason)\(within)）",
      "\(name): \(share.count) (\(part.eligible.count) eligible; \(reason)\(within))")
  }

  /// What regions get in sum, between which bounds, and which they are.
  func sentence(_ sum: RegionAllocation.BoundedSum, at place: Int) -> String {
    let name = names.region(sum.region)
    var facts = [language("符合条件 \(sum.share.party.need) 家", "\(sum.share.party.need) eligible")]
    let count = sum.share.count
    if let floor = sum.floor {
      facts.append(
        language("下限 \(floor)", "floor \(floor)")
          + (count == floor ? language("，正好到下限", " reached") : ""))
    }
    if let ceiling = sum.ceiling {
      facts.append(
        language("上限 \(ceiling)", "ceiling \(ceiling)")
          + (count == ceiling ? language("，已用满", " reached") : ""))
    }
    if let parent = sum.parent {
      let around = names.region(allocation.sums[parent].region)
      facts.append(language("计入\(around)合计", "counts in the sum of \(around)"))
    }
    let members = allocation.parts.filter { allocation.sums(around: $0).contains(place) }
      .map { part in
        part.region == sum.region
          ? language("\(name)本级", "\(name) itself") : names.region(part.region)
      }
    let list = members.isEmpty ? language("无", "none") : members.joined(separator: "、")
    return language(
      "\(name)：合计 \(count) 家（\(facts.joined(separator: "，"))），含 \(list)",
      "\(name): \(count) in sum (\(facts.joined(separator: ", "))), over "
        + (members.isEmpty ? list : members.joined(separator: ", ")))
  }

  /// What a reader should know of the table.
  var remarks: [String] {
    var remarks: [String] = []
    if !allocation.withoutRegion.isEmpty {
      remarks.append(
        language(
          "另有 \(allocation.withoutRegion.count) 家符合条件的企业没有填区域，未参加分配",
          "\(allocation.withoutRegion.count) more eligible firms have no region and no part"))
    }
    return remarks + allocation.issues.map { $0.message(in: names.book)[language] }
  }
}

extension RegionAllocation.Failure {
  /// Why a number can't be shared over regions, and the fix.
  ///
  /// - Parameter book: The book.
  /// - Returns: One sentence, in which regions have their names.
  /// - Complexity: O(ceilings).
  public func message(in book: ChainBook) -> Bilingual {
    switch cause {
    case .contradictory(let party):
      let name = contradictory.map { book.text[book.regions[$0].name] } ?? party.id
      let most = party.ceiling ?? 0
      return isSum
        ? Bilingual(
          "区域 \(name) 的下限 \(party.floor) 高于可分的 \(most) 家（下限取本级约束与所含区域下限合计中较大的，"
            + "可分家数取本级约束上限与所含区域可分家数合计中较小的）：请改约束表",
          "region \(name) has a floor of \(party.floor) above the \(most) firms it can get (floor: the "
            + "greater of its own and the sum of those within; firms: the lesser of its ceiling and "
            + "the sum of what those within can get): correct the limits")
        : Bilingual(
          "区域 \(name) 的下限 \(party.floor) 高于可分的 \(most) 家（约束上限或符合条件的家数）：请改约束表",
          "region \(name) has a floor of \(party.floor) above the \(most) firms it can get: correct the limits"
        )
    case .floorsExceed(let floors):
      return Bilingual(
        "各区域下限合计 \(floors) 家，超过要分的 \(total) 家：请增加总数或降低下限",
        "the floors sum to \(floors), more than \(total): raise the number or lower the floors")
    case .ceilingsFallShort(let most):
      let (facts, binds) = (facts(in: book), !ceilings.isEmpty)
      return Bilingual(
        "各区域最多共可分 \(most) 家，不足 \(total) 家：请减少总数\(binds ? "或提高上限" : "")（\(facts.chinese)）",
        "the regions can get \(most) in all, fewer than \(total): lower the number"
          + "\(binds ? " or raise ceilings" : "") (\(facts.english))")
    case .noNeed:
      return Bilingual("没有符合条件的企业可分", "there are no eligible firms")
    }
  }

  /// How many are eligible, and which ceilings keep some out.
  private func facts(in book: ChainBook) -> Bilingual {
    var facts = [
      Bilingual("有区域的符合条件企业共 \(eligible) 家", "\(eligible) firms with a region are eligible")
    ]
    if withoutRegion > 0 {
      facts.append(
        Bilingual("另有 \(withoutRegion) 家没有填区域", "\(withoutRegion) more have no region"))
    }
    facts += ceilings.map { ceiling in
      let name = book.text[book.regions[ceiling.region].name]
      return Bilingual(
        "\(name)上限 \(ceiling.count) 家、符合条件 \(ceiling.eligible) 家",
        "\(name): ceiling \(ceiling.count), \(ceiling.eligible) eligible")
    }
    if ceilings.isEmpty { facts.append(Bilingual("没有约束上限起作用", "no stated ceiling binds")) }
    return Bilingual(
      facts.map(\.chinese).joined(separator: "；"), facts.map(\.english).joined(separator: "; "))
  }
}
