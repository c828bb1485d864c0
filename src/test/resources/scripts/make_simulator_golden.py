"""Spectra of one given sample on both instruments of two presets, by the equations of docs/simulator.md, without random parts.

An independent implementation: every band is evaluated at its exact position and temperature (no grid, no interpolation over temperature)
and the line shape is integrated with Gauss-Legendre nodes.
Run from the root of the repository: python3 src/test/resources/scripts/make_simulator_golden.py
Made with numpy 1.24.2, PyYAML 6.0.
"""
import numpy as np
import yaml

EVERY = 25  # only every 25th channel is kept


def bands(component):
    known = {}
    for v in component.get("vibrations", []):
        known[v["name"]] = v
        for n in range(1, v["levels"] + 1):
            yield (n * v["position"] - n * (n + 1) * v["position"] * v["anharmonicity"],
                   v["height"] * v.get("falloff", 0.1) ** (n - 1), v["width"] * (1 + v.get("broadening", 0) * (n - 1)),
                   v.get("lorentzian", 0.3), n * v.get("temperature_shift", 0), v.get("temperature_height", 0))
    for c in component.get("combinations", []):
        parts = [(known[name], n) for name, n in c["of"].items()]
        position = sum(n * v["position"] - n * (n + 1) * v["position"] * v["anharmonicity"] for v, n in parts)
        yield (position + c.get("offset", 0), c["height"], c["width"], c.get("lorentzian", 0.3),
               sum(n * v.get("temperature_shift", 0) for v, n in parts), sum(v.get("temperature_height", 0) for v, n in parts))
    for b in component.get("lines", []):
        yield (b["position"], b["height"], b["width"], b.get("lorentzian", 0.3), 0, 0)


def pure(component, wavenumber, kelvin):
    y = np.zeros_like(wavenumber)
    for position, height, width, eta, shift, change in bands(component):
        u = (wavenumber - position - shift * kelvin) / width
        y += height * (1 + change * kelvin) * (eta / (1 + 4 * u**2) + (1 - eta) * np.exp(-4 * np.log(2) * u**2))
    return y


def measure(preset, m, s):
    a = m["axis"]
    nominal = a["first"] + a["step"] * np.arange(round((a["last"] - a["first"]) / a["step"]) + 1)
    middle = (nominal[0] + nominal[-1]) / 2
    nominal = nominal[::EVERY]
    x = middle + (nominal - m.get("shift", 0) - middle) / (1 + m.get("stretch", 0))
    laser = m.get("laser", 0)
    node, weight = np.polynomial.legendre.leggauss(200)
    sigma = m["bandwidth"] / np.sqrt(8 * np.log(2))
    weight = weight * np.exp(-0.5 * (6 * node) ** 2)
    weight /= weight.sum()
    at = x[:, None] + 6 * sigma * node
    wavenumber = at if laser else 1e7 / at
    b = preset["background"]
    y = np.full(len(x), float(s["baseline"]))
    for c, fraction in zip(preset["components"], s["fractions"]):
        e = pure(c, wavenumber, s["kelvin"])
        if laser:
            e = e * (1 - wavenumber * laser * 1e-7) ** 4
        y += s["path"] * fraction * (e @ weight)
    if laser:
        nm = 1 / (1 / laser - x * 1e-7)
        u = (nm - b["fluorescence_centre"]) / b["fluorescence_width"]
        y += s["fluorescence"] * np.exp(-4 * np.log(2) * u**2)
    else:
        y += s["scatter"] * (x / b["reference"]) ** -b["exponent"]
        y = -np.log10((1 - m.get("stray_light", 0)) * 10**-y + m.get("stray_light", 0))
    return m.get("offset", 0) + m.get("gain", 1) * (y + m.get("nonlinearity", 0) * y**2)


SAMPLES = {
    "two-instruments": dict(fractions=[0.1, 0.09, 0.04, 0.64, 0.13], path=1.1, baseline=0.03, scatter=0.06, kelvin=2.5, fluorescence=0),
    "raman": dict(fractions=[0.3, 0.5, 0.2], path=0.9, baseline=12, scatter=0, kelvin=0, fluorescence=5000),
}
for name, sample in SAMPLES.items():
    with open(f"data/simulator/{name}.yaml") as file:
        preset = yaml.safe_load(file)
    with open(f"src/test/resources/golden/simulator/{name}.csv", "w") as out:
        for m in preset["instruments"]:
            out.write(m["name"] + "," + ",".join(f"{v:.9g}" for v in measure(preset, m, sample)) + "\n")
