// The only door to CBC, the COIN-OR branch-and-cut solver: one mixed-integer program in, one answer
// out. No CBC type or handle passes through it, nothing of it outlives a call, and it never prints.
// CBC keeps settings in globals, so that calls must not overlap.
#ifndef CCBC_H
#define CCBC_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The name of a case in Swift.
#define CCBC_SWIFT(name) __attribute__((swift_name(name)))

/// Hides CBC's pair of status numbers, of which only the kind matters here.
typedef enum __attribute__((enum_extensibility(closed))) ccbc_status : uint8_t {
  /// The search was finished; the solution is optimal within the gap asked for.
  CCBC_OPTIMAL CCBC_SWIFT("optimal") = 0,
  /// The search was finished; there is no solution.
  CCBC_INFEASIBLE CCBC_SWIFT("infeasible"),
  /// The objective has no bound.
  CCBC_UNBOUNDED CCBC_SWIFT("unbounded"),
  /// The time was up; there may be a solution.
  CCBC_STOPPED CCBC_SWIFT("stopped"),
  /// Abandoned for numerical difficulties.
  CCBC_ABANDONED CCBC_SWIFT("abandoned"),
  /// Out of memory, or an exception in the library.
  CCBC_FAILED CCBC_SWIFT("failed"),
} ccbc_status;

/// When to stop.
typedef struct {
  /// Wall-clock seconds.
  double seconds;
  /// A solution this close to the bound, relative to it, is good enough.
  double ratio_gap;
  /// Solutions better by less than this may be passed over.
  double increment;
} ccbc_limits;

/// What was found.
typedef struct {
  /// Whether there is a solution.
  bool has_solution;
  double objective;
  /// No solution has a lower objective; ±1e50 or more where nothing is known.
  double bound;
  int32_t nodes;
} ccbc_outcome;

/// Minimises a program: a matrix in compressed columns (column c has the entries from `starts[c]` to
/// `starts[c + 1]`), bounds, where DBL_MAX is infinite, and costs. Plain arrays, not a structure of
/// pointers, since Swift lends its arrays to arguments.
///
/// `start` holds a value for every column, or `has_start` is false; CBC takes over those of integer
/// columns and works out the others. `solution` has room for every column and is written where there
/// is one.
ccbc_status ccbc_minimise(
  int32_t columns, int32_t rows, const int32_t *starts, const int32_t *indices,
  const double *values, const double *column_lower, const double *column_upper,
  const double *costs, const bool *integer, const double *row_lower, const double *row_upper,
  ccbc_limits limits, bool has_start, const double *start, double *solution,
  ccbc_outcome *outcome);

#ifdef __cplusplus
}
#endif

#endif
