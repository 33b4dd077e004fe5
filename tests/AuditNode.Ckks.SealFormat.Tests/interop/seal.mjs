// Runs Microsoft SEAL (node-seal) from a JSON job: node seal.mjs job.json
//
// A job is { "steps": [ { "do": "<name>", ... }, ... ] }; `steps` below lists every name with its fields. Plaintexts and ciphertexts
// have names ("in", "left", "right", "plain", "out"); there is one context, one secret key, one public key and one set of each kind
// of evaluation key at a time. Paths are relative to the folder of the job. Steps with "as" put a result under that name into
// { "results": { ... } }, printed on stdout. On failure: one line on stderr and exit status 2 for a bad job, 1 for anything else.
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import createSeal from 'node-seal';
import { evaluateChebyshev } from './chebyshev.mjs';

class JobError extends Error {}

const seal = await createSeal();
const results = {};
const values = new Map();
let folder = '.';
let context, generator, encoder, evaluator;
const keys = { secret: undefined, public: undefined, relin: undefined, galois: undefined };

const path = file => resolve(folder, file);

const read = async file => new Uint8Array(await readFile(path(file)));

/** Saves any SEAL object; "compression" is none, zlib or zstd. */
const save = (object, { file, compression = 'none' }) => {
  const mode = seal.ComprModeType[compression];
  if (mode === undefined)
    throw new JobError(`"compression" is ${compression}; expected none, zlib or zstd`);
  return writeFile(path(file), object.saveArray(mode));
};

const need = (object, remedy) => object ?? fail(remedy);

const fail = message => { throw new JobError(message); };

const value = name => need(values.get(name), `there is no value named ${name}`);

/** The wasm heap is not garbage collected: a value that is replaced is deleted first. */
const put = (name, object) => {
  values.get(name)?.delete();
  values.set(name, object);
};

const setKey = (kind, key) => {
  keys[kind]?.delete();
  keys[kind] = key;
};

const key = kind => need(keys[kind], `there is no ${kind} key yet`);

const scheme = () => need(context, 'the first step must be "context"');

const keyGenerator = () => (generator ??= seal.KeyGenerator(scheme(), key('secret')));

const ckks = () => (encoder ??= seal.CKKSEncoder(scheme()));

const evaluate = () => (evaluator ??= seal.Evaluator(scheme()));

/** Every level of the chain as [context data, number of primes], the key level first. */
const levels = () => {
  const found = [];
  let data = scheme().keyContextData;
  for (let count = data.parms.coeffModulus.length; count > 0; count--) {
    found.push([data, count]);
    if (count > 1)
      data = data.nextContextData;
  }
  return found;
};

const levelId = primeCount =>
  need(levels().find(([, count]) => count === primeCount), `there is no level with ${primeCount} primes`)[0].parmsId;

const hex = parmsId => [...parmsId.values].map(word => word.toString(16).padStart(16, '0')).join(' ');

const doubles = async step =>
  step.file ? new Float64Array((await read(step.file)).buffer) : Float64Array.from(need(step.values, 'give "values" or "file"'));

const setContext = async step => {
  const parameters = seal.EncryptionParameters(seal.SchemeType.ckks);
  if (step.file) {
    parameters.loadArray(await read(step.file));
  } else {
    parameters.setPolyModulusDegree(need(step.degree, 'give "degree" and "bitSizes", or "file"'));
    parameters.setCoeffModulus(seal.CoeffModulus.Create(step.degree, Int32Array.from(need(step.bitSizes, 'give "bitSizes"'))));
  }
  const security = need(seal.SecurityLevel[step.security ?? 'tc128'], '"security" is not none, tc128, tc192 or tc256');
  const created = seal.Context(parameters, true, security);
  if (!created.parametersSet())
    throw new Error('SEAL refuses these parameters at this security level');
  for (const object of [generator, encoder, evaluator, ...values.values()])
    object?.delete();
  values.clear();
  generator = encoder = evaluator = undefined;
  for (const kind of Object.keys(keys))
    setKey(kind, undefined);
  context?.delete();
  context = created;
};

const loadKey = async (kind, object, { file }) => {
  object.loadArray(scheme(), await read(file));
  setKey(kind, object);
};

const setSecretKey = secret => {
  setKey('secret', secret);
  generator?.delete();
  generator = undefined;
};

