"""Scores rows of numbers (JSON on standard input) by scikit-learn's Isolation Forest; larger is stranger."""
import json
import sys

import numpy
from sklearn.ensemble import IsolationForest

rows = numpy.log1p(numpy.array(json.load(sys.stdin), dtype=float))
forest = IsolationForest(n_estimators=200, random_state=1).fit(rows)
json.dump((-forest.score_samples(rows)).tolist(), sys.stdout)
