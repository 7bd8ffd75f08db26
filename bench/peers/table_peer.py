#!/usr/bin/env python3
"""Reading the benchmark's table, whose file LATENT_TABLE names, in Python: table_peer.py csv_100mb_pandas|csv_100mb_numpy THREADS."""
import os
import sys

import serving

FILE = os.environ["LATENT_TABLE"]


def csv_100mb_pandas():
    try:
        import pandas
    except ImportError:
        serving.refuse("pandas is not installed (apt-get install python3-pandas)")
    return "pandas " + pandas.__version__, lambda: pandas.read_csv(FILE, dtype="float32").to_numpy()


def csv_100mb_numpy():
    try:
        import numpy
    except ImportError:
        serving.refuse("NumPy is not installed (apt-get install python3-numpy)")
    return "NumPy " + numpy.__version__, lambda: numpy.loadtxt(FILE, dtype="float32", delimiter=",", skiprows=1)


serving.serve(*{"csv_100mb_pandas": csv_100mb_pandas, "csv_100mb_numpy": csv_100mb_numpy}[sys.argv[1]]())
