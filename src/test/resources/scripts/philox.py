"""First values of parameters as dev.spektron.nn.Rng and Init draw them, in numpy: Philox 4x32-10 (Salmon et al. 2011,
doi:10.1145/2063384.2063405), written from the paper. A stream is named by (seed, name); its counter is (block, 0, hash of the name, 0), its
key the seed."""
import numpy as np

MASK = np.uint64(0xFFFFFFFF)


def block(counter, key):
    """counter (n, 4), key (2): words (n, 4), all uint64 below 2^32."""
    a, b, c, d = (counter[:, i].astype(np.uint64) for i in range(4))
    p, q = (np.uint64(k) for k in key)
    for _ in range(10):
        x, y = a * np.uint64(0xD2511F53), c * np.uint64(0xCD9E8D57)
        a, b, c, d = (y >> np.uint64(32)) ^ b ^ p, y & MASK, (x >> np.uint64(32)) ^ d ^ q, x & MASK
        p, q = (p + np.uint64(0x9E3779B9)) & MASK, (q + np.uint64(0xBB67AE85)) & MASK
    return np.stack([a, b, c, d], 1)


def string_hash(name):
    """Java's String.hashCode as an unsigned number."""
    h = 0
    for char in name:
        h = (31 * h + ord(char)) & 0xFFFFFFFF
    return h


class Stream:
    def __init__(self, seed, name):
        self.key = (seed & 0xFFFFFFFF, seed >> 32)
        self.hash = string_hash(name)

    def uniform(self, n):
        """The first n numbers in (0, 1): the upper 23 bits of a word plus a half."""
        blocks = (n + 3) // 4
        counter = np.zeros((blocks, 4), np.uint64)
        counter[:, 0] = np.arange(blocks)
        counter[:, 2] = self.hash
        words = block(counter, self.key).ravel()[:n]
        return ((words >> np.uint64(9)).astype(np.float64) + 0.5) * 2.0 ** -23

    def normal(self, n):
        """Box and Muller, one of the pair."""
        u = self.uniform(2 * n)
        return (np.sqrt(-2 * np.log(u[0::2])) * np.cos(2 * np.pi * u[1::2])).astype(np.float32)


# The authors' known answers for counter and key 0, and for the digits of pi (Random123, kat_vectors).
assert block(np.zeros((1, 4), np.uint64), (0, 0))[0].tolist() == [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]
assert block(np.array([[0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344]], np.uint64), (0xA4093822, 0x299F31D0))[0].tolist() == [
    0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1]
