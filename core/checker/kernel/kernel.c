/* The whole exploration of a network of timed automata: breadth first over symbolic states, keeping only zones
 * that no other contains. The twin of core/checker/exploration.py, which decides the same in Python.
 *
 * A plain shared library without headers of Python; `core/checker/kernel/library.py` loads it by cffi. It is
 * built twice, with BITS 32 for bounds that fit and with BITS 64 for all others.
 */
#ifndef BITS
#define BITS 32
#endif
#ifndef DIGEST
#define DIGEST ""
#endif

#include "zone.h"
#include "memory.h"
#include "program.h"
#include "network.h"
#include "deadlock.h"
#include "lasting.h"

enum { REACHED, ENDED, BROKE_OFF, TOO_LARGE, NO_MEMORY, NO_START, NOT_SURE, STOPPED };

typedef struct {
    Situation *situation;
    int32_t parent, move;
    int32_t position; /* of its zone in those of the situation, -1 where another contains it */
} Node;

typedef struct Search {
    Network network;
    Node *nodes;
    size_t node_count, node_room, next;
    int64_t stored, transitions;
    int64_t found; /* the node that was reached, or at which something broke off */
    Bound *zone;   /* of the node that is looked at */
    Way way;       /* the run along which a condition lasts, from what was found on */
    int beginning; /* the case of the condition in which that run begins */
    int64_t *measured; /* for each measure the largest bounds of what lies below it, and of itself */
    bool met;          /* whether a state was measured */
    bool shortest, overtaken; /* keep states that wait; whether one that waited gave way to a later one */
    volatile bool halted;
} Search;

static void put(Search *search, Situation *situation, const Bound *zone, int32_t parent, int32_t move) {
    Network *network = &search->network;
    size_t size = (size_t)situation->size * situation->size;
    if (search->node_count == search->node_room) {
        size_t room = search->node_room ? 2 * search->node_room : 4096;
        search->nodes = grown(search->nodes, search->node_room * sizeof(Node), room * sizeof(Node), &network->loose,
                              &network->exit);
        search->node_room = room;
    }
    if (situation->zone_count == situation->zone_room) {
        int room = situation->zone_room ? 2 * situation->zone_room : 1, before = situation->zone_room;
        situation->zones = grown(situation->zones, before * size * sizeof(Bound), room * size * sizeof(Bound),
                                 &network->loose, &network->exit);
        situation->nodes = grown(situation->nodes, before * sizeof(int32_t), room * sizeof(int32_t), &network->loose,
                                 &network->exit);
        situation->zone_room = room;
    }
    memcpy(situation->zones + situation->zone_count * size, zone, size * sizeof(Bound));
    situation->nodes[situation->zone_count] = (int32_t)search->node_count;
    search->nodes[search->node_count++] = (Node){situation, parent, move, situation->zone_count++};
    search->stored++;
}

/* Store the state unless another contains it; whether it was new. */
static bool keep(Search *search, Situation *situation, const Bound *zone, int32_t parent, int32_t move) {
    int size = situation->size * situation->size;
    for (int place = 0; place < situation->zone_count; place++)
        if (within(zone, situation->zones + (size_t)place * size, size)) return false;
    for (int place = 0; place < situation->zone_count;) {
        Bound *other = situation->zones + (size_t)place * size;
        bool waits = (size_t)situation->nodes[place] > search->next;
        if ((waits && search->shortest) || !within(other, zone, size)) {
            place++;
            continue;
        }
        search->overtaken |= waits;
        search->nodes[situation->nodes[place]].position = -1;
        search->stored--;
        int last = --situation->zone_count;
        if (place == last) break;
        memcpy(other, situation->zones + (size_t)last * size, size * sizeof(Bound));
        situation->nodes[place] = situation->nodes[last];
        search->nodes[situation->nodes[place]].position = place;
    }
    put(search, situation, zone, parent, move);
    return true;
}

/* The states of the zone that obey the invariant, and what time makes of them, widened. */
static bool settle(Bound *zone, const Situation *situation) {
    int n = situation->size;
    if (!tighten_all(zone, n, situation->floors, situation->floor_count)) return false;
    if (situation->delays) {
        delay(zone, n);
        if (situation->ceiling_count && !cap(zone, n, situation->ceilings, situation->ceiling_count)) return false;
    } else if (!tighten_all(zone, n, situation->ceilings, situation->ceiling_count))
        return false;
    extrapolate(zone, n, situation->lower, situation->upper);
    return true;
}

