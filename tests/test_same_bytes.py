"""The same texts give the same bytes, whatever the threads, the instructions of the processor or the hashes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

RELEASES = Path(__file__).parents[1] / "examples" / "releases"
MACHINES: Mapping[str, Mapping[str, str]] = {
    "one thread": {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "1"},
    "four threads": {"OMP_NUM_THREADS": "4", "OPENBLAS_NUM_THREADS": "4", "PYTHONHASHSEED": "2"},
    "an old processor": {
        "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR",
        "OPENBLAS_CORETYPE": "Prescott",
        "PYTHONHASHSEED": "3",
    },
}
"""Environments of the process that reads; what they name and this processor lacks changes nothing."""


@cache
def _claims(machine: str) -> bytes:
    environment = {**os.environ, **MACHINES.get(machine, {})}
    command = [sys.executable, "-m", "coopgraph", "extract", str(RELEASES)]
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


@pytest.mark.parametrize("machine", MACHINES)
def test_every_machine_reads_the_same(machine: str) -> None:
    here = _claims("this one")
    assert b'"rule": "model.' in here, "the model has a say in these texts"
    assert hashlib.sha256(_claims(machine)).hexdigest() == hashlib.sha256(here).hexdigest()


def test_the_instructions_left_out_are_some_that_numpy_knows() -> None:
    from numpy._core._multiarray_umath import __cpu_dispatch__

    named = MACHINES["an old processor"]["NPY_DISABLE_CPU_FEATURES"].split()
    if sys.platform == "linux" and os.uname().machine == "x86_64":
        assert set(named) & set(__cpu_dispatch__)
