import {
  decodeAbiParameters, decodeErrorResult, decodeEventLog, decodeFunctionData, encodeAbiParameters, encodeErrorResult,
  encodeEventTopics, encodeFunctionData, toEventSelector, toFunctionSelector, toFunctionSignature,
} from 'viem'

// From the tests' form to viem's: integers are bigints, tuples with names are objects.
function toViem(parameter, value) {
  const array = /^(.*)\[\d*\]$/.exec(parameter.type)
  if (array)
    return value.map(item => toViem({ ...parameter, type: array[1] }, item))
  if (parameter.type === 'tuple') {
    const items = parameter.components.map((component, i) => toViem(component, value[i]))
    return isNamed(parameter) ? Object.fromEntries(parameter.components.map((component, i) => [component.name, items[i]])) : items
  }
  return /^u?int/.test(parameter.type) ? BigInt(value) : value
}

function fromViem(parameter, value) {
  const array = /^(.*)\[\d*\]$/.exec(parameter.type)
  if (array)
    return value.map(item => fromViem({ ...parameter, type: array[1] }, item))
  if (parameter.type === 'tuple')
    return parameter.components.map((component, i) => fromViem(component, isNamed(parameter) ? value[component.name] : value[i]))
  return /^u?int/.test(parameter.type) ? value.toString() : value
}

const isNamed = parameter => parameter.components.every(component => component.name)
const toViemList = (parameters, values) => parameters.map((parameter, i) => toViem(parameter, values[i]))
const fromViemList = (parameters, values) => parameters.map((parameter, i) => fromViem(parameter, values[i]))

export function abiCodec({ parameters, values, encoded }) {
  return {
    encoded: encodeAbiParameters(parameters, toViemList(parameters, values)),
    decoded: fromViemList(parameters, decodeAbiParameters(parameters, encoded)),
  }
}

export function abiFunction({ item, values, encoded }) {
  const decoded = decodeFunctionData({ abi: [item], data: encoded })
  return {
    signature: toFunctionSignature(item),
    selector: toFunctionSelector(item),
    encoded: encodeFunctionData({ abi: [item], functionName: item.name, args: toViemList(item.inputs, values) }),
    decoded: fromViemList(item.inputs, decoded.args ?? []),
  }
}

export function abiError({ item, values, encoded }) {
  const decoded = decodeErrorResult({ abi: [item], data: encoded })
  return {
    encoded: encodeErrorResult({ abi: [item], errorName: item.name, args: toViemList(item.inputs, values) }),
    decoded: fromViemList(item.inputs, decoded.args ?? []),
  }
}

// viem makes no topics of indexed arrays and tuples, so the tests do not ask for those. The decoded values of indexed parameters of
// dynamic type are their topics.
export function abiEvent({ item, values, topics, data }) {
  const indexed = item.inputs.filter(input => input.indexed)
  const args = indexed.map(input => toViem(input, values[item.inputs.indexOf(input)]))
  const rest = item.inputs.filter(input => !input.indexed)
  const decoded = decodeEventLog({ abi: [item], topics, data }).args ?? []
  return {
    selector: toEventSelector(item),
    topics: encodeEventTopics({ abi: [item], eventName: item.name, args }),
    data: encodeAbiParameters(rest, rest.map(input => toViem(input, values[item.inputs.indexOf(input)]))),
    decoded: item.inputs.map((input, i) => fromTopicOrViem(input, Array.isArray(decoded) ? decoded[i] : decoded[input.name])),
  }
}

function fromTopicOrViem(input, value) {
  const isHashed = input.indexed && /(\]|^tuple|^string|^bytes)$/.test(input.type)
  return isHashed ? value : fromViem(input, value)
}
