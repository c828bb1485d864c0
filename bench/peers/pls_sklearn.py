"""Time of scikit-learn's PLSRegression on the shape of PlsBenchmark: 155 x 650, 20 components. Set OMP_NUM_THREADS=1 to compare one thread
with one thread. Prints the median in milliseconds."""
import time
import numpy as np
import sklearn
from sklearn.cross_decomposition import PLSRegression

rng = np.random.default_rng(1)
n, p = 155, 650
j = np.arange(p)
bands = np.exp(-((j - p * (np.arange(30)[:, None] + 0.5) / 30) / 25) ** 2)
x = 1 + (rng.standard_normal((n, 30)) / (1 + np.arange(30))) @ bands + 1e-3 * rng.standard_normal((n, p))
y = x[:, 100] - x[:, 200] + 2 * x[:, 450] + 0.05 * rng.standard_normal(n)
times = []
for repeat in range(60):
    start = time.perf_counter()
    PLSRegression(n_components=20, scale=False).fit(x, y)
    times.append(1e3 * (time.perf_counter() - start))
print(f"scikit-learn {sklearn.__version__} PLSRegression 155 x 650, 20 components: median {np.median(times[10:]):.3f} ms")
