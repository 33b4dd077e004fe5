// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AuditLedger} from "../src/AuditLedger.sol";
import {Consortium} from "./support/Consortium.sol";
import {TestProver} from "./support/TestProver.sol";

/// Gas of whole transactions: 21,000, 4 or 16 for each byte of input, and execution with everything cold but the ledger's address.
contract GasTest is Consortium {
    event Gas(string what, uint256 gas);

    bytes32 private _job;

    function setUp() public override {
        super.setUp();
        registerKeys();
        _job = runningJob();
    }

    function test_AppendCosts() public {
        uint256 first = _append(hashOf(0));
        uint256 second = _append(hashOf(1));
        emit Gas("first append", first);
        emit Gas("append", second);
        assertTrue(second < 70_000, "append costs less than 70,000");
    }

    function test_BatchCosts() public {
        _append(hashOf(0));
        bytes32[] memory hashes = new bytes32[](100);
        for (uint256 i = 0; i < 100; ++i) hashes[i] = hashOf(i + 1);
        (uint64 sequence, bytes32 previousHash) = previousOf(_job, ALICE);
        TestProver.Proof memory proof = TestProver.prove(
            TestProver.batchTag(address(ledger), _job, ALICE, sequence, previousHash, hashes), ALICE_SECRET, NONCE
        );
        (, uint256 keyY) = TestProver.publicKey(ALICE_SECRET);
        uint256 gas = _transact(
            abi.encodeCall(AuditLedger.appendBatch, (_job, sequence, hashes, keyY, proof.challenge, proof.response))
        );
        emit Gas("batch of 100, each", gas / 100);
        assertTrue(gas < 2_600_000, "a record in a batch of 100 costs less than 26,000");
    }

    function _append(bytes32 hash) private returns (uint256) {
        (uint64 sequence, bytes32 previousHash) = previousOf(_job, ALICE);
        TestProver.Proof memory proof = proveRecord(_job, ALICE, ALICE_SECRET, sequence, previousHash, hash);
        (, uint256 keyY) = TestProver.publicKey(ALICE_SECRET);
        return _transact(
            abi.encodeCall(AuditLedger.append, (_job, sequence, hash, keyY, proof.challenge, proof.response))
        );
    }

    function _transact(bytes memory input) private returns (uint256 gas) {
        gas = 21_000;
        for (uint256 i = 0; i < input.length; ++i) gas += input[i] == 0 ? 4 : 16;
        vm.cool(address(ledger));
        vm.cool(address(registry));
        vm.cool(address(jobs));
        (bool warm,) = address(ledger).staticcall("");
        warm;
        vm.prank(ALICE);
        address to = address(ledger);
        uint256 before = gasleft();
        (bool done,) = to.call(input);
        gas += before - gasleft();
        assertTrue(done, "the transaction succeeds");
    }
}
