import ChainModel

/// Why a book cannot be read at all.
public struct BookError: Error, Sendable {
  /// The kinds of failure, each with an exit code of its own on the command line.
  public struct Code: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
      case notFound
      case unreadable
      case nothingUsable
    }

    let kind: Kind

    /// There is no file or folder at the path.
    public static let notFound = Code(kind: .notFound)
    /// The file or folder cannot be opened or read.
    public static let unreadable = Code(kind: .unreadable)
    /// Nothing in it is a table.
    public static let nothingUsable = Code(kind: .nothingUsable)
  }

  /// The kind of failure.
  public let code: Code
  /// The path as it was given.
  public let path: String
  /// What went wrong and what to do.
  public let message: Bilingual
  /// What was found on the way, by place.
  public let diagnostics: [Diagnostic]
}
