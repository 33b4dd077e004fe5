// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bn254} from "../../src/Bn254.sol";
import {FiatShamir} from "../../src/FiatShamir.sol";
import {RelationVerifier} from "../../src/RelationVerifier.sol";
import {SigmaVerifier} from "../../src/SigmaVerifier.sol";

/// The libraries as a contract, so that tests see their errors.
contract Verifiers {
    function requireElement(uint256 x, uint256 y) external pure {
        Bn254.requireElement(x, y);
    }

    function multiply(uint256 x, uint256 y, uint256 k) external view returns (uint256, uint256) {
        return Bn254.multiply(x, y, k);
    }

    function add(uint256 ax, uint256 ay, uint256 bx, uint256 by) external view returns (uint256, uint256) {
        return Bn254.add(ax, ay, bx, by);
    }

    function requireKnowledge(bytes32 sessionId, uint256 x, uint256 y, uint256 c, uint256 s) external view {
        SigmaVerifier.requireKnowledge(sessionId, x, y, c, s);
    }

    function requireRelation(bytes32 sessionId, bytes calldata instance, bytes calldata proof) external view returns (uint256) {
        return RelationVerifier.requireRelation(sessionId, instance, proof);
    }

    function session(bytes calldata tag) external pure returns (bytes32) {
        return FiatShamir.session(tag);
    }

    function challenge(bytes32 digest) external pure returns (uint256) {
        return FiatShamir.challenge(digest);
    }
}
