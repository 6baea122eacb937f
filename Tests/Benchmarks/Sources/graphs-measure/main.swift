import Foundation
import Graphs

let usage = """
  graphs-measure write FILE random|acyclic VERTICES EDGES
  graphs-measure measure FILE random|acyclic VERTICES SOURCES ROOT

  The first prints a vertex that reaches many others. The second measures the kernels of
  Graphs, one line of JSON each; the peers print the same lines.
  SOURCES: how many vertices (0, 1, 2, …) each sweep asks for, such as 4,1024. ROOT: where dominators start.
  """

func run(_ arguments: [String]) throws -> Bool {
  guard arguments.count >= 5, ["random", "acyclic"].contains(arguments[3]),
    let vertexCount = Int(arguments[4])
  else { return false }
  let path = arguments[2]
  let isAcyclic = arguments[3] == "acyclic"
  if arguments[1] == "write", arguments.count == 6, let edgeCount = Int(arguments[5]) {
    let root = try EdgeFile.write(
      to: path, vertexCount: vertexCount, edgeCount: edgeCount, isAcyclic: isAcyclic)
    print(root)
    return true
  }
  guard arguments[1] == "measure", arguments.count == 7, let root = Int32(arguments[6]) else {
    return false
  }
  let sourceCounts = arguments[5].split(separator: ",").compactMap { Int($0) }
  let edges = try EdgeFile.read(path)
  let graph = try Measurement.report("build", answer: \.edgeCount) {
    try DirectedGraph(vertexCount: vertexCount, edges: edges)
  }
  Measurement.report("strong components", answer: \.count) { graph.stronglyConnectedComponents() }
  Measurement.report("weak components", answer: \.count) { graph.weaklyConnectedComponents() }
  if isAcyclic {
    try Measurement.report("topological order", answer: \.count) { try graph.topologicalOrder() }
  }
  for sourceCount in sourceCounts {
    let sources = (0..<Int32(sourceCount)).map { $0 }
    Measurement.report("reach of \(sourceCount)", answer: \.self) {
      var reached = 0
      graph.reachSweep(from: sources) { block in reached += block.reachedCounts().reduce(0, +) }
      return reached
    }
  }
  Measurement.report("dominators", answer: \.preorder.count) {
    graph.dominatorTree(entries: [root])
  }
  Measurement.report("articulation points", answer: \.vertices.count) {
    graph.articulationPoints()
  }
  return true
}

if try !run(CommandLine.arguments) {
  print(usage)
  exit(64)
}
