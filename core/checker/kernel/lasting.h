/* Maximal runs along which a condition holds: the twin of core/checker/liveness.py.
 *
 * Such a run is infinite, or ends where nothing more can happen, or stays in a state for ever. Infinite ones are
 * loops in the graph of zones, found by exact equality (Tripakis 2009).
 */

typedef enum { NO_RUN, LOOP, DEADLOCK, IDLE } Ending;

/* A state on the way that is looked at: depth first, so that they stand one behind the other. */
typedef struct {
    Situation *situation;
    Bound *zone;
    int arrival; /* the number of the move that leads here, -1 for the first */
    int next;    /* the move to be looked at next */
    int32_t below; /* the state before it on the way with the same situation, -1 for none */
} Stop;

typedef struct {
    Stop *stops;
    size_t count, room;
    Ending ending;
    int last;     /* the number of the last move, where it leads back on the way or to the end; -1 for none */
    int64_t loop; /* how many moves come before the loop */
} Way;

/* What the condition asks of the clocks in the situation; false where it cannot hold there. */
static bool look_at_stay(Network *network, Situation *situation) {
    if (!situation->stay_known) {
        load(network, situation->state);
        Cases cases = decided(network, network->keeps);
        if (cases.count > 1) leave(&network->exit, UNSURE);
        situation->stays = cases.count > 0;
        if (situation->stays) {
            Conjunct whole = local(&network->states, situation, cases.items[0]);
            Constraint *sorted = take(&network->states, (whole.count + 1) * sizeof(Constraint));
            int floors = 0, count = 0;
            for (int c = 0; c < whole.count; c++)
                if (!whole.items[c].i) sorted[floors++] = whole.items[c];
            count = floors;
            for (int c = 0; c < whole.count; c++)
                if (whole.items[c].i) sorted[count++] = whole.items[c];
            situation->stay_floors = (Conjunct){floors, sorted};
            situation->stay_ceilings = (Conjunct){count - floors, sorted + floors};
        }
        situation->stay_known = true;
    }
    return situation->stays;
}

/* As `settle`, within what the condition asks. */
static bool settle_within(Bound *zone, const Situation *situation) {
    int n = situation->size;
    int count = situation->ceiling_count + situation->stay_ceilings.count;
    if (!tighten_all(zone, n, situation->floors, situation->floor_count)) return false;
    if (!tighten_all(zone, n, situation->stay_floors.items, situation->stay_floors.count)) return false;
    Constraint ceilings[count + 1];
    if (situation->ceiling_count)
        memcpy(ceilings, situation->ceilings, situation->ceiling_count * sizeof(Constraint));
    if (situation->stay_ceilings.count)
        memcpy(ceilings + situation->ceiling_count, situation->stay_ceilings.items,
               situation->stay_ceilings.count * sizeof(Constraint));
    if (situation->delays) {
        delay(zone, n);
        if (count && !cap(zone, n, ceilings, count)) return false;
    } else if (!tighten_all(zone, n, ceilings, count))
        return false;
    extrapolate(zone, n, situation->lower, situation->upper);
    return true;
}

static bool is_done(const Situation *situation, const Bound *zone) {
    int size = situation->size * situation->size;
    for (int other = 0; other < situation->done.count; other++)
        if (within(zone, situation->done.items[other], size)) return true;
    return false;
}

/* Nothing lasts from the states of the zone. */
static void finish(Network *network, Situation *situation, Bound *zone) {
    int size = situation->size * situation->size, count = 0;
    for (int other = 0; other < situation->done.count; other++)
        if (!within(situation->done.items[other], zone, size))
            situation->done.items[count++] = situation->done.items[other];
    situation->done.count = count;
    add_zone(&network->states, &situation->done, zone);
}