/* Whether a condition lasts from a state of the zone in which it must begin. */
static bool begins_to_last(Search *search, Situation *situation, const Bound *zone) {
    Network *network = &search->network;
    forget(&network->brief);
    if (!look_at_stay(network, situation)) return false;
    load(network, situation->state);
    Cases cases = decided(network, network->begins);
    Conjunct begins[cases.count + 1];
    int n = situation->size;
    for (int one = 0; one < cases.count; one++) begins[one] = local(&network->states, situation, cases.items[one]);
    for (int one = 0; one < cases.count; one++) {
        Bound cut[n * n];
        memcpy(cut, zone, sizeof(cut));
        if (!tighten_all(cut, n, begins[one].items, begins[one].count)) continue;
        if (!tighten_all(cut, n, situation->stay_floors.items, situation->stay_floors.count)) continue;
        if (!tighten_all(cut, n, situation->stay_ceilings.items, situation->stay_ceilings.count)) continue;
        search->beginning = one;
        if (lasts_from(network, &search->way, situation, cut, &search->stored, &search->transitions)) return true;
    }
    return false;
}

static void meet(Search *search, int measure, int64_t least, int64_t most) {
    int64_t *found = search->measured + 2 * measure;
    if (!search->met || least > found[0]) found[0] = least;
    if (!search->met || most > found[1]) found[1] = most;
}

/* Take in the values that the measures have in the states of the zone. */
static void measure(Search *search, const Situation *situation, const Bound *zone) {
    Network *network = &search->network;
    load(network, situation->state);
    for (int one = 0; one < network->measure_count; one++) {
        int row = situation->row_of[network->measures[2 * one]];
        if (network->measures[2 * one]) {
            Bound most = zone[row * situation->size];
            meet(search, one, zone[row], most >= INFINITE ? INT64_MAX : most);
        } else {
            Word value = evaluate(&network->program, network->measures[2 * one + 1], NULL);
            if (value > LARGEST || value < -LARGEST) leave(&network->exit, BEYOND);
            meet(search, one, 1 - 2 * value, 2 * value + 1);
        }
    }
    search->met = true;
}

static bool meets(Search *search, Situation *situation, const Bound *zone) {
    Network *network = &search->network;
    if (network->begins) return begins_to_last(search, situation, zone);
    if (!situation->judged) {
        load(network, situation->state);
        forget(&network->brief);
        Cases cases = decided(network, network->goal);
        situation->aims = take(&network->states, cases.count * sizeof(Aim));
        for (int one = 0; one < cases.count; one++) {
            Constraint plain[cases.items[one].count + 1];
            int count = 0;
            bool asked[2] = {false, false};
            for (int c = 0; c < cases.items[one].count; c++) {
                Constraint constraint = cases.items[one].items[c];
                if (constraint.i < 0) asked[constraint.j] = true;
                else plain[count++] = constraint;
            }
            if (asked[0] && asked[1]) continue;
            Conjunct conjunct = local(&network->states, situation, (Conjunct){count, plain});
            situation->aims[situation->aim_count++] = (Aim){asked[1] ? 1 : asked[0] ? 0 : -1, conjunct};
        }
        situation->judged = true;
    }
    int n = situation->size;
    for (int one = 0; one < situation->aim_count; one++) {
        Aim *aim = situation->aims + one;
        if (!aim->conjunct.count && aim->dead < 0 && !network->measure_count) return true;
        Bound cut[n * n];
        memcpy(cut, zone, sizeof(cut));
        if (!tighten_all(cut, n, aim->conjunct.items, aim->conjunct.count)) continue;
        if (network->measure_count) {
            measure(search, situation, cut);
            continue;
        }
        if (aim->dead < 0) return true;
        forget(&network->brief);
        bool met = aim->dead ? deadlocks(network, situation, cut).count > 0 : holds_life(network, situation, cut);
        if (met) return true;
    }
    return false;
}

