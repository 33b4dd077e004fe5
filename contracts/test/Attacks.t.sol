// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {P, Q} from "../src/Bn254.sol";
import {AuditLedger} from "../src/AuditLedger.sol";
import "../src/SigmaErrors.sol";
import {Consortium} from "./support/Consortium.sol";
import {Relation} from "./support/Relation.sol";
import {TestProver} from "./support/TestProver.sol";

/// Attacks on the ledger, by their numbers. Others are with the contracts they concern.
contract AttacksTest is Consortium {
    bytes32 private _job;
    uint256 private _keyY;

    function setUp() public override {
        super.setUp();
        registerKeys();
        _job = consentedJob();
        (, _keyY) = TestProver.publicKey(ALICE_SECRET);
        appendNext(_job, ALICE, ALICE_SECRET, hashOf(0));
    }

    function test_Attack18_ProofForAnotherChainIsRejected() public {
        // After a fork of the chain the same contracts stand at the same addresses. A first record needs no other there; its
        // challenge names the chain.
        bytes32 other = consentedJob();
        TestProver.Proof memory proof =
            proveRecord(other, ALICE, ALICE_SECRET, 0, ledger.streamId(other, ALICE), hashOf(0));
        vm.chainId(7777);
        _assertChallengeMismatch(
            abi.encodeCall(AuditLedger.append, (other, 0, hashOf(0), _keyY, proof.challenge, proof.response))
        );
    }

    function test_Attack18_StreamsOfAnotherChainAreOthers() public {
        TestProver.Proof memory proof = proveRecord(_job, ALICE, ALICE_SECRET, 1, hashOf(0), hashOf(1));
        vm.chainId(7777);
        _assertRefused(
            _append(1, hashOf(1), proof), abi.encodeWithSelector(AuditLedger.SequenceGap.selector, _job, ALICE, 1, 0)
        );
    }

    function test_Attack18_ProofForAnotherLedgerIsRejected() public {
        TestProver.Proof memory proof =
            proveRecord(_job, ALICE, ALICE_SECRET, 0, ledger.streamId(_job, ALICE), hashOf(0));
        ledger = AuditLedger(deploy("AuditLedger", abi.encode(registry, jobs)));
        _assertChallengeMismatch(_append(0, hashOf(0), proof));
    }

    function test_Attack18_ProofForAnotherPlaceIsRejected() public {
        bytes32 other = consentedJob();
        TestProver.Proof memory proof = proveRecord(_job, ALICE, ALICE_SECRET, 1, hashOf(0), hashOf(1));
        _assertChallengeMismatch(_append(1, hashOf(2), proof));
        _assertChallengeMismatch(
            abi.encodeCall(AuditLedger.append, (other, 0, hashOf(1), _keyY, proof.challenge, proof.response))
        );
        appendNext(_job, ALICE, ALICE_SECRET, hashOf(9));
        _assertChallengeMismatch(_append(2, hashOf(1), proof));
    }

    function test_Attack18_ProofBehindAnotherRecordIsRejected() public {
        // Made before a reorganisation that put another record 0 in place.
        TestProver.Proof memory proof = proveRecord(_job, ALICE, ALICE_SECRET, 1, hashOf(77), hashOf(1));
        _assertChallengeMismatch(_append(1, hashOf(1), proof));
    }

    function test_Attack18_ProofOfAnotherKindIsRejected() public {
        bytes32[] memory hashes = new bytes32[](1);
        hashes[0] = hashOf(1);
        TestProver.Proof memory single = proveRecord(_job, ALICE, ALICE_SECRET, 1, hashOf(0), hashOf(1));
        TestProver.Proof memory batch = TestProver.prove(
            TestProver.batchTag(address(ledger), _job, ALICE, 1, hashOf(0), hashes), ALICE_SECRET, NONCE
        );
        _assertChallengeMismatch(_append(1, hashOf(1), batch));
        _assertChallengeMismatch(
            abi.encodeCall(AuditLedger.appendBatch, (_job, 1, hashes, _keyY, single.challenge, single.response))
        );
        (uint256 x, uint256 y) = TestProver.publicKey(ALICE_SECRET);
        bytes memory instance = TestProver.discreteLogarithm(x, y);
        _assertChallengeMismatch(
            abi.encodeCall(
                AuditLedger.appendRelation,
                (_job, 1, hashOf(1), instance, abi.encodePacked(single.challenge, single.response))
            )
        );
        // The proof of possession of the key, too, is for its purpose only.
        _assertChallengeMismatch(_append(1, hashOf(1), possession(ALICE, ALICE_SECRET, 1)));
    }

    function test_Attack20_ScalarPlusOrderIsRejected() public {
        TestProver.Proof memory proof = proveRecord(_job, ALICE, ALICE_SECRET, 1, hashOf(0), hashOf(1));
        TestProver.Proof memory twin = TestProver.Proof(proof.challenge, proof.response + Q);
        _assertRefused(
            _append(1, hashOf(1), twin), abi.encodeWithSelector(ScalarOutOfRange.selector, proof.response + Q)
        );
        twin = TestProver.Proof(proof.challenge + Q, proof.response);
        _assertRefused(
            _append(1, hashOf(1), twin), abi.encodeWithSelector(ScalarOutOfRange.selector, proof.challenge + Q)
        );
    }

    function test_Attack21_OtherNotationOfTheKeyIsRejected() public {
        TestProver.Proof memory proof = proveRecord(_job, ALICE, ALICE_SECRET, 1, hashOf(0), hashOf(1));
        for (uint256 k = 1; k < 5; ++k) {
            uint256 y = _keyY + k * P;
            vm.prank(ALICE);
            (bool accepted,) = address(ledger).call(
                abi.encodeCall(AuditLedger.append, (_job, 1, hashOf(1), y, proof.challenge, proof.response))
            );
            assertTrue(!accepted, "y + k p");
        }
    }

    function test_Attack21_IdentityCommitmentIsRejected() public {
        // T at infinity, and c the challenge that it would give: only the explicit check is left to refuse it.
        (uint256 x, uint256 y) = TestProver.publicKey(ALICE_SECRET);
        bytes32 session = TestProver.sessionId(
            TestProver.recordTag(address(ledger), _job, ALICE, 1, hashOf(0), hashOf(1))
        );
        bytes memory absorbed = abi.encodePacked(TestProver.discreteLogarithm(x, y), uint256(0), uint256(0));
        uint256 c = TestProver.challenge(session, absorbed);
        TestProver.Proof memory proof = TestProver.Proof(c, mulmod(c, ALICE_SECRET, Q));
        _assertRefused(_append(1, hashOf(1), proof), abi.encodeWithSelector(IdentityCommitment.selector, 0));
    }

    function test_Attack22_ShortCalldataIsNotPadded() public {
        TestProver.Proof memory proof = proveRecord(_job, ALICE, ALICE_SECRET, 1, hashOf(0), hashOf(1));
        bytes memory input = _append(1, hashOf(1), proof);
        // A response that ends in zeros could be cut off if short input were padded.
        uint256 full = input.length;
        for (uint256 length = full - 1; length >= full - 32; --length) {
            assembly ("memory-safe") {
                mstore(input, length)
            }
            vm.prank(ALICE);
            (bool accepted,) = address(ledger).call(input);
            assertTrue(!accepted, "cut");
        }
    }

    function test_Attack23_AnotherProofDoesNotMakeAnotherRecord() public {
        TestProver.Proof memory first = proveRecord(_job, ALICE, ALICE_SECRET, 1, hashOf(0), hashOf(1));
        bytes memory tag = TestProver.recordTag(address(ledger), _job, ALICE, 1, hashOf(0), hashOf(1));
        TestProver.Proof memory second = TestProver.prove(tag, ALICE_SECRET, 12345);
        assertTrue(first.response != second.response, "two proofs of one record");
        vm.prank(ALICE);
        ledger.append(_job, 1, hashOf(1), _keyY, first.challenge, first.response);
        _assertRefused(
            _append(1, hashOf(1), second),
            abi.encodeWithSelector(AuditLedger.RecordExists.selector, _job, ALICE, 1, hashOf(1))
        );
        // And the first proof once more appends nothing anywhere.
        _assertChallengeMismatch(_append(2, hashOf(1), first));
    }

    function test_Attack26_CopiedTransactionIsWorthless() public {
        TestProver.Proof memory proof = proveRecord(_job, ALICE, ALICE_SECRET, 1, hashOf(0), hashOf(1));
        bytes memory input = _append(1, hashOf(1), proof);
        assertRefused(
            MALLORY, address(ledger), input, abi.encodeWithSelector(AuditLedger.SequenceGap.selector, _job, MALLORY, 1, 0)
        );
        // A party with records of its own gets as far as the key.
        appendNext(_job, BOB, BOB_SECRET, hashOf(0));
        vm.prank(BOB);
        (bool accepted,) = address(ledger).call(input);
        assertTrue(!accepted, "Bob's copy");
        assertTrue(ledger.record(_job, BOB, 1) == 0, "nothing of Bob's");
        vm.prank(ALICE);
        (accepted,) = address(ledger).call(input);
        assertTrue(accepted, "the original is still good");
    }

    function testFuzz_Attack28_HistoryCannotBeRewritten(uint64 sequence, bytes32 hash, uint8 kind) public {
        for (uint256 i = 1; i < 6; ++i) appendNext(_job, ALICE, ALICE_SECRET, hashOf(i));
        sequence = uint64(bound(sequence, 0, 5));
        vm.assume(hash != 0);
        // Alice herself, with a valid proof over another content for a place that is taken, in any of the three ways.
        bytes32 previous = sequence == 0 ? ledger.streamId(_job, ALICE) : hashOf(sequence - 1);
        bytes memory input;
        if (kind % 3 == 0) {
            input = _append(sequence, hash, proveRecord(_job, ALICE, ALICE_SECRET, sequence, previous, hash));
        } else if (kind % 3 == 1) {
            bytes32[] memory hashes = new bytes32[](2);
            (hashes[0], hashes[1]) = (hash, hash);
            TestProver.Proof memory proof = TestProver.prove(
                TestProver.batchTag(address(ledger), _job, ALICE, sequence, previous, hashes), ALICE_SECRET, NONCE
            );
            input = abi.encodeCall(
                AuditLedger.appendBatch, (_job, sequence, hashes, _keyY, proof.challenge, proof.response)
            );
        } else {
            (Relation.Statement memory statement, uint256[] memory witness) =
                Relation.attributedOpening(ALICE_SECRET, 4, 5, 6);
            bytes32 session = TestProver.sessionId(
                TestProver.relationTag(address(ledger), _job, ALICE, sequence, previous, hash)
            );
            input = abi.encodeCall(
                AuditLedger.appendRelation,
                (_job, sequence, hash, Relation.serialize(statement), Relation.prove(session, statement, witness, 1))
            );
        }
        _assertRefused(
            input, abi.encodeWithSelector(AuditLedger.RecordExists.selector, _job, ALICE, sequence, hashOf(sequence))
        );
        (uint64 count,) = ledger.head(_job, ALICE);
        assertEq(count, 6, "nothing added, nothing removed");
    }

    function _append(uint64 sequence, bytes32 hash, TestProver.Proof memory proof) private view returns (bytes memory) {
        return abi.encodeCall(AuditLedger.append, (_job, sequence, hash, _keyY, proof.challenge, proof.response));
    }

    function _assertRefused(bytes memory input, bytes memory reason) private {
        assertRefused(ALICE, address(ledger), input, reason);
    }

    function _assertChallengeMismatch(bytes memory input) private {
        vm.prank(ALICE);
        (bool accepted, bytes memory reason) = address(ledger).call(input);
        assertTrue(!accepted, "refused");
        assertEq(bytes32(bytes4(reason)), bytes32(ChallengeMismatch.selector), "challenge");
    }
}
