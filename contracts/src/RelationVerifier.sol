// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bn254, Q} from "./Bn254.sol";
import {FiatShamir} from "./FiatShamir.sol";
import "./SigmaErrors.sol";

/// @title Compact proofs of linear relations (draft-irtf-cfrg-sigma-protocols) over BN254.
/// @notice An instance is a list of equations between sums of group elements,
///     sum over image (k * E) = sum over terms (k * s * E),
/// with public coefficients k, elements E (element 0 is the generator) and secret scalars s. Serialisation, instance checks
/// and verification follow the draft's sections "Serialization", "Instance validation" and "Compact NARG strings". A proof is
/// challenge || responses in words of 32 bytes.
/// @dev Two passes. The first reads the whole structure (checks 1 to 6 and 8) and finds where the elements start; the second
/// evaluates. Work is bounded: at most 16 equations, 64 terms, 48 elements, 64 scalars. Check 10 (no column of the matrix is
/// infinity) is replaced by a stricter, cheaper condition: for each scalar there is an equation where it stands in exactly one
/// term with non-zero coefficient. Then that column has the entry k * E with k not 0 and E not infinity. A relation in which a
/// scalar occurs only several times per equation, as in Y = x * (E0 + E1), must be rewritten or checked off chain.
library RelationVerifier {
    uint256 internal constant MAX_EQUATIONS = 16;
    uint256 internal constant MAX_TERMS = 64;
    uint256 internal constant MAX_ELEMENTS = 48;
    uint256 internal constant MAX_SCALARS = 64;

    /// An instance and a proof in calldata. Positions are absolute, in bytes.
    struct Input {
        // Where the next count or word of the instance is read, and where the instance starts and ends.
        uint256 position;
        uint256 start;
        uint256 end;
        // Where element 1 would start (64 bytes an element), known after the first pass.
        uint256 elements;
        // Where response 0 starts, and the challenge.
        uint256 responses;
        uint256 challenge;
        // Numbers of equations, of terms read, and of scalars.
        uint256 equations;
        uint256 terms;
        uint256 scalars;
        // Bit i: some term names element i. Bit i: some equation binds scalar i.
        uint256 usedElements;
        uint256 boundScalars;
    }

    /// A group element in affine coordinates, infinity as (0, 0).
    struct Point {
        uint256 x;
        uint256 y;
    }

    /// @notice Reverts unless `proof` proves the relation `instance` in this session.
    /// @return elementsOffset Where in the instance element 1 starts (64 bytes an element).
    function requireRelation(bytes32 sessionId, bytes calldata instance, bytes calldata proof)
        internal
        view
        returns (uint256 elementsOffset)
    {
        Input memory input;
        assembly ("memory-safe") {
            mstore(add(input, 0x20), instance.offset)
        }
        input.position = input.start;
        input.end = input.start + instance.length;
        _parse(input);
        elementsOffset = input.elements - input.start;
        _readProof(input, proof);

        // session | zeros(104) | instance | commitments; `next` is where the next commitment goes.
        bytes memory absorbed = new bytes(136 + instance.length + 64 * input.equations);
        uint256 next;
        assembly ("memory-safe") {
            mstore(add(absorbed, 0x20), sessionId)
            calldatacopy(add(absorbed, 0xa8), instance.offset, instance.length)
            next := add(add(absorbed, 0xa8), instance.length)
        }
        input.position = input.start + 4;
        for (uint256 i = 0; i < input.equations; ++i) {
            Point memory commitment = _commitment(input, i);
            if (commitment.x | commitment.y == 0) revert IdentityCommitment(i);
            assembly ("memory-safe") {
                mstore(next, mload(commitment))
                mstore(add(next, 0x20), mload(add(commitment, 0x20)))
                next := add(next, 0x40)
            }
        }
        uint256 derived = FiatShamir.challenge(keccak256(absorbed));
        if (derived != input.challenge) revert ChallengeMismatch(input.challenge, derived);
    }

    /// First pass: checks 1 to 6 and 8 of the draft, and the bounds on the work.
    function _parse(Input memory input) private pure {
        input.equations = _count(input);
        if (input.equations == 0) revert EmptyInstance();
        if (input.equations > MAX_EQUATIONS) revert TooManyEquations(input.equations, MAX_EQUATIONS);
        for (uint256 i = 0; i < input.equations; ++i) {
            _parseEquation(input, i);
        }
        _requireElements(input);
        uint256 unbound = ~input.boundScalars & ((1 << input.scalars) - 1);
        if (unbound != 0) revert UnboundScalar(_lowestBit(unbound));
    }

    /// One equation of the first pass.
    function _parseEquation(Input memory input, uint256 equation) private pure {
        uint256 count = _terms(input, equation);
        for (uint256 i = 0; i < count; ++i) {
            _elementTerm(input);
        }
        count = _terms(input, equation);
        // Scalars seen with a non-zero coefficient in this equation: at least once, and more often.
        uint256 once;
        uint256 again;
        for (uint256 i = 0; i < count; ++i) {
            uint256 scalar = _count(input);
            if (scalar >= MAX_SCALARS) revert ScalarIndexOutOfRange(scalar, MAX_SCALARS);
            if (scalar >= input.scalars) input.scalars = scalar + 1;
            if (_elementTerm(input) != 0) {
                again |= once & (1 << scalar);
                once |= 1 << scalar;
            }
        }
        input.boundScalars |= once & ~again;
    }

    /// The number of image terms or right-hand side terms of an equation.
    function _terms(Input memory input, uint256 equation) private pure returns (uint256 count) {
        count = _count(input);
        if (count == 0) revert EmptyEquation(equation);
        input.terms += count;
        if (input.terms > MAX_TERMS) revert TooManyTerms(input.terms, MAX_TERMS);
    }

    /// Element index and coefficient of a term.
    function _elementTerm(Input memory input) private pure returns (uint256 coefficient) {
        uint256 index = _count(input);
        if (index >= MAX_ELEMENTS) revert ElementIndexOutOfRange(index, MAX_ELEMENTS);
        input.usedElements |= 1 << index;
        coefficient = _word(input);
        Bn254.requireScalar(coefficient);
    }

    /// The elements fill the rest of the instance exactly, each is named by a term and each is a point of the group.
    function _requireElements(Input memory input) private pure {
        input.elements = input.position;
        // Element 0 is the generator: not written, and free to be unused.
        uint256 used = input.usedElements | 1;
        // The first element that is not named: all others lie below it, or it is a gap.
        uint256 count = _lowestBit(~used);
        if (used >> count != 0) revert UnusedElement(count);
        uint256 end = input.position + 64 * (count - 1);
        if (input.end != end) revert InstanceLength(input.end - input.start, end - input.start);
        while (input.position < end) {
            uint256 x = _word(input);
            Bn254.requireElement(x, _word(input));
        }
    }

    /// Length and scalars of the proof.
    function _readProof(Input memory input, bytes calldata proof) private pure {
        uint256 expected = 32 * (input.scalars + 1);
        if (proof.length != expected) revert ProofLength(proof.length, expected);
        uint256 start;
        assembly ("memory-safe") {
            start := proof.offset
        }
        input.challenge = _at(start);
        if (input.challenge == 0) revert ZeroChallenge();
        for (uint256 offset = 0; offset < expected; offset += 32) {
            Bn254.requireScalar(_at(start + offset));
        }
        input.responses = start + 32;
    }

    /// SimulateCommitment for one equation: sum over terms (k * response * E) - challenge * sum over image (k * E). The first pass
    /// has checked every count, index and coefficient.
    function _commitment(Input memory input, uint256 equation) private view returns (Point memory sum) {
        uint256 count = _count(input);
        for (uint256 i = 0; i < count; ++i) {
            uint256 index = _count(input);
            _accumulate(sum, input, index, _word(input));
        }
        if (sum.x | sum.y == 0) revert IdentityImage(equation);
        (sum.x, sum.y) = Bn254.multiply(sum.x, sum.y, Q - input.challenge);
        count = _count(input);
        for (uint256 i = 0; i < count; ++i) {
            uint256 response = _at(input.responses + 32 * _count(input));
            uint256 index = _count(input);
            _accumulate(sum, input, index, mulmod(_word(input), response, Q));
        }
    }

    /// sum += k * element `index`.
    function _accumulate(Point memory sum, Input memory input, uint256 index, uint256 k) private view {
        uint256 x = 1;
        uint256 y = 2;
        if (index != 0) {
            x = _at(input.elements + 64 * (index - 1));
            y = _at(input.elements + 64 * (index - 1) + 32);
        }
        if (k != 1) (x, y) = Bn254.multiply(x, y, k);
        (sum.x, sum.y) = Bn254.add(sum.x, sum.y, x, y);
    }

    /// The next four bytes of the instance, little-endian.
    function _count(Input memory input) private pure returns (uint256) {
        uint256 raw = _at(_advance(input, 4)) >> 224;
        return (raw >> 24) | ((raw >> 8) & 0xff00) | ((raw << 8) & 0xff0000) | ((raw << 24) & 0xff000000);
    }

    /// The next 32 bytes of the instance, big-endian.
    function _word(Input memory input) private pure returns (uint256) {
        return _at(_advance(input, 32));
    }

    /// Steps over `length` bytes of the instance that must be there.
    function _advance(Input memory input, uint256 length) private pure returns (uint256 position) {
        position = input.position;
        uint256 next = position + length;
        if (next > input.end) revert InstanceLength(input.end - input.start, next - input.start);
        input.position = next;
    }

    /// The word of calldata at a position inside instance or proof.
    function _at(uint256 position) private pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(position)
        }
    }

    /// Number of the lowest bit set, at most 64 steps.
    function _lowestBit(uint256 mask) private pure returns (uint256 index) {
        while (mask & 1 == 0) {
            mask >>= 1;
            ++index;
        }
    }
}
