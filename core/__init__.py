"""Twinset's engine: decoding, embedding, catalog, ranking. Nothing here knows Qt."""

import os

# Since 1.29 onnxruntime reports to its makers over the network and writes a device id to the user's cache, on import.
# Twinset never talks to anyone. The variable counts only when it is set before the import: so, here.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# Searches and photos run side by side in threads of ours; a second thread inside each matrix product only makes them
# wait for one another: a search of 100,000 photos took several times longer while photos were being indexed.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
