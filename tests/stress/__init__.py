"""The promises of SECURITY.md, shown by faults: `make stress`, or `python -m tests.stress.PART` for one of them."""
