import CExpat

/// What a part refers to (ECMA-376 part 2, relationships).
struct Relationships {
  struct Target {
    /// The name of the part, without a leading `/`.
    var part: String
    /// The last step of the type's address, such as `worksheet`; the steps before it differ between
    /// the transitional and the strict form.
    var type: String
  }

  private(set) var byID: [String: Target] = [:]
  /// In the order of the file.
  private(set) var all: [Target] = []

  private static let markup = Markup(
    root: .relationships, [.start(.relationship, .id, .relationType, .target, .targetMode)])

  /// Reads the references of a part; none where it has no such list.
  ///
  /// - Parameters:
  ///   - source: The part, or an empty name for the container itself.
  ///   - container: Where the part lies.
  /// - Throws: ``WorkbookError``.
  init(of source: String, in container: Container) throws(WorkbookError) {
    let (folder, name) = Self.split(source)
    let part = folder + "_rels/" + name + ".rels"
    guard container.contains(part) else { return }
    var reader = try PartReader(
      container.open(part, limit: WorkbookReader.metadataLimit), Self.markup)
    while let event = try reader.next() {
      guard reader.element(of: event) == .relationship else { continue }
      var id = ""
      var type = ""
      var target = ""
      var isExternal = false
      while let attribute = reader.nextAttribute() {
        switch reader.attribute(of: attribute) {
        case .id: id = reader.text(of: attribute)
        case .relationType: type = reader.text(of: attribute)
        case .target: target = reader.text(of: attribute)
        case .targetMode: isExternal = reader.text(of: attribute) == "External"
        default: break
        }
      }
      guard !isExternal, let path = Self.resolve(target, in: folder) else { continue }
      let step = type.lastIndex(of: "/").map { String(type[type.index(after: $0)...]) } ?? type
      let found = Target(part: path, type: step)
      all.append(found)
      byID[id] = found
    }
  }

  /// The folder of a part, with its final `/`, and its name there.
  private static func split(_ part: String) -> (folder: String, name: String) {
    guard let slash = part.lastIndex(of: "/") else { return ("", part) }
    return (String(part[...slash]), String(part[part.index(after: slash)...]))
  }

  /// The part that a target means; nil where it leaves the container.
  static func resolve(_ target: String, in folder: String) -> String? {
    let path = String(target.map { $0 == "\\" ? "/" : $0 })
    var steps: [Substring] = []
    for step in (path.hasPrefix("/") ? path : folder + path).split(separator: "/") {
      if step == "." { continue }
      if step == ".." {
        guard steps.popLast() != nil else { return nil }
      } else {
        steps.append(step)
      }
    }
    return steps.isEmpty ? nil : steps.joined(separator: "/")
  }
}