/* Whether a deadlock is left from which time does not lead out of the condition. */
static bool holds_lasting_deadlock(Network *network, Situation *situation, const Bound *zone) {
    forget(&network->brief);
    int n = situation->size;
    Zones left = deadlocks(network, situation, zone);
    for (int c = 0; situation->delays && left.count && c < situation->stay_ceilings.count; c++) {
        Constraint ceiling = situation->stay_ceilings.items[c];
        Bound leaving[n * n];
        everything(leaving, n);
        if (!tighten(leaving, n, 0, ceiling.i, opposite(ceiling.bound))) continue;
        if (!tighten_all(leaving, n, situation->ceilings, situation->ceiling_count)) continue;
        precede(leaving, n);
        Zones fewer = {0};
        for (int piece = 0; piece < left.count; piece++)
            subtract(&network->brief, &fewer, left.items[piece], n, leaving);
        left = fewer;
    }
    return left.count > 0;
}

static Ending ending_of(Network *network, Situation *situation, const Bound *zone) {
    if (situation->delays && !situation->stay_ceilings.count && !situation->ceiling_count) return IDLE;
    return holds_lasting_deadlock(network, situation, zone) ? DEADLOCK : NO_RUN;
}

static void stop_at(Network *network, Way *way, Situation *situation, const Bound *zone, int arrival) {
    if (way->count == way->room) {
        size_t room = way->room ? 2 * way->room : 256;
        way->stops =
            grown(way->stops, way->room * sizeof(Stop), room * sizeof(Stop), &network->loose, &network->exit);
        way->room = room;
    }
    Bound *kept = copied(&network->states, zone, situation->size);
    way->stops[way->count] = (Stop){situation, kept, arrival, 0, situation->on_way - 1};
    situation->on_way = (int32_t)++way->count;
}

static void step_back(Way *way) {
    Stop *last = way->stops + --way->count;
    last->situation->on_way = last->below + 1;
}

/* Whether some state of the zone, in which the condition holds, begins a maximal run along which it lasts. */
static bool lasts_from(Network *network, Way *way, Situation *start, const Bound *zone, int64_t *stored,
                       int64_t *transitions) {
    int clocks = network->clocks + 1;
    Bound cut[clocks * clocks], after[clocks * clocks];
    way->count = 0;
    way->last = -1;
    way->loop = -1;
    if (!look_at_stay(network, start)) return false;
    memcpy(after, zone, (size_t)start->size * start->size * sizeof(Bound));
    if (!settle_within(after, start) || is_done(start, after)) return false;
    ++*stored;
    way->ending = ending_of(network, start, after);
    stop_at(network, way, start, after, -1);
    if (way->ending != NO_RUN) return true;
    while (way->count) {
        Stop *here = way->stops + way->count - 1;
        Situation *source = here->situation;
        Move *moves = moves_of(network, source);
        if (*network->halted) leave(&network->exit, HALTED);
        if (here->next == source->candidate_count) {
            finish(network, source, here->zone);
            step_back(way);
            continue;
        }
        int number = here->next++, n = source->size;
        const Move *move = moves + number;
        if (move->target == NULL && !move->faulty) continue;
        forget(&network->brief);
        if (move->target != NULL && !look_at_stay(network, move->target)) continue;
        memcpy(cut, here->zone, (size_t)n * n * sizeof(Bound));
        if (!tighten_all(cut, n, move->guard.items, move->guard.count)) continue;
        if (move->faulty) leave(&network->exit, FAULT);
        Situation *target = move->target;
        carry(move, cut, n, after);
        if (!settle_within(after, target)) continue;
        ++*transitions;
        ++*stored;
        size_t bytes = (size_t)target->size * target->size * sizeof(Bound);
        for (int32_t at = target->on_way - 1; at >= 0; at = way->stops[at].below)
            if (!memcmp(way->stops[at].zone, after, bytes)) {
                way->ending = LOOP;
                way->last = number;
                way->loop = at;
                return true;
            }
        if (is_done(target, after)) continue;
        way->ending = ending_of(network, target, after);
        if (way->ending != NO_RUN) {
            way->last = number;
            return true;
        }
        stop_at(network, way, target, after, number);
    }
    return false;
}