/* Take the moves of the nodes that wait. */
static int advance(Search *search) {
    Network *network = &search->network;
    int clocks = network->clocks + 1;
    Bound cut[clocks * clocks], after[clocks * clocks];
    for (; search->next < search->node_count; search->next++) {
        size_t at = search->next;
        Node node = search->nodes[at];
        if (node.position < 0) continue;
        if (search->halted) return STOPPED;
        Situation *source = node.situation;
        int n = source->size;
        size_t bytes = (size_t)n * n * sizeof(Bound);
        search->found = (int64_t)at;
        memcpy(search->zone, source->zones + (size_t)node.position * n * n, bytes);
        Move *possible = moves_of(network, source);
        for (int one = 0; one < source->candidate_count; one++) {
            const Move *move = possible + one;
            if (move->target == NULL && !move->faulty) continue;
            memcpy(cut, search->zone, bytes);
            if (!tighten_all(cut, n, move->guard.items, move->guard.count)) continue;
            if (move->faulty) return BROKE_OFF;
            carry(move, cut, n, after);
            if (!settle(after, move->target)) continue;
            search->transitions++;
            if (keep(search, move->target, after, (int32_t)at, one) && meets(search, move->target, after)) {
                search->found = (int64_t)search->node_count - 1;
                return REACHED;
            }
        }
    }
    return ENDED;
}

static int searched(Search *search) {
    Network *network = &search->network;
    const Word *start = network->program.words + network->program.words[0];
    int32_t state[network->width];
    for (int slot = 0; slot < network->width; slot++) state[slot] = (int32_t)start[slot];
    Situation *situation = situation_of(network, state);
    if (situation->forbidden) return NO_START;
    int n = situation->size;
    Bound zone[n * n];
    for (int entry = 0; entry < n * n; entry++) zone[entry] = AT_MOST_ZERO;
    if (network->keeps && !network->begins) {
        /* Before any delay all clocks are zero, and the condition must hold from there on. */
        forget(&network->brief);
        bool lasts = lasts_from(network, &search->way, situation, zone, &search->stored, &search->transitions);
        return lasts ? REACHED : ENDED;
    }
    if (!settle(zone, situation)) return NO_START;
    put(search, situation, zone, 0, -1);
    return meets(search, situation, zone) ? REACHED : advance(search);
}

/* What `core/checker/kernel/library.py` calls */

/* SHA-256 over the sources, by which the loader knows that they are those beside it. */
const char *kernel_digest(void) { return DIGEST; }

/* The operations in the order of their numbers, by name. */
const char *kernel_operations(void) { return OPERATION_NAMES; }

void kernel_close(Search *search) {
    if (search == NULL) return;
    Network *network = &search->network;
    for (size_t bucket = 0; bucket < network->bucket_count; bucket++)
        for (Situation *one = network->buckets[bucket]; one != NULL; one = one->next) {
            free(one->zones);
            free(one->nodes);
        }
    for (int process = 0; network->automata != NULL && process < network->processes; process++) {
        free(network->automata[process].leaving);
        free(network->automata[process].leaving_begin);
    }
    give_back(&network->brief);
    give_back(&network->states);
    free(network->buckets);
    free(network->automata);
    free(network->program.values);
    free(search->nodes);
    free(search->way.stops);
    free(search->zone);
    free(search->measured);
    free(search);
}

static bool sort_edges(Automaton *automaton) {
    automaton->leaving = malloc((automaton->edge_count + 1) * sizeof(int));
    automaton->leaving_begin = malloc((automaton->place_count + 2) * sizeof(int));
    if (automaton->leaving == NULL || automaton->leaving_begin == NULL) return false;
    int count = 0;
    for (int place = 0; place < automaton->place_count; place++) {
        automaton->leaving_begin[place] = count;
        for (int edge = 0; edge < automaton->edge_count; edge++)
            if (automaton->edges[edge * EDGE + SOURCE] == place) automaton->leaving[count++] = edge;
    }
    automaton->leaving_begin[automaton->place_count] = count;
    return true;
}

