"""The two marks that let one source serve two bodies.

`rule` marks a pure function: plain Python for a reader and for the Mesa body, compilable for the engine.
`behaviour` marks what somebody does: on a Mesa agent the call goes through the agent's method of the same name, so that
a subclass override is reached; in compiled code it resolves to the rule itself.

Compiled code is built without reference counting: it cost over two fifths of the run time, and without it any
allocation inside a mechanism fails at compile time, which is what we want.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from numba.extending import overload, register_jitable

COMPILE_OPTIONS: Any = {"_nrt": False, "error_model": "python"}
RULE_OPTIONS: Any = {
    "forceinline": True,  # a call would hand over the whole world, word by word
    "no_cpython_wrapper": True,  # rules are called by rules: entries for Python and C cost a seventh of compilation
    "no_cfunc_wrapper": True,
    **COMPILE_OPTIONS,
}

P = ParamSpec("P")
R = TypeVar("R")
Actor_contra = TypeVar("Actor_contra", contravariant=True)


class Behaviour(Protocol[Actor_contra, P, R]):
    """A marked behaviour; `.rule` is the unmarked function, to be bound as an agent's method."""

    rule: Callable[..., R]
    __name__: str

    def __call__(self, actor: Actor_contra, /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Let the actor do it."""


def rule(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a pure function of the model: interpreted as written, compiled on demand by the engine."""
    marked: Callable[P, R] = register_jitable(**RULE_OPTIONS)(function)
    return marked


def behaviour(function: Callable[Concatenate[Actor_contra, P], R]) -> Behaviour[Actor_contra, P, R]:
    """Mark what an agent does: a Mesa agent's own method of that name is called, a record runs the function itself."""
    name = function.__name__

    @wraps(function)
    def call(actor: Any, *args: Any) -> Any:
        method = getattr(actor, name, None)  # a row, visited without compilation, has none
        return function(actor, *args) if method is None else method(*args)  # type: ignore[call-arg]  # as called

    overload(call, jit_options=RULE_OPTIONS, strict=False)(lambda *_arguments: function)
    call.rule = function  # type: ignore[attr-defined]  # functions carry attributes; typing has no word for it
    return call  # type: ignore[return-value]