const encode = async step => {
  const like = step.like && value(step.like);
  const plain = ckks().encode(await doubles(step), step.scale ?? need(like, 'give "scale" or "like"').scale);
  const parmsId = like ? like.parmsId : step.level && levelId(step.level);
  if (parmsId)
    evaluate().plainModSwitchTo(plain, parmsId, plain);
  put(step.out, plain);
};

const encrypt = (step, method, ...encryptorKeys) => {
  const encryptor = seal.Encryptor(scheme(), ...encryptorKeys);
  try {
    return encryptor[method](value(step.in));
  } finally {
    encryptor.delete();
  }
};

/** SEAL fills the slots after the given values with zeros; "count" limits how many slots are reported. */
const decrypt = async step => {
  const decryptor = seal.Decryptor(scheme(), key('secret'));
  const plain = decryptor.decrypt(value(step.in));
  const slots = ckks().decode(plain);
  plain.delete();
  decryptor.delete();
  const wanted = slots.slice(0, step.count ?? slots.length);
  if (step.file)
    await writeFile(path(step.file), new Uint8Array(wanted.buffer));
  return step.file ? wanted.length : [...wanted];
};

const chebyshev = step => {
  const tools = {
    evaluator: evaluate(),
    encoder: ckks(),
    slotCount: ckks().slotCount,
    relinKeys: key('relin'),
    primes: [...scheme().keyContextData.parms.coeffModulus].map(Number),
    levelId,
  };
  put(step.out, evaluateChebyshev(tools, value(step.in), step.coefficients));
};

const coeffModulus = ({ degree, bitSizes }) => {
  const primes = seal.CoeffModulus.Create(degree, Int32Array.from(bitSizes));
  const parameters = seal.EncryptionParameters(seal.SchemeType.ckks);
  parameters.setPolyModulusDegree(degree);
  parameters.setCoeffModulus(primes);
  return [...parameters.coeffModulus].map(String);
};

const contextInfo = () => ({
  degree: scheme().keyContextData.parms.polyModulusDegree,
  primes: [...scheme().keyContextData.parms.coeffModulus].map(String),
  firstParmsId: hex(scheme().firstParmsId),
  levels: levels().map(([data, primeCount]) => ({ primeCount, parmsId: hex(data.parmsId), chainIndex: data.chainIndex })),
});

const ciphertextInfo = ({ in: name }) => {
  const { parmsId, coeffModulusSize, size, scale, isNttForm } = value(name);
  return { parmsId: hex(parmsId), primeCount: coeffModulusSize, size, scale, isNttForm };
};

const unary = (method, ...more) => ({
  fields: ['in', 'out'],
  run: step => put(step.out, evaluate()[method](value(step.in), ...more.map(argument => argument(step)))),
});

const binary = method => ({
  fields: ['left', 'right', 'out'],
  run: step => put(step.out, evaluate()[method](value(step.left), value(step.right))),
});

const withPlain = method => ({
  fields: ['in', 'plain', 'out'],
  run: step => put(step.out, evaluate()[method](value(step.in), value(step.plain))),
});

