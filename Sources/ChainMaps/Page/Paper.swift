/// A page a map is drawn for.
public enum Paper: String, Sendable, Hashable, CaseIterable {
  case a3
  case a4
  case wide

  /// Width in points.
  public var width: Double {
    switch self {
    case .a3: 1190.55
    case .a4: 841.89
    case .wide: 1280
    }
  }

  /// Height in points.
  public var height: Double {
    switch self {
    case .a3: 841.89
    case .a4: 595.28
    case .wide: 720
    }
  }

  /// The margin around everything, in points; printers need about 5 mm.
  var margin: Double {
    switch self {
    case .a3: 30
    case .a4: 24
    case .wide: 28
    }
  }

  /// The size of text in title block, legend and footer relative to A3.
  var furnitureScale: Double {
    switch self {
    case .a3: 1
    case .a4: 0.78
    case .wide: 1
    }
  }
}
