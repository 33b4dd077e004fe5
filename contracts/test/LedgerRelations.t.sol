// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Q} from "../src/Bn254.sol";
import {AuditLedger} from "../src/AuditLedger.sol";
import {LedgerViews} from "../src/LedgerViews.sol";
import "../src/SigmaErrors.sol";
import {Consortium} from "./support/Consortium.sol";
import {Relation} from "./support/Relation.sol";
import {TestProver} from "./support/TestProver.sol";
import {Vm} from "./support/Vm.sol";

/// Records with relations, and verification again by view.
contract LedgerRelationsTest is Consortium {
    using Relation for Relation.Statement;

    uint256 private constant H = 4;

    bytes32 private _job;

    function setUp() public override {
        super.setUp();
        registerKeys();
        _job = consentedJob();
    }

    function test_RelationIsRecorded() public {
        (bytes memory instance, bytes memory proof,) = _proven(ALICE_SECRET, 0);
        vm.recordLogs();
        vm.prank(ALICE);
        ledger.appendRelation(_job, 0, hashOf(0), instance, proof);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 2, "events");
        assertEq(logs[1].topics[0], AuditLedger.RelationProved.selector, "relation");
        assertEq(bytes32(logs[1].data), keccak256(instance), "hash of the instance");
        assertEq(ledger.record(_job, ALICE, 0), hashOf(0), "record");
        appendNext(_job, ALICE, ALICE_SECRET, hashOf(1));
    }

    function test_PlaceRulesHoldForRelations() public {
        (bytes memory instance, bytes memory proof,) = _proven(ALICE_SECRET, 0);
        _assertRefused(
            1, instance, proof, abi.encodeWithSelector(AuditLedger.SequenceGap.selector, _job, ALICE, 1, 0)
        );
        vm.prank(ALICE);
        ledger.appendRelation(_job, 0, hashOf(0), instance, proof);
        _assertRefused(
            0, instance, proof, abi.encodeWithSelector(AuditLedger.RecordExists.selector, _job, ALICE, 0, hashOf(0))
        );
    }

    function test_RelationOfAnotherKeyIsRejected() public {
        (, uint256 aliceY) = TestProver.publicKey(ALICE_SECRET);
        // Keys whose y has the parity of Alice's, and others.
        bool[2] memory seen;
        for (uint256 secret = 50; !(seen[0] && seen[1]); ++secret) {
            (bytes memory instance, bytes memory proof, uint256[2] memory key) = _proven(secret, 0);
            bool same = key[1] % 2 == aliceY % 2;
            seen[same ? 1 : 0] = true;
            uint256 named = same ? key[0] : _x(ALICE_SECRET);
            _assertRefused(
                0, instance, proof, abi.encodeWithSelector(AuditLedger.KeyMismatch.selector, ALICE, named, key[1])
            );
        }
    }

    function test_RelationOfTheNegativeKeyIsRejected() public {
        (bytes memory instance, bytes memory proof, uint256[2] memory key) = _proven(Q - ALICE_SECRET, 0);
        assertEq(key[0], _x(ALICE_SECRET), "same x");
        _assertRefused(
            0, instance, proof, abi.encodeWithSelector(AuditLedger.KeyMismatch.selector, ALICE, key[0], key[1])
        );
    }

    function test_RevokedKeyIsRejectedInRelations() public {
        (bytes memory instance, bytes memory proof,) = _proven(ALICE_SECRET, 0);
        vm.prank(ALICE);
        registry.revokeKey();
        _assertRefused(0, instance, proof, abi.encodeWithSelector(AuditLedger.NoUsableKey.selector, ALICE));
    }

    function test_ZeroHashIsRejectedInRelations() public {
        bytes32 session = _session(0, 0);
        (Relation.Statement memory statement, uint256[] memory witness) =
            Relation.attributedOpening(ALICE_SECRET, H, 5, 6);
        bytes memory proof = Relation.prove(session, statement, witness, 1);
        assertRefused(
            ALICE,
            address(ledger),
            abi.encodeCall(AuditLedger.appendRelation, (_job, 0, 0, statement.serialize(), proof)),
            abi.encodeWithSelector(AuditLedger.ZeroRecordHash.selector, 0)
        );
    }

    function test_FirstEquationMustBeTheAttribution() public {
        for (uint256 variant = 0; variant < 7; ++variant) {
            (Relation.Statement memory statement, uint256[] memory witness) =
                Relation.attributedOpening(ALICE_SECRET, H, 5, 6);
            Relation.Equation memory first = statement.equations[0];
            if (variant == 0) {
                // The two equations in the other order.
                (statement.equations[0], statement.equations[1]) = (statement.equations[1], first);
            } else if (variant == 1) {
                // 2 X = 2 x * G
                first.image[0].coefficient = 2;
                first.terms[0].coefficient = 2;
            } else if (variant == 2) {
                // X = x * G + 0 * G
                first.terms = Relation.terms(first.terms[0], Relation.Term(0, 0, 0));
            } else if (variant == 3) {
                // H = h * G: an attribution, of nobody.
                first.image[0].element = 2;
                witness[0] = H;
                statement.equations[1].image = new Relation.ImageTerm[](2);
                statement.equations[1].image[0] = Relation.ImageTerm(3, 1);
                statement.equations[1].image[1] = Relation.ImageTerm(1, 0);
            } else if (variant == 4) {
                // X = r * H with x = r * h
                first.terms[0] = Relation.Term(0, 2, 1);
                statement.elements[0] = Relation.point(ALICE_SECRET * H);
            } else if (variant == 5) {
                // X = 2 (x / 2) * G
                first.terms[0].coefficient = 2;
                witness[0] = mulmod(ALICE_SECRET, (Q + 1) / 2, Q);
            } else {
                // X = x * G with another scalar's number.
                first.terms[0].scalar = 1;
                statement.equations[1].terms[0].scalar = 0;
                (witness[0], witness[1]) = (witness[1], witness[0]);
            }
            bytes memory proof = Relation.prove(_session(0, hashOf(0)), statement, witness, 1);
            bytes memory instance = statement.serialize();
            assertTrue(ledger.verifyRelation(_session(0, hashOf(0)), instance, proof), "the relation itself holds");
            _assertRefused(0, instance, proof, abi.encodePacked(AuditLedger.NotAttribution.selector));
        }
    }

    function testFuzz_AnyBitFlipIsRejected(uint256 bit) public {
        (bytes memory instance, bytes memory proof,) = _proven(ALICE_SECRET, 0);
        uint256 place = bound(bit, 0, 8 * (instance.length + proof.length) - 1);
        if (place < 8 * proof.length) proof[place / 8] ^= bytes1(uint8(1 << (place % 8)));
        else instance[place / 8 - proof.length] ^= bytes1(uint8(1 << (place % 8)));
        vm.prank(ALICE);
        (bool accepted,) =
            address(ledger).call(abi.encodeCall(AuditLedger.appendRelation, (_job, 0, hashOf(0), instance, proof)));
        assertTrue(!accepted, "rejected");
    }

    function test_ProofsVerifyAgainByView() public view {
        bytes32 previous = ledger.streamId(_job, ALICE);
        TestProver.Proof memory proof = proveRecord(_job, ALICE, ALICE_SECRET, 0, previous, hashOf(0));
        (uint256 x, uint256 y) = TestProver.publicKey(ALICE_SECRET);
        assertTrue(_verify(0, hashOf(0), x, y, proof.challenge, proof.response), "holds");
        assertTrue(!_verify(1, hashOf(0), x, y, proof.challenge, proof.response), "another sequence");
        assertTrue(!_verify(0, hashOf(1), x, y, proof.challenge, proof.response), "another hash");
        assertTrue(!_verify(0, hashOf(0), 0, 0, proof.challenge, proof.response), "no key");
        assertTrue(!_verify(0, hashOf(0), x, y, 0, proof.response), "zero challenge");
        (bytes memory instance, bytes memory relation,) = _proven(ALICE_SECRET, 0);
        bytes32 session =
            ledger.relationSessionId(block.chainid, address(ledger), _job, ALICE, 0, previous, hashOf(0));
        assertTrue(ledger.verifyRelation(session, instance, relation), "relation holds");
        assertTrue(!ledger.verifyRelation(bytes32(0), instance, relation), "another session");
        assertTrue(!ledger.verifyRelation(session, instance, ""), "no proof");
        assertTrue(!ledger.verifyRelation(session, "", relation), "no instance");
    }

    function test_ViewsNameTheReason() public {
        assertRefused(
            MALLORY,
            address(ledger),
            abi.encodeCall(LedgerViews.requireKnowledge, (0, 1, 2, 0, 0)),
            ZeroChallenge.selector
        );
        assertRefused(
            MALLORY,
            address(ledger),
            abi.encodeCall(LedgerViews.requireRelation, (0, "", "")),
            abi.encodeWithSelector(InstanceLength.selector, 0, 4)
        );
    }

    function test_LackOfGasIsNoVerdict() public view {
        TestProver.Proof memory proof =
            proveRecord(_job, ALICE, ALICE_SECRET, 0, ledger.streamId(_job, ALICE), hashOf(0));
        (uint256 x, uint256 y) = TestProver.publicKey(ALICE_SECRET);
        bytes32 session = ledger.recordSessionId(
            block.chainid, address(ledger), _job, ALICE, 0, ledger.streamId(_job, ALICE), hashOf(0)
        );
        bytes memory input =
            abi.encodeCall(LedgerViews.verifyKnowledge, (session, x, y, proof.challenge, proof.response));
        for (uint256 gas = 2_000; gas < 30_000; gas += 50) {
            (bool done, bytes memory out) = address(ledger).staticcall{gas: gas}(input);
            assertTrue(!done || abi.decode(out, (bool)), "a valid proof is never called invalid");
        }
    }

    function test_SessionsFollowTheirTags() public view {
        bytes32[] memory hashes = new bytes32[](3);
        for (uint256 i = 0; i < 3; ++i) hashes[i] = hashOf(i);
        assertEq(
            ledger.recordSessionId(block.chainid, address(ledger), _job, ALICE, 7, hashOf(6), hashOf(7)),
            TestProver.sessionId(TestProver.recordTag(address(ledger), _job, ALICE, 7, hashOf(6), hashOf(7))),
            "record"
        );
        assertEq(
            ledger.relationSessionId(block.chainid, address(ledger), _job, ALICE, 7, hashOf(6), hashOf(7)),
            TestProver.sessionId(TestProver.relationTag(address(ledger), _job, ALICE, 7, hashOf(6), hashOf(7))),
            "relation"
        );
        assertEq(
            ledger.batchSessionId(block.chainid, address(ledger), _job, ALICE, 7, hashOf(6), hashes),
            TestProver.sessionId(TestProver.batchTag(address(ledger), _job, ALICE, 7, hashOf(6), hashes)),
            "batch"
        );
    }

    function _verify(uint64 sequence, bytes32 hash, uint256 x, uint256 y, uint256 c, uint256 s) private view returns (bool) {
        bytes32 previous = ledger.streamId(_job, ALICE);
        return ledger.verifyAttribution(block.chainid, address(ledger), _job, ALICE, sequence, previous, hash, x, y, c, s);
    }

    function _session(uint64 sequence, bytes32 hash) private view returns (bytes32) {
        return TestProver.sessionId(
            TestProver.relationTag(address(ledger), _job, ALICE, sequence, ledger.streamId(_job, ALICE), hash)
        );
    }

    /// A relation with the attribution of a key and an opening, proven for record 0 of Alice.
    function _proven(uint256 secret, uint64 sequence)
        private
        view
        returns (bytes memory instance, bytes memory proof, uint256[2] memory key)
    {
        (Relation.Statement memory statement, uint256[] memory witness) = Relation.attributedOpening(secret, H, 5, 6);
        instance = statement.serialize();
        proof = Relation.prove(_session(sequence, hashOf(sequence)), statement, witness, 1);
        (key[0], key[1]) = (statement.elements[0].x, statement.elements[0].y);
    }

    function _x(uint256 secret) private view returns (uint256 x) {
        (x,) = TestProver.publicKey(secret);
    }

    function _assertRefused(uint64 sequence, bytes memory instance, bytes memory proof, bytes memory reason) private {
        bytes memory input =
            abi.encodeCall(AuditLedger.appendRelation, (_job, sequence, hashOf(sequence), instance, proof));
        assertRefused(ALICE, address(ledger), input, reason);
    }
}
