"""Arrays without their reference counts.

A compiled function counts references to each array that it hands on or takes out of a tuple, with an atomic
instruction on memory that all threads share: for work of a few nanoseconds that is most of the time. A kernel
that goes through many pairs therefore works on borrowed arrays. The caller holds the true ones until it returns.
"""

from numba.core import cgutils, types
from numba.extending import intrinsic

__all__ = ["borrowed"]


@intrinsic
def borrowed(typing, its):
    """The same array, or tuple of arrays and numbers, which nobody counts."""
    if not isinstance(its, types.Array | types.BaseTuple):
        raise TypeError("Only an array or a tuple of arrays can be borrowed.")

    def build(context, builder, signature, arguments):
        (value,) = arguments
        if isinstance(its, types.Array):
            return _uncounted(context, builder, its, value)
        for place, kind in enumerate(its.types):
            if isinstance(kind, types.Array):
                array = _uncounted(context, builder, kind, builder.extract_value(value, place))
                value = builder.insert_value(value, array, place)
        return value

    return its(its), build


def _uncounted(context, builder, kind, value):
    array = cgutils.create_struct_proxy(kind)(context, builder, value=value)
    array.meminfo = cgutils.get_null_value(array.meminfo.type)
    array.parent = cgutils.get_null_value(array.parent.type)
    return array._getvalue()
