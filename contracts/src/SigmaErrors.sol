// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Why a proof, an instance or a point was refused. The verifier reverts with exactly one of these.

/// The challenge of a compact proof is zero. Such a proof holds for every statement, so neither side may use it.
error ZeroChallenge();

/// A scalar (challenge, response or coefficient) is not below the group order q. The precompiles would reduce it silently.
error ScalarOutOfRange(uint256 scalar);

/// A coordinate is not below the field prime p.
error CoordinateOutOfRange(uint256 coordinate);

/// The point at infinity, written (0, 0), where a group element is expected.
error IdentityPoint();

/// The point (x, y) does not satisfy y^2 = x^3 + 3.
error PointNotOnCurve(uint256 x, uint256 y);

/// The commitment that challenge and responses of equation number `equation` (from 0) imply is the point at infinity.
error IdentityCommitment(uint256 equation);

/// The challenge in the proof is not the one that statement and commitments give: the proof is wrong for this statement.
error ChallengeMismatch(uint256 given, uint256 derived);

/// A precompiled contract (6 is addition, 7 is multiplication) failed on checked input: too little gas, or a chain without it.
error PrecompileFailed(uint256 precompile);

/// The proof has another length, in bytes, than challenge and responses need.
error ProofLength(uint256 length, uint256 expected);

/// The instance has another length, in bytes, than its equations and the elements they name need.
error InstanceLength(uint256 length, uint256 expected);

/// The instance has no equation.
error EmptyInstance();

/// Equation number `equation` (from 0) has no image term or no right-hand side term.
error EmptyEquation(uint256 equation);

/// More equations than the contract is willing to verify.
error TooManyEquations(uint256 count, uint256 limit);

/// More terms, images included, than the contract is willing to verify.
error TooManyTerms(uint256 count, uint256 limit);

/// A scalar index beyond what the contract is willing to verify.
error ScalarIndexOutOfRange(uint256 index, uint256 limit);

/// An element index beyond what the contract is willing to verify.
error ElementIndexOutOfRange(uint256 index, uint256 limit);

/// No term names element number `index`.
error UnusedElement(uint256 index);

/// No equation contains scalar number `index` in exactly one term with a non-zero coefficient.
error UnboundScalar(uint256 index);

/// The image of equation number `equation` (from 0) is the point at infinity.
error IdentityImage(uint256 equation);
