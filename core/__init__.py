"""Twinset's engine: decoding, embedding, catalog, ranking. Nothing here knows Qt."""

import os

# Since 1.29 onnxruntime reports to its makers over the network and writes a device id to the user's cache, on import.
# Twinset never talks to anyone. The variable counts only when it is set before the import: so, here.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
