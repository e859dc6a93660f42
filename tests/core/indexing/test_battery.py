"""Whether the computer runs on its battery, as far as the system tells."""

from __future__ import annotations

from types import SimpleNamespace

import psutil
import pytest

from core.indexing.battery import on_battery


@pytest.mark.parametrize(("plugged", "expected"), [(False, True), (True, False), (None, False)])
def test_a_battery(monkeypatch: pytest.MonkeyPatch, plugged: bool | None, expected: bool) -> None:
    battery = SimpleNamespace(percent=50.0, secsleft=1000, power_plugged=plugged)
    monkeypatch.setattr(psutil, "sensors_battery", lambda: battery, raising=False)
    assert on_battery() is expected


def test_no_battery(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "sensors_battery", lambda: None, raising=False)
    assert on_battery() is False


@pytest.mark.parametrize("error", [FileNotFoundError("energy_now"), RuntimeError("GetSystemPowerStatus")])
def test_a_system_that_does_not_tell(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(psutil, "sensors_battery", fail, raising=False)
    assert on_battery() is False
    monkeypatch.delattr(psutil, "sensors_battery")
    assert on_battery() is False
