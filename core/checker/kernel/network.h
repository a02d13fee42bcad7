/* What can happen in a discrete state: the twin of core/checker/moves.py and activity.py.
 *
 * Clocks never flow into variables, so all this is found once for each discrete state.
 */

typedef struct {
    int count;
    const Constraint *items; /* i = -1 asks for a deadlock (j = 1) or for none (j = 0) */
} Conjunct;

typedef struct {
    int count, room;
    Conjunct *items;
} Cases;

typedef struct {
    int process, edge;
} Part;

typedef struct {
    int part_count;
    const Part *parts; /* the sender first */
    Conjunct guard;
} Candidate;

struct Situation;

typedef struct {
    Conjunct guard; /* over places of clocks in the zones of the source */
    struct Situation *target; /* NULL where an invariant over integers forbids it */
    bool faulty;              /* whether the update has no value */
    const int *rows;          /* for each row of the target the row of the source, 0 for a clock that is set */
    int shift_count;
    const Constraint *shifts; /* places i of clocks there that are set to `bound`, no zero */
} Move;

typedef struct {
    int count, room;
    Bound **items;
} Zones;

typedef struct Situation {
    struct Situation *next; /* with the same hash */
    uint64_t hash;
    const int32_t *state;
    bool forbidden; /* an invariant over integers does not hold: nothing below is known */
    bool delays, moved, judged, looked_alive;
    int size;          /* rows of its zones: the clocks that matter, and one */
    const int *clocks; /* of each row but the first */
    const int *row_of; /* of each clock, 0 where it does not matter */
    const Bound *lower, *upper;
    int floor_count, ceiling_count;
    const Constraint *floors, *ceilings;
    int candidate_count;
    const Candidate *candidates; /* a move each */
    Move *moves;
    int aim_count;
    struct Aim *aims;
    Zones alive, breaking;
    bool stay_known, stays;
    Conjunct stay_floors, stay_ceilings; /* what a lasting condition asks of the clocks here */
    Zones done;                          /* from here it does not last */
    int32_t on_way;                      /* one more than the last place on the way that is looked at, 0 for none */
    Bound *zones; /* those kept, one behind the other */
    int32_t *nodes;
    int zone_count, zone_room;
} Situation;

typedef struct Aim {
    int dead; /* whether a deadlock is asked for (1), denied (0) or neither (-1) */
    Conjunct conjunct;
} Aim;

typedef struct {
    const Word *places; /* urgent, committed, invariant: three words each */
    const Word *edges;  /* EDGE words each */
    const Word *bounds; /* for each place two words a clock, beginning with clock 0: lower and upper */
    int place_count, edge_count;
    int *leaving;       /* numbers of edges, by their source */
    int *leaving_begin; /* where those of each source begin, and the end of all */
} Automaton;

enum { SOURCE, TARGET, GUARD, DIRECTION, CHANNEL, FIXED, UPDATES, UPDATE_COUNT, EDGE };
enum { INTERNAL, SENDS, RECEIVES };

typedef struct {
    Program program;
    Exit exit;
    int slots, processes, clocks, channels, width;
    const Word *channel_facts; /* urgent, broadcast */
    Automaton *automata;
    bool equal;
    int flag_count;
    const Word *flags; /* clock, slot: the clock does not matter while the slot is 0 */
    Word goal, keeps, begins; /* predicates, 0 for none */
    int measure_count;
    const Word *measures; /* two words each: a clock, or 0 and an expression */
    volatile bool *halted;
    Arena brief, states; /* for one move or goal; for the whole search */
    Situation **buckets;
    size_t bucket_count, situation_count, loose; /* bytes of blocks that move */
} Network;

/* Predicates */

static const Conjunct NOTHING = {0, NULL};

static void add_case(Network *network, Cases *cases, Conjunct one) {
    if (cases->count == cases->room) {
        int room = cases->room ? 2 * cases->room : 4;
        Conjunct *items = take(&network->brief, room * sizeof(Conjunct));
        if (cases->count) memcpy(items, cases->items, cases->count * sizeof(Conjunct));
        cases->items = items;
        cases->room = room;
    }
    cases->items[cases->count++] = one;
}

