import ChainAnalysis
import ChainModel

extension ShowWords {
  /// A group of firms before it is put in words.
  private struct Entry {
    var subject: ReportFinding.Named
    var related: ReportFinding.Named?
    /// Its name in one line of an overview.
    var short: String
    var group: BookSummary.Group
    /// What else a sentence says of it.
    var addition = ""
    var further: [Figure] = []
    var rows: @Sendable (Int) -> [EvidenceRow]
  }

  var distribution: [ShowSection] {
    var sections = [chains, segments, regions, cells, industries].compactMap { $0 }
    if !sections.isEmpty { sections[0].heading = language("分布", "distribution") }
    return sections
  }

  private func groups(
    _ number: Int, _ name: Bilingual, _ title: Bilingual, related: String? = nil,
    greatestFirst: Bool = false, _ entries: [Entry]
  ) -> ShowSection? {
    guard !entries.isEmpty else { return nil }
    let findings = first(entries).enumerated().map { place, entry in
      finding("S\(number)-\(place + 1)", entry)
    }
    let section = section(
      "S\(number)", name,
      title: title[language] + language(" \(entries.count) 个", ", \(entries.count)"),
      total: entries.count, headers: (name[language], related), findings)
    let named =
      greatestFirst
      ? entries.enumerated().sorted {
        ($1.element.group.firms.count, $0.offset) < ($0.element.group.firms.count, $1.offset)
      }.map(\.element) : entries
    let line = named.prefix(Self.lineParts).map { entry in
      entry.short + " " + (entry.group.certified.map { "\($0.count)/" } ?? "")
        + String(entry.group.firms.count)
    }
    let counted =
      certification.isJudged
      ? language("（获证/在业）：", " (certified/firms): ") : language("（在业）：", " (firms): ")
    let rest =
      entries.count > line.count
      ? language(" 等 \(entries.count) 个", " … \(entries.count) in all") : ""
    return ShowSection(
      overview: .line(
        title[language] + counted + joined(line) + rest),
      section: section)
  }

  private func finding(_ mark: String, _ entry: Entry) -> ReportFinding {
    let group = entry.group
    let related = entry.related.map { " × " + $0.name } ?? ""
    let subject =
      entry.subject.id.isEmpty || entry.subject.id == entry.subject.name || entry.related != nil
      ? entry.subject.name : "\(entry.subject.id) \(entry.subject.name)"
    var facts = [language("\(group.firms.count) 家", "\(group.firms.count) firms")]
    var figures = [
      firms(Bilingual("在业企业", "firms in operation"), group.firms, rows: entry.rows)
    ]
    if let certified = group.certified {
      let share = ShowReport.share(certified.count, group.firms.count, language)
      facts.append(language("获证 \(share)", "certified \(share)"))
      figures.append(firms(Bilingual("获证企业", "certified"), certified, rows: proof.certified))
    }
    facts.append(
      language("小微 \(group.smallMicro.count)", "\(group.smallMicro.count) small or micro"))
    figures.append(
      firms(Bilingual("小微企业", "small or micro"), group.smallMicro, rows: proof.size))
    if let open = group.withOpenProblems {
      facts.append(language("有未销号问题 \(open.count)", "\(open.count) with open problems"))
      figures.append(
        firms(Bilingual("有未销号问题的企业", "with open problems"), open, rows: proof.open))
    }
    return ReportFinding(
      mark: mark, subject: entry.subject, related: entry.related,
      sentence: subject + related + language("：", ": ")
        + facts.joined(separator: language("，", ", ")) + entry.addition,
      figures: figures + entry.further)
  }

  private var chains: ShowSection? {
    let proof = proof
    return groups(
      5, Bilingual("产业链", "chains"), Bilingual("按产业链", "by chain"),
      summary.chains.map { chain in
        let segments = Set(chain.position.map { Array(proof.names.book.segmentsOfChain[$0]) } ?? [])
        return Entry(
          subject: .init(id: chain.id, name: chain.name), short: chain.name, group: chain
        ) { proof.members($0, in: segments) }
      })
  }

