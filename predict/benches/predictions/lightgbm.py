"""Times LightGBM on one thread: values and labels as binary files, then columns, trees and runs."""

import json
import sys
import time

import lightgbm
import numpy

values_path, labels_path, columns, trees, runs = sys.argv[1:]
columns, trees, runs = int(columns), int(trees), int(runs)
values = numpy.fromfile(values_path, dtype="<f4").reshape(-1, columns)
labels = numpy.fromfile(labels_path, dtype=numpy.uint8)

# As `TreeParams::default()` grows trees, as far as LightGBM has the same parameters.
PARAMS = {
    "objective": "binary",
    "learning_rate": 0.05,
    "num_leaves": 16,
    "max_depth": 7,
    "min_data_in_leaf": 40,
    "min_sum_hessian_in_leaf": 3.0,
    "lambda_l2": 8.0,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "num_threads": 1,
    "verbosity": -1,
    "seed": 1,
}


def fastest(times, work):
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


def train():
    # Binning is part of it, as it is of ours.
    return lightgbm.train(PARAMS, lightgbm.Dataset(values, label=labels), num_boost_round=trees)


model = train()
first = [values[row : row + 1] for row in range(200)]
print(
    json.dumps(
        {
            "version": lightgbm.__version__,
            "training": fastest(3, train),
            "batch": fastest(runs, lambda: model.predict(values, raw_score=True, num_threads=1)),
            "single": fastest(runs, lambda: [model.predict(row, raw_score=True, num_threads=1) for row in first])
            / len(first),
        }
    )
)
