"""Memory asked for before it is needed: a thousand reads that wait for each other take a thousand times as long as
one, and side by side hardly longer."""

from llvmlite import ir
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

__all__ = ["prefetch", "prefetch_row"]

# Bytes that come together.
LINE = 64


@intrinsic
def prefetch(typing, array, place):
    """Element `place` of a contiguous array (counted through all its dimensions) is brought near; nothing is read."""
    if not isinstance(array, types.Array) or array.layout != "C":
        raise TypeError("Only what lies in one piece can be asked for.")

    def build(context, builder, signature, arguments):
        its = context.make_array(array)(context, builder, arguments[0])
        at = builder.bitcast(builder.gep(its.data, [arguments[1]]), cgutils.voidptr_t)
        number = ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [cgutils.voidptr_t, number, number, number])
        ask = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        builder.call(ask, [at, number(0), number(3), number(1)])  # to be read, kept close, data
        return context.get_dummy_value()

    return types.void(array, types.intp), build


@njit(nogil=True, cache=True)
def prefetch_row(array, row):
    """A whole row of a matrix."""
    columns = array.shape[1]
    for column in range(0, columns, LINE // array.itemsize):
        prefetch(array, row * columns + column)
    if columns:
        prefetch(array, row * columns + columns - 1)
