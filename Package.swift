// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
]

/// A Swift target under the house's strict settings.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The test target of a module, under the house's strict settings.
func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies,
    swiftSettings: strict)
}

let package = Package(
  name: "QiangLian",
  products: [
    .executable(name: "qianglian", targets: ["qianglian"]),
    .library(name: "DOT", targets: ["DOT"]),
    .library(name: "Graphviz", targets: ["Graphviz"]),
    .library(name: "Graphs", targets: ["Graphs"]),
    .library(
      name: "QiangLian",
      targets: [
        "ChainModel", "ChainTables", "ChainAnalysis", "ChainPlanning", "ChainMaps", "ChainReports",
        "MapPage", "PlanPages",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(
      name: "CGraphviz",
      linkerSettings: [
        .linkedLibrary("gvc"), .linkedLibrary("cgraph"), .linkedLibrary("cdt"),
      ]),
    module("DOT"),
    module("Graphviz", ["DOT", "CGraphviz"]),
    module("Graphs"),
    module("DelimitedText"),
    module("TextEncodings"),
    .target(name: "CZip", linkerSettings: [.linkedLibrary("zip")]),
    .target(name: "CExpat", linkerSettings: [.linkedLibrary("expat")]),
    module("Workbook", ["CZip", "CExpat", "DelimitedText"]),
    .target(name: "CXLSXWriter", linkerSettings: [.linkedLibrary("xlsxwriter")]),
    module("WorkbookOutput", ["CXLSXWriter"]),
    .target(name: "CQPDF", linkerSettings: [.linkedLibrary("qpdf")]),
    module("PDFPages", ["CQPDF"]),
    .target(
      name: "CCBC", linkerSettings: [.linkedLibrary("CbcSolver"), .linkedLibrary("Cbc")]),
    module("IntegerProgramming", ["CCBC"]),
    module("SheetText"),
    module("ChainModel"),
    module(
      "ChainTables",
      [
        "ChainModel", "DelimitedText", "SheetText", "TextEncodings", "Workbook",
        "WorkbookOutput",
        .product(name: "Yams", package: "Yams"),
      ]),
    module("ChainAnalysis", ["ChainModel", "Graphs"]),
    module("ChainPlanning", ["ChainModel", "ChainAnalysis", "IntegerProgramming"]),
    module("ChainMaps", ["ChainModel", "ChainAnalysis", "DOT", "Graphs"]),
    module(
      "ChainReports",
      [
        "ChainModel", "ChainTables", "ChainAnalysis", "ChainPlanning", "DelimitedText", "Workbook",
        "WorkbookOutput",
      ]),
    module(
      "MapPage", ["ChainModel", "ChainAnalysis", "ChainMaps", "ChainReports", "DOT", "Graphs"]),
    module(
      "PlanPages",
      [
        "ChainModel", "ChainAnalysis", "ChainPlanning", "ChainMaps", "ChainReports", "DOT",
        "MapPage",
      ]),
    .executableTarget(
      name: "qianglian",
      dependencies: [
        "ChainModel", "ChainTables", "ChainAnalysis", "ChainPlanning", "ChainMaps", "ChainReports",
        "DOT", "Graphviz", "MapPage", "PDFPages", "PlanPages", "TextEncodings", "WorkbookOutput",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(name: "Inputs", path: "Tests/Inputs", swiftSettings: strict),
    .executableTarget(
      name: "qianglian-fuzz", dependencies: ["ChainModel", "ChainTables", "Inputs"],
      path: "Tests/Fuzz", swiftSettings: strict),
    tests("DOT"),
    tests("Graphviz", ["DOT"]),
    tests("Graphs"),
    tests("DelimitedText"),
    tests("TextEncodings"),
    tests("Workbook", ["CZip", "CExpat", "Inputs"]),
    tests("WorkbookOutput", ["Workbook"]),
    tests("PDFPages", ["DOT", "Graphviz"]),
    tests("SheetText"),
    tests("ChainModel"),
    tests("ChainTables", ["ChainModel", "ChainReports", "DelimitedText", "Inputs", "Workbook"]),
    tests("ChainAnalysis", ["ChainModel", "ChainTables", "Graphs"]),
    tests("IntegerProgramming"),
    tests("ChainPlanning", ["ChainModel", "ChainTables", "ChainAnalysis"]),
    .testTarget(
      name: "ChainMapsTests",
      dependencies: [
        "ChainMaps", "ChainModel", "ChainTables", "ChainAnalysis", "DOT", "Graphviz",
      ],
      exclude: ["Golden"], swiftSettings: strict),
    tests(
      "MapPage",
      ["ChainModel", "ChainTables", "ChainAnalysis", "ChainMaps", "ChainReports", "Graphviz"]),
    tests(
      "ChainReports",
      ["ChainModel", "ChainTables", "ChainAnalysis", "Workbook", "WorkbookOutput"]),
    .testTarget(
      name: "CommandTests",
      dependencies: ["qianglian", "Workbook", "WorkbookOutput", "CZip", "CExpat"],
      swiftSettings: strict),
  ]
)
