#include "CGraphviz.h"

#include <graphviz/gvc.h>
#include <stdlib.h>
#include <string.h>

// MARK: Context

cgv_context *cgv_context_new(void) { return (cgv_context *)gvContext(); }

void cgv_context_free(cgv_context *context) {
  gvFinalize((GVC_t *)context);
  gvFreeContext((GVC_t *)context);
}

const char *cgv_version(cgv_context *context) { return gvcVersion((GVC_t *)context); }

typedef char **(*list_mutable)(GVC_t *, const char *, int *, char *);
typedef char **(*list_const)(GVC_t *, const char *, int *, const char *);
typedef char **(*list_short)(GVC_t *, const char *, int *);

__attribute__((unused)) static char **with_mutable(
  list_mutable function, GVC_t *context, const char *kind, int *count) {
  return function(context, kind, count, NULL);
}

__attribute__((unused)) static char **with_const(
  list_const function, GVC_t *context, const char *kind, int *count) {
  return function(context, kind, count, NULL);
}

__attribute__((unused)) static char **with_short(
  list_short function, GVC_t *context, const char *kind, int *count) {
  return function(context, kind, count);
}

char **cgv_plugin_list(cgv_context *context, const char *kind, int *count) {
  *count = 0;
  return _Generic(
    &gvPluginList, list_mutable: with_mutable, list_const: with_const, list_short: with_short)(
    &gvPluginList, (GVC_t *)context, kind, count);
}

void cgv_plugin_list_free(char **list, int count) {
  if (!list) return;
  for (int index = 0; index < count; index++) free(list[index]);
  free(list);
}

// MARK: Graph

// MARK: - Identifiers

// The library numbers what it reads by the addresses of names, and draws subgraphs in the order of
// these numbers: the same drawing came out in another order from one rendering to the next. Numbered
// in the order in which names first come, the same text is drawn the same, byte for byte.

typedef struct {
  char **names;  // By number.
  size_t count;
  size_t capacity;
  size_t *slots;  // Open addressing: 0 is free, else a number plus one.
  size_t slot_count;
  IDTYPE anonymous;
} names_t;

static void *names_open(Agraph_t *graph, Agdisc_t *discipline) {
  (void)graph;
  (void)discipline;
  return calloc(1, sizeof(names_t));
}

static size_t names_hash(const char *name) {
  uint64_t hash = 1469598103934665603u;
  for (; *name; name++) hash = (hash ^ (unsigned char)*name) * 1099511628211u;
  return (size_t)(hash ^ (hash >> 29));
}

static size_t *names_slot(names_t *all, const char *name) {
  size_t slot = names_hash(name) & (all->slot_count - 1);
  while (all->slots[slot] && strcmp(all->names[all->slots[slot] - 1], name) != 0) {
    slot = (slot + 1) & (all->slot_count - 1);
  }
  return &all->slots[slot];
}

static bool names_grow(names_t *all) {
  size_t capacity = all->capacity ? all->capacity * 2 : 256;
  char **names = realloc(all->names, capacity * sizeof *names);
  if (!names) return false;
  all->names = names;
  size_t *slots = calloc(capacity * 2, sizeof *slots);
  if (!slots) return false;
  free(all->slots);
  all->slots = slots;
  all->slot_count = capacity * 2;
  all->capacity = capacity;
  for (size_t number = 0; number < all->count; number++) {
    *names_slot(all, all->names[number]) = number + 1;
  }
  return true;
}

static long names_map(void *state, int kind, char *name, IDTYPE *id, int creates) {
  (void)kind;
  names_t *all = state;
  if (!name) {
    *id = 2 * all->anonymous++ + 1;
    return 1;
  }
  if (all->slot_count) {
    size_t known = *names_slot(all, name);
    if (known) {
      *id = 2 * (IDTYPE)known;
      return 1;
    }
  }
  if (!creates) return 0;
  if (all->count == all->capacity && !names_grow(all)) return 0;
  char *copy = strdup(name);
  if (!copy) return 0;
  all->names[all->count] = copy;
  all->count++;
  *names_slot(all, name) = all->count;
  *id = 2 * (IDTYPE)all->count;
  return 1;
}

static long names_alloc(void *state, int kind, IDTYPE id) {
  (void)state;
  (void)kind;
  (void)id;
  return 0;
}

static void names_free(void *state, int kind, IDTYPE id) {
  (void)state;
  (void)kind;
  (void)id;
}

static char *names_print(void *state, int kind, IDTYPE id) {
  (void)kind;
  names_t *all = state;
  return id % 2 == 0 && id > 0 && id / 2 <= all->count ? all->names[id / 2 - 1] : NULL;
}

