"""Runs the FRAUDAR of the repository named as argument on edges (JSON on standard input), block after block."""
import json
import sys

sys.path.insert(0, sys.argv[1])
from fraudar.export import greedy  # noqa: E402

# It talks while it works; the answer alone belongs on standard output.
answer, sys.stdout = sys.stdout, sys.stderr
asked = json.load(sys.stdin)
matrix = greedy.listToSparseMatrix([a for a, _ in asked["edges"]], [v for _, v in asked["edges"]])
found = greedy.detectMultiple(matrix, greedy.logWeightedAveDegree, asked["blocks"])
json.dump([sorted(int(row) for row in rows) for (rows, _), _ in found], answer)
