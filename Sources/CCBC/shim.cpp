// C++ only so that exceptions of the library end here instead of ending the process.
#include "CCBC.h"

#include <coin/Cbc_C_Interface.h>
#include <cstdio>
#include <cstring>
#include <vector>

namespace {

// A program to minimise, as CBC takes it.
struct Program {
  int columns;
  int rows;
  const int *starts;
  const int *indices;
  const double *values;
  const double *column_lower;
  const double *column_upper;
  const double *costs;
  const bool *integer;
  const double *row_lower;
  const double *row_upper;
};

// Deletes the model on every way out.
struct Model {
  Cbc_Model *handle = Cbc_newModel();
  Model() = default;
  Model(const Model &) = delete;
  Model &operator=(const Model &) = delete;
  ~Model() { Cbc_deleteModel(handle); }

  // CBC prints a complaint about a name it doesn't know: these are all of version 2.10.
  void set(const char *name, const char *value) { Cbc_setParameter(handle, name, value); }

  void set(const char *name, double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.17g", value);
    set(name, text);
  }
};

// CBC matches the values of a start to columns by name. Rows need names as well: where columns alone
// have any, the presolve of Clp 1.17.6 reads names of rows that aren't there.
void begin(Cbc_Model *model, const Program &program, const double *start) {
  std::vector<char> names(size_t(program.columns) * 16);
  std::vector<const char *> given;
  std::vector<double> values;
  for (int32_t column = 0; column < program.columns; ++column) {
    char *name = names.data() + size_t(column) * 16;
    std::snprintf(name, 16, "x%d", int(column));
    Cbc_setColName(model, column, name);
    if (!program.integer[column]) continue;
    given.push_back(name);
    values.push_back(start[column]);
  }
  for (int32_t row = 0; row < program.rows; ++row) {
    char name[16];
    std::snprintf(name, sizeof name, "r%d", int(row));
    Cbc_setRowName(model, row, name);
  }
  if (!given.empty()) Cbc_setMIPStart(model, int(given.size()), given.data(), values.data());
}

ccbc_status minimise(
  const Program &program, const ccbc_limits &limits, const double *start, double *solution,
  ccbc_outcome &outcome
) {
  Model model;
  // Branch and cut prints by one setting, the simplex solver alone by another.
  model.set("log", "0");
  Cbc_setLogLevel(model.handle, 0);
  Cbc_loadProblem(
    model.handle, program.columns, program.rows, program.starts, program.indices, program.values,
    program.column_lower, program.column_upper, program.costs, program.row_lower,
    program.row_upper);
  bool has_integers = false;
  for (int32_t column = 0; column < program.columns; ++column) {
    if (!program.integer[column]) continue;
    Cbc_setInteger(model.handle, column);
    has_integers = true;
  }
  Cbc_setObjSense(model.handle, 1);
  model.set("timeMode", "elapsed");
  model.set("seconds", limits.seconds);
  model.set("ratioGap", limits.ratio_gap);
  model.set("increment", limits.increment);
  // The preprocessing of version 2.10.8 loses optima: of two measures that differ in cost alone it
  // once kept the dearer one and called it proven.
  model.set("preprocess", "off");
  model.set("randomSeed", "1234567");
  model.set("randomCbcSeed", "1234567");
  if (start && has_integers) begin(model.handle, program, start);

  Cbc_solve(model.handle);

  outcome.nodes = Cbc_getNodeCount(model.handle);
  const double *found = nullptr;
  if (has_integers) {
    found = Cbc_bestSolution(model.handle);
  } else if (Cbc_isProvenOptimal(model.handle)) {
    found = Cbc_getColSolution(model.handle);
  }
  if (found) {
    outcome.has_solution = true;
    outcome.objective = Cbc_getObjValue(model.handle);
    std::memcpy(solution, found, sizeof(double) * size_t(program.columns));
  }
  // Without integers there is no tree whose bound could be asked for.
  outcome.bound = has_integers ? Cbc_getBestPossibleObjValue(model.handle)
                  : found      ? outcome.objective
                               : -1e50;
  if (Cbc_isAbandoned(model.handle)) return CCBC_ABANDONED;
  if (Cbc_isContinuousUnbounded(model.handle)) return CCBC_UNBOUNDED;
  if (Cbc_isProvenInfeasible(model.handle)) return CCBC_INFEASIBLE;
  if (!Cbc_isProvenOptimal(model.handle) || !found) return CCBC_STOPPED;
  // A finished search whose start was best leaves the bound of its root behind. 2 is: stopped on gap.
  if (Cbc_secondaryStatus(model.handle) != 2 || limits.ratio_gap <= 0)
    outcome.bound = outcome.objective;
  return CCBC_OPTIMAL;
}

}  // namespace

ccbc_status ccbc_minimise(
  int32_t columns, int32_t rows, const int32_t *starts, const int32_t *indices,
  const double *values, const double *column_lower, const double *column_upper,
  const double *costs, const bool *integer, const double *row_lower, const double *row_upper,
  ccbc_limits limits, bool has_start, const double *start, double *solution,
  ccbc_outcome *outcome
) {
  const Program program = {columns,      rows,  starts,  indices,   values,   column_lower,
                           column_upper, costs, integer, row_lower, row_upper};
  *outcome = {false, 0, -1e50, 0};
  try {
    return minimise(program, limits, has_start ? start : nullptr, solution, *outcome);
  } catch (...) {
    outcome->has_solution = false;
    return CCBC_FAILED;
  }
}
