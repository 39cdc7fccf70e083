"""How long reading the official list takes, and how much memory: 104,000 rows of 25 columns, XLSX and CSV.

Run with ``make bench``. The files are invented; each is read in a process of its own, so that the peak is its own.
"""

from __future__ import annotations

import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.official_lists import invented_rows, write_csv, write_xlsx
from tracker.domain.register import Selection
from tracker.exchange.incoming.opening import open_table_file
from tracker.exchange.official_list.reading import LIST_LIMITS, ListReading, read_list

ROWS = 104_000


def read(path: Path) -> ListReading:
    """What the list holds of centres under action 2.5."""
    with open_table_file(path, path.name, LIST_LIMITS) as file:
        reading = read_list(file, path.name, Selection())
        while True:
            try:
                next(reading)
            except StopIteration as end:
                found: ListReading = end.value
                return found


def measure(path: Path) -> None:
    """Read a file and print what it took."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, worked = time.perf_counter(), time.process_time()
    found = read(path)
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{path.suffix[1:]:5} {path.stat().st_size / 1e6:6.0f} MB {found.total:9,} rows {len(found.rows):5} chosen"
        f" {seconds:6.1f} s {work:6.1f} s CPU  peak {peak / 1024:5.0f} MB (before {before / 1024:.0f} MB)"
    )


def write_files(xlsx: Path, csv: Path) -> None:
    """Write both files."""
    write_xlsx(xlsx, invented_rows(ROWS))
    write_csv(csv, invented_rows(ROWS))


def apart(deed: Callable[..., None], *paths: Path) -> None:
    """Do something in a process of its own; one that is started has the peak of this one, so this one stays small."""
    process = multiprocessing.get_context("spawn").Process(target=deed, args=paths)
    process.start()
    process.join()


def main() -> None:
    """Measure both formats."""
    with tempfile.TemporaryDirectory() as folder:
        xlsx, csv = Path(folder, "lista.xlsx"), Path(folder, "lista.csv")
        apart(write_files, xlsx, csv)
        apart(measure, xlsx)
        apart(measure, csv)


if __name__ == "__main__":
    main()
