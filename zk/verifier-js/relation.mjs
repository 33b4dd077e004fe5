// Linear relations: reading the serialised instance, and the ten checks of the draft's section "Instance validation".
import { Malformed, Point, elementLength, multiply, readElement, readScalar, scalarLength } from './suite.mjs'

class Reader {
  constructor(octets) {
    this.octets = octets
    this.position = 0
  }
  get remaining() {
    return this.octets.length - this.position
  }
  take(length) {
    if (this.remaining < length) throw new Malformed('the instance ends early')
    this.position += length
    return this.octets.subarray(this.position - length, this.position)
  }
  uint32() {
    const part = this.take(4)
    return new DataView(part.buffer, part.byteOffset, 4).getUint32(0, true)
  }
  count(size, name) {
    const count = this.uint32()
    if (count === 0) throw new Malformed(`an instance without ${name}`)
    if (count * size > this.remaining) throw new Malformed(`more ${name} announced than bytes follow`)
    return count
  }
  list(size, name, read) {
    return Array.from({ length: this.count(size, name) }, read)
  }
}

/** Reads and validates; throws Malformed with the reason. The element count is what the remaining bytes hold. */
export function readRelation(octets) {
  const reader = new Reader(octets)
  const equations = reader.list(8, 'equations', () => ({
    image: reader.list(4 + scalarLength, 'image terms', () => ({ element: reader.uint32(), coefficient: readScalar(reader.take(scalarLength)) })),
    terms: reader.list(8 + scalarLength, 'terms', () => ({
      scalar: reader.uint32(), element: reader.uint32(), coefficient: readScalar(reader.take(scalarLength)),
    })),
  }))
  if (reader.remaining % elementLength !== 0) throw new Malformed('bytes left over after the last group element')
  const elements = [Point.BASE]
  while (reader.remaining > 0) elements.push(readElement(reader.take(elementLength)))
  const relation = { equations, elements, scalarCount: 1 + Math.max(...equations.flatMap((e) => e.terms.map((t) => t.scalar))) }
  validate(relation)
  return relation
}

function validate({ equations, elements, scalarCount }) {
  const allTerms = equations.flatMap((e) => e.terms)
  const usedElements = new Set(equations.flatMap((e) => [...e.image, ...e.terms].map((t) => t.element)))
  for (const index of usedElements) if (index >= elements.length) throw new Malformed(`element ${index} does not exist`)
  for (let i = 1; i < elements.length; i++) if (!usedElements.has(i)) throw new Malformed(`element ${i} is used by no equation`)
  const usedScalars = new Set(allTerms.map((t) => t.scalar))
  if (usedScalars.size !== scalarCount) throw new Malformed('a scalar is used by no equation')
  for (const [i, equation] of equations.entries())
    if (combine(equation.image, elements, (t) => t.coefficient).is0()) throw new Malformed(`the image of equation ${i} is the identity`)
  for (const scalar of usedScalars)
    if (equations.every((e) => combine(e.terms.filter((t) => t.scalar === scalar), elements, (t) => t.coefficient).is0()))
      throw new Malformed(`scalar ${scalar} cancels in every equation`)
}

/** The sum over the terms of factor(term) times the term's element. */
export const combine = (terms, elements, factor) =>
  terms.reduce((sum, term) => sum.add(multiply(elements[term.element], factor(term))), Point.ZERO)