static void names_close(void *state) {
  names_t *all = state;
  if (!all) return;
  for (size_t number = 0; number < all->count; number++) free(all->names[number]);
  free(all->names);
  free(all->slots);
  free(all);
}

static void names_register(void *state, int kind, void *object) {
  (void)state;
  (void)kind;
  (void)object;
}

static Agiddisc_t names_discipline = {
  names_open, names_map, names_alloc, names_free, names_print, names_close, names_register,
};

// MARK: - Reading

typedef struct {
  const char *next;
} text_t;

/// A line at a time, as the library's own reader of text does.
static int text_read(void *channel, char *buffer, int size) {
  text_t *text = channel;
  int count = 0;
  while (count < size && text->next[count]) {
    buffer[count] = text->next[count];
    count++;
    if (buffer[count - 1] == '\n') break;
  }
  text->next += count;
  return count;
}

// The lexer is global: what stands after the first graph, even a line end, stays in its buffer and
// is read by the next parse, and an open string or comment swallows the next text.
static Agraph_t *parse(const char *text) {
  agsetfile(NULL);  // the line counter goes on otherwise
  // The library keeps both for as long as the graph lives.
  static Agiodisc_t input;
  input = AgIoDisc;
  input.afread = text_read;
  static Agdisc_t discipline;
  discipline = (Agdisc_t){&AgMemDisc, &names_discipline, &input};
  text_t channel = {text};
  return agread(&channel, &discipline);
}

static void drain(void) {
  Agraph_t *rest;
  while ((rest = parse(""))) agclose(rest);
}

static bool is_clean(void) {
  Agraph_t *probe = parse("digraph probe{}");
  bool result = probe && strcmp(agnameof(probe), "probe") == 0;
  if (probe) agclose(probe);
  drain();
  return result;
}

static void reset_lexer(void) {
  static const char *const closers[] = {"\"", "*/", ">", "\"", ">>>>>>>>>>>>>>>>"};
  drain();
  for (size_t index = 0; index < sizeof closers / sizeof *closers && !is_clean(); index++) {
    Agraph_t *rest = parse(closers[index]);
    if (rest) agclose(rest);
    drain();
  }
}

cgv_graph *cgv_graph_parse(const char *text) {
  Agraph_t *graph = parse(text);
  reset_lexer();
  return (cgv_graph *)graph;
}

void cgv_graph_close(cgv_graph *graph) { agclose((Agraph_t *)graph); }

void cgv_graph_set(cgv_graph *graph, const char *name, const char *value) {
  agattr((Agraph_t *)graph, AGRAPH, (char *)name, (char *)value);
}

bool cgv_graph_declares(cgv_graph *graph, const char *name) {
  Agraph_t *g = (Agraph_t *)graph;
  return agattr(g, AGRAPH, (char *)name, NULL) || agattr(g, AGNODE, (char *)name, NULL)
    || agattr(g, AGEDGE, (char *)name, NULL);
}

const char *cgv_graph_name(cgv_graph *graph) { return agnameof(graph); }

// MARK: Layout and rendering

int cgv_layout(cgv_context *context, cgv_graph *graph, const char *engine) {
  return gvLayout((GVC_t *)context, (graph_t *)graph, engine);
}

void cgv_layout_free(cgv_context *context, cgv_graph *graph) {
  gvFreeLayout((GVC_t *)context, (graph_t *)graph);
}

typedef int (*render_unsigned)(GVC_t *, graph_t *, const char *, char **, unsigned int *);
typedef int (*render_size)(GVC_t *, graph_t *, const char *, char **, size_t *);

__attribute__((unused)) static int with_unsigned(
  render_unsigned function, GVC_t *context, graph_t *graph, const char *format, char **data,
  size_t *length) {
  unsigned int count = 0;
  int result = function(context, graph, format, data, &count);
  *length = count;
  return result;
}

__attribute__((unused)) static int with_size(
  render_size function, GVC_t *context, graph_t *graph, const char *format, char **data,
  size_t *length) {
  return function(context, graph, format, data, length);
}

int cgv_render(
  cgv_context *context, cgv_graph *graph, const char *format, char **data, size_t *length) {
  *data = NULL;
  *length = 0;
  return _Generic(&gvRenderData, render_unsigned: with_unsigned, render_size: with_size)(
    &gvRenderData, (GVC_t *)context, (graph_t *)graph, format, data, length);
}

void cgv_render_free(char *data) {
  if (data) gvFreeRenderData(data);
}

// MARK: Diagnostics

// Past this size further text is dropped: a broken diagram may complain once per object.
enum { DIAGNOSTICS_LIMIT = 1 << 20 };
static char *diagnostics;
static size_t diagnostics_length;
static size_t diagnostics_capacity;