  private var segments: ShowSection? {
    let proof = proof
    let families = Dictionary(
      uniqueKeysWithValues: summary.parentSegments.compactMap { group in
        group.position.map { ($0, group) }
      })
    let hasChildren = !families.isEmpty
    return groups(
      6, Bilingual("环节", "segments"), Bilingual("按环节", "by segment"),
      related: book.chains.count > 1 ? language("产业链", "chain") : nil,
      summary.segments.map { entry in
        let position = entry.group.position ?? 0
        let name = names.placedSegment(position)
        var result = Entry(
          subject: .init(id: entry.group.id, name: names.segment(position)), short: name,
          group: entry.group
        ) { proof.members($0, in: [position]) }
        if book.chains.count > 1 {
          result.related = .init(
            id: book.text[book.chains[entry.chain].id], name: names.chain(entry.chain))
        }
        if let family = families[position] {
          let share = family.certified.map {
            ShowReport.share($0.count, family.firms.count, language)
          }
          result.addition =
            language(
              "；含下级环节 \(family.firms.count) 家", "; with child segments \(family.firms.count) firms")
            + (share.map { language("，获证 \($0)", ", certified \($0)") } ?? "")
        }
        if hasChildren {
          let family = families[position] ?? entry.group
          let members = proof.family(of: position)
          result.further = [
            firms(Bilingual("含下级环节的企业", "firms with child segments"), family.firms) {
              proof.members($0, in: members)
            }
          ]
          if let certified = family.certified {
            result.further.append(
              firms(
                Bilingual("含下级环节的获证企业", "certified with child segments"), certified,
                rows: proof.certified))
          }
        }
        return result
      })
  }

  private var regions: ShowSection? {
    let homeless = summary.withoutRegion.firms
    var section = groups(
      7, Bilingual("区域", "regions"), Bilingual("按区域", "by region"),
      greatestFirst: true,
      summary.regions.map {
        Entry(
          subject: .init(id: $0.id, name: $0.name), short: $0.name, group: $0, rows: proof.firm)
      })
    if !homeless.isEmpty {
      section?.section.remarks.append(
        language("未填区域 \(homeless.count) 家", "without region: \(homeless.count)"))
      section?.section.figures.append(
        firms(Bilingual("未填区域的企业", "without region"), homeless, rows: proof.firm))
    }
    return section
  }

  private var cells: ShowSection? {
    let proof = proof
    let cells = summary.cells.sorted {
      ($1.group.firms.count, $0.segment, $0.region ?? .max)
        < ($0.group.firms.count, $1.segment, $1.region ?? .max)
    }
    return groups(
      8, Bilingual("环节×区域", "segments by region"), Bilingual("按环节×区域", "by segment and region"),
      related: language("区域", "region"),
      cells.map { cell in
        let region = cell.region.map(names.region) ?? language("未填区域", "no region")
        let segment = names.placedSegment(cell.segment)
        return Entry(
          subject: .init(id: names.segmentID(cell.segment), name: segment),
          related: .init(
            id: cell.region.map { book.text[book.regions[$0].code] } ?? "", name: region),
          short: "\(segment)·\(region)", group: cell.group
        ) { proof.members($0, in: [cell.segment]) + proof.firm($0) }
      })
  }

  private var industries: ShowSection? {
    let unknown = summary.withoutIndustry
    var section = groups(
      9, Bilingual("行业", "industries"), Bilingual("按行业大类", "by industry"),
      greatestFirst: true,
      summary.industries.map { group in
        let name = language(group.name, IndustryCode(group.id)?.english ?? group.id)
        return Entry(
          subject: .init(id: group.id, name: name), short: name, group: group,
          rows: proof.industry)
      })
    if !unknown.isEmpty {
      section?.section.remarks.append(
        language("行业代码未填或认不出 \(unknown.count) 家", "without a known industry: \(unknown.count)"))
      section?.section.figures.append(
        firms(Bilingual("行业代码未填或认不出的企业", "without a known industry"), unknown) {
          [proof] in proof.industry($0)
        })
    }
    return section
  }
}
