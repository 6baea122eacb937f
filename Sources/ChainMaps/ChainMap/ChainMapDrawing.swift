import ChainAnalysis
import ChainModel
import DOT

/// The fitted chain map as clusters and edges at their places on the page.
struct ChainMapDrawing {
  let fitting: ChainMapFitting
  let canvas: MapCanvas
  let language: Language

  private var content: ChainMapContent { fitting.content }
  private var theme: MapTheme { canvas.theme }

  /// The bands, each with its boxes.
  var clusters: [Diagram.Cluster] {
    var clusters = fitting.plan.layout.bandBoxes.map { band, box in
      let name = ChainMapContent.bands[band].map { language($0.chinese, $0.english) }
      return cluster(
        name ?? language("链上位置未填", "position not stated"), id: "band-\(band)", box: box,
        families: content.families(inBand: band))
    }
    if let box = fitting.plan.layout.supportBox {
      clusters.append(
        cluster(
          language(Band.support.chinese, Band.support.english), id: "band-support", box: box,
          families: content.families(inBand: nil)))
    }
    return clusters
  }

  private func cluster(
    _ label: String, id: String, box: BandedLayout.Box, families: [Int]
  ) -> Diagram.Cluster {
    var cluster = canvas.band(label, id: id, box: box)
    for family in families {
      let nodes = content.families[family].boxes.indices.compactMap { position in
        let index = BandedPlan.BoxIndex(family: family, box: position)
        return fitting.figures[index].flatMap { canvas.node(index, $0) }
      }
      if nodes.count > 1 {
        let parent = content.families[family].boxes[0]
        cluster.clusters.append(
          canvas.frame(family, id: "family-" + parent.id, tip: parent.title, nodes: nodes))
      } else {
        cluster.nodes += nodes
      }
    }
    return cluster
  }

  /// The lines.
  var edges: [Diagram.Edge] {
    content.lines.indices.compactMap { edge($0) }
  }

  /// What boxes, rows and lines stand for.
  func parts(_ findings: ChainFindings) -> MapParts {
    var parts = MapParts()
    for (place, family) in content.families.enumerated() {
      for box in family.boxes.indices {
        guard let figure = fitting.figures[BandedPlan.BoxIndex(family: place, box: box)] else {
          continue
        }
        parts.boxes.append(MapParts.Box(figure))
      }
    }
    parts.lines = content.lines.map {
      MapParts.Line(
        from: content.box($0.from).id, to: content.box($0.to).id, supplies: $0.positions.sorted())
    }
    parts.reasons = findings.marks.firms
    parts.traces = findings.traced.traces
    return parts
  }

  private func edge(_ index: Int) -> Diagram.Edge? {
    let line = content.lines[index]
    let from = content.box(line.from)
    let isBackward = fitting.isBackward(index)
    let isUnrecorded = line.supplies == 0 && content.hasSupplies
    return canvas.edge(
      index, from: from.id, to: content.box(line.to).id,
      MapCanvas.LineStyle(
        color: isBackward ? theme.weak.line : from.isCritical ? theme.risk.line : theme.flow,
        width: MapCanvas.width(supplies: line.supplies),
        style: isBackward ? .dashed : isUnrecorded ? .dotted : nil, tip: line.tip))
  }
}