static Conjunct joined(Arena *arena, Conjunct one, Conjunct other) {
    if (!other.count) return one;
    if (!one.count) return other;
    Constraint *items = take(arena, (one.count + other.count) * sizeof(Constraint));
    memcpy(items, one.items, one.count * sizeof(Constraint));
    memcpy(items + one.count, other.items, other.count * sizeof(Constraint));
    return (Conjunct){one.count + other.count, items};
}

static Cases always(Network *network) {
    Cases cases = {0};
    add_case(network, &cases, NOTHING);
    return cases;
}

static Cases product(Network *network, Cases left, Cases right) {
    Cases cases = {0};
    for (int one = 0; one < left.count; one++)
        for (int other = 0; other < right.count; other++)
            add_case(network, &cases, joined(&network->brief, left.items[one], right.items[other]));
    return cases;
}

static Cases decided(Network *network, Word at) {
    Program *program = &network->program;
    const Word *word = program->words + at;
    switch (word[0]) {
    case OP_value: return evaluate(program, word[1], NULL) ? always(network) : (Cases){0};
    case OP_clock: { /* i, j, strict, limit */
        Word limit = evaluate(program, word[4], NULL);
        if (limit > LARGEST || limit < -LARGEST) leave(&network->exit, BEYOND);
        Constraint *one = take(&network->brief, sizeof(Constraint));
        *one = (Constraint){(int)word[1], (int)word[2], (Bound)(2 * limit + (word[3] ? 0 : 1))};
        Cases cases = {0};
        add_case(network, &cases, (Conjunct){1, one});
        return cases;
    }
    case OP_deadlock: {
        Constraint *one = take(&network->brief, sizeof(Constraint));
        *one = (Constraint){-1, (int)word[1], 0};
        Cases cases = {0};
        add_case(network, &cases, (Conjunct){1, one});
        return cases;
    }
    case OP_all: {
        Cases cases = always(network);
        for (Word part = 0; part < word[1]; part++) {
            Cases found = decided(network, word[2 + part]);
            if (!found.count) return found;
            cases = product(network, cases, found);
        }
        return cases;
    }
    default: {
        Cases cases = {0};
        for (Word part = 0; part < word[1]; part++) {
            Cases found = decided(network, word[2 + part]);
            for (int one = 0; one < found.count; one++) {
                if (!found.items[one].count) return always(network);
                add_case(network, &cases, found.items[one]);
            }
        }
        return cases;
    }
    }
}

/* The cases in which none of the guards holds. */
static Cases none_of(Network *network, const Conjunct *guards, int count) {
    Cases cases = always(network);
    for (int guard = 0; guard < count; guard++) {
        Cases fails = {0};
        for (int c = 0; c < guards[guard].count; c++) {
            Constraint *one = take(&network->brief, sizeof(Constraint));
            Constraint held = guards[guard].items[c];
            *one = (Constraint){held.j, held.i, opposite(held.bound)};
            add_case(network, &fails, (Conjunct){1, one});
        }
        if (!fails.count) return fails;
        cases = product(network, cases, fails);
    }
    return cases;
}

/* Edges that are enabled */

typedef struct {
    int process, edge;
    Word channel; /* -1 for none */
    Cases cases;
} Enabled;

typedef struct {
    int count, room;
    Enabled *items;
} EnabledList;

static void add_enabled(Network *network, EnabledList *list, Enabled one) {
    if (list->count == list->room) {
        int room = list->room ? 2 * list->room : 16;
        Enabled *items = take(&network->brief, room * sizeof(Enabled));
        if (list->count) memcpy(items, list->items, list->count * sizeof(Enabled));
        list->items = items;
        list->room = room;
    }
    list->items[list->count++] = one;
}

static Enabled look(Network *network, int process, int edge) {
    const Word *word = network->automata[process].edges + edge * EDGE;
    Enabled found = {process, edge, -1, word[GUARD] ? decided(network, word[GUARD]) : always(network)};
    if (found.cases.count && word[DIRECTION] != INTERNAL)
        found.channel = evaluate(&network->program, word[CHANNEL], NULL);
    return found;
}

