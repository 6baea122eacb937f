// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that what measuring needs never reaches users of the library.
let package = Package(
  name: "QiangLianBenchmarks",
  dependencies: [
    .package(name: "QiangLian", path: "../..")
  ],
  targets: [
    .executableTarget(
      name: "graphs-measure",
      dependencies: [.product(name: "Graphs", package: "QiangLian")],
      swiftSettings: [.treatAllWarnings(as: .error), .swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "planning-measure",
      dependencies: [.product(name: "QiangLian", package: "QiangLian")],
      swiftSettings: [.treatAllWarnings(as: .error), .swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "statistics-measure",
      dependencies: [.product(name: "QiangLian", package: "QiangLian")],
      swiftSettings: [.treatAllWarnings(as: .error), .swiftLanguageMode(.v6)]),
  ]
)
