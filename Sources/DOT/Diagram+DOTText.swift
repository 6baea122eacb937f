extension Diagram {
  /// The diagram in the DOT language (https://graphviz.org/doc/info/lang.html).
  ///
  /// - Complexity: O(*n*) time and space in the size of the text.
  public var dotText: String { String(decoding: dotBytes, as: UTF8.self) }

  /// ``dotText`` as UTF-8.
  package var dotBytes: [UInt8] {
    var writer = DOTWriter(capacity: 4096 + 256 * (nodes.count + edges.count))
    writer.raw("digraph ")
    writer.name(name)
    writer.raw(" {\n")
    if !attributes.isEmpty {
      writer.raw("  graph ")
      writer.list(attributes)
      writer.raw(";\n")
    }
    if !nodeDefaults.isEmpty {
      writer.raw("  node ")
      writer.list(nodeDefaults)
      writer.raw(";\n")
    }
    if !edgeDefaults.isEmpty {
      writer.raw("  edge ")
      writer.list(edgeDefaults)
      writer.raw(";\n")
    }
    let needsLabels = !nodeDefaults.contains { $0.name == "label" }
    writer.nodes(nodes, depth: 1, needsLabels: needsLabels)
    let inherited = attributes.map(\.name).filter(ownAttributes.contains)
    for cluster in clusters {
      writer.cluster(cluster, depth: 1, inherited: inherited, needsLabels: needsLabels)
    }
    writer.rankGroups(rankGroups, depth: 1)
    for edge in edges {
      writer.raw("  ")
      writer.endPoint(edge.tail)
      writer.raw(" -> ")
      writer.endPoint(edge.head)
      if !edge.attributes.isEmpty {
        writer.raw(" ")
        writer.list(edge.attributes)
      }
      writer.raw(";\n")
    }
    writer.raw("}\n")
    return writer.bytes
  }
}

// What a cluster must not inherit from the diagram or an outer cluster; the empty text stands for
// the default. Fonts do pass on.
private let ownAttributes: Set<String> = [
  "URL", "bb", "bgcolor", "class", "color", "fillcolor", "gradientangle", "id", "label",
  "labeljust", "labelloc", "lp", "margin", "penwidth", "peripheries", "style", "target", "tooltip",
]

extension DOTWriter {
  fileprivate mutating func nodes(_ nodes: [Diagram.Node], depth: Int, needsLabels: Bool) {
    for node in nodes {
      indent(depth)
      name(node.name)
      var attributes = node.attributes
      // Without a label Graphviz shows the name as it holds it, which may differ from the name.
      if needsLabels,
        node.name.utf8.contains(where: { $0 < 0x20 || $0 == 0x5C || $0 == 0x26 || $0 == 0x25 }),
        !attributes.contains(where: { $0.name == "label" })
      {
        attributes.append(.label(node.name))
      }
      if !attributes.isEmpty {
        raw(" ")
        list(attributes)
      }
      raw(";\n")
    }
  }

  // Recursion follows the nesting of clusters, which a program spells out; it is not input.
  fileprivate mutating func cluster(
    _ cluster: Diagram.Cluster, depth: Int, inherited: [String], needsLabels: Bool
  ) {
    indent(depth)
    raw("subgraph ")
    name("cluster_" + cluster.name)
    raw(" {\n")
    let own = cluster.attributes.map(\.name)
    let attributes =
      inherited.filter { !own.contains($0) }.map { ClusterAttribute($0, .token("")) }
      + cluster.attributes
    if !attributes.isEmpty {
      indent(depth + 1)
      raw("graph ")
      list(attributes)
      raw(";\n")
    }
    nodes(cluster.nodes, depth: depth + 1, needsLabels: needsLabels)
    var passedOn = inherited
    for name in own where ownAttributes.contains(name) && !passedOn.contains(name) {
      passedOn.append(name)
    }
    for inner in cluster.clusters {
      self.cluster(inner, depth: depth + 1, inherited: passedOn, needsLabels: needsLabels)
    }
    rankGroups(cluster.rankGroups, depth: depth + 1)
    indent(depth)
    raw("}\n")
  }

  fileprivate mutating func rankGroups(_ groups: [Diagram.RankGroup], depth: Int) {
    for group in groups where !group.nodes.isEmpty {
      indent(depth)
      raw("{ \"rank\"=\"")
      raw(group.kind.rawValue)
      raw("\";")
      for node in group.nodes {
        raw(" ")
        name(node)
        raw(";")
      }
      raw(" }\n")
    }
  }

  fileprivate mutating func endPoint(_ end: Diagram.EndPoint) {
    name(end.node)
    if let port = end.port {
      raw(":\"")
      raw(port.name)
      raw("\"")
    }
    if let side = end.side {
      raw(":\"")
      raw(side.rawValue)
      raw("\"")
    }
  }
}
