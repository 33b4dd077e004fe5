// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CoordinateOutOfRange, IdentityPoint, PointNotOnCurve, PrecompileFailed, ScalarOutOfRange} from "./SigmaErrors.sol";

// Field prime p of BN254 (EIP-196).
uint256 constant P = 0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47;

// Order q of the group of BN254 (EIP-196).
uint256 constant Q = 0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001;

// Gas of one multiplication (EIP-1108). The call gets this much and no more: a failing precompile burns all it is given.
uint256 constant MUL_GAS = 6000;

// Gas of one addition (EIP-1108).
uint256 constant ADD_GAS = 150;

/// @title The group G1 of BN254: y^2 = x^3 + 3 over F_p, generator (1, 2), prime order q.
/// @notice Every point on the curve lies in the group (cofactor 1), so the curve equation is the whole membership check.
/// @dev The precompiles accept infinity, written (0, 0), scalars up to 2^256 - 1, and short input padded with zeros
/// (EIP-196). Hence: points and scalars are checked before they get there, and calls pass exactly 96 and 128 bytes.
library Bn254 {
    /// @notice Reverts unless (x, y) is a group element other than infinity in canonical form:
    /// x < p, y < p, y^2 = x^3 + 3 mod p. As 3 is not zero, (0, 0) fails the equation.
    function requireElement(uint256 x, uint256 y) internal pure {
        bool valid;
        assembly ("memory-safe") {
            valid := and(and(lt(x, P), lt(y, P)), eq(mulmod(y, y, P), addmod(mulmod(mulmod(x, x, P), x, P), 3, P)))
        }
        if (!valid) {
            if (x >= P) revert CoordinateOutOfRange(x);
            if (y >= P) revert CoordinateOutOfRange(y);
            if (x | y == 0) revert IdentityPoint();
            revert PointNotOnCurve(x, y);
        }
    }

    /// @notice Reverts unless scalar < q.
    function requireScalar(uint256 scalar) internal pure {
        if (scalar >= Q) revert ScalarOutOfRange(scalar);
    }

    /// @notice k * (x, y) for a checked point and k < q.
    function multiply(uint256 x, uint256 y, uint256 k) internal view returns (uint256 rx, uint256 ry) {
        bool done;
        assembly ("memory-safe") {
            let m := mload(0x40)
            mstore(m, x)
            mstore(add(m, 0x20), y)
            mstore(add(m, 0x40), k)
            done := and(eq(returndatasize(), 0x40), staticcall(MUL_GAS, 7, m, 0x60, 0x00, 0x40))
            rx := mload(0x00)
            ry := mload(0x20)
        }
        if (!done) revert PrecompileFailed(7);
    }

    /// @notice (ax, ay) + (bx, by) for checked points or infinity.
    function add(uint256 ax, uint256 ay, uint256 bx, uint256 by) internal view returns (uint256 rx, uint256 ry) {
        bool done;
        assembly ("memory-safe") {
            let m := mload(0x40)
            mstore(m, ax)
            mstore(add(m, 0x20), ay)
            mstore(add(m, 0x40), bx)
            mstore(add(m, 0x60), by)
            done := and(eq(returndatasize(), 0x40), staticcall(ADD_GAS, 6, m, 0x80, 0x00, 0x40))
            rx := mload(0x00)
            ry := mload(0x20)
        }
        if (!done) revert PrecompileFailed(6);
    }
}