/* A search over the packed network, whose words must stay; NULL where there is no memory for it. */
Search *kernel_open(const Word *words) {
    Search *search = calloc(1, sizeof(Search));
    if (search == NULL) return NULL;
    Network *network = &search->network;
    network->slots = (int)words[1];
    network->processes = (int)words[2];
    network->clocks = (int)words[3];
    network->channels = (int)words[4];
    network->width = network->slots + network->processes;
    network->channel_facts = words + words[5];
    const Word *processes = words + words[6];
    network->program = (Program){.words = words, .slots = network->width, .routines = words + words[7]};
    network->goal = words[8];
    network->keeps = words[12];
    network->begins = words[13];
    network->measure_count = (int)words[14];
    network->measures = words + words[15];
    network->halted = &search->halted;
    network->equal = words[9];
    network->flag_count = (int)words[10];
    network->flags = words + words[11];
    network->program.exit = network->brief.exit = network->states.exit = &network->exit;
    size_t rows = (size_t)network->clocks + 1;
    network->program.values = calloc((size_t)network->width + network->clocks + 1, sizeof(Word));
    network->automata = calloc((size_t)network->processes + 1, sizeof(Automaton));
    search->zone = malloc(rows * rows * sizeof(Bound));
    search->measured = calloc(2 * (size_t)network->measure_count + 1, sizeof(int64_t));
    bool ready = network->program.values != NULL && network->automata != NULL && search->zone != NULL &&
                 search->measured != NULL;
    for (int process = 0; ready && process < network->processes; process++) {
        const Word *facts = processes + 5 * process;
        network->automata[process] = (Automaton){.place_count = (int)facts[0],
                                                 .places = words + facts[1],
                                                 .edge_count = (int)facts[2],
                                                 .edges = words + facts[3],
                                                 .bounds = words + facts[4]};
        ready = sort_edges(network->automata + process);
    }
    if (ready) return search;
    kernel_close(search);
    return NULL;
}

/* Search to the end; how it ended. */
int kernel_search(Search *search) {
    Exit *exit = &search->network.exit;
    if (setjmp(exit->way)) {
        static const int ends[] = {
            [FAULT] = BROKE_OFF, [BEYOND] = TOO_LARGE, [STARVED] = NO_MEMORY, [UNSURE] = NOT_SURE, [HALTED] = STOPPED};
        search->network.program.exit = exit;
        return ends[exit->trouble];
    }
    return searched(search);
}

/* Have the search find a shortest path, at the cost of more states; before it begins. */
void kernel_shortest(Search *search) { search->shortest = true; }
bool kernel_overtaken(const Search *search) { return search->overtaken; }

/* Have the search end soon; another thread may ask for it. */
void kernel_halt(Search *search) { search->halted = true; }

int64_t kernel_stored(const Search *search) { return search->stored; }
int64_t kernel_transitions(const Search *search) { return search->transitions; }

/* How many moves lead to what was found; with room for them, their numbers in the situations on the way. */
int64_t kernel_path(const Search *search, int32_t *moves, int64_t room) {
    int64_t count = 0;
    if (!search->node_count) return 0;
    for (int64_t at = search->found; search->nodes[at].move >= 0; at = search->nodes[at].parent) count++;
    if (count > room) return count;
    int64_t place = count;
    for (int64_t at = search->found; search->nodes[at].move >= 0; at = search->nodes[at].parent)
        moves[--place] = search->nodes[at].move;
    return count;
}

/* The same of the run along which a condition lasts, from there on. */
int64_t kernel_way(const Search *search, int32_t *moves, int64_t room) {
    const Way *way = &search->way;
    int64_t count = (int64_t)way->count - 1 + (way->last >= 0);
    if (count > room) return count;
    for (size_t stop = 1; stop < way->count; stop++) moves[stop - 1] = way->stops[stop].arrival;
    if (way->last >= 0) moves[count - 1] = way->last;
    return count;
}

/* How that run ends (1 in a loop, 2 in a deadlock, 3 in staying for ever), where it begins, and its loop. */
int kernel_ending(const Search *search) { return search->way.ending; }
int kernel_beginning(const Search *search) { return search->beginning; }
int64_t kernel_loop(const Search *search) { return search->way.loop; }

/* Whether a state was measured; then the bounds of each measure, INT64_MAX for one without end. */
int kernel_measured(const Search *search, int64_t *bounds) {
    memcpy(bounds, search->measured, 2 * (size_t)search->network.measure_count * sizeof(int64_t));
    return search->met;
}
