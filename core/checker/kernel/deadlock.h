/* Deadlocks: states in which no action is possible, now or after any delay. The twin of core/checker/deadlock.py. */

static void add_zone(Arena *arena, Zones *zones, Bound *zone) {
    if (zones->count == zones->room) {
        int room = zones->room ? 2 * zones->room : 8;
        Bound **items = take(arena, room * sizeof(Bound *));
        if (zones->count) memcpy(items, zones->items, zones->count * sizeof(Bound *));
        zones->items = items;
        zones->room = room;
    }
    zones->items[zones->count++] = zone;
}

static Bound *copied(Arena *arena, const Bound *zone, int n) {
    Bound *copy = take(arena, (size_t)n * n * sizeof(Bound));
    memcpy(copy, zone, (size_t)n * n * sizeof(Bound));
    return copy;
}

/* Zones without common states that together are the first zone without the second. */
static void subtract(Arena *arena, Zones *pieces, const Bound *zone, int n, const Bound *other) {
    Bound *rest = copied(arena, zone, n);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            Bound bound = other[i * n + j];
            if (i == j || bound >= INFINITE || rest[i * n + j] <= bound) continue;
            Bound *piece = copied(arena, rest, n);
            if (tighten(piece, n, j, i, opposite(bound))) add_zone(arena, pieces, piece);
            if (!tighten(rest, n, i, j, bound)) return;
        }
}

/* The states from which the move is possible, at once or after a delay; NULL where there are none. */
static Bound *leading_to(Network *network, Situation *situation, const Move *move) {
    const Situation *target = move->target;
    if (!move->faulty && target == NULL) return NULL;
    int n = situation->size;
    Bound *zone = take(&network->states, (size_t)n * n * sizeof(Bound));
    everything(zone, n);
    if (!tighten_all(zone, n, move->guard.items, move->guard.count)) return NULL;
    for (int which = 0; !move->faulty && which < 2; which++) {
        const Constraint *after = which ? target->ceilings : target->floors;
        int count = which ? target->ceiling_count : target->floor_count;
        for (int c = 0; c < count; c++) {
            int row = after[c].i ? after[c].i : after[c].j, here = move->rows[row];
            if (here) {
                if (!tighten(zone, n, after[c].i ? here : 0, after[c].i ? 0 : here, after[c].bound)) return NULL;
                continue;
            }
            Bound value = 0;
            for (int shift = 0; shift < move->shift_count; shift++)
                if (move->shifts[shift].i == row) value = move->shifts[shift].bound;
            if (after[c].bound < 2 * (after[c].i ? value : -value) + 1) return NULL;
        }
    }
    if (!tighten_all(zone, n, situation->ceilings, situation->ceiling_count)) return NULL;
    if (situation->delays && n > 1) precede(zone, n);
    return zone;
}

/* Note all states in which a move is possible, and all in which one goes wrong, at once or later. */
static void look_ahead(Network *network, Situation *situation) {
    if (situation->looked_alive) return;
    Move *moves = moves_of(network, situation);
    for (int one = 0; one < situation->candidate_count; one++) {
        Bound *zone = leading_to(network, situation, moves + one);
        if (zone != NULL)
            add_zone(&network->states, moves[one].faulty ? &situation->breaking : &situation->alive, zone);
    }
    situation->looked_alive = true;
}

/* Zones that together hold the deadlocks of the zone. */
static Zones deadlocks(Network *network, Situation *situation, const Bound *zone) {
    look_ahead(network, situation);
    int n = situation->size;
    Zones left = {0};
    add_zone(&network->brief, &left, copied(&network->brief, zone, n));
    for (int which = 0; which < 2; which++) {
        Zones taken = which ? situation->breaking : situation->alive;
        for (int other = 0; other < taken.count && left.count; other++) {
            Zones fewer = {0};
            for (int piece = 0; piece < left.count; piece++)
                subtract(&network->brief, &fewer, left.items[piece], n, taken.items[other]);
            left = fewer;
        }
    }
    return left;
}

/* Whether a move is possible from a state of the zone, at once or later. */
static bool holds_life(Network *network, Situation *situation, const Bound *zone) {
    look_ahead(network, situation);
    int n = situation->size;
    for (int other = 0; other < situation->alive.count; other++) {
        Bound *alive = situation->alive.items[other], *cut = copied(&network->brief, zone, n);
        bool left = true;
        for (int i = 0; left && i < n; i++)
            for (int j = 0; left && j < n; j++)
                if (i != j && alive[i * n + j] < INFINITE) left = tighten(cut, n, i, j, alive[i * n + j]);
        if (left) return true;
    }
    return false;
}