// "fields" must be there, "optional" may be there; any other field is an error.
const steps = {
  // Parameters: "degree" and "bitSizes" (special prime last), or "file" as saved by saveParameters; "security": none, tc128, ...
  context: { fields: [], optional: ['degree', 'bitSizes', 'file', 'security'], run: setContext },
  contextInfo: { fields: ['as'], run: contextInfo },
  // The primes of CoeffModulus::Create, without a context.
  coeffModulus: { fields: ['degree', 'bitSizes', 'as'], run: coeffModulus },
  saveParameters: { fields: ['file'], optional: ['compression'], run: step => save(scheme().keyContextData.parms, step) },

  keygen: {
    fields: [],
    run: () => {
      const fresh = seal.KeyGenerator(scheme());
      setSecretKey(fresh.secretKey());
      setKey('public', fresh.createPublicKey());
      generator = fresh;
    },
  },
  loadSecretKey: {
    fields: ['file'],
    run: async ({ file }) => {
      const secret = seal.SecretKey();
      secret.loadArray(scheme(), await read(file));
      setSecretKey(secret);
    },
  },
  saveSecretKey: { fields: ['file'], optional: ['compression'], run: step => save(key('secret'), step) },
  // The public key of the present secret key.
  publicKey: { fields: [], run: () => setKey('public', keyGenerator().createPublicKey()) },
  loadPublicKey: { fields: ['file'], run: step => loadKey('public', seal.PublicKey(), step) },
  savePublicKey: { fields: ['file'], optional: ['compression'], run: step => save(key('public'), step) },
  saveSeededPublicKey: {
    fields: ['file'],
    optional: ['compression'],
    run: step => save(keyGenerator().createPublicKeySerializable(), step),
  },
  relinKeys: { fields: [], run: () => setKey('relin', keyGenerator().createRelinKeys()) },
  // "steps": rotations to make keys for, positive to the left; 0 stands for conjugation.
  galoisKeys: { fields: ['steps'], run: step => setKey('galois', keyGenerator().createGaloisKeys(Int32Array.from(step.steps))) },

  // Real numbers from "values" or "file" (little-endian doubles), at most N/2; "level": number of primes; "like": a ciphertext
  // whose level and, without "scale", whose scale to take.
  encode: { fields: ['out'], optional: ['values', 'file', 'scale', 'level', 'like'], run: encode },
  savePlaintext: { fields: ['in', 'file'], optional: ['compression'], run: step => save(value(step.in), step) },
  encrypt: { fields: ['in', 'out'], run: step => put(step.out, encrypt(step, 'encrypt', key('public'))) },
  encryptSymmetric: {
    fields: ['in', 'out'],
    run: step => put(step.out, encrypt(step, 'encryptSymmetric', key('public'), key('secret'))),
  },
  saveSeededCiphertext: {
    fields: ['in', 'file'],
    optional: ['compression'],
    run: step => save(encrypt(step, 'encryptSymmetricSerializable', key('public'), key('secret')), step),
  },
  loadCiphertext: {
    fields: ['file', 'out'],
    run: async step => {
      const ciphertext = seal.CipherText();
      ciphertext.loadArray(scheme(), await read(step.file));
      put(step.out, ciphertext);
    },
  },
  saveCiphertext: { fields: ['in', 'file'], optional: ['compression'], run: step => save(value(step.in), step) },
  ciphertextInfo: { fields: ['in', 'as'], run: ciphertextInfo },
  // The real parts of the slots as an array, or into "file" as little-endian doubles (the result is then their number).
  decrypt: { fields: ['in', 'as'], optional: ['count', 'file'], run: decrypt },

  add: binary('add'),
  sub: binary('sub'),
  multiply: binary('multiply'),
  addPlain: withPlain('addPlain'),
  subPlain: withPlain('subPlain'),
  multiplyPlain: withPlain('multiplyPlain'),
  negate: unary('negate'),
  square: unary('square'),
  relinearize: unary('relinearize', () => key('relin')),
  rescaleToNext: unary('rescaleToNext'),
  modSwitchToNext: unary('cipherModSwitchToNext'),
  conjugate: unary('complexConjugate', () => key('galois')),
  rotate: { ...unary('rotateVector', step => step.steps, () => key('galois')), fields: ['in', 'steps', 'out'] },
  // "coefficients" of T_0 to T_(2^k - 1); the result has the scale of "in" and k primes fewer.
  chebyshev: { fields: ['in', 'coefficients', 'out'], run: chebyshev },
  // Declares another scale without changing the coefficients, as users do after rescaling by a prime that is nearly the scale.
  setScale: { fields: ['in', 'scale'], run: step => value(step.in).setScale(step.scale) },
  delete: {
    fields: ['in'],
    run: step => {
      value(step.in).delete();
      values.delete(step.in);
    },
  },
};

const runStep = async step => {
  const { fields, optional = [], run } = need(Object.hasOwn(steps, step.do) ? steps[step.do] : undefined, 'there is no such step');
  for (const field of fields)
    if (step[field] === undefined)
      throw new JobError(`"${field}" is missing`);
  for (const field of Object.keys(step))
    if (field !== 'do' && !fields.includes(field) && !optional.includes(field))
      throw new JobError(`there is no field "${field}"`);
  const result = await run(step);
  if (step.as !== undefined)
    results[step.as] = result;
};

const main = async file => {
  if (file === undefined)
    throw new JobError('usage: node seal.mjs job.json');
  const job = JSON.parse(await readFile(file, 'utf8'));
  folder = dirname(resolve(file));
  for (const [index, step] of job.steps.entries()) {
    try {
      await runStep(step);
    } catch (error) {
      error.message = `step ${index} (${step.do}): ${error.message}`;
      throw error;
    }
  }
  process.stdout.write(`${JSON.stringify({ results })}\n`);
};

try {
  await main(process.argv[2]);
} catch (error) {
  process.stderr.write(`${String(error?.message ?? error).replace(/\s+/g, ' ')}\n`);
  process.exitCode = error instanceof JobError || error instanceof SyntaxError ? 2 : 1;
}
