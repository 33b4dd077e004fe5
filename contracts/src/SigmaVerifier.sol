// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bn254, Q} from "./Bn254.sol";
import {FiatShamir} from "./FiatShamir.sol";
import {ChallengeMismatch, IdentityCommitment, ScalarOutOfRange, ZeroChallenge} from "./SigmaErrors.sol";

/// @title Compact Schnorr proofs: knowledge of x with X = x * G, the statement behind every attribution.
/// @notice The instance is the draft's discrete logarithm relation: elements [G, X], one equation with image [(1, 1)] and terms
/// [(0, 0, 1)]. A compact proof is (c, s); it holds when T = s * G - c * X gives back c by the Fiat-Shamir hash of session,
/// instance and T (draft-irtf-cfrg-sigma-protocols, VerifyCompact). `RelationVerifier` gives the same answer for this
/// instance at three times the gas; `FastAppend` repeats this code in assembly for the most frequent transaction.
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

        (uint256 cx, uint256 cy) = Bn254.multiply(x, y, Q - c);
        (uint256 tx_, uint256 ty) = Bn254.multiply(1, 2, s);
        (tx_, ty) = Bn254.add(tx_, ty, cx, cy);
        if (tx_ | ty == 0) revert IdentityCommitment(0);
        // session | zeros(104) | instance | T: three words of zeros, and the zeros that INSTANCE_0 starts with.
        bytes32 digest = keccak256(
            abi.encodePacked(
                sessionId, bytes32(0), bytes32(0), bytes32(0), INSTANCE_0, INSTANCE_1, INSTANCE_2, x, y, tx_, ty
            )
        );
        uint256 derived = FiatShamir.challenge(digest);
        if (derived != c) revert ChallengeMismatch(c, derived);
    }
}
