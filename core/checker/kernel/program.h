/* Evaluating expressions, statements and predicates: the twin of core/checker/running.py.
 *
 * A program is an array of words. A node is its operation, a number from the enumeration below, and then its
 * operands; operands that are nodes are places in the array, 0 for none. `core/checker/kernel/packing.py`
 * writes it, with the operations by the names that `operations` gives.
 */

#define OPERATIONS(X)                                                                                       \
    X(n) X(v) X(at) X(l) X(lat) X(t) X(off)                                                                 \
    X(add) X(sub) X(mul) X(div) X(mod) X(band) X(bor) X(bxor) X(shl) X(shr) X(least) X(most)                \
    X(lt) X(le) X(gt) X(ge) X(eq) X(ne) X(land) X(lor) X(lnot) X(neg) X(choose)                             \
    X(set) X(step) X(reset) X(call)                                                                         \
    X(run) X(block) X(if_) X(while_) X(until) X(return_)                                                    \
    X(value) X(clock) X(deadlock) X(all) X(any)

#define NAME(name) OP_##name,
typedef enum { OPERATIONS(NAME) } Operation;
#undef NAME

#define NAME(name) #name " "
static const char *const OPERATION_NAMES = OPERATIONS(NAME);
#undef NAME

typedef int64_t Word;

#define LONGEST_LOOP 1000000

typedef struct {
    const Word *words;
    Word *values; /* the slots of the state, then what each clock is set to, UNSET where it is not */
    Word slots;
    const Word *routines;
    Exit *exit;
} Program;

#define UNSET INT64_MIN

static Word evaluate(Program *program, Word at, Word *frame);

static Word counted(Program *program, Word operation, Word left, Word right) {
    Word result = 0;
    bool beyond = operation == OP_add   ? __builtin_add_overflow(left, right, &result)
                  : operation == OP_sub ? __builtin_sub_overflow(left, right, &result)
                                        : __builtin_mul_overflow(left, right, &result);
    if (beyond) leave(program->exit, BEYOND);
    return result;
}

static Word shifted(Program *program, Word left, Word by) {
    if (by < 0 || by > 64) leave(program->exit, FAULT);
    if (by > 62 || left > (INT64_MAX >> by) || left < -(INT64_MAX >> by)) {
        if (left != 0) leave(program->exit, BEYOND);
        return 0;
    }
    return left * ((Word)1 << by);
}

static Word shifted_back(Program *program, Word left, Word by) {
    if (by < 0 || by > 64) leave(program->exit, FAULT);
    return left >> (by > 63 ? 63 : by);
}

static Word strict(Program *program, Word operation, Word left, Word right) {
    switch (operation) {
    case OP_add:
    case OP_sub:
    case OP_mul: return counted(program, operation, left, right);
    case OP_div:
    case OP_mod:
        if (right == 0) leave(program->exit, FAULT);
        if (right == -1) return operation == OP_mod ? 0 : counted(program, OP_sub, 0, left);
        return operation == OP_div ? left / right : left % right;
    case OP_band: return left & right;
    case OP_bor: return left | right;
    case OP_bxor: return left ^ right;
    case OP_shl: return shifted(program, left, right);
    case OP_shr: return shifted_back(program, left, right);
    case OP_least: return left < right ? left : right;
    case OP_most: return left > right ? left : right;
    case OP_lt: return left < right;
    case OP_le: return left <= right;
    case OP_gt: return left > right;
    case OP_ge: return left >= right;
    case OP_eq: return left == right;
    default: return left != right;
    }
}

/* Where a place is stored. Its words: kind (0 slot, 1 element), whether in the state, base, offset. */
static Word *place(Program *program, const Word *word, Word *frame) {
    Word slot = word[2] + (word[0] ? evaluate(program, word[3], frame) : 0);
    return (word[1] ? program->values : frame) + slot;
}

static Word bounded(Program *program, Word value, Word low, Word high) {
    if (value < low || value > high) leave(program->exit, FAULT);
    return value;
}

