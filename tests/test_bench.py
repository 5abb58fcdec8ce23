"""The benchmarks run: what they measure in processes of their own is not seen by any import."""

import pkgutil
from importlib import import_module

import pytest

import bench
from bench import ledger as loading

MODULES = [module.name for module in pkgutil.iter_modules(bench.__path__) if not module.name.startswith("_")]


@pytest.mark.parametrize("name", MODULES)
def test_every_benchmark_has_tables(name):
    assert callable(import_module(f"bench.{name}").tables)


@pytest.mark.parametrize("what", ["bare", "load"])
def test_loading_is_measured_in_a_process_of_its_own(tmp_path, what):
    loading.synthetic(tmp_path, 200)
    seconds, peak = loading._measure(tmp_path, what, runs=1)
    assert seconds > 0
    assert peak > 0
