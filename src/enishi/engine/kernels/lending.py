"""Arrays lent to a kernel: the same memory, without the reference count.

Numba counts references to an array up and down, atomically, for every slice and every call that is not inlined away. In
a scan of a nation that was more than half of the time, and two threads that count the same array stop each other. The
caller holds every array for as long as a kernel runs, so a kernel may look at it uncounted.
"""

from __future__ import annotations

from enishi.engine.compiled import instructions, small


@instructions
def lent(typing_context, array):
    """The same array for a kernel's own use; it must not be returned or kept."""
    from llvmlite import ir
    from numba.core import cgutils

    def generate(context, builder, signature, arguments):
        view = context.make_array(signature.args[0])(context, builder, arguments[0])
        view.meminfo = ir.Constant(view.meminfo.type, None)
        view.parent = cgutils.get_null_value(view.parent.type)
        return view._getvalue()

    return array(array), generate


@small
def lent_tables(tables):
    """`Tables.scanned()`, lent."""
    index, shields = tables[2], tables[5]
    entries = (
        lent(index[0]),
        lent(index[1]),
        lent(index[2]),
        lent(index[3]),
        lent(index[4]),
        lent(index[5]),
        lent(index[6]),
    )
    hidden = (lent(shields[0]), lent(shields[1]), lent(shields[2]))
    return lent(tables[0]), lent(tables[1]), entries, lent(tables[3]), lent(tables[4]), hidden
