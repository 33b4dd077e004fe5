// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Vm} from "./Vm.sol";

/// What every test contract has: cheat codes and comparisons. A failed comparison reverts, which fails the test.
abstract contract Assertions {
    error NotEqual(string what, uint256 actual, uint256 expected);
    error Not(string what);
    error OtherReason(bytes actual, bytes expected);

    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    function assertTrue(bool condition, string memory what) internal pure {
        if (!condition) revert Not(what);
    }

    function assertEq(uint256 actual, uint256 expected, string memory what) internal pure {
        if (actual != expected) revert NotEqual(what, actual, expected);
    }

    function assertEq(bytes32 actual, bytes32 expected, string memory what) internal pure {
        if (actual != expected) revert NotEqual(what, uint256(actual), uint256(expected));
    }

    function assertEq(address actual, address expected, string memory what) internal pure {
        if (actual != expected) revert NotEqual(what, uint160(actual), uint160(expected));
    }

    /// A new contract, from the compiler's output: `new` would compile its code once more into every test contract.
    function deploy(string memory name, bytes memory constructorArguments) internal returns (address created) {
        bytes memory code = bytes.concat(vm.getCode(string.concat(name, ".sol:", name)), constructorArguments);
        assembly ("memory-safe") {
            created := create(0, add(code, 0x20), mload(code))
        }
        if (created == address(0)) {
            assembly ("memory-safe") {
                let m := mload(0x40)
                returndatacopy(m, 0, returndatasize())
                revert(m, returndatasize())
            }
        }
    }

    /// The call of `sender` is refused with exactly these bytes.
    function assertRefused(address sender, address to, bytes memory input, bytes memory reason) internal {
        vm.prank(sender);
        (bool done, bytes memory out) = to.call(input);
        if (done) revert Not("the call is refused");
        if (keccak256(out) != keccak256(reason)) revert OtherReason(out, reason);
    }

    /// The call of `sender` is refused with an error without arguments.
    function assertRefused(address sender, address to, bytes memory input, bytes4 reason) internal {
        assertRefused(sender, to, input, abi.encodePacked(reason));
    }

    /// A number in [low, high] made from a fuzzed one.
    function bound(uint256 value, uint256 low, uint256 high) internal pure returns (uint256) {
        return low + value % (high - low + 1);
    }
}
