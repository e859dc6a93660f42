"""Runs first in the frozen program: what libraries import for uses that Twinset has not is left out, and replaced here.

openTSNE imports all of scikit-learn, scikit-learn all of scipy, and scipy the second of two large BLAS libraries; of
which Twinset uses the sparse matrices, KD-tree, distances and assignment of scipy. A module of `LEFT_OUT` can be
imported, and everything may be imported from it; using that raises NotImplementedError.
"""

import re
import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

LEFT_OUT = (
    "numpy.f2py",
    "numpy.testing",
    "sklearn",
    "scipy.linalg",
    "scipy.optimize.*",  # the modules in it
    "scipy.special",
    "scipy.sparse.linalg",
    "scipy.spatial._geometric_slerp",
    "scipy.spatial._procrustes",
    "scipy.spatial._qhull",
    "scipy.spatial._spherical_voronoi",
    "scipy.spatial.transform",
)
KEPT = ("scipy.optimize._lsap",)  # the assignment


def is_left_out(name: str) -> bool:
    """Whether a placeholder stands for this module."""
    parents = [name[: end.start()] for end in re.finditer(r"\.|$", name)]
    return name not in KEPT and any(one in LEFT_OUT or f"{one.rpartition('.')[0]}.*" in LEFT_OUT for one in parents)


class _Unused(type):
    """What a class of a placeholder is: it may be derived from, asked for names, used to decorate; not called."""

    def __getattr__(cls, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return _unused(f"{cls.__qualname__}.{name}")


def _unused(name: str) -> type:
    def refuse(cls: type, *_: object, **__: object) -> object:
        if cls.__dict__.get("is_placeholder"):
            raise NotImplementedError(f"{name} is left out of the frozen program")
        return object.__new__(cls)

    return _Unused(name, (), {"is_placeholder": True, "__new__": refuse})


class _Placeholder(ModuleType):
    """Its `__path__` is empty: what is in it, `_Finder` finds."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return _unused(f"{self.__name__}.{name}")


class _Finder(MetaPathFinder, Loader):
    """Finds the modules that are left out, and those below them."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if not is_left_out(name):
            return None
        return ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Placeholder(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing: all it has is made when it is asked for."""


if getattr(sys, "frozen", False):
    sys.meta_path.insert(0, _Finder())
