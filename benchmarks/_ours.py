"""Our side of a figure, in a process of its own: link a file as anybody would, and show the pairs it stood on."""

import json
import sys
import time
from pathlib import Path

import numpy as np
import polars as pl


def main(records: str, schema: str, out: str, edges: str, threads: str) -> None:
    """Writes entities, and pairs of weight nought and more (`id_a`, `id_b`, `weight`); prints seconds as JSON."""
    from linkage import Schema, link

    frame, its = pl.read_parquet(records), Schema.read(Path(schema))
    start = time.perf_counter()
    linked = link(frame, its, threads=int(threads))
    seconds = time.perf_counter() - start
    linked.entities.write_parquet(out)
    edges_of(frame, its, linked.model, int(threads)).write_parquet(edges)
    print(json.dumps({"seconds": seconds, "rules": len(linked.model.rules)}))


def edges_of(frame: pl.DataFrame, schema, model, threads: int) -> pl.DataFrame:
    """What connected components would be made of, with the same model and rules."""
    from linkage.comparing import scan
    from linkage.comparing.blocking import blocking
    from linkage.comparing.compiled import Compiled
    from linkage.standard.prepared import prepared

    its = prepared(frame, schema)
    compiled = Compiled(its.table, model)
    found = scan.Pairs.of(
        scan.pairs(compiled, blocking(its.table, model.rules), at_least=0.0, threads=threads)
    )
    first = its.people["person"].to_numpy() == 1
    kept = first[found.a] & first[found.b]
    ids = its.people["id"]
    return pl.DataFrame(
        {"id_a": ids.gather(found.a[kept].astype(np.int64)), "id_b": ids.gather(found.b[kept].astype(np.int64)),
         "weight": found.weight[kept]}
    )  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
