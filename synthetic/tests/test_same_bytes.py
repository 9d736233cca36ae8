"""One seed, one borough, the same bytes each time."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from synthetic.write import write_borough


def fingerprint(folder: Path) -> str:
    """A hash over every file's name and bytes."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return total.hexdigest()


def test_the_same_seed_gives_the_same_bytes_whatever_the_hash_seed(tmp_path):
    prints = set()
    for hash_seed in ("1", "2718"):
        out = tmp_path / hash_seed
        command = [
            sys.executable,
            "-m",
            "synthetic",
            "--people",
            "600",
            "--seed",
            "3",
            "--out",
            str(out),
            "--quiet",
        ]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": hash_seed})
        prints.add(fingerprint(out))
    assert len(prints) == 1


def test_a_hamlet_has_all_twelve_systems(tmp_path):
    for seed in (1, 2):
        write_borough(100, seed, tmp_path / "hamlet")
        assert len(list((tmp_path / "hamlet" / "extracts" / "2026-10-01").iterdir())) == 12


def test_another_seed_gives_another_borough(tmp_path):
    write_borough(600, 3, tmp_path / "a")
    write_borough(600, 4, tmp_path / "b")
    assert fingerprint(tmp_path / "a") != fingerprint(tmp_path / "b")


def test_an_interrupted_run_leaves_nothing_half_made(tmp_path):
    out = tmp_path / "borough"

    def stop(step: str) -> None:
        if step == "parking":
            raise KeyboardInterrupt

    try:
        write_borough(600, 3, out, stop)
    except KeyboardInterrupt:
        assert not out.exists()
    write_borough(600, 3, out)
    assert (out / "profile.json").exists()
    assert not out.with_name("borough.part").exists()
