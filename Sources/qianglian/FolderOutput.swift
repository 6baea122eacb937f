import ChainModel
import Foundation

/// A folder of results: all are written aside and then moved in, so that none is ever half there.
///
/// Files of the same names are replaced, others stay.
final class FolderOutput {
  private let target: URL
  private let aside: URL
  private let language: Language
  private var names: [String] = []

  /// Whether a path means a folder: one that is there, or one that ends like one.
  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      return isFolder.boolValue
    }
    return path.hasSuffix("/")
  }

  /// A folder to write.
  init(_ path: String, language: Language) throws {
    self.language = language
    target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    aside = target.deletingLastPathComponent()
      .appendingPathComponent(".\(target.lastPathComponent).\(UUID().uuidString)")
    try attempt {
      try FileManager.default.createDirectory(at: aside, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(at: aside) }

  /// Writes a file aside.
  func add(_ bytes: Data, named name: String) throws {
    names.append(name)
    try attempt { try bytes.write(to: aside.appendingPathComponent(name)) }
  }

  /// Moves what was written to its place.
  func finish() throws {
    try attempt {
      try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
      for name in names {
        let from = aside.appendingPathComponent(name).path
        let to = target.appendingPathComponent(name).path
        // Unlike FileManager's, this replaces a file of the name at once.
        guard rename(from, to) == 0 else { throw CocoaError(.fileWriteUnknown) }
      }
    }
  }

  private func attempt(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch {
      throw Failure(
        .cannotWrite,
        language(
          "无法写入文件夹“\(target.path)”：检查上级文件夹是否存在、有无权限、其中的文件是否正被打开",
          "cannot write the folder “\(target.path)”: check the folder above it, permissions, and "
            + "that no file in it is open elsewhere"))
    }
  }
}
