import ChainModel
import DOT

/// Puts boxes in columns on a page between its furniture.
struct PageComposer {
  let options: MapOptions
  let page: Diagram.Size

  /// Whether the page holds some boxes with no text smaller than the floor.
  ///
  /// - Parameters:
  ///   - content: The boxes.
  ///   - furniture: What stands around them.
  /// - Returns: Whether ``draw(_:id:furniture:)`` would draw them.
  /// - Complexity: At most forty-eight layouts of the content.
  func holds<Content: ColumnContent>(_ content: Content, furniture: PageFurniture) -> Bool {
    content.leastArea <= page.width * page.height && fitter(content, furniture).isFeasible
  }

  private func fitter<Content: ColumnContent>(
    _ content: Content, _ furniture: PageFurniture
  ) -> PageFitter<ColumnFitting<Content>> {
    let margin = options.paper.margin
    let room = Diagram.Size(
      width: page.width - 2 * margin,
      height: page.height - 2 * margin - furniture.topHeight - furniture.bottomHeight)
    return PageFitter(room: room) { shape, scale, stretch in
      ColumnFitting(
        content, shape: shape, scale: scale, language: options.language, stretch: stretch)
    }
  }

  /// A page of boxes in columns.
  ///
  /// - Parameters:
  ///   - content: The boxes.
  ///   - id: The drawing's id.
  ///   - furniture: What stands around them.
  /// - Returns: The map; nil where text would be smaller than the floor.
  /// - Complexity: About sixty layouts of the content.
  func draw<Content: ColumnContent>(
    _ content: Content, id: String, furniture: PageFurniture
  ) -> MapDocument? {
    guard content.leastArea <= page.width * page.height else { return nil }
    let margin = options.paper.margin
    var fitter = fitter(content, furniture)
    // A map of a few boxes may fill its page with larger text.
    let count = content.boxes.count
    fitter.greatestScale =
      (count <= 1 ? 2.4 : count <= 8 ? 1.6 : 1.4) * options.paper.furnitureScale
    fitter.comfortableScale = options.paper.furnitureScale
    fitter.greatestStretch = PageStretch(gap: 34, gutter: 150)
    guard let fitting = fitter.fitted() else { return nil }
    let canvas = MapCanvas(
      fitting.plan, scale: fitting.scale, theme: options.theme, page: page, margin: margin,
      furniture: furniture)
    return MapDocument(
      diagram: canvas.diagram(
        id: id, furniture: furniture, margin: margin, clusters: canvas.clusters(fitting),
        edges: canvas.edges(fitting)),
      headline: furniture.headline, remarks: furniture.remarks.map { Bilingual($0, $0) },
      smallestText: min(furniture.smallestText, MapTheme.TextSize.small * fitting.scale),
      pageSize: page, parts: canvas.parts(fitting))
  }
}
