import ChainModel
import Graphs

/// Finds firms under one leader that share a class of problems and could be certified together.
///
/// A firm is a candidate if it is not certified, or its last certificate ends within the warning
/// time of the ledger, has an open problem of the class, and is on no valid joint certificate of the
/// schemes that count.
struct JointCandidateSearch {
  private let network: SupplyNetwork
  private let leaders: [Int]
  /// Candidates with a bit for each class of ``ProblemClass/all``, in book order.
  private let eligible: [(firm: Int, classes: UInt8)]

  /// A group before its firms are gathered.
  struct Counted {
    var leader: Int
    var classIndex: Int
    var count: Int
  }

  /// - Complexity: O(firms + open problems).
  init(
    _ book: ChainBook, network: SupplyNetwork, ledger: QualityLedger, leaders: [Int],
    joint: [CertificationReport.JointCertificate]
  ) {
    self.network = network
    self.leaders = leaders
    let bits = book.problems.map { problem in
      ProblemClass.all.enumerated().reduce(UInt8(0)) {
        $1.element.contains(problem) ? $0 | 1 << UInt8($1.offset) : $0
      }
    }
    var isJoint = [Bool](repeating: false, count: book.firms.count)
    for certificate in joint where ledger.schemes.contains(certificate.scheme) {
      for firm in certificate.holders { isJoint[firm] = true }
    }
    eligible = book.firms.indices.compactMap { firm in
      guard book.firms[firm].isOperating, !isJoint[firm],
        ledger.standing(ofFirm: firm) != .certified
      else { return nil }
      let classes = ledger.openProblems(ofFirm: firm).reduce(UInt8(0)) { $0 | bits[$1] }
      return classes == 0 ? nil : (firm, classes)
    }
  }

  /// The groups of at least ``CertificationReport/leastJoint`` firms, most firms first.
  ///
  /// - Complexity: O((n + m) · leaders / 512 + candidates · leaders).
  func counts() -> [Counted] {
    guard !leaders.isEmpty, !eligible.isEmpty else { return [] }
    let classCount = ProblemClass.all.count
    var counts = [Int](repeating: 0, count: leaders.count * classCount)
    network.graph.reversed.reachSweep(from: leaders.map(Vertex.init)) { block in
      for (firm, classes) in eligible {
        for lane in block.lanes(reaching: Vertex(firm)) {
          var rest = classes
          while rest != 0 {
            counts[lane * classCount + rest.trailingZeroBitCount] += 1
            rest &= rest - 1
          }
        }
      }
    }
    return counts.indices.filter { counts[$0] >= CertificationReport.leastJoint }
      .sorted { (counts[$1], $0) < (counts[$0], $1) }
      .map {
        Counted(
          leader: leaders[$0 / classCount], classIndex: $0 % classCount, count: counts[$0])
      }
  }

  /// The groups with their firms.
  ///
  /// - Complexity: O((n + m) · different leaders).
  func candidates(_ groups: [Counted]) -> [CertificationReport.JointCandidate] {
    var upstream: [Int: VertexSet] = [:]
    for leader in Set(groups.map(\.leader)) {
      let search = network.graph.reversed.breadthFirstSearch(from: [Vertex(leader)])
      upstream[leader] = VertexSet(
        Array(search.order.dropFirst()), capacity: network.graph.vertexCount)
    }
    return groups.map { group in
      CertificationReport.JointCandidate(
        leader: group.leader, problemClass: ProblemClass.all[group.classIndex],
        firms: eligible.filter { entry in
          entry.classes >> UInt8(group.classIndex) & 1 != 0
            && upstream[group.leader]?.contains(Vertex(entry.firm)) ?? false
        }.map(\.firm))
    }
  }
}
