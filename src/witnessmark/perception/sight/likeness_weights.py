"""Numbers of ``scene_likeness.py``, by ``training/sight/fit_scene_likeness.py``."""

import numpy as np

#: Mean and deviation of each feature, then the weight of each, the constant last.
MEAN = np.array([0.8858, 0.8805, 0.8979, 0.8618, 0.1617, 0.0854, 0.0634, 0.1184, 0.2081, 0.6131])
SPREAD = np.array([0.2954, 0.2953, 0.2262, 0.3145, 0.4308, 0.1743, 0.2110, 0.4692, 0.4853, 0.2081])
WEIGHTS = np.array(
    [-1.1661, -1.7402, 3.3883, -3.6431, -0.7420, 0.0940, -2.5994, 3.6146, 3.9922, 0.5113, -6.6747]
)