/* The edges that variables and locations allow, as far as a pinned process can take part. */
static EnabledList enabled(Network *network, const int32_t *locations, const bool *pinned) {
    EnabledList list = {0};
    bool *heard = take(&network->brief, network->channels + 1);
    memset(heard, 0, network->channels + 1);
    bool all = true;
    for (int process = 0; process < network->processes; process++) {
        if (!pinned[process]) {
            all = false;
            continue;
        }
        Automaton *automaton = network->automata + process;
        const int *end = automaton->leaving + automaton->leaving_begin[locations[process] + 1];
        for (const int *edge = automaton->leaving + automaton->leaving_begin[locations[process]]; edge < end; edge++) {
            Enabled found = look(network, process, *edge);
            if (!found.cases.count) continue;
            if (found.channel >= 0) heard[found.channel] = true;
            add_enabled(network, &list, found);
        }
    }
    for (int process = 0; !all && process < network->processes; process++) {
        if (pinned[process]) continue;
        Automaton *automaton = network->automata + process;
        const int *end = automaton->leaving + automaton->leaving_begin[locations[process] + 1];
        for (const int *edge = automaton->leaving + automaton->leaving_begin[locations[process]]; edge < end; edge++) {
            Word fixed = automaton->edges[*edge * EDGE + FIXED];
            if (fixed >= 0 && !heard[fixed]) continue;
            Enabled found = look(network, process, *edge);
            if (found.cases.count && found.channel >= 0 && heard[found.channel]) add_enabled(network, &list, found);
        }
    }
    return list;
}

/* Candidates */

typedef struct {
    int count, room;
    Candidate *items;
} Candidates;

typedef struct {
    int part_count;
    Part part;
    Conjunct guard;
} Choice;

static void add_candidate(Network *network, Candidates *list, const bool *pinned, Candidate one) {
    bool allowed = false;
    for (int part = 0; part < one.part_count; part++) allowed |= pinned[one.parts[part].process];
    if (!allowed) return;
    if (list->count == list->room) {
        int room = list->room ? 2 * list->room : 16;
        Candidate *items = take(&network->brief, room * sizeof(Candidate));
        if (list->count) memcpy(items, list->items, list->count * sizeof(Candidate));
        list->items = items;
        list->room = room;
    }
    list->items[list->count++] = one;
}

static void add_pairs(Network *network, Candidates *list, const bool *pinned, Enabled sender, EnabledList all) {
    for (int other = 0; other < all.count; other++) {
        Enabled receiver = all.items[other];
        if (receiver.channel != sender.channel || receiver.process == sender.process) continue;
        if (network->automata[receiver.process].edges[receiver.edge * EDGE + DIRECTION] != RECEIVES) continue;
        Cases guards = product(network, sender.cases, receiver.cases);
        for (int guard = 0; guard < guards.count; guard++) {
            Part *parts = take(&network->brief, 2 * sizeof(Part));
            parts[0] = (Part){sender.process, sender.edge};
            parts[1] = (Part){receiver.process, receiver.edge};
            add_candidate(network, list, pinned, (Candidate){2, parts, guards.items[guard]});
        }
    }
}

/* All ways in which those who can hear do: each process takes one of its enabled edges, if it can. */
static void add_broadcast(Network *network, Candidates *list, const bool *pinned, Enabled sender, EnabledList all) {
    Arena *brief = &network->brief;
    Choice **choices = take(brief, (network->processes + 1) * sizeof(Choice *));
    int *counts = take(brief, (network->processes + 1) * sizeof(int));
    int *chosen = take(brief, (network->processes + 1) * sizeof(int));
    int hearing = 1;
    counts[0] = sender.cases.count;
    choices[0] = take(brief, counts[0] * sizeof(Choice));
    for (int guard = 0; guard < counts[0]; guard++)
        choices[0][guard] = (Choice){1, {sender.process, sender.edge}, sender.cases.items[guard]};
    for (int process = 0; process < network->processes; process++) {
        if (process == sender.process) continue;
        Cases own = {0};
        for (int other = 0; other < all.count; other++) {
            Enabled *one = all.items + other;
            if (one->process != process || one->channel != sender.channel) continue;
            if (network->automata[process].edges[one->edge * EDGE + DIRECTION] != RECEIVES) continue;
            for (int guard = 0; guard < one->cases.count; guard++) add_case(network, &own, one->cases.items[guard]);
        }
        if (!own.count) continue;
        Cases none = none_of(network, own.items, own.count);
        Choice *choice = take(brief, (own.count + none.count) * sizeof(Choice));
        int count = 0;
        for (int other = 0; other < all.count; other++) {
            Enabled *one = all.items + other;
            if (one->process != process || one->channel != sender.channel) continue;
            if (network->automata[process].edges[one->edge * EDGE + DIRECTION] != RECEIVES) continue;
            for (int guard = 0; guard < one->cases.count; guard++)
                choice[count++] = (Choice){1, {process, one->edge}, one->cases.items[guard]};
        }
        for (int guard = 0; guard < none.count; guard++) choice[count++] = (Choice){0, {0, 0}, none.items[guard]};
        choices[hearing] = choice;
        counts[hearing++] = count;
    }
    memset(chosen, 0, hearing * sizeof(int));
    for (;;) {
        Part *parts = take(brief, hearing * sizeof(Part));
        int part_count = 0;
        Conjunct guard = NOTHING;
        for (int at = 0; at < hearing; at++) {
            Choice one = choices[at][chosen[at]];
            if (one.part_count) parts[part_count++] = one.part;
            guard = joined(brief, guard, one.guard);
        }
        add_candidate(network, list, pinned, (Candidate){part_count, parts, guard});
        int at = hearing - 1;
        while (at >= 0 && ++chosen[at] == counts[at]) chosen[at--] = 0;
        if (at < 0) return;
    }
}

