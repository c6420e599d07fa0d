"""A checker of the numeric dialect: what may stand in code that runs both as plain Python and compiled.

`faults(source)` names every breach in a module's functions of the dialect; `foreign_imports(source)` every module that
a mechanism has no business with. Why each thing is barred: docs/design.md ("Numeric dialect").
"""

import ast
import builtins
from collections.abc import Iterable, Iterator

MARKS = {"rule", "behaviour"}
BUILTINS = {"abs", "bool", "enumerate", "float", "int", "len", "max", "min", "range", "zip"}
# CPython and numba agree on these to the last bit; lgamma and pow do not always.
MATH = {
    "ceil",
    "cos",
    "erf",
    "erfc",
    "exp",
    "exp2",
    "expm1",
    "fabs",
    "floor",
    "inf",
    "isfinite",
    "isnan",
    "log",
    "log1p",
    "pi",
}
MATH |= {"sin", "sqrt", "tanh"}
ARRAY_LIBRARIES = {"numba", "numpy", "pandas", "scipy"}
NEIGHBOURS = {"body", "mark", "mechanisms", "notes", "parameters", "purposes", "randomness", "records", "variates"}

BARRED: dict[type[ast.AST], str] = {
    ast.Assert: "assert",
    ast.AsyncFunctionDef: "async",
    ast.ClassDef: "class",
    ast.Dict: "dictionary",
    ast.DictComp: "comprehension",
    ast.FunctionDef: "function within a function",
    ast.GeneratorExp: "comprehension",
    ast.Global: "global",
    ast.Import: "import within a function",
    ast.ImportFrom: "import within a function",
    ast.JoinedStr: "f-string",
    ast.Lambda: "lambda",
    ast.List: "list",
    ast.ListComp: "comprehension",
    ast.Match: "match",
    ast.Raise: "raise",
    ast.Set: "set",
    ast.SetComp: "comprehension",
    ast.Starred: "starred value",
    ast.Try: "try",
    ast.TryStar: "try",
    ast.With: "with",
    ast.Yield: "yield",
    ast.YieldFrom: "yield",
}


def faults(source: str, *, every_function: bool = True) -> list[str]:
    """The breaches of the dialect, as `line: function: what`.

    With `every_function`, as in mechanisms, an unmarked function is a breach too; without, as in a module that also
    holds ordinary Python, only the marked functions are looked at.
    """
    tree = ast.parse(source)
    aliases = _aliases(tree, ARRAY_LIBRARIES)
    found = []
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        marked = _is_marked(function)
        if every_function and not marked:
            found.append((function.lineno, function.name, "carries no mark: @rule or @behaviour"))
        if every_function or marked:
            found += [(line, function.name, what) for line, what in _breaches(function, aliases)]
    return [f"{line}: {name}: {what}" for line, name, what in sorted(found)]


def foreign_imports(source: str) -> list[str]:
    """The modules and private names imported that are neither `math` nor a neighbour that mechanisms may know."""
    return [name for name in _imported(ast.parse(source)) if not _may_be_imported(name)]


def _is_marked(function: ast.FunctionDef) -> bool:
    return any(_last_name(decorator) in MARKS for decorator in function.decorator_list)


def _last_name(node: ast.expr) -> str:
    """`rule` of `rule`, `mark.rule` and `rule(...)`."""
    if isinstance(node, ast.Call):
        return _last_name(node.func)
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _breaches(function: ast.FunctionDef, aliases: set[str]) -> Iterator[tuple[int, str]]:
    arguments = function.args
    if arguments.kwonlyargs or arguments.vararg or arguments.kwarg:
        yield function.lineno, "keyword-only or starred argument"
    if arguments.posonlyargs:
        yield function.lineno, "positional-only argument"
    for node in _code(function):
        what = _breach(node, aliases)
        if what:
            yield node.lineno, what


def _code(function: ast.FunctionDef) -> Iterator[ast.stmt | ast.expr]:
    """Every statement and expression that runs: not the docstring, nor annotations."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    for root in (*function.args.defaults, *body):
        annotations = {id(n) for a in ast.walk(root) if isinstance(a, ast.AnnAssign) for n in ast.walk(a.annotation)}
        for node in ast.walk(root):
            if isinstance(node, ast.stmt | ast.expr) and id(node) not in annotations:
                yield node


def _breach(node: ast.stmt | ast.expr, aliases: set[str]) -> str:
    """What is wrong with one statement or expression, its parts left aside; empty if nothing is."""
    match node:
        case ast.Constant(value=str() | bytes()):
            return "string"
        case ast.BinOp(op=ast.Pow(), right=exponent) | ast.AugAssign(op=ast.Pow(), value=exponent):
            return _power(exponent)
        case ast.Name(id=name):
            return f"{name}: an array library" if name in aliases else ""
        case ast.Attribute(value=ast.Name(id="math"), attr=name):
            return "" if name in MATH else f"math.{name}: not known to be the same in both bodies"
        case ast.Call():
            return _call(node)
    return BARRED.get(type(node), "")


def _power(exponent: ast.expr) -> str:
    """A whole or half power is computed in another way by the compiler; `a ** b` of a float variable is not."""
    digits = exponent.operand if isinstance(exponent, ast.UnaryOp) else exponent
    if isinstance(digits, ast.Constant) and isinstance(digits.value, int | float) and (2 * digits.value) % 1 == 0:
        return f"** {ast.unparse(exponent)}: write x * x, or math.sqrt(x)"
    return ""


def _call(node: ast.Call) -> str:
    if any(keyword.arg == "fastmath" for keyword in node.keywords):
        return "fastmath"
    name = getattr(node.func, "id", "")
    return f"{name}(): not in the dialect" if hasattr(builtins, name) and name not in BUILTINS else ""


def _aliases(tree: ast.Module, libraries: set[str]) -> set[str]:
    """The names under which a module knows those libraries, or anything taken from them."""
    return {
        alias.asname or alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if (getattr(node, "module", None) or alias.name).split(".")[0] in libraries
    }


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def _may_be_imported(name: str) -> bool:
    first, *rest = name.split(".")
    if first in {"__future__", "math"} or name == "collections.abc.Sequence":  # the type of a row
        return True
    return first == "simulation" and bool(rest) and rest[0] in NEIGHBOURS and not _any_private(rest)


def _any_private(names: Iterable[str]) -> bool:
    return any(name.startswith("_") for name in names)
