// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {P, Q} from "../src/Bn254.sol";
import {AuditLedger} from "../src/AuditLedger.sol";
import {FastAppend} from "../src/FastAppend.sol";
import "../src/SigmaErrors.sol";
import {Consortium} from "./support/Consortium.sol";
import {TestProver} from "./support/TestProver.sol";
import {Vm} from "./support/Vm.sol";

/// Appends of single records and batches: what they leave, and each refusal with its error.
contract AuditLedgerTest is Consortium {
    bytes32 private _job;
    uint256 private _keyY;

    function setUp() public override {
        super.setUp();
        registerKeys();
        _job = consentedJob();
        (, _keyY) = TestProver.publicKey(ALICE_SECRET);
    }

    function test_RecordsAreKeptInOrder() public {
        assertTrue(ledger.record(_job, ALICE, 0) == 0, "empty at first");
        for (uint64 i = 0; i < 5; ++i) {
            appendNext(_job, ALICE, ALICE_SECRET, hashOf(i));
            (uint64 count, bytes32 lastHash) = ledger.head(_job, ALICE);
            assertEq(count, i + 1, "count");
            assertEq(lastHash, hashOf(i), "last hash");
            assertEq(ledger.record(_job, ALICE, i), hashOf(i), "record");
        }
        assertTrue(ledger.verifyRecord(_job, ALICE, 3, hashOf(3)), "verified");
        assertTrue(!ledger.verifyRecord(_job, ALICE, 3, hashOf(2)), "another hash");
        assertTrue(!ledger.verifyRecord(_job, ALICE, 5, 0), "no record has no hash");
        assertTrue(!ledger.verifyRecord(_job, BOB, 3, hashOf(3)), "another institution");
    }

    function test_StreamsAreSeparate() public {
        bytes32 other = consentedJob();
        appendNext(_job, ALICE, ALICE_SECRET, hashOf(1));
        appendNext(_job, BOB, BOB_SECRET, hashOf(2));
        appendNext(other, ALICE, ALICE_SECRET, hashOf(3));
        assertEq(ledger.record(_job, ALICE, 0), hashOf(1), "Alice");
        assertEq(ledger.record(_job, BOB, 0), hashOf(2), "Bob");
        assertEq(ledger.record(other, ALICE, 0), hashOf(3), "another job");
        assertEq(
            ledger.streamId(_job, ALICE), keccak256(abi.encode(block.chainid, address(ledger), _job, ALICE)), "stream"
        );
    }

    function testFuzz_BatchEqualsSingleAppends(uint256 seed, uint8 before, uint8 size) public {
        before = uint8(bound(before, 0, 4));
        size = uint8(bound(size, 1, 40));
        for (uint256 i = 0; i < before; ++i) appendNext(_job, ALICE, ALICE_SECRET, hashOf(i));
        bytes32[] memory hashes = new bytes32[](size);
        for (uint256 i = 0; i < size; ++i) hashes[i] = keccak256(abi.encode(seed, i));
        vm.recordLogs();
        appendBatch(_job, ALICE, ALICE_SECRET, hashes);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, size, "an event a record");
        for (uint256 i = 0; i < size; ++i) {
            assertEq(ledger.record(_job, ALICE, uint64(before + i)), hashes[i], "record");
            assertEq(logs[i].topics[0], FastAppend.RecordAppended.selector, "event");
            assertEq(logs[i].topics[1], _job, "job");
            assertEq(uint256(logs[i].topics[2]), uint160(ALICE), "institution");
            assertEq(uint256(logs[i].topics[3]), before + i, "sequence");
            assertEq(bytes32(logs[i].data), hashes[i], "hash");
        }
        (uint64 count,) = ledger.head(_job, ALICE);
        assertEq(count, uint256(before) + size, "count");
        appendNext(_job, ALICE, ALICE_SECRET, hashOf(99));
        assertEq(ledger.record(_job, ALICE, uint64(before) + size), hashOf(99), "the stream goes on");
    }

    function test_AppendEmitsOneEvent() public {
        for (uint256 i = 0; i < 2; ++i) {
            vm.recordLogs();
            appendNext(_job, ALICE, ALICE_SECRET, hashOf(i));
            Vm.Log[] memory logs = vm.getRecordedLogs();
            assertEq(logs.length, 1, "events");
            assertEq(logs[0].topics[0], keccak256("RecordAppended(bytes32,address,uint64,bytes32)"), "event");
            assertEq(logs[0].topics[1], _job, "job");
            assertEq(uint256(logs[0].topics[2]), uint160(ALICE), "institution");
            assertEq(uint256(logs[0].topics[3]), i, "sequence");
            assertEq(bytes32(logs[0].data), hashOf(i), "hash");
            assertEq(logs[0].data.length, 32, "nothing else");
        }
    }

    function test_PagesOfRecords() public {
        bytes32[] memory hashes = new bytes32[](256);
        for (uint256 i = 0; i < 256; ++i) hashes[i] = hashOf(i);
        for (uint256 i = 0; i < 5; ++i) appendBatch(_job, ALICE, ALICE_SECRET, hashes);
        (uint64 count,) = ledger.head(_job, ALICE);
        assertEq(count, 1280, "count");
        bytes32[] memory page = ledger.records(_job, ALICE, 254, 4);
        assertEq(page.length, 4, "limit");
        assertEq(page[1], hashOf(255), "second");
        assertEq(page[2], hashOf(0), "third");
        assertEq(ledger.records(_job, ALICE, 1270, type(uint64).max).length, 10, "to the end");
        assertEq(ledger.records(_job, ALICE, 0, type(uint64).max).length, 1024, "never more than 1,024");
        assertEq(ledger.records(_job, ALICE, 1280, 1).length, 0, "beyond the end");
        assertEq(ledger.records(_job, ALICE, type(uint64).max, 1).length, 0, "far beyond the end");
        assertTrue(ledger.record(_job, ALICE, type(uint64).max) == 0, "no such record");
    }

    function test_GapIsRejected() public {
        _assertAppendRefused(1, hashOf(1), 0, abi.encodeWithSelector(AuditLedger.SequenceGap.selector, _job, ALICE, 1, 0));
        appendNext(_job, ALICE, ALICE_SECRET, hashOf(0));
        appendNext(_job, ALICE, ALICE_SECRET, hashOf(1));
        uint64[4] memory gaps = [3, 4, uint64(2 ** 40), type(uint64).max];
        for (uint256 i = 0; i < 4; ++i) {
            _assertAppendRefused(
                gaps[i], hashOf(3), 0, abi.encodeWithSelector(AuditLedger.SequenceGap.selector, _job, ALICE, gaps[i], 2)
            );
        }
        bytes32[] memory hashes = new bytes32[](1);
        hashes[0] = hashOf(3);
        assertRefused(
            ALICE,
            address(ledger),
            abi.encodeCall(AuditLedger.appendBatch, (_job, 3, hashes, _keyY, 1, 1)),
            abi.encodeWithSelector(AuditLedger.SequenceGap.selector, _job, ALICE, 3, 2)
        );
    }

    function test_RepetitionTellsWhatIsThere() public {
        for (uint64 i = 0; i < 3; ++i) appendNext(_job, ALICE, ALICE_SECRET, hashOf(i));
        for (uint64 i = 0; i < 3; ++i) {
            bytes32 previous = i == 0 ? ledger.streamId(_job, ALICE) : hashOf(i - 1);
            _assertAppendRefused(
                i, hashOf(i), previous, abi.encodeWithSelector(AuditLedger.RecordExists.selector, _job, ALICE, i, hashOf(i))
            );
        }
    }

    function test_ForeignJobIsRejected() public {
        bytes32 stranger = keccak256("no such job");
        bytes memory reason = abi.encodeWithSelector(AuditLedger.ForeignJob.selector, stranger, ALICE);
        assertRefused(
            ALICE, address(ledger), abi.encodeCall(AuditLedger.append, (stranger, 0, hashOf(0), _keyY, 1, 1)), reason
        );
        bytes32 proposed = proposeJob();
        reason = abi.encodeWithSelector(AuditLedger.ForeignJob.selector, proposed, ALICE);
        assertRefused(
            ALICE, address(ledger), abi.encodeCall(AuditLedger.append, (proposed, 0, hashOf(0), _keyY, 1, 1)), reason
        );
        reason = abi.encodeWithSelector(AuditLedger.ForeignJob.selector, _job, MALLORY);
        assertRefused(
            MALLORY, address(ledger), abi.encodeCall(AuditLedger.append, (_job, 0, hashOf(0), _keyY, 1, 1)), reason
        );
    }

    function test_EndedJobStillTakesRecords() public {
        vm.prank(BOB);
        jobs.abort(_job, "why");
        appendNext(_job, ALICE, ALICE_SECRET, hashOf(0));
        appendNext(_job, ALICE, ALICE_SECRET, hashOf(1));
    }

    function test_RevokedKeyIsRejected() public {
        bytes memory reason = abi.encodeWithSelector(AuditLedger.NoUsableKey.selector, ALICE);
        appendNext(_job, ALICE, ALICE_SECRET, hashOf(0));
        vm.prank(ALICE);
        registry.revokeKey();
        _assertAppendRefused(1, hashOf(1), hashOf(0), reason);
        bytes32[] memory hashes = new bytes32[](1);
        hashes[0] = hashOf(1);
        assertRefused(
            ALICE, address(ledger), abi.encodeCall(AuditLedger.appendBatch, (_job, 1, hashes, _keyY, 1, 1)), reason
        );
    }

    function test_RemovedInstitutionIsRejected() public {
        appendNext(_job, ALICE, ALICE_SECRET, hashOf(0));
        vm.prank(BOB);
        uint256 id = registry.proposeRemoval(ALICE);
        vm.prank(CAROL);
        registry.vote(id);
        _assertAppendRefused(
            1, hashOf(1), hashOf(0), abi.encodeWithSelector(AuditLedger.NoUsableKey.selector, ALICE)
        );
    }

    function test_RotatedKeyReplacesTheOldOne() public {
        appendNext(_job, ALICE, ALICE_SECRET, hashOf(0));
        (uint256 x, uint256 y) = TestProver.publicKey(99);
        TestProver.Proof memory proof = possession(ALICE, 99, 2);
        vm.prank(ALICE);
        registry.rotateKey(x, y, proof.challenge, proof.response, 0);
        TestProver.Proof memory old = proveRecord(_job, ALICE, ALICE_SECRET, 1, hashOf(0), hashOf(1));
        bytes memory input =
            abi.encodeCall(AuditLedger.append, (_job, 1, hashOf(1), _keyY, old.challenge, old.response));
        bytes memory reason = _keyY % 2 == y % 2
            ? abi.encodeWithSelector(PointNotOnCurve.selector, x, _keyY)
            : abi.encodeWithSelector(AuditLedger.KeyMismatch.selector, ALICE, x, _keyY);
        assertRefused(ALICE, address(ledger), input, reason);
        appendNext(_job, ALICE, 99, hashOf(1));
    }

    function test_OtherRootOfTheKeyIsRejected() public {
        (uint256 x, uint256 y) = TestProver.publicKey(ALICE_SECRET);
        assertRefused(
            ALICE,
            address(ledger),
            abi.encodeCall(AuditLedger.append, (_job, 0, hashOf(0), P - y, 1, 1)),
            abi.encodeWithSelector(AuditLedger.KeyMismatch.selector, ALICE, x, P - y)
        );
    }

    function test_ZeroHashIsRejected() public {
        for (uint64 i = 0; i < 2; ++i) {
            bytes32 previous = i == 0 ? ledger.streamId(_job, ALICE) : hashOf(0);
            _assertAppendRefused(i, 0, previous, abi.encodeWithSelector(AuditLedger.ZeroRecordHash.selector, i));
            if (i == 0) appendNext(_job, ALICE, ALICE_SECRET, hashOf(0));
        }
        for (uint256 hole = 0; hole < 3; ++hole) {
            bytes32[] memory hashes = new bytes32[](3);
            for (uint256 i = 0; i < 3; ++i) hashes[i] = i == hole ? bytes32(0) : hashOf(i);
            TestProver.Proof memory proof = TestProver.prove(
                TestProver.batchTag(address(ledger), _job, ALICE, 1, hashOf(0), hashes), ALICE_SECRET, NONCE
            );
            assertRefused(
                ALICE,
                address(ledger),
                abi.encodeCall(AuditLedger.appendBatch, (_job, 1, hashes, _keyY, proof.challenge, proof.response)),
                abi.encodeWithSelector(AuditLedger.ZeroRecordHash.selector, 1 + hole)
            );
        }
    }

    function test_BatchSizeIsBounded() public {
        assertRefused(
            ALICE,
            address(ledger),
            abi.encodeCall(AuditLedger.appendBatch, (_job, 0, new bytes32[](0), _keyY, 1, 1)),
            abi.encodeWithSelector(AuditLedger.BatchSize.selector, 0, 256)
        );
        assertRefused(
            ALICE,
            address(ledger),
            abi.encodeCall(AuditLedger.appendBatch, (_job, 0, new bytes32[](257), _keyY, 1, 1)),
            abi.encodeWithSelector(AuditLedger.BatchSize.selector, 257, 256)
        );
    }

    function test_MalformedProofsAreRejectedWithTheirReason() public {
        // At sequence 0 and behind a record: two code paths, the same reasons.
        for (uint64 i = 0; i < 2; ++i) {
            (uint256 x, uint256 y) = TestProver.publicKey(ALICE_SECRET);
            _assertProofRefused(i, y, 0, 1, abi.encodePacked(ZeroChallenge.selector));
            _assertProofRefused(i, y, Q, 1, abi.encodeWithSelector(ScalarOutOfRange.selector, Q));
            _assertProofRefused(i, y, 1, Q, abi.encodeWithSelector(ScalarOutOfRange.selector, Q));
            _assertProofRefused(i, y + 2, 1, 1, abi.encodeWithSelector(PointNotOnCurve.selector, x, y + 2));
            // y + p has the other parity, y + 2p (below 2^256) the same.
            _assertProofRefused(i, y + P, 1, 1, abi.encodeWithSelector(AuditLedger.KeyMismatch.selector, ALICE, x, y + P));
            _assertProofRefused(i, y + 2 * P, 1, 1, abi.encodeWithSelector(CoordinateOutOfRange.selector, y + 2 * P));
            _assertProofRefused(i, y, 5, 5 * ALICE_SECRET, abi.encodeWithSelector(IdentityCommitment.selector, 0));
            if (i == 0) appendNext(_job, ALICE, ALICE_SECRET, hashOf(0));
        }
    }

    function testFuzz_AppendAcceptsExactlyWhatTheViewAccepts(uint256 seed, uint8 what, uint256 bit, bool behind) public {
        if (behind) appendNext(_job, ALICE, ALICE_SECRET, hashOf(0));
        (uint64 sequence, bytes32 previousHash) = previousOf(_job, ALICE);
        bytes32 hash = keccak256(abi.encode(seed));
        TestProver.Proof memory proof = TestProver.prove(
            TestProver.recordTag(address(ledger), _job, ALICE, sequence, previousHash, hash),
            ALICE_SECRET,
            bound(seed, 1, Q - 1)
        );
        (uint256 keyX, uint256 keyY) = TestProver.publicKey(ALICE_SECRET);
        // One bit flipped in one of the words, or none.
        uint256 mask = 1 << bound(bit, 0, 255);
        what = uint8(bound(what, 0, 4));
        if (what == 1) proof.challenge ^= mask;
        if (what == 2) proof.response ^= mask;
        if (what == 3) keyY ^= mask;
        if (what == 4) hash ^= bytes32(mask);
        bool expected = ledger.verifyAttribution(
            block.chainid,
            address(ledger),
            _job,
            ALICE,
            sequence,
            previousHash,
            hash,
            keyX,
            keyY,
            proof.challenge,
            proof.response
        );
        assertTrue(expected == (what == 0), "any flip is seen");
        bytes memory input =
            abi.encodeCall(AuditLedger.append, (_job, sequence, hash, keyY, proof.challenge, proof.response));
        vm.prank(ALICE);
        (bool accepted, bytes memory reason) = address(ledger).call(input);
        assertTrue(accepted == expected, "same verdict");
        assertEq(ledger.record(_job, ALICE, sequence), expected ? hash : bytes32(0), "written if and only if accepted");
        assertTrue(accepted || reason.length >= 4, "a refusal has a reason");
    }

    function test_LackOfGasWritesNothing() public {
        appendNext(_job, ALICE, ALICE_SECRET, hashOf(0));
        TestProver.Proof memory proof = proveRecord(_job, ALICE, ALICE_SECRET, 1, hashOf(0), hashOf(1));
        bytes memory input =
            abi.encodeCall(AuditLedger.append, (_job, 1, hashOf(1), _keyY, proof.challenge, proof.response));
        for (uint256 gas = 1_000; gas < 120_000; gas += 500) {
            vm.prank(ALICE);
            (bool accepted,) = address(ledger).call{gas: gas}(input);
            assertEq(ledger.record(_job, ALICE, 1), accepted ? hashOf(1) : bytes32(0), "all or nothing");
            if (accepted) return;
        }
        revert Not("enough gas is enough");
    }

    function _assertAppendRefused(uint64 sequence, bytes32 hash, bytes32 previousHash, bytes memory reason) private {
        TestProver.Proof memory proof = proveRecord(_job, ALICE, ALICE_SECRET, sequence, previousHash, hash);
        bytes memory input =
            abi.encodeCall(AuditLedger.append, (_job, sequence, hash, _keyY, proof.challenge, proof.response));
        assertRefused(ALICE, address(ledger), input, reason);
    }

    function _assertProofRefused(uint64 sequence, uint256 keyY, uint256 c, uint256 s, bytes memory reason) private {
        bytes memory input = abi.encodeCall(AuditLedger.append, (_job, sequence, hashOf(sequence), keyY, c, s));
        assertRefused(ALICE, address(ledger), input, reason);
    }
}