static Candidates candidates(Network *network, const int32_t *locations, const bool *pinned) {
    Candidates list = {0};
    EnabledList all = enabled(network, locations, pinned);
    for (int one = 0; one < all.count; one++) {
        Enabled *edge = all.items + one;
        if (network->automata[edge->process].edges[edge->edge * EDGE + DIRECTION] != INTERNAL) continue;
        for (int guard = 0; guard < edge->cases.count; guard++) {
            Part *part = take(&network->brief, sizeof(Part));
            *part = (Part){edge->process, edge->edge};
            add_candidate(network, &list, pinned, (Candidate){1, part, edge->cases.items[guard]});
        }
    }
    for (int one = 0; one < all.count; one++) {
        Enabled sender = all.items[one];
        if (network->automata[sender.process].edges[sender.edge * EDGE + DIRECTION] != SENDS) continue;
        bool broadcast = network->channel_facts[2 * sender.channel + 1];
        (broadcast ? add_broadcast : add_pairs)(network, &list, pinned, sender, all);
    }
    return list;
}

/* Situations */

static void load(Network *network, const int32_t *state) {
    for (int slot = 0; slot < network->width; slot++) network->program.values[slot] = state[slot];
}

/* The clocks that matter in a state, and their largest constants: Behrmann and others, TACAS 2003. */
static void look_at_clocks(Network *network, Situation *situation) {
    int clocks = network->clocks;
    int *found = take(&network->states, clocks * sizeof(int));
    int *row_of = take(&network->states, (clocks + 1) * sizeof(int));
    Bound *lower = take(&network->states, (clocks + 1) * sizeof(Bound));
    Bound *upper = take(&network->states, (clocks + 1) * sizeof(Bound));
    bool dormant[clocks + 1];
    memset(dormant, 0, sizeof(dormant));
    for (int flag = 0; flag < network->flag_count; flag++)
        if (!situation->state[network->flags[2 * flag + 1]]) dormant[network->flags[2 * flag]] = true;
    int size = 1;
    row_of[0] = 0;
    lower[0] = upper[0] = 0;
    for (int clock = 1; clock <= clocks; clock++) {
        Word low = -1, high = -1;
        for (int process = 0; process < network->processes; process++) {
            Word location = situation->state[network->slots + process];
            const Word *bound = network->automata[process].bounds + location * (2 * clocks + 2) + 2 * clock;
            if (bound[0] > low) low = bound[0];
            if (bound[1] > high) high = bound[1];
        }
        if (network->equal) low = high = low > high ? low : high;
        row_of[clock] = 0;
        if ((low < 0 && high < 0) || dormant[clock]) continue;
        if (low > LARGEST || high > LARGEST) leave(&network->exit, BEYOND);
        found[size - 1] = clock;
        row_of[clock] = size;
        lower[size] = (Bound)low;
        upper[size++] = (Bound)high;
    }
    situation->size = size;
    situation->clocks = found;
    situation->row_of = row_of;
    situation->lower = lower;
    situation->upper = upper;
}

