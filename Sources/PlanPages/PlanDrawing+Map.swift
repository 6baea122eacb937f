public import ChainMaps
import DOT
import MapPage

extension PlanDrawing {
  /// A map as Graphviz renders it.
  ///
  /// - Parameters:
  ///   - map: The map.
  ///   - svg: The file Graphviz rendered.
  ///   - theme: The theme it was drawn with.
  /// - Complexity: O(length).
  public init(_ map: MapDocument, svg: some Collection<UInt8>, theme: MapTheme) {
    self.init(
      svg: DrawnPage(svg: svg, of: map.diagram, fontFamilies: theme.fontFamilies).bytes,
      name: map.diagram.name)
  }
}