/* Whether the statement returns, and what. */
static bool execute(Program *program, Word at, Word *frame, Word *result) {
    const Word *word = program->words + at;
    switch (word[0]) {
    case OP_run:
        evaluate(program, word[1], frame);
        return false;
    case OP_block:
        for (Word part = 0; part < word[1]; part++)
            if (execute(program, word[2 + part], frame, result)) return true;
        return false;
    case OP_if_:
        if (evaluate(program, word[1], frame)) return execute(program, word[2], frame, result);
        return word[3] ? execute(program, word[3], frame, result) : false;
    case OP_while_:
    case OP_until: {
        Word test = word[0] == OP_while_ ? word[1] : word[2], body = word[0] == OP_while_ ? word[2] : word[1];
        if (word[0] == OP_while_ && !evaluate(program, test, frame)) return false;
        for (int round = 0; round < LONGEST_LOOP; round++) {
            if (execute(program, body, frame, result)) return true;
            if (!evaluate(program, test, frame)) return false;
        }
        leave(program->exit, FAULT);
    }
    default:
        *result = word[1] ? evaluate(program, word[1], frame) : 0;
        return true;
    }
}

/* A routine's words: frame, number of parameters, body, then low and high of each parameter. */
static Word called(Program *program, const Word *word, Word *frame) {
    const Word *routine = program->words + program->routines[word[1]];
    Word inner[routine[0] + 1];
    memset(inner, 0, sizeof(inner));
    for (Word number = 0; number < routine[1]; number++) inner[number] = evaluate(program, word[4 + number], frame);
    for (Word number = 0; number < routine[1]; number++)
        bounded(program, inner[number], routine[3 + 2 * number], routine[4 + 2 * number]);
    Word result = 0;
    if (!execute(program, routine[2], inner, &result)) result = 0;
    return bounded(program, result, word[2], word[3]);
}

static Word evaluate(Program *program, Word at, Word *frame) {
    const Word *word = program->words + at;
    switch (word[0]) {
    case OP_n: return word[1];
    case OP_v: return program->values[word[1]];
    case OP_at: return program->values[word[1] + evaluate(program, word[2], frame)];
    case OP_l: return frame[word[1]];
    case OP_lat: return frame[word[1] + evaluate(program, word[2], frame)];
    case OP_t: return program->words[word[1] + evaluate(program, word[2], frame)];
    case OP_off:
        return (bounded(program, evaluate(program, word[1], frame), word[2], word[3]) - word[2]) * word[4];
    case OP_land: return evaluate(program, word[1], frame) && evaluate(program, word[2], frame);
    case OP_lor: return evaluate(program, word[1], frame) || evaluate(program, word[2], frame);
    case OP_lnot: return !evaluate(program, word[1], frame);
    case OP_neg: return strict(program, OP_sub, 0, evaluate(program, word[1], frame));
    case OP_choose: return evaluate(program, evaluate(program, word[1], frame) ? word[2] : word[3], frame);
    case OP_set: { /* value, low, high, place */
        Word *slot = place(program, word + 4, frame);
        return *slot = bounded(program, evaluate(program, word[1], frame), word[2], word[3]);
    }
    case OP_step: { /* difference, low, high, whether the old value, place */
        Word *slot = place(program, word + 5, frame);
        Word before = *slot, after = strict(program, OP_add, before, word[1]);
        *slot = bounded(program, after, word[2], word[3]);
        return word[4] ? before : after;
    }
    case OP_reset: {
        Word value = evaluate(program, word[2], frame);
        if (value < 0) leave(program->exit, FAULT);
        if (value > LARGEST) leave(program->exit, BEYOND);
        return program->values[program->slots + word[1] - 1] = value;
    }
    case OP_call: return called(program, word, frame);
    default: {
        Word left = evaluate(program, word[1], frame);
        return strict(program, word[0], left, evaluate(program, word[2], frame));
    }
    }
}
