"""Writes sampling.json: a second implementation of the streams and samplers, from their documentation.

Needs the PyPI package `cryptography`. Run in this folder: python3 sampling.py > sampling.json
"""
import decimal
import hashlib
import hmac
import json
from fractions import Fraction

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

SEED = bytes(range(32))


def hkdf_sha256(seed, salt, info):
    key = hmac.new(salt, seed, hashlib.sha256).digest()
    return hmac.new(key, info + b"\x01", hashlib.sha256).digest()


class Stream:
    def __init__(self, domain, index, seed=SEED):
        info = bytes([len(domain)]) + domain.encode("ascii") + index.to_bytes(8, "little")
        key = hkdf_sha256(seed, b"AuditNode RandomStream v1", info)
        self.encryptor = Cipher(algorithms.AES(key), modes.CTR(bytes(16))).encryptor()
        self.position = 0

    def take(self, length):
        self.position += length
        return self.encryptor.update(bytes(length))

    def word(self):
        return int.from_bytes(self.take(8), "little")


def stream_case(domain, index, offset, length):
    stream = Stream(domain, index)
    stream.take(offset)
    return {"domain": domain, "index": index, "offset": offset, "bytes": stream.take(length).hex()}


def uniform_case(modulus, count):
    domain = f"uniform {modulus}"
    stream, residues = Stream(domain, 0), []
    mask = (1 << (modulus - 1).bit_length()) - 1
    while len(residues) < count:
        candidate = stream.word() & mask
        if candidate < modulus:
            residues.append(candidate)
    return {"domain": domain, "modulus": modulus, "values": residues, "consumed": stream.position}


def ternary_case(count):
    stream, values = Stream("ternary", 0), []
    while len(values) < count:
        byte = stream.take(1)[0]
        if byte != 255:
            values.append(byte % 3 - 1)
    return {"domain": "ternary", "values": values, "consumed": stream.position}


def thresholds(sigma):
    """round(2^126 Pr[|X| <= k]) by decimal arithmetic, one exponential for each magnitude."""
    decimal.getcontext().prec = 150
    width = 2 * decimal.Decimal(sigma) ** 2
    weights = [(-decimal.Decimal(k * k) / width).exp() for k in range(int(float(sigma) * 25) + 2)]
    total = 2 * sum(weights) - weights[0]
    table, cumulative = [], -weights[0]
    for weight in weights:
        cumulative += 2 * weight
        threshold = int((cumulative * 2**126 / total).to_integral_value(decimal.ROUND_HALF_UP))
        if threshold >= 2**126:
            return table
        table.append(threshold)
    raise ValueError("the weights do not reach the tail cut")


def gaussian_case(sigma, count):
    domain, table = f"gaussian {sigma}", thresholds(sigma)
    stream, samples = Stream(domain, 0), []
    for _ in range(count):
        first, second = stream.word(), stream.word()
        u = (first % 2**63) * 2**63 + second % 2**63
        magnitude = sum(threshold <= u for threshold in table)
        samples.append(-magnitude if first >> 63 else magnitude)
    return {"sigma": sigma, "domain": domain, "thresholds": [f"{t:032x}" for t in table], "values": samples}


print(json.dumps({
    "provenance": "written by sampling.py beside this file",
    "seed": SEED.hex(),
    "stream": [stream_case("a", 0, 0, 64), stream_case("a", 1, 0, 32), stream_case("a", 2**64 - 1, 0, 32),
               stream_case("~" * 255, 0, 0, 32), stream_case("a", 0, 8192 - 20, 40), stream_case("a", 0, 1_000_003, 32)],
    "uniform": [uniform_case(p, 40) for p in (2, 3, 1 << 20, (1 << 40) + 1, (1 << 50) - 27, 1 << 50)],
    "ternary": ternary_case(700),
    "gaussian": [gaussian_case(s, 40) for s in ("0.5", "3.2", "20")],
}, indent=1))
