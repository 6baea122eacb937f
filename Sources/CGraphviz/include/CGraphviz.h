// The only door to Graphviz. No Graphviz type passes through it, so the Swift side is the same for
// every Graphviz from 2.42 on. Nothing here is thread-safe: one thread for the whole process.
#ifndef CGRAPHVIZ_H
#define CGRAPHVIZ_H

#include <stdbool.h>
#include <stddef.h>

// Opaque handles: the real structures change between Graphviz versions.
typedef struct cgv_context cgv_context;
typedef struct cgv_graph cgv_graph;
typedef struct cgv_node cgv_node;
typedef struct cgv_edge cgv_edge;

// Points and boxes are in points (1/72 inch), origin at the bottom left.
typedef struct {
  double x, y;
} cgv_point;
typedef struct {
  double left, bottom, right, top;
} cgv_box;

// MARK: Context

/// Hides `GVC_t`; loads plug-ins on demand. NULL when out of memory.
cgv_context *cgv_context_new(void);
/// Hides `GVC_t`; also closes what the plug-ins hold.
void cgv_context_free(cgv_context *context);
/// Hides a `char *` that must not be freed.
const char *cgv_version(cgv_context *context);
/// Hides the fourth parameter of `gvPluginList`, which is const in some versions and absent in
/// others. `kind` is "layout" or "device". Free with `cgv_plugin_list_free`.
char **cgv_plugin_list(cgv_context *context, const char *kind, int *count);
/// The list and each of its strings were allocated by C.
void cgv_plugin_list_free(char **list, int count);

// MARK: Graph

/// Hides `Agraph_t`, and `Agdirected`, which is a mutable global and so an error in Swift 6. Also
/// empties the lexer, which otherwise hands the rest of one text to the next parse; a rest
/// that is no DOT is an Error among the diagnostics (an open comment is not).
cgv_graph *cgv_graph_parse(const char *text);
/// `agclose`; call after `cgv_layout_free`.
void cgv_graph_close(cgv_graph *graph);
/// `agattr` takes mutable strings before version 12 and a kind that is a C enumeration later.
void cgv_graph_set(cgv_graph *graph, const char *name, const char *value);
/// Whether any graph, node or edge declares an attribute: `agattr` as above, three times.
bool cgv_graph_declares(cgv_graph *graph, const char *name);
/// `agnameof` takes `void *`.
const char *cgv_graph_name(cgv_graph *graph);

// MARK: Layout and rendering

/// 0 on success. `gvLayout` may also fail with 0: look at `cgv_diagnostics_failed`.
int cgv_layout(cgv_context *context, cgv_graph *graph, const char *engine);
/// Call before closing the graph and before a second layout.
void cgv_layout_free(cgv_context *context, cgv_graph *graph);
/// Hides the length, `unsigned *` before version 13 and `size_t *` from 13 on. `data` may be
/// allocated even when the result is not 0: always free it.
int cgv_render(
  cgv_context *context, cgv_graph *graph, const char *format, char **data, size_t *length);
/// Graphviz frees what Graphviz allocated; NULL is allowed.
void cgv_render_free(char *data);

// MARK: Diagnostics

/// Empties the collector and takes over `agerr`'s output, which is global and arrives in pieces.
void cgv_diagnostics_start(void);
/// Messages since the start; each begins with the byte 0x1E. Valid until the next start.
const char *cgv_diagnostics_text(size_t *length);
/// Whether a message of the level Error came, told apart from text that looks like one.
bool cgv_diagnostics_failed(void);

// MARK: Read-back (the macros of types.h cannot be imported into Swift)

/// `GD_bb`.
cgv_box cgv_graph_box(cgv_graph *graph);
/// `GD_label`: false when there is none or it has no position.
bool cgv_graph_label(cgv_graph *graph, cgv_point *center, cgv_point *size);
/// `GD_n_cluster`.
int cgv_cluster_count(cgv_graph *graph);
/// `GD_clust`, which counts from 1; here from 0.
cgv_graph *cgv_cluster_at(cgv_graph *graph, int index);
/// `agfstnode`.
cgv_node *cgv_node_first(cgv_graph *graph);
/// `agnxtnode`.
cgv_node *cgv_node_next(cgv_graph *graph, cgv_node *node);
/// `agnameof` takes `void *`.
const char *cgv_node_name(cgv_node *node);
/// `ND_coord`: the attribute `pos` stays empty until an output format asks for it.
cgv_point cgv_node_center(cgv_node *node);
/// `ND_width` and `ND_height` are in inches; here in points.
cgv_point cgv_node_size(cgv_node *node);
/// `agfstout`.
cgv_edge *cgv_edge_first(cgv_graph *graph, cgv_node *node);
/// `agnxtout`.
cgv_edge *cgv_edge_next(cgv_graph *graph, cgv_edge *edge);
/// `agtail` is a macro in some versions.
cgv_node *cgv_edge_tail(cgv_edge *edge);
/// `aghead` is a macro in some versions.
cgv_node *cgv_edge_head(cgv_edge *edge);
/// The number of B-splines of `ED_spl`, 0 without one (its size is `int`, later `size_t`).
int cgv_edge_spline_count(cgv_edge *edge);
/// The number of points of one spline.
int cgv_edge_point_count(cgv_edge *edge, int spline);
/// One control point.
cgv_point cgv_edge_point(cgv_edge *edge, int spline, int point);
/// The tip of the arrow at the tail: false when there is none.
bool cgv_edge_start_tip(cgv_edge *edge, int spline, cgv_point *tip);
/// The tip of the arrow at the head: false when there is none.
bool cgv_edge_end_tip(cgv_edge *edge, int spline, cgv_point *tip);
/// `ED_label`: false when there is none or it has no position.
bool cgv_edge_label(cgv_edge *edge, cgv_point *center, cgv_point *size);

#endif
