// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ADD_GAS, Bn254, MUL_GAS, Q} from "./Bn254.sol";
import {FiatShamir} from "./FiatShamir.sol";
import {ChallengeMismatch, IdentityCommitment, PrecompileFailed, ScalarOutOfRange, ZeroChallenge} from "./SigmaErrors.sol";

/// @title Compact Schnorr proofs: knowledge of x with X = x * G, the statement behind every attribution.
/// @notice The instance is the draft's discrete logarithm relation: elements [G, X], one equation with image [(1, 1)] and terms
/// [(0, 0, 1)]. A compact proof is (c, s); it holds when T = s * G - c * X gives back c by the Fiat-Shamir hash of session,
/// instance and T (draft-irtf-cfrg-sigma-protocols, VerifyCompact). `RelationVerifier` gives the same answer for this
/// instance; this path is the one that every record takes, so it is written for gas.
library SigmaVerifier {
    /// @dev LE(1) || LE(1) || LE(1) || 1 || LE(1) || LE(0) || LE(0) || 1, the instance before its element: equations; image terms, element,
    /// coefficient; terms, scalar, element, coefficient. Counts and indices have 4 bytes, little-endian, coefficients 32, big-endian:
    /// 88 bytes, which with the last 8 zeros of the padding before them are three words.
    uint256 internal constant INSTANCE_0 = 0x0000000000000000010000000100000001000000000000000000000000000000;
    uint256 internal constant INSTANCE_1 = 0x0000000000000000000000000000000000000001010000000000000000000000;
    uint256 internal constant INSTANCE_2 = 1;

    /// @notice Reverts unless (c, s) proves knowledge of the discrete logarithm of (x, y) in this session.
    /// @param sessionId Session identifier that the calling contract derived itself.
    /// @param x Coordinate of X, any word.
    /// @param y Coordinate of X, any word.
    /// @param c Challenge, accepted in [1, q).
    /// @param s Response, accepted in [0, q).
    function requireKnowledge(bytes32 sessionId, uint256 x, uint256 y, uint256 c, uint256 s) internal view {
        if (c == 0) revert ZeroChallenge();
        if (c >= Q) revert ScalarOutOfRange(c);
        if (s >= Q) revert ScalarOutOfRange(s);
        Bn254.requireElement(x, y);

        uint256 failed;
        uint256 derived;
        bool infinity;
        assembly ("memory-safe") {
            // m[0..352) becomes session | zeros | instance head | X | T. Until T is known, its place holds scalars, so that
            // X with a scalar behind it is the input of the multiplication as it lies there.
            let m := mload(0x40)
            mstore(m, sessionId)
            mstore(add(m, 0x20), 0)
            mstore(add(m, 0x40), 0)
            mstore(add(m, 0x60), 0)
            mstore(add(m, 0x80), INSTANCE_0)
            mstore(add(m, 0xa0), INSTANCE_1)
            mstore(add(m, 0xc0), INSTANCE_2)
            mstore(add(m, 0xe0), x)
            mstore(add(m, 0x100), y)
            // (q - c) * X: c is in [1, q), so the scalar is in [1, q) too.
            mstore(add(m, 0x120), sub(Q, c))
            let ok := and(eq(returndatasize(), 0x40), staticcall(MUL_GAS, 7, add(m, 0xe0), 0x60, add(m, 0x160), 0x40))
            // s * G
            mstore(add(m, 0x1a0), 1)
            mstore(add(m, 0x1c0), 2)
            mstore(add(m, 0x1e0), s)
            ok := and(ok, and(eq(returndatasize(), 0x40), staticcall(MUL_GAS, 7, add(m, 0x1a0), 0x60, add(m, 0x1a0), 0x40)))
            failed := mul(7, iszero(ok))
            // T into its place: 128 bytes in, 64 bytes out.
            ok := and(eq(returndatasize(), 0x40), staticcall(ADD_GAS, 6, add(m, 0x160), 0x80, add(m, 0x120), 0x40))
            if iszero(or(failed, ok)) { failed := 6 }
            // On the curve x and y are both zero at infinity only.
            infinity := iszero(or(mload(add(m, 0x120)), mload(add(m, 0x140))))
            derived := keccak256(m, 0x160)
        }
        if (failed != 0) revert PrecompileFailed(failed);
        if (infinity) revert IdentityCommitment(0);
        derived = FiatShamir.challenge(bytes32(derived));
        if (derived != c) revert ChallengeMismatch(c, derived);
    }
}
