/* Zones as difference bound matrices (Dill 1989; Bengtsson and Yi 2004): the twin of core/checker/zone.py.
 *
 * A zone over n - 1 clocks is n * n bounds: entry i * n + j bounds clock i - clock j, and clock 0 is the
 * constant zero. A bound is one integer, 2m + 1 for "at most m" and 2m for "less than m". Zones are kept
 * closed. All functions that cut a zone tell whether anything is left of it.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if BITS == 64
typedef int64_t Bound;
#define LARGEST ((int64_t)1 << 50)
#else
typedef int32_t Bound;
/* Sums of a hundred bounds stay below INFINITE. */
#define LARGEST ((int64_t)1 << 20)
#endif

#define INFINITE ((Bound)1 << (BITS - 2))
#define AT_MOST_ZERO 1

typedef struct {
    int i, j;
    Bound bound;
} Constraint;

static inline Bound sum(Bound left, Bound right) {
    if (left >= INFINITE || right >= INFINITE) return INFINITE;
    return left + right - ((left | right) & 1);
}

static inline Bound opposite(Bound bound) { return 1 - bound; }

static bool tighten(Bound *restrict zone, int n, int i, int j, Bound bound) {
    if (zone[i * n + j] <= bound) return true;
    if (sum(zone[j * n + i], bound) < AT_MOST_ZERO) return false;
    Bound from_j[n];
    memcpy(from_j, zone + j * n, n * sizeof(Bound));
    for (int p = 0; p < n; p++) {
        Bound first = zone[p * n + i];
        if (first >= INFINITE) continue;
        first += bound - ((first | bound) & 1);
        Bound *row = zone + p * n;
        for (int q = 0; q < n; q++) {
            Bound last = from_j[q];
            Bound total = last >= INFINITE ? INFINITE : first + last - ((first | last) & 1);
            row[q] = total < row[q] ? total : row[q];
        }
    }
    return true;
}

static bool tighten_all(Bound *zone, int n, const Constraint *constraints, int count) {
    for (int c = 0; c < count; c++)
        if (!tighten(zone, n, constraints[c].i, constraints[c].j, constraints[c].bound)) return false;
    return true;
}

/* All states: every clock is zero or more. */
static void everything(Bound *zone, int n) {
    for (int entry = 0; entry < n * n; entry++) zone[entry] = INFINITE;
    for (int i = 0; i < n; i++) zone[i] = zone[i * n + i] = AT_MOST_ZERO;
}

/* Let time pass without end. */
static void delay(Bound *zone, int n) {
    for (int row = n; row < n * n; row += n) zone[row] = INFINITE;
}

/* All states from which time alone leads into the zone. */
static void precede(Bound *zone, int n) {
    for (int column = 1; column < n; column++) {
        Bound least = AT_MOST_ZERO;
        for (int row = 1; row < n; row++)
            if (zone[row * n + column] < least) least = zone[row * n + column];
        zone[column] = least;
    }
}

/* Cut a zone in which time has no end by upper bounds on clocks. */
static bool cap(Bound *restrict zone, int n, const Constraint *limits, int count) {
    Bound column[n], from_zero[n];
    column[0] = INFINITE;
    for (int p = 0; p < n; p++) {
        column[p] = INFINITE;
        for (int c = 0; c < count; c++) {
            Bound total = sum(zone[p * n + limits[c].i], limits[c].bound);
            if (total < column[p]) column[p] = total;
        }
    }
    if (column[0] < AT_MOST_ZERO) return false;
    memcpy(from_zero, zone, n * sizeof(Bound));
    for (int p = 1; p < n; p++) {
        Bound first = column[p];
        if (first >= INFINITE) continue;
        Bound *row = zone + p * n;
        row[0] = first;
        for (int q = 1; q < n; q++) {
            Bound last = from_zero[q];
            Bound total = last >= INFINITE ? INFINITE : first + last - ((first | last) & 1);
            row[q] = total < row[q] ? total : row[q];
        }
    }
    return true;
}

/* Widen the zone to what the bounds can tell apart: Extra+LU of Behrmann and others (2006). */
static void extrapolate(Bound *restrict zone, int n, const Bound *lower, const Bound *upper) {
    int rows[n], kept[n], through[n];
    int row_count = 0, kept_count = 0, through_count = 0;
    bool open[n];
    kept[kept_count++] = 0;
    through[through_count++] = 0;
    for (int i = 1; i < n; i++) {
        Bound least = zone[i];
        open[i] = least < -2 * upper[i];
        if (!open[i]) kept[kept_count++] = i;
        if (least < -2 * lower[i]) {
            for (int j = 0; j < n; j++) zone[i * n + j] = INFINITE;
            zone[i * n + i] = AT_MOST_ZERO;
        } else {
            rows[row_count++] = i;
            if (!open[i]) through[through_count++] = i;
        }
    }
    int changed[n * n];
    int change_count = 0;
    for (int r = 0; r < row_count; r++) {
        int i = rows[r];
        Bound most = 2 * lower[i] + 1;
        for (int c = 0; c < kept_count; c++) {
            int entry = i * n + kept[c];
            if (kept[c] != i && most < zone[entry] && zone[entry] < INFINITE) {
                zone[entry] = INFINITE;
                changed[change_count++] = entry;
            }
        }
    }
    if (change_count)
        for (int t = 0; t < through_count; t++) {
            int k = through[t];
            for (int c = 0; c < change_count; c++) {
                int i = changed[c] / n, j = changed[c] % n;
                Bound total = sum(zone[i * n + k], zone[k * n + j]);
                if (total < zone[changed[c]]) zone[changed[c]] = total;
            }
        }
    for (int j = 1; j < n; j++) {
        if (!open[j]) continue;
        Bound lowest = zone[j] = upper[j] >= 0 ? -2 * upper[j] : AT_MOST_ZERO;
        for (int i = 1; i < n; i++)
            if (i != j) zone[i * n + j] = sum(zone[i * n], lowest);
    }
}

/* Move a clock by a number. */
static void shift(Bound *zone, int n, int clock, Bound by) {
    for (int other = 0; other < n; other++) {
        if (other == clock) continue;
        if (zone[clock * n + other] < INFINITE) zone[clock * n + other] += 2 * by;
        if (zone[other * n + clock] < INFINITE) zone[other * n + clock] -= 2 * by;
    }
}

/* Whether the first zone is part of the second. */
static inline bool within(const Bound *restrict inner, const Bound *restrict outer, int size) {
    int at = 0;
    for (; at + 16 <= size; at += 16) {
        int beyond = 0;
        for (int k = 0; k < 16; k++) beyond |= inner[at + k] > outer[at + k];
        if (beyond) return false;
    }
    for (; at < size; at++)
        if (inner[at] > outer[at]) return false;
    return true;
}
