"""Whether the computer runs on its battery."""

from __future__ import annotations


def on_battery() -> bool:
    """False also where there is no battery and where the system does not tell. May take a moment."""
    import psutil  # here, because only the window asks, and after its first photos are shown

    try:
        battery = psutil.sensors_battery()
    except Exception:  # AttributeError on some systems, whatever the system's own files and calls raise on others
        return False
    return battery is not None and battery.power_plugged is False