static Conjunct local(Arena *arena, const Situation *situation, Conjunct global) {
    if (!global.count) return NOTHING;
    Constraint *items = take(arena, global.count * sizeof(Constraint));
    for (int c = 0; c < global.count; c++) {
        Constraint one = global.items[c];
        items[c] = (Constraint){situation->row_of[one.i], situation->row_of[one.j], one.bound};
    }
    return (Conjunct){global.count, items};
}

static bool is_urgent(Network *network, const Candidate *candidate) {
    const Word *edge = network->automata[candidate->parts[0].process].edges + candidate->parts[0].edge * EDGE;
    if (edge[DIRECTION] == INTERNAL) return false;
    return network->channel_facts[2 * evaluate(&network->program, edge[CHANNEL], NULL)];
}

static void explain(Network *network, Situation *situation) {
    load(network, situation->state);
    const int32_t *locations = situation->state + network->slots;
    Arena *states = &network->states;
    Constraint floors[256], ceilings[256];
    int floor_count = 0, ceiling_count = 0;
    bool urgent = false, committed = false;
    bool *pinned = take(&network->brief, network->processes);
    for (int process = 0; process < network->processes; process++) {
        const Word *place = network->automata[process].places + 3 * locations[process];
        urgent |= place[0] || place[1];
        committed |= place[1] != 0;
        if (!place[2]) continue;
        Cases cases = decided(network, place[2]);
        if (!cases.count) {
            situation->forbidden = true;
            return;
        }
        for (int c = 0; c < cases.items[0].count; c++) {
            Constraint one = cases.items[0].items[c];
            if (floor_count == 256 || ceiling_count == 256) leave(&network->exit, BEYOND);
            if (one.i) ceilings[ceiling_count++] = one;
            else floors[floor_count++] = one;
        }
    }
    for (int process = 0; process < network->processes; process++)
        pinned[process] = !committed || network->automata[process].places[3 * locations[process] + 1];
    Candidates list = candidates(network, locations, pinned);
    look_at_clocks(network, situation);
    situation->delays = !urgent;
    for (int one = 0; situation->delays && one < list.count; one++)
        if (is_urgent(network, list.items + one)) situation->delays = false;
    situation->floors = local(states, situation, (Conjunct){floor_count, floors}).items;
    situation->floor_count = floor_count;
    situation->ceilings = local(states, situation, (Conjunct){ceiling_count, ceilings}).items;
    situation->ceiling_count = ceiling_count;
    Candidate *kept = take(states, list.count * sizeof(Candidate));
    for (int one = 0; one < list.count; one++) {
        Part *parts = take(states, list.items[one].part_count * sizeof(Part));
        memcpy(parts, list.items[one].parts, list.items[one].part_count * sizeof(Part));
        kept[one] = (Candidate){
            list.items[one].part_count, parts, local(states, situation, list.items[one].guard)};
    }
    situation->candidates = kept;
    situation->candidate_count = list.count;
}

static uint64_t hash_of(const int32_t *state, int width) {
    uint64_t hash = 0x9E3779B97F4A7C15u;
    for (int slot = 0; slot < width; slot++) {
        hash ^= (uint32_t)state[slot];
        hash *= 0xFF51AFD7ED558CCDu;
        hash ^= hash >> 32;
    }
    return hash;
}

static void widen_buckets(Network *network) {
    size_t count = network->bucket_count ? 2 * network->bucket_count : 1024;
    Situation **buckets = calloc(count, sizeof(Situation *));
    if (buckets == NULL) leave(&network->exit, STARVED);
    for (size_t bucket = 0; bucket < network->bucket_count; bucket++)
        for (Situation *one = network->buckets[bucket], *next; one != NULL; one = next) {
            next = one->next;
            one->next = buckets[one->hash & (count - 1)];
            buckets[one->hash & (count - 1)] = one;
        }
    free(network->buckets);
    network->loose += (count - network->bucket_count) * sizeof(Situation *);
    network->buckets = buckets;
    network->bucket_count = count;
}