static void append(const char *bytes, size_t count) {
  if (diagnostics_length + count > DIAGNOSTICS_LIMIT) return;
  if (diagnostics_length + count > diagnostics_capacity) {
    size_t capacity = 2 * (diagnostics_length + count);
    char *larger = realloc(diagnostics, capacity);
    if (!larger) return;
    diagnostics = larger;
    diagnostics_capacity = capacity;
  }
  memcpy(diagnostics + diagnostics_length, bytes, count);
  diagnostics_length += count;
}

static int collect(char *piece) {
  // The level comes as a piece of its own, before ": " and the text.
  if (strcmp(piece, "Error") == 0 || strcmp(piece, "Warning") == 0) append("\x1e", 1);
  append(piece, strlen(piece));
  return 0;
}

void cgv_diagnostics_start(void) {
  agreseterrors();
  agseterr(AGWARN);
  agseterrf(collect);
  diagnostics_length = 0;
}

const char *cgv_diagnostics_text(size_t *length) {
  *length = diagnostics_length;
  return diagnostics;
}

bool cgv_diagnostics_failed(void) { return agerrors() >= AGERR; }

// MARK: Read-back

static cgv_point converted(pointf value) { return (cgv_point){value.x, value.y}; }

static bool label(textlabel_t *value, cgv_point *center, cgv_point *size) {
  if (!value || !value->set) return false;
  *center = converted(value->pos);
  *size = converted(value->dimen);
  return true;
}

cgv_box cgv_graph_box(cgv_graph *graph) {
  boxf box = GD_bb((graph_t *)graph);
  return (cgv_box){box.LL.x, box.LL.y, box.UR.x, box.UR.y};
}

bool cgv_graph_label(cgv_graph *graph, cgv_point *center, cgv_point *size) {
  return label(GD_label((graph_t *)graph), center, size);
}

int cgv_cluster_count(cgv_graph *graph) { return GD_n_cluster((graph_t *)graph); }

cgv_graph *cgv_cluster_at(cgv_graph *graph, int index) {
  return (cgv_graph *)GD_clust((graph_t *)graph)[index + 1];
}

cgv_node *cgv_node_first(cgv_graph *graph) { return (cgv_node *)agfstnode((graph_t *)graph); }

cgv_node *cgv_node_next(cgv_graph *graph, cgv_node *node) {
  return (cgv_node *)agnxtnode((graph_t *)graph, (node_t *)node);
}

const char *cgv_node_name(cgv_node *node) { return agnameof(node); }

cgv_point cgv_node_center(cgv_node *node) { return converted(ND_coord((node_t *)node)); }

cgv_point cgv_node_size(cgv_node *node) {
  return (cgv_point){ND_width((node_t *)node) * 72, ND_height((node_t *)node) * 72};
}

cgv_edge *cgv_edge_first(cgv_graph *graph, cgv_node *node) {
  return (cgv_edge *)agfstout((graph_t *)graph, (node_t *)node);
}

cgv_edge *cgv_edge_next(cgv_graph *graph, cgv_edge *edge) {
  return (cgv_edge *)agnxtout((graph_t *)graph, (edge_t *)edge);
}

cgv_node *cgv_edge_tail(cgv_edge *edge) { return (cgv_node *)agtail((edge_t *)edge); }

cgv_node *cgv_edge_head(cgv_edge *edge) { return (cgv_node *)aghead((edge_t *)edge); }

int cgv_edge_spline_count(cgv_edge *edge) {
  splines *spl = ED_spl((edge_t *)edge);
  return spl ? (int)spl->size : 0;
}

int cgv_edge_point_count(cgv_edge *edge, int spline) {
  return (int)ED_spl((edge_t *)edge)->list[spline].size;
}

cgv_point cgv_edge_point(cgv_edge *edge, int spline, int index) {
  return converted(ED_spl((edge_t *)edge)->list[spline].list[index]);
}

bool cgv_edge_start_tip(cgv_edge *edge, int spline, cgv_point *tip) {
  bezier *curve = &ED_spl((edge_t *)edge)->list[spline];
  if (!curve->sflag) return false;
  *tip = converted(curve->sp);
  return true;
}

bool cgv_edge_end_tip(cgv_edge *edge, int spline, cgv_point *tip) {
  bezier *curve = &ED_spl((edge_t *)edge)->list[spline];
  if (!curve->eflag) return false;
  *tip = converted(curve->ep);
  return true;
}

bool cgv_edge_label(cgv_edge *edge, cgv_point *center, cgv_point *size) {
  return label(ED_label((edge_t *)edge), center, size);
}
