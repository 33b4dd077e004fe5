// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AuditLedger} from "../src/AuditLedger.sol";
import {Consortium} from "./support/Consortium.sol";
import {Relation} from "./support/Relation.sol";
import {TestProver} from "./support/TestProver.sol";
import {Vm} from "./support/Vm.sol";

/// Gas of whole transactions: base, input and execution with everything cold. Isolation makes each call a transaction of its own.
contract GasTest is Consortium {
    using Relation for Relation.Statement;

    event Gas(string what, uint256 gas);

    bytes32 private _job;

    function setUp() public override {
        super.setUp();
        registerKeys();
        _job = runningJob();
    }

    /// forge-config: default.isolate = true
    function test_AppendStaysBelow70000() public {
        uint256 first = _append(hashOf(0));
        assertTrue(first < 80_000, "the first record of a stream");
        for (uint256 i = 1; i < 4; ++i) {
            uint256 next = _append(hashOf(i));
            emit Gas("append", next);
            assertTrue(next < 70_000, "a record behind another");
        }
        emit Gas("first append", first);
    }

    /// forge-config: default.isolate = true
    function test_RecordInABatchStaysBelow25500() public {
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
        emit Gas("each of 100", gas / 100);
        assertTrue(gas < 2_550_000, "100 records");
    }

    /// forge-config: default.isolate = true
    function test_RelationStaysBelow120000() public {
        _append(hashOf(0));
        (uint64 sequence, bytes32 previousHash) = previousOf(_job, ALICE);
        (Relation.Statement memory statement, uint256[] memory witness) =
            Relation.attributedOpening(ALICE_SECRET, 4, 5, 6);
        bytes32 session = TestProver.sessionId(
            TestProver.relationTag(address(ledger), _job, ALICE, sequence, previousHash, hashOf(1))
        );
        bytes memory proof = Relation.prove(session, statement, witness, 1);
        uint256 gas = _transact(
            abi.encodeCall(AuditLedger.appendRelation, (_job, sequence, hashOf(1), statement.serialize(), proof))
        );
        emit Gas("attribution and one Pedersen opening", gas);
        assertTrue(gas < 120_000, "attribution and one Pedersen opening");
    }

    function _append(bytes32 hash) private returns (uint256) {
        (uint64 sequence, bytes32 previousHash) = previousOf(_job, ALICE);
        TestProver.Proof memory proof = proveRecord(_job, ALICE, ALICE_SECRET, sequence, previousHash, hash);
        (, uint256 keyY) = TestProver.publicKey(ALICE_SECRET);
        return _transact(
            abi.encodeCall(AuditLedger.append, (_job, sequence, hash, keyY, proof.challenge, proof.response))
        );
    }

    function _transact(bytes memory input) private returns (uint256) {
        vm.prank(ALICE);
        (bool done,) = address(ledger).call(input);
        assertTrue(done, "the transaction succeeds");
        return vm.lastCallGas().gasTotalUsed;
    }
}
