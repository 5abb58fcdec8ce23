"""Benchmarks: measured, never asserted. Each module's ``tables()`` yields (title, DataFrame, remark)."""
