package import ChainModel

extension ChainBook {
  /// A segment and all segments that are part of it, however deep, each once.
  ///
  /// - Parameter segment: The segment's position.
  /// - Returns: Positions, the segment's own first.
  /// - Complexity: O(segments of the family).
  package func family(ofSegment segment: Int) -> [Int] {
    var family = [segment]
    var seen: Set<Int> = [segment]
    var next = 0
    while next < family.count {
      for child in childrenOfSegment[family[next]] where seen.insert(child).inserted {
        family.append(child)
      }
      next += 1
    }
    return family
  }

  /// The firms in operation of a segment and all segments that are part of it, each once.
  ///
  /// - Parameter segment: The segment's position.
  /// - Returns: Positions in book order.
  /// - Complexity: O(members · log members) of the family.
  package func firms(inFamilyOf segment: Int) -> [Int] {
    var found = Set<Int>()
    for part in family(ofSegment: segment) {
      for member in membersOfSegment[part] {
        if let firm = members[member].firm.index, firms[firm].isOperating { found.insert(firm) }
      }
    }
    return found.sorted()
  }
}
