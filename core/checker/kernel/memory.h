/* Memory that is given back all at once, and the way out where there is none left or a value is missing. */
#include <setjmp.h>
#include <stddef.h>
#include <stdlib.h>

typedef enum {
    SOUND,
    FAULT,   /* an evaluation has no value, such as a division by zero */
    BEYOND,  /* a number is larger than this kernel counts */
    STARVED, /* the system has no more memory */
    UNSURE,  /* the condition joins clocks by "or" where it must last */
    HALTED,  /* somebody asked for an end */
} Trouble;

typedef struct {
    jmp_buf way;
    Trouble trouble;
} Exit;

static _Noreturn void leave(Exit *exit, Trouble trouble) {
    exit->trouble = trouble;
    longjmp(exit->way, 1);
}

#define BLOCK ((size_t)1 << 18)

typedef struct Block {
    struct Block *before;
    size_t room, used;
} Block;

typedef struct {
    Block *last;
    size_t held; /* bytes taken from the system */
    Exit *exit;
} Arena;

#define HEAD ((sizeof(Block) + 15) & ~(size_t)15)

/* So many bytes, not zeroed. */
static void *take(Arena *arena, size_t bytes) {
    bytes = (bytes + 15) & ~(size_t)15;
    Block *block = arena->last;
    if (block == NULL || block->used + bytes > block->room) {
        size_t room = bytes > BLOCK ? bytes : BLOCK;
        Block *fresh = malloc(HEAD + room);
        if (fresh == NULL) leave(arena->exit, STARVED);
        fresh->before = block;
        fresh->room = room;
        fresh->used = 0;
        arena->held += HEAD + room;
        arena->last = block = fresh;
    }
    void *found = (char *)block + HEAD + block->used;
    block->used += bytes;
    return found;
}

/* Give all of it back but the first block. */
static void forget(Arena *arena) {
    while (arena->last != NULL && arena->last->before != NULL) {
        Block *block = arena->last;
        arena->last = block->before;
        arena->held -= HEAD + block->room;
        free(block);
    }
    if (arena->last != NULL) arena->last->used = 0;
}

static void give_back(Arena *arena) {
    forget(arena);
    free(arena->last);
    arena->last = NULL;
    arena->held = 0;
}

/* A block that may move as it grows; `held` counts what such blocks take. */
static void *grown(void *block, size_t before, size_t after, size_t *held, Exit *exit) {
    void *larger = realloc(block, after);
    if (larger == NULL) leave(exit, STARVED);
    *held += after - before;
    return larger;
}
