// Evaluates c_0 T_0(x) + ... + c_d T_d(x) with Microsoft SEAL, d = 2^k - 1, in k levels: written from SEAL's operations alone, so
// that it is independent of the evaluation in this repository.

/** Splits f = 2 T_m q' + r as f = T_m q + r, by T_(m+j) = 2 T_m T_j - T_(m-j). */
const divide = (coefficients, m) => {
  const high = coefficients.slice(m);
  const remainder = coefficients.slice(0, m);
  for (let j = 1; j < high.length; j++)
    remainder[m - j] -= high[j];
  return [high.map((c, j) => (j === 0 ? c : 2 * c)), remainder];
};

/**
 * @param tools evaluator, encoder, slotCount, relinKeys, primes (as numbers), levelId (number of primes -> parmsId)
 * @param x ciphertext with values in [-1, 1]
 * @param coefficients 2^k numbers; those of T_1 in the last quotients must not be zero, as SEAL refuses products with zero
 * @returns the result with the scale of x and k primes fewer
 */
export const evaluateChebyshev = ({ evaluator, encoder, slotCount, relinKeys, primes, levelId }, x, coefficients) => {
  const primeCount = x.coeffModulusSize;
  const depth = Math.log2(coefficients.length);
  if (!Number.isInteger(depth) || depth < 1 || depth >= primeCount)
    throw new Error(`${coefficients.length} coefficients; expected a power of two from 2 to ${2 ** (primeCount - 1)}`);

  const temporaries = [];
  const keep = object => {
    temporaries.push(object);
    return object;
  };
  const constant = (number, scale, id) =>
    evaluator.plainModSwitchTo(keep(encoder.encode(new Float64Array(slotCount).fill(number), scale)), id);
  const dropTo = (cipher, count) => keep(evaluator.cipherModSwitchTo(cipher, levelId(count)));
  const addConstant = (cipher, number) =>
    number === 0 ? cipher : keep(evaluator.addPlain(cipher, keep(constant(number, cipher.scale, cipher.parmsId))));
  const rescale = cipher => keep(evaluator.rescaleToNext(cipher));
  const product = (left, right) => rescale(keep(evaluator.relinearize(keep(evaluator.multiply(left, right)), relinKeys)));

  // T_1, T_2, T_4, ...: T_2m = 2 T_m^2 - 1.
  const powers = new Map([[1, x]]);
  for (let m = 1; 2 * m < coefficients.length; m *= 2) {
    const square = product(powers.get(m), powers.get(m));
    powers.set(2 * m, addConstant(keep(evaluator.add(square, square)), -1));
  }

  // The result of a call has `scale` and primeCount - levels primes: the scale that is asked for decides that of the factors.
  const evaluate = (series, levels, scale) => {
    const before = primeCount - levels + 1;
    const m = series.length / 2;
    const power = dropTo(powers.get(m), before);
    const factorScale = (scale * primes[before - 1]) / power.scale;
    if (m === 1) {
      const term = rescale(keep(evaluator.multiplyPlain(power, keep(constant(series[1], factorScale, power.parmsId)))));
      term.setScale(scale); // the same number up to its last bit, which SEAL's comparison of scales does not forgive
      return addConstant(term, series[0]);
    }
    const [quotient, remainder] = divide(series, m);
    const result = product(power, evaluate(quotient, levels - 1, factorScale));
    result.setScale(scale);
    return keep(evaluator.add(result, evaluate(remainder, levels, scale)));
  };

  const result = evaluate([...coefficients], depth, x.scale);
  for (const object of temporaries)
    if (object !== result)
      object.delete();
  return result;
};