/* What follows from a discrete state; `forbidden` where an invariant over integers does not hold. */
static Situation *situation_of(Network *network, const int32_t *state) {
    uint64_t hash = hash_of(state, network->width);
    if (network->bucket_count) {
        Situation *found = network->buckets[hash & (network->bucket_count - 1)];
        for (; found != NULL; found = found->next)
            if (found->hash == hash && !memcmp(found->state, state, network->width * sizeof(int32_t))) return found;
    }
    if (network->situation_count >= network->bucket_count) widen_buckets(network);
    Situation *fresh = take(&network->states, sizeof(Situation));
    memset(fresh, 0, sizeof(Situation));
    int32_t *kept = take(&network->states, network->width * sizeof(int32_t));
    memcpy(kept, state, network->width * sizeof(int32_t));
    fresh->hash = hash;
    fresh->state = kept;
    explain(network, fresh);
    fresh->next = network->buckets[hash & (network->bucket_count - 1)];
    network->buckets[hash & (network->bucket_count - 1)] = fresh;
    network->situation_count++;
    return fresh;
}

/* Moves */

/* Whether the updates of all parts have a value; `values` are then those after them. */
static bool updated(Network *network, const Candidate *candidate) {
    Exit *outer = network->program.exit, inner;
    network->program.exit = &inner;
    if (setjmp(inner.way)) {
        network->program.exit = outer;
        if (inner.trouble != FAULT) leave(outer, inner.trouble);
        return false;
    }
    for (int part = 0; part < candidate->part_count; part++) {
        Automaton *automaton = network->automata + candidate->parts[part].process;
        const Word *edge = automaton->edges + candidate->parts[part].edge * EDGE;
        for (Word update = 0; update < edge[UPDATE_COUNT]; update++)
            evaluate(&network->program, network->program.words[edge[UPDATES] + update], NULL);
    }
    network->program.exit = outer;
    return true;
}

static void look_at_move(Network *network, Situation *source, const Candidate *candidate, Move *move) {
    Word *values = network->program.values;
    load(network, source->state);
    for (int clock = 0; clock < network->clocks; clock++) values[network->width + clock] = UNSET;
    *move = (Move){.guard = candidate->guard};
    if (!updated(network, candidate)) {
        move->faulty = true;
        return;
    }
    for (int part = 0; part < candidate->part_count; part++) {
        Part one = candidate->parts[part];
        values[network->slots + one.process] = network->automata[one.process].edges[one.edge * EDGE + TARGET];
    }
    int32_t state[network->width];
    Word set[network->clocks + 1];
    for (int slot = 0; slot < network->width; slot++) state[slot] = (int32_t)values[slot];
    for (int clock = 0; clock < network->clocks; clock++) set[clock + 1] = values[network->width + clock];
    Situation *target = situation_of(network, state);
    if (target->forbidden) return;
    move->target = target;
    int *rows = take(&network->states, target->size * sizeof(int));
    rows[0] = 0;
    for (int row = 1; row < target->size; row++) {
        int clock = target->clocks[row - 1];
        rows[row] = set[clock] == UNSET ? source->row_of[clock] : 0;
        if (set[clock] != UNSET && set[clock] != 0) move->shift_count++;
    }
    move->rows = rows;
    if (!move->shift_count) return;
    Constraint *shifts = take(&network->states, move->shift_count * sizeof(Constraint));
    int count = 0;
    for (int row = 1; row < target->size; row++) {
        Word value = set[target->clocks[row - 1]];
        if (value != UNSET && value != 0) shifts[count++] = (Constraint){row, 0, (Bound)value};
    }
    move->shifts = shifts;
}

/* From a zone of the source to the one of the target before anything is asked of it. */
static void carry(const Move *move, const Bound *restrict zone, int n, Bound *restrict after) {
    int m = move->target->size;
    for (int row = 0, entry = 0; row < m; row++)
        for (int column = 0; column < m; column++)
            after[entry++] = zone[move->rows[row] * n + move->rows[column]];
    for (int s = 0; s < move->shift_count; s++) shift(after, m, move->shifts[s].i, move->shifts[s].bound);
}

/* What can happen in the situation, in the order of its candidates. */
static Move *moves_of(Network *network, Situation *situation) {
    if (!situation->moved) {
        situation->moves = take(&network->states, situation->candidate_count * sizeof(Move));
        for (int one = 0; one < situation->candidate_count; one++) {
            forget(&network->brief);
            look_at_move(network, situation, situation->candidates + one, situation->moves + one);
        }
        situation->moved = true;
    }
    return situation->moves;
}
